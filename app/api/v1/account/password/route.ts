import * as contract from '@/lib/features/people/account-contract'
import { changeOwnPassword } from '@/lib/features/people/server/change-own-password'
import { circumstancesOf } from '@/lib/features/people/server/circumstances'
import { Answer, route } from '@/lib/server/route'

export const POST = route(contract.changeOwnPassword, async (call) => {
  const { session, cookie } = await changeOwnPassword(call, call.input, await circumstancesOf(call))
  return new Answer(session, { cookies: [cookie] })
})
