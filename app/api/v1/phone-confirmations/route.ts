import * as contract from '@/lib/features/persons/contract'
import { requestCode } from '@/lib/features/persons/server/request-code'
import { browserOf } from '@/lib/features/persons/server/visitor-call'
import { clientAddress } from '@/lib/server/http/client-address'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.requestCode, async (call) => {
  const { actor } = browserOf(call.actor)
  const asked = { ...commandOf(call), actor, input: call.input, address: clientAddress(call.request) }
  return answerOf(asked, await requestCode(asked))
})
