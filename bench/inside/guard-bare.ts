import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type BranchRecord, businessDateOf } from '@/lib/features/branches/server/branch-directory'
import * as contracts from '@/lib/features/queue/contract'
import { callNextTicket } from '@/lib/features/queue/server/call-next-ticket'
import { joinQueue } from '@/lib/features/queue/server/join-queue'
import type { JoinInput } from '@/lib/features/queue/server/join-store'
import { Batcher } from '@/lib/server/batcher'
import { type Command, type Reply, runCommand } from '@/lib/server/command'
import { isOwnHost, isOwnOrigin } from '@/lib/server/host'
import type { Actor, Staff } from '@/lib/server/identity/actor'
import { inRequest, log } from '@/lib/server/log'
import { metrics } from '@/lib/server/metrics'
import { readJson } from '@/lib/server/read-body'
import { requestIdOf } from '@/lib/server/request-id'
import type { Contract } from '@/lib/shared/contract'

type Body<C extends Contract> = z.output<C['body']>
type Work<C extends Contract> = (command: Command<{ body: Body<C>; params: Record<string, string> }>) => Promise<Reply>

/** What the routes do, without asking who it is, without limits: host, origin, body, idempotency, answer, metrics, log. */
async function serve<C extends Contract>(
  contract: C,
  request: Request,
  params: Record<string, string>,
  actor: Actor,
  work: Work<C>,
): Promise<Response> {
  const { method, path } = contract.endpoint
  const requestId = requestIdOf(request)
  const started = performance.now()
  return inRequest({ requestId, route: `${method} ${path}` }, async () => {
    if (!isOwnHost(request.headers.get('host')) || !isOwnOrigin(request.headers)) throw new Error('a foreign request')
    const now = new Date()
    const url = new URL(request.url)
    const { value, text } = await readJson(request)
    const body = contract.body.parse(value) as Body<C>
    contract.params.parse(params)
    const key = request.headers.get('idempotency-key')
    const fingerprint = createHash('sha256').update(`${method} ${url.pathname}\n${text}`).digest()
    const reply = await work({ actor, input: { body, params }, key, fingerprint, now })
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'X-Request-Id': requestId }
    const response = new Response(JSON.stringify(reply.answer), { status: reply.status, headers })
    const seconds = (performance.now() - started) / 1_000
    metrics().requests.observe({ method, route: path, status: response.status }, seconds)
    log().info({ status: response.status, ms: Math.round(seconds * 1_000) }, 'answered')
    return response
  })
}

/** "Call next" for a clerk who is taken for granted; leaves no trace in the audit. */
export function bareCallNext(request: Request, service: string, clerk: Staff): Promise<Response> {
  return serve(contracts.callNext, request, { service }, clerk, (command) =>
    runCommand({ ...command, input: { body: command.input.body, params: { service } } }, async (tx, it) => ({
      ...(await callNextTicket(tx, it)),
      audit: [],
    })),
  )
}

const batcher = new Batcher<JoinInput>(async (tx, commands) => ({ ...(await joinQueue(tx, commands)), audit: [] }))

/** A turn for a visitor who is taken for granted; leaves no trace in the audit. */
export function bareJoin(request: Request, branch: BranchRecord, visitor: Actor): Promise<Response> {
  return serve(contracts.joinQueue, request, {}, visitor, (command) => {
    const { service } = command.input.body
    const input: JoinInput = { branch, service, holderName: null, priority: 'normal' }
    return batcher.run(`bare ${branch.id} ${businessDateOf(branch, command.now)}`, { ...command, input })
  })
}
