import * as contract from '@/lib/features/persons/contract'
import { confirmPhone } from '@/lib/features/persons/server/confirm-phone'
import { browserOf } from '@/lib/features/persons/server/visitor-call'
import { answerOf, commandOf } from '@/lib/server/http/command-route'
import { route } from '@/lib/server/http/route'

export const POST = route(contract.confirmPhone, async (call) => {
  const { actor, visitToken } = browserOf(call.actor)
  const command = { ...commandOf(call), actor, input: { id: call.params.id, code: call.input.code, visitToken } }
  return answerOf(command, await confirmPhone(command))
})
