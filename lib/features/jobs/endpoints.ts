import type { Endpoint } from '@/lib/shared/endpoint'

export const listJobs = { method: 'GET', path: '/api/v1/jobs' } as const satisfies Endpoint
export const runJobAgain = { method: 'POST', path: '/api/v1/jobs/{id}/run-again' } as const satisfies Endpoint
