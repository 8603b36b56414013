import * as contract from '@/lib/features/people/account-contract'
import { endOwnSession } from '@/lib/features/people/server/own-sessions'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.endOwnSession, endOwnSession)
