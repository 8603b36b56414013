import * as contract from '@/lib/features/persons/contract'
import { requestCode } from '@/lib/features/persons/server/request-code'
import { answerTo, browserOf } from '@/lib/features/persons/server/visitor-call'
import { clientAddress } from '@/lib/server/client-address'
import { route } from '@/lib/server/route'

export const POST = route(contract.requestCode, async (call) => {
  const { key, fingerprint, now, origin, input } = call
  const browser = browserOf(call.actor)
  const address = clientAddress(call.request)
  return answerTo(browser, await requestCode({ actor: browser.actor, key, fingerprint, now, origin, input, address }))
})
