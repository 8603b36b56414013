import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { inRequest } from '../log'
import { assertAdmitted } from './admit'
import { type Answer, replyTo } from './answer'
import { type CheckedRequest, checkRequest } from './check-request'
import { auditDeniedRequest } from './denial'
import { failure } from './failure'
import { type Handler, handlerOf } from './handler'
import type { HttpRequest } from './http-request'
import { observe } from './observe'
import type { Reply } from './reply'
import { requestIdOf } from './request-id'

/**
 * Creates a route handler from a contract and a use case. Steps of a request: admit, check (`checkRequest`, which lists
 * its own steps), work, answer. Catches every error: known ones become problem documents,
 * others a 500 with the request's id.
 */
export function route<C extends Contract>(
  contract: C,
  work: (call: CheckedRequest<C>) => Promise<z.input<C['answer']> | Answer>,
): Handler {
  // A cached answer must not depend on the caller.
  if (contract.revalidates && contract.access !== 'public') throw new Error('only public answers may be cached')
  const name = `${contract.endpoint.method} ${contract.endpoint.path}`

  const answer = async (request: HttpRequest, params: Record<string, string>, requestId: string): Promise<Reply> => {
    try {
      assertAdmitted(contract, request)
      const call = await checkRequest(contract, request, params)
      return replyTo(await work(call), contract, requestId, request.headers)
    } catch (error) {
      await auditDeniedRequest(request, error, name)
      return failure(error, requestId)
    }
  }

  return handlerOf((request, params) => {
    const startedAt = performance.now()
    const requestId = requestIdOf(request)
    return inRequest({ requestId, route: name }, async () => {
      const reply = await answer(request, params, requestId)
      observe(request, contract.endpoint, reply.status, startedAt)
      return reply
    })
  }, contract)
}
