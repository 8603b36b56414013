import * as contract from '@/lib/features/people/pin-contract'
import { circumstancesOf } from '@/lib/features/people/server/circumstances'
import { signInWithPin } from '@/lib/features/people/server/sign-in-with-pin'
import { Answer, route } from '@/lib/server/route'

export const POST = route(contract.signInWithPin, async (call) => {
  const { session, cookie } = await signInWithPin(call.input, await circumstancesOf(call), call.now)
  return new Answer(session, { cookies: [cookie] })
})
