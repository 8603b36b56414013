import { generalErrors } from '@/lib/server/http/openapi/general-errors'
import type { Contract } from '@/lib/shared/contract'
import { type ErrorCode, errorStatus } from '@/lib/shared/errors'

/** Words that no answer may contain, because they reveal internals. */
const inner = ['Prisma', 'node_modules', 'at Object.', 'SELECT ', 'INSERT ', 'stack', '.ts:', 'ECONN']

type Answered = { status: number; type: string; text: string; json: unknown }

function faultOfSuccess({ answer, status = 200 }: Contract, it: Answered): string | null {
  if (it.status !== status && it.status !== 200) return `${it.status} instead of ${status}`
  const { error } = answer.safeParse(answer.type === 'string' ? it.text : it.json)
  return error
    ? `an answer that does not match its schema: ${error.issues.map((one) => one.path.join('.')).join(', ')}`
    : null
}

function faultOfRefusal(contract: Contract, { status, type, json }: Answered): string | null {
  const { code, requestId } = json as { code?: ErrorCode; requestId?: string }
  if (!type.startsWith('application/problem+json') || code === undefined) return `${status} without a problem document`
  if (errorStatus[code] !== status) return `${status} with the code ${code}`
  if (requestId === undefined) return `${code} without a request id`
  const said = new Set([...contract.errors, ...generalErrors(contract)])
  return said.has(code) ? null : `${code}, which its contract does not declare`
}

/** How an answer violates its contract, or null. */
export function misfit(contract: Contract, it: Answered): string | null {
  const word = it.status < 400 ? undefined : inner.find((one) => it.text.includes(one))
  const isKnown = contract.errors.some((code) => errorStatus[code] === it.status)
  if (it.status >= 500 && !isKnown) return `broke: ${it.status} ${it.text.slice(0, 200)}`
  if (word) return `tells "${word}"`
  return it.status < 400 ? faultOfSuccess(contract, it) : faultOfRefusal(contract, it)
}
