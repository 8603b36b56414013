import type { Endpoint } from '@/lib/shared/endpoint'

// In a file of their own, because phones load no others.
export const joinQueue = { method: 'POST', path: '/api/v1/tickets', mayWaitOffline: true } as const satisfies Endpoint
export const getTicket = { method: 'GET', path: '/api/v1/tickets/{id}' } as const satisfies Endpoint
export const listMyTickets = { method: 'GET', path: '/api/v1/tickets' } as const satisfies Endpoint
export const getQueueStatus = { method: 'GET', path: '/api/v1/queues/{service}/status' } as const satisfies Endpoint
export const cancel = {
  method: 'POST',
  path: '/api/v1/tickets/{id}/cancel',
  mayWaitOffline: true,
} as const satisfies Endpoint
