import 'server-only'
import type { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'
import { inRequest } from '../log'
import { assertAdmitted } from './admit'
import { type Answer, respond } from './answer'
import { type Call, callOf } from './call'
import { noteDenial } from './denial'
import { failure } from './failure'
import { type Handler, keepsTo } from './handler'
import { observe } from './observe'
import { requestIdOf } from './request-id'

/**
 * Makes a route handler of a contract and a use case. A request goes through these steps: admit, read, identify, count,
 * allow, parse (the last five are in `callOf`), work, answer. Catches every error: known ones become problem documents,
 * others a 500 with the request's id.
 */
export function route<C extends Contract>(
  contract: C,
  work: (call: Call<C>) => Promise<z.input<C['answer']> | Answer>,
): Handler {
  const { method, path } = contract.endpoint
  const name = `${method} ${path}`

  return keepsTo(contract, (request, { params }) => {
    const requestId = requestIdOf(request)
    const startedAt = performance.now()

    const answered = async (): Promise<Response> => {
      try {
        assertAdmitted(request)
        // Next passes no parameters at all to a route whose path has none.
        const call = await callOf(contract, request, (await params) ?? {})
        return respond(await work(call), contract.status ?? 200, requestId)
      } catch (error) {
        await noteDenial(request, error, name)
        return failure(error, requestId)
      }
    }

    return inRequest({ requestId, route: name }, async () => {
      const response = await answered()
      observe(request, contract.endpoint, response.status, startedAt)
      return response
    })
  })
}
