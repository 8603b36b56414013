import type { Endpoint } from '@/lib/shared/endpoint'

export const listServices = { method: 'GET', path: '/api/v1/services' } as const satisfies Endpoint
export const getBranch = { method: 'GET', path: '/api/v1/branches/{branch}' } as const satisfies Endpoint
export const listFlags = { method: 'GET', path: '/api/v1/branches/{branch}/flags' } as const satisfies Endpoint
export const switchFlag = { method: 'POST', path: '/api/v1/branches/{branch}/flags/{flag}' } as const satisfies Endpoint
export const listBranches = { method: 'GET', path: '/api/v1/branches' } as const satisfies Endpoint
export const createBranch = { method: 'POST', path: '/api/v1/branches' } as const satisfies Endpoint
export const getSetUp = { method: 'GET', path: '/api/v1/branches/{branch}/set-up' } as const satisfies Endpoint
export const updateBranch = { method: 'POST', path: '/api/v1/branches/{branch}/update' } as const satisfies Endpoint
export const createService = { method: 'POST', path: '/api/v1/services' } as const satisfies Endpoint
export const updateService = { method: 'POST', path: '/api/v1/services/{service}/update' } as const satisfies Endpoint
export const openService = { method: 'POST', path: '/api/v1/services/{service}/open' } as const satisfies Endpoint
export const closeService = { method: 'POST', path: '/api/v1/services/{service}/close' } as const satisfies Endpoint
export const listServicePoints = { method: 'GET', path: '/api/v1/service-points' } as const satisfies Endpoint
export const createServicePoint = { method: 'POST', path: '/api/v1/service-points' } as const satisfies Endpoint
export const updateServicePoint = {
  method: 'POST',
  path: '/api/v1/service-points/{servicePoint}/update',
} as const satisfies Endpoint
export const openServicePoint = {
  method: 'POST',
  path: '/api/v1/service-points/{servicePoint}/open',
} as const satisfies Endpoint
export const closeServicePoint = {
  method: 'POST',
  path: '/api/v1/service-points/{servicePoint}/close',
} as const satisfies Endpoint
export const listPathways = { method: 'GET', path: '/api/v1/pathways' } as const satisfies Endpoint
export const createPathway = { method: 'POST', path: '/api/v1/pathways' } as const satisfies Endpoint
export const updatePathway = { method: 'POST', path: '/api/v1/pathways/{pathway}/update' } as const satisfies Endpoint
