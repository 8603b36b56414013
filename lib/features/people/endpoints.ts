import { endpoint } from '@/lib/shared/endpoint'

export const getSession = endpoint({ method: 'GET', path: '/api/v1/session' })
export const signIn = endpoint({ method: 'POST', path: '/api/v1/session' })
export const signOut = endpoint({ method: 'DELETE', path: '/api/v1/session' })
export const setUp = endpoint({ method: 'POST', path: '/api/v1/setup' })
