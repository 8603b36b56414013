import * as contract from '@/lib/features/accounts/account-contract'
import { endOwnSession } from '@/lib/features/accounts/server/own-account/own-sessions'
import { commandRoute } from '@/lib/server/http/command-route'

export const POST = commandRoute(contract.endOwnSession, endOwnSession)
