import { securityText } from '@/lib/server/security-text'

export const GET = securityText
