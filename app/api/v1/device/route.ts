import * as contract from '@/lib/features/devices/contract'
import { getOwnDevice } from '@/lib/features/devices/server/get-own-device'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'
import { renewedDeviceCookie } from '@/lib/server/identity/device'

export const GET = route(contract.getOwnDevice, async ({ request }) => {
  const cookie = renewedDeviceCookie(request.headers)
  return new Answer(await getOwnDevice(request.headers), { cookies: cookie ? [cookie] : [] })
})
