import * as contract from '@/lib/features/people/account-contract'
import { endOtherSessions } from '@/lib/features/people/server/own-sessions'
import { commandRoute } from '@/lib/server/command-route'

export const POST = commandRoute(contract.endOtherSessions, endOtherSessions)
