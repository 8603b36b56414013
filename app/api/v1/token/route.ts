import * as contract from '@/lib/features/software/contract'
import { exchangeToken } from '@/lib/features/software/server/exchange-token'
import { clientAddress } from '@/lib/server/client-address'
import { route } from '@/lib/server/route'

export const POST = route(contract.exchangeToken, ({ input, request, origin, now }) =>
  exchangeToken(input.token, { address: clientAddress(request), origin }, now),
)
