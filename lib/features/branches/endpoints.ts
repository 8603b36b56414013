import type { Endpoint } from '@/lib/shared/endpoint'

export const listServices = { method: 'GET', path: '/api/v1/services' } as const satisfies Endpoint
export const getBranch = { method: 'GET', path: '/api/v1/branches/{branch}' } as const satisfies Endpoint
export const listFlags = { method: 'GET', path: '/api/v1/branches/{branch}/flags' } as const satisfies Endpoint
export const switchFlag = { method: 'POST', path: '/api/v1/branches/{branch}/flags/{flag}' } as const satisfies Endpoint
