import type { Endpoint } from '@/lib/shared/endpoint'

export const listAudit = { method: 'GET', path: '/api/v1/audit' } as const satisfies Endpoint
