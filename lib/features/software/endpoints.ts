import { endpoint } from '@/lib/shared/endpoint'

export const listTokens = endpoint({ method: 'GET', path: '/api/v1/api-tokens' })
export const createToken = endpoint({ method: 'POST', path: '/api/v1/api-tokens' })
export const revokeToken = endpoint({ method: 'POST', path: '/api/v1/api-tokens/{id}/revoke' })
export const exchangeToken = endpoint({ method: 'POST', path: '/api/v1/token' })
