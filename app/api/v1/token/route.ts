import * as contract from '@/lib/features/software/contract'
import { exchangeToken } from '@/lib/features/software/server/exchange-token'
import { clientAddress } from '@/lib/server/http/client-address'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.exchangeToken, ({ input, request, origin, now }) =>
  exchangeToken(input.token, { address: clientAddress(request), origin }, now),
)
