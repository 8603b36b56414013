import { securityText } from '@/lib/server/http/security-text'

export const GET = securityText
