import * as contract from '@/lib/features/people/account-contract'
import { listOwnSessions } from '@/lib/features/people/server/own-sessions'
import { route } from '@/lib/server/route'

export const GET = route(contract.listOwnSessions, ({ actor, now }) => listOwnSessions(actor, now))
