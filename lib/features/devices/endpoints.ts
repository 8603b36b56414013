import { endpoint } from '@/lib/shared/endpoint'

export const openPairing = endpoint({ method: 'POST', path: '/api/v1/device-pairings' })
export const getPairing = endpoint({ method: 'GET', path: '/api/v1/device-pairings/{id}' })
export const getOwnDevice = endpoint({ method: 'GET', path: '/api/v1/device' })
export const listDevices = endpoint({ method: 'GET', path: '/api/v1/devices' })
export const pairDevice = endpoint({ method: 'POST', path: '/api/v1/devices' })
export const renameDevice = endpoint({ method: 'POST', path: '/api/v1/devices/{id}/rename' })
export const revokeDevice = endpoint({ method: 'POST', path: '/api/v1/devices/{id}/revoke' })
