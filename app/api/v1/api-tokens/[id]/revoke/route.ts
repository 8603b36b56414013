import * as contract from '@/lib/features/software/contract'
import { revokeToken } from '@/lib/features/software/server/revoke-token'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.revokeToken, revokeToken)
