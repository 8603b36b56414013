import * as contract from '@/lib/features/accounts/contract'
import { setUp } from '@/lib/features/accounts/server/set-up/set-up'
import { signInRequestOf } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import { config } from '@/lib/server/config/config'
import { Answer } from '@/lib/server/http/answer'
import { clientAddress } from '@/lib/server/http/client-address'
import { route } from '@/lib/server/http/route'
import { consume } from '@/lib/server/limits'

export const POST = route(contract.setUp, async (call) => {
  await consume('set-up', config().limits.signInPerMinute, clientAddress(call.request))
  const { session, cookie } = await setUp(call.input, await signInRequestOf(call), call.now)
  return new Answer(session, { status: 201, cookies: [cookie] })
})
