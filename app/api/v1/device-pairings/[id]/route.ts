import * as contract from '@/lib/features/devices/contract'
import { getPairing } from '@/lib/features/devices/server/get-pairing'
import { Answer } from '@/lib/server/http/answer'
import { clientAddress } from '@/lib/server/http/client-address'
import { route } from '@/lib/server/http/route'

export const GET = route(contract.getPairing, async ({ params, request, now }) => {
  const secret = request.headers.get('x-pairing-secret')
  const { state, cookie } = await getPairing({ id: params.id, secret, address: clientAddress(request) }, now)
  return new Answer({ state }, { cookies: cookie ? [cookie] : [] })
})
