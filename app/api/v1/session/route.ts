import * as contract from '@/lib/features/people/contract'
import { getSession, signIn } from '@/lib/features/people/server/sign-in'
import { clientAddress } from '@/lib/server/client-address'
import { Answer, route } from '@/lib/server/route'
import { revokeSession, staffOf } from '@/lib/server/session'

export const GET = route(contract.getSession, async ({ request, now }) =>
  getSession(await staffOf(request.headers, now)),
)

export const POST = route(contract.signIn, async ({ input, request, now }) => {
  const { session, cookie } = await signIn(input, clientAddress(request), now)
  return new Answer(session, { cookies: [cookie] })
})

export const DELETE = route(contract.signOut, async ({ request, now }) => {
  const staff = await staffOf(request.headers, now)
  if (!staff) return { signedOut: false }
  return new Answer({ signedOut: true }, { cookies: [await revokeSession(staff.sessionId, now)] })
})
