import * as contract from '@/lib/features/devices/contract'
import { getPairing } from '@/lib/features/devices/server/get-pairing'
import { clientAddress } from '@/lib/server/client-address'
import { Answer, route } from '@/lib/server/route'

export const GET = route(contract.getPairing, async ({ params, request, now }) => {
  const secret = request.headers.get('x-pairing-secret')
  const { state, cookie } = await getPairing({ id: params.id, secret, address: clientAddress(request) }, now)
  return new Answer({ state }, { cookies: cookie ? [cookie] : [] })
})
