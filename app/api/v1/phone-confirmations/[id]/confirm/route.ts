import * as contract from '@/lib/features/persons/contract'
import { confirmPhone } from '@/lib/features/persons/server/confirm-phone'
import { answerTo, browserOf } from '@/lib/features/persons/server/visitor-call'
import { route } from '@/lib/server/route'

export const POST = route(contract.confirmPhone, async (call) => {
  const { key, fingerprint, now, origin } = call
  const browser = browserOf(call.actor)
  const input = { id: call.params.id, code: call.input.code, visitToken: browser.visitToken }
  return answerTo(browser, await confirmPhone({ actor: browser.actor, key, fingerprint, now, origin, input }))
})
