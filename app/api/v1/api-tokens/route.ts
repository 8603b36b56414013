import * as contract from '@/lib/features/software/contract'
import { createToken } from '@/lib/features/software/server/create-token'
import { listTokens } from '@/lib/features/software/server/list-tokens'
import { commandRoute } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.listTokens, ({ actor, query, now }) => listTokens(actor, query, now))

export const POST = commandRoute(contract.createToken, createToken)
