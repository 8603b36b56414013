import type { Endpoint } from '@/lib/shared/endpoint'

export const openPairing = { method: 'POST', path: '/api/v1/device-pairings' } as const satisfies Endpoint
export const getPairing = { method: 'GET', path: '/api/v1/device-pairings/{id}' } as const satisfies Endpoint
export const getOwnDevice = { method: 'GET', path: '/api/v1/device' } as const satisfies Endpoint
export const listDevices = { method: 'GET', path: '/api/v1/devices' } as const satisfies Endpoint
export const pairDevice = { method: 'POST', path: '/api/v1/devices' } as const satisfies Endpoint
export const renameDevice = { method: 'POST', path: '/api/v1/devices/{id}/rename' } as const satisfies Endpoint
export const revokeDevice = { method: 'POST', path: '/api/v1/devices/{id}/revoke' } as const satisfies Endpoint
