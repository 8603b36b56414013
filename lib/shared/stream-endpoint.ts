import type { Endpoint } from './endpoint'

/** The event stream, without its schemas: see `stream-contract.ts`. */
export const streamEndpoint = { method: 'GET', path: '/api/v1/events/stream' } as const satisfies Endpoint
