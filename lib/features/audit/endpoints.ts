import { endpoint } from '@/lib/shared/endpoint'

export const listAudit = endpoint({ method: 'GET', path: '/api/v1/audit' })
