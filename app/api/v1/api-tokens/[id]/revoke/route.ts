import * as contract from '@/lib/features/software/contract'
import { revokeToken } from '@/lib/features/software/server/revoke-token'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.revokeToken, revokeToken)
