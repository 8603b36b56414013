import type { Endpoint } from '@/lib/shared/endpoint'

export const searchPersons = { method: 'POST', path: '/api/v1/persons/search' } as const satisfies Endpoint
export const createPerson = { method: 'POST', path: '/api/v1/persons' } as const satisfies Endpoint
export const getPerson = { method: 'GET', path: '/api/v1/persons/{id}' } as const satisfies Endpoint
export const updatePerson = { method: 'POST', path: '/api/v1/persons/{id}/update' } as const satisfies Endpoint
export const exportPerson = { method: 'GET', path: '/api/v1/persons/{id}/export' } as const satisfies Endpoint
export const erasePerson = { method: 'POST', path: '/api/v1/persons/{id}/erase' } as const satisfies Endpoint
export const linkPerson = { method: 'POST', path: '/api/v1/tickets/{id}/person' } as const satisfies Endpoint
export const requestCode = { method: 'POST', path: '/api/v1/phone-confirmations' } as const satisfies Endpoint
export const confirmPhone = {
  method: 'POST',
  path: '/api/v1/phone-confirmations/{id}/confirm',
} as const satisfies Endpoint
