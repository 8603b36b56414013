import type { Endpoint } from '@/lib/shared/endpoint'

export const takeVisit = { method: 'POST', path: '/api/v1/visits' } as const satisfies Endpoint
export const getVisit = { method: 'GET', path: '/api/v1/visits/{id}' } as const satisfies Endpoint
export const chooseStep = { method: 'POST', path: '/api/v1/visits/{id}/choose' } as const satisfies Endpoint
export const addStep = { method: 'POST', path: '/api/v1/visits/{id}/add-step' } as const satisfies Endpoint
export const skipStep = { method: 'POST', path: '/api/v1/visits/{id}/skip-step' } as const satisfies Endpoint
export const redoStep = { method: 'POST', path: '/api/v1/visits/{id}/redo-step' } as const satisfies Endpoint
export const sendAndReturn = {
  method: 'POST',
  path: '/api/v1/tickets/{id}/send-and-return',
} as const satisfies Endpoint
