import type { Endpoint } from '@/lib/shared/endpoint'

export * from './visitor-endpoints'

export const getLine = { method: 'GET', path: '/api/v1/queues/{service}/line' } as const satisfies Endpoint
export const listOccupied = { method: 'GET', path: '/api/v1/service-points/occupied' } as const satisfies Endpoint
export const listRecent = {
  method: 'GET',
  path: '/api/v1/service-points/{servicePoint}/recent',
} as const satisfies Endpoint
export const callNext = { method: 'POST', path: '/api/v1/queues/{service}/call-next' } as const satisfies Endpoint
export const recall = { method: 'POST', path: '/api/v1/tickets/{id}/recall' } as const satisfies Endpoint
export const start = { method: 'POST', path: '/api/v1/tickets/{id}/start' } as const satisfies Endpoint
export const finish = { method: 'POST', path: '/api/v1/tickets/{id}/finish' } as const satisfies Endpoint
export const noAnswer = { method: 'POST', path: '/api/v1/tickets/{id}/no-answer' } as const satisfies Endpoint
export const hold = { method: 'POST', path: '/api/v1/tickets/{id}/hold' } as const satisfies Endpoint
export const resume = { method: 'POST', path: '/api/v1/tickets/{id}/resume' } as const satisfies Endpoint
export const transfer = { method: 'POST', path: '/api/v1/tickets/{id}/transfer' } as const satisfies Endpoint
export const undo = { method: 'POST', path: '/api/v1/tickets/{id}/undo' } as const satisfies Endpoint
