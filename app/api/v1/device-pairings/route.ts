import * as contract from '@/lib/features/devices/contract'
import { openPairing } from '@/lib/features/devices/server/open-pairing'
import { clientAddress } from '@/lib/server/http/client-address'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.openPairing, ({ input, request, now }) =>
  openPairing(input.kind, clientAddress(request), now),
)
