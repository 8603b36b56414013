import { endpoint } from '@/lib/shared/endpoint'

export const listServices = endpoint({ method: 'GET', path: '/api/v1/services' })
export const getBranch = endpoint({ method: 'GET', path: '/api/v1/branches/{branch}' })
