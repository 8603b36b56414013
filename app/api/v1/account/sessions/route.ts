import * as contract from '@/lib/features/accounts/account-contract'
import { listOwnSessions } from '@/lib/features/accounts/server/own-account/own-sessions'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listOwnSessions, ({ actor, now }) => listOwnSessions(actor, now))
