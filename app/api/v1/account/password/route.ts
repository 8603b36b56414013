import * as contract from '@/lib/features/accounts/account-contract'
import { changeOwnPassword } from '@/lib/features/accounts/server/own-account/change-own-password'
import { signInRequestOf } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.changeOwnPassword, async (call) => {
  const { session, cookie } = await changeOwnPassword(call, call.input, await signInRequestOf(call))
  return new Answer(session, { cookies: [cookie] })
})
