import { endpoint } from '@/lib/shared/endpoint'

export const searchPersons = endpoint({ method: 'POST', path: '/api/v1/persons/search' })
export const createPerson = endpoint({ method: 'POST', path: '/api/v1/persons' })
export const getPerson = endpoint({ method: 'GET', path: '/api/v1/persons/{id}' })
export const updatePerson = endpoint({ method: 'POST', path: '/api/v1/persons/{id}/update' })
export const exportPerson = endpoint({ method: 'GET', path: '/api/v1/persons/{id}/export' })
export const erasePerson = endpoint({ method: 'POST', path: '/api/v1/persons/{id}/erase' })
export const linkPerson = endpoint({ method: 'POST', path: '/api/v1/tickets/{id}/person' })
export const requestCode = endpoint({ method: 'POST', path: '/api/v1/phone-confirmations' })
export const confirmPhone = endpoint({ method: 'POST', path: '/api/v1/phone-confirmations/{id}/confirm' })
