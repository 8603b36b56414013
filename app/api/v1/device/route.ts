import * as contract from '@/lib/features/devices/contract'
import { getOwnDevice } from '@/lib/features/devices/server/get-own-device'
import { renewedDeviceCookie } from '@/lib/server/identity/device'
import { Answer, route } from '@/lib/server/route'

export const GET = route(contract.getOwnDevice, async ({ request }) => {
  const cookie = renewedDeviceCookie(request.headers)
  return new Answer(await getOwnDevice(request.headers), { cookies: cookie ? [cookie] : [] })
})
