import type { Endpoint } from '@/lib/shared/endpoint'

export const getSession = { method: 'GET', path: '/api/v1/session' } as const satisfies Endpoint
export const signIn = { method: 'POST', path: '/api/v1/session' } as const satisfies Endpoint
export const signOut = { method: 'DELETE', path: '/api/v1/session' } as const satisfies Endpoint
export const signInWithPin = { method: 'POST', path: '/api/v1/session/pin' } as const satisfies Endpoint
export const listTabletPeople = { method: 'GET', path: '/api/v1/device/people' } as const satisfies Endpoint
export const setUp = { method: 'POST', path: '/api/v1/setup' } as const satisfies Endpoint

export const getOwnAccount = { method: 'GET', path: '/api/v1/account' } as const satisfies Endpoint
export const changeOwnPassword = { method: 'POST', path: '/api/v1/account/password' } as const satisfies Endpoint
export const beginSecondFactor = { method: 'POST', path: '/api/v1/account/second-factor' } as const satisfies Endpoint
export const confirmSecondFactor = {
  method: 'POST',
  path: '/api/v1/account/second-factor/confirm',
} as const satisfies Endpoint
export const removeSecondFactor = {
  method: 'POST',
  path: '/api/v1/account/second-factor/remove',
} as const satisfies Endpoint
export const renewRecoveryCodes = { method: 'POST', path: '/api/v1/account/recovery-codes' } as const satisfies Endpoint
export const setOwnPin = { method: 'POST', path: '/api/v1/account/pin' } as const satisfies Endpoint
export const removeOwnPin = { method: 'POST', path: '/api/v1/account/pin/remove' } as const satisfies Endpoint
export const listOwnSessions = { method: 'GET', path: '/api/v1/account/sessions' } as const satisfies Endpoint
export const endOwnSession = { method: 'POST', path: '/api/v1/account/sessions/{id}/end' } as const satisfies Endpoint
export const endOtherSessions = {
  method: 'POST',
  path: '/api/v1/account/sessions/end-others',
} as const satisfies Endpoint

export const listStaff = { method: 'GET', path: '/api/v1/staff' } as const satisfies Endpoint
export const createStaff = { method: 'POST', path: '/api/v1/staff' } as const satisfies Endpoint
export const getStaff = { method: 'GET', path: '/api/v1/staff/{id}' } as const satisfies Endpoint
export const renameStaff = { method: 'POST', path: '/api/v1/staff/{id}/rename' } as const satisfies Endpoint
export const setStaffRoles = { method: 'POST', path: '/api/v1/staff/{id}/roles' } as const satisfies Endpoint
export const deactivateStaff = { method: 'POST', path: '/api/v1/staff/{id}/deactivate' } as const satisfies Endpoint
export const activateStaff = { method: 'POST', path: '/api/v1/staff/{id}/activate' } as const satisfies Endpoint
export const resetStaffPassword = {
  method: 'POST',
  path: '/api/v1/staff/{id}/reset-password',
} as const satisfies Endpoint
export const resetStaffSecondFactor = {
  method: 'POST',
  path: '/api/v1/staff/{id}/reset-second-factor',
} as const satisfies Endpoint
export const endStaffSessions = { method: 'POST', path: '/api/v1/staff/{id}/end-sessions' } as const satisfies Endpoint
