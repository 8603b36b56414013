import * as contract from '@/lib/features/accounts/pin-contract'
import { countSignIn } from '@/lib/features/accounts/server/sign-in/count-sign-in'
import { signInRequestOf } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import { signInWithPin } from '@/lib/features/accounts/server/sign-in/sign-in-with-pin'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.signInWithPin, async (call) => {
  const { session, cookie } = await countSignIn(signInWithPin(call.input, await signInRequestOf(call), call.now))
  return new Answer(session, { cookies: [cookie] })
})
