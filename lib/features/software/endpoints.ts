import type { Endpoint } from '@/lib/shared/endpoint'

export const listTokens = { method: 'GET', path: '/api/v1/api-tokens' } as const satisfies Endpoint
export const createToken = { method: 'POST', path: '/api/v1/api-tokens' } as const satisfies Endpoint
export const revokeToken = { method: 'POST', path: '/api/v1/api-tokens/{id}/revoke' } as const satisfies Endpoint
export const exchangeToken = { method: 'POST', path: '/api/v1/token' } as const satisfies Endpoint
