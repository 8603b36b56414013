import * as contract from '@/lib/features/accounts/contract'
import { countSignIn } from '@/lib/features/accounts/server/sign-in/count-sign-in'
import { getSession } from '@/lib/features/accounts/server/sign-in/present-session'
import { signIn } from '@/lib/features/accounts/server/sign-in/sign-in'
import { signInRequestOf } from '@/lib/features/accounts/server/sign-in/sign-in-request'
import { signOut } from '@/lib/features/accounts/server/sign-in/sign-out'
import { Answer } from '@/lib/server/http/answer'
import { route } from '@/lib/server/http/route'
import { staffOf } from '@/lib/server/identity/session'

export const GET = route(contract.getSession, async ({ request, now }) =>
  getSession(await staffOf(request.headers, now), now),
)

export const POST = route(contract.signIn, async (call) => {
  const { session, cookies } = await countSignIn(signIn(call.input, await signInRequestOf(call), call.now))
  return new Answer(session, { cookies })
})

export const DELETE = route(contract.signOut, async (call) => {
  const { signedOut, cookie } = await signOut(await staffOf(call.request.headers, call.now), call.origin, call.now)
  // Removes pages that "back" would show again. Not "storage": a visitor in this browser may have unsent commands
  // there.
  return new Answer({ signedOut }, { cookies: [cookie], headers: [['Clear-Site-Data', '"cache"']] })
})
