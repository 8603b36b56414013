import * as contract from '@/lib/features/people/contract'
import { setUp } from '@/lib/features/people/server/set-up'
import { clientAddress } from '@/lib/server/client-address'
import { config } from '@/lib/server/config/config'
import { consume } from '@/lib/server/limits'
import { Answer, route } from '@/lib/server/route'

export const POST = route(contract.setUp, async ({ input, request, now }) => {
  await consume('set-up', config().limits.signInPerMinute, clientAddress(request))
  const { session, cookie } = await setUp(input, now)
  return new Answer(session, { status: 201, cookies: [cookie] })
})
