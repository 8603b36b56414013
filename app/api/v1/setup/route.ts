import * as contract from '@/lib/features/people/contract'
import { circumstancesOf } from '@/lib/features/people/server/circumstances'
import { setUp } from '@/lib/features/people/server/set-up'
import { clientAddress } from '@/lib/server/client-address'
import { config } from '@/lib/server/config/config'
import { consume } from '@/lib/server/limits'
import { Answer, route } from '@/lib/server/route'

export const POST = route(contract.setUp, async (call) => {
  await consume('set-up', config().limits.signInPerMinute, clientAddress(call.request))
  const { session, cookie } = await setUp(call.input, await circumstancesOf(call), call.now)
  return new Answer(session, { status: 201, cookies: [cookie] })
})
