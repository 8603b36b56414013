import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { CheckedRequest } from '@/lib/server/http/check-request'
import type { Visitor } from '@/lib/server/identity/actor'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import type { joinQueue, TicketDto } from '../contract'
import { takeTicket } from './take-ticket'

type More = { actor?: Visitor; key?: string; requestId?: string }

function callAt(branch: BranchRecord, now: Date, more: More = {}): CheckedRequest<typeof joinQueue> {
  const { actor = makeVisitor(), key, requestId = 'test' } = more
  const input = { service: 'eyes', branch: branch.slug }
  const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest()
  const request = new Request('http://localhost/api/v1/tickets', { method: 'POST' })
  return {
    actor,
    params: {},
    query: {},
    input,
    key: key ?? null,
    fingerprint,
    now,
    origin: { network: '127.0.0.0/24', requestId },
    request,
  }
}

test('the lower number has waited at least as long, whichever request was received first', async () => {
  const branch = await makeBranch()
  const [later, earlier] = [new Date(), new Date(Date.now() - 400)]
  const replies = await Promise.all([later, earlier].map((now) => takeTicket(callAt(branch, now), '127.0.0.1')))
  const tickets = replies.map((it) => it.answer as TicketDto).sort((a, b) => a.number - b.number)
  const times = tickets.map((it) => Date.parse(it.createdAt))
  expect(tickets.map((it) => it.number)).toEqual([1, 2])
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('repeats of a first contact, mixed with other requests, all get the identity of the ticket’s holder', async () => {
  const branch = await makeBranch()
  const now = new Date()
  const stranger = () => makeVisitor({ firstContact: true })
  const others = Array.from({ length: 30 }, (_, i) =>
    callAt(branch, now, { actor: stranger(), key: `other-${now.getTime()}-${i}` }),
  )
  const same = Array.from({ length: 12 }, () =>
    callAt(branch, now, { actor: stranger(), key: `same-${now.getTime()}` }),
  )
  const mixed = others.flatMap((call, i) => (same[i] ? [call, same[i]] : [call]))
  const replies = await Promise.all(mixed.map((call) => takeTicket(call, '127.0.0.1')))
  const repeats = replies.filter((_, i) => mixed[i]?.key?.startsWith('same-'))
  const [id, ...moreIds] = new Set(repeats.map((it) => (it.answer as TicketDto).id))
  expect(moreIds).toEqual([])
  const { visit } = await db().ticket.findUniqueOrThrow({ where: { id: id ?? '' }, include: { visit: true } })
  // The first request is the visitor itself and needs no other id; the repeats get its id.
  expect(new Set(repeats.flatMap((it) => it.visitorId ?? []))).toEqual(new Set([visit.visitorId]))
  const stored = await db().idempotencyKey.findUniqueOrThrow({ where: { key: `same-${now.getTime()}` } })
  expect(stored.subject).toBe(`visitor:${visit.visitorId}`)
})

test('when one visitor asks twice at once, the audit names the request that took the turn', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  const ask = (requestId: string) => takeTicket(callAt(branch, new Date(), { actor, requestId }), '127.0.0.1')
  const [one, two] = await Promise.all([ask('the first'), ask('the second')])
  expect([one.status, two.status]).toEqual([201, 200])
  const entries = await db().auditEntry.findMany({ where: { subjectId: (one.answer as TicketDto).id } })
  expect(entries.map((it) => it.requestId)).toEqual(['the first'])
})

test('a repeat is answered any number of times, and does not use up the limit', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  const key = `often-${actor.visitorId}`
  const ask = () => takeTicket(callAt(branch, new Date(), { actor, key }), '127.0.0.1')
  const replies = [...(await Promise.all(Array.from({ length: 40 }, ask))), await ask(), await ask()]
  expect(new Set(replies.map((it) => (it.answer as TicketDto).id)).size).toBe(1)
})

test('requests with one key at the same time cannot exceed a limit that refuses the first', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  const ask = (key: string) => takeTicket(callAt(branch, new Date(), { actor, key }), '127.0.0.1')
  for (let i = 0; i < 10; i++) await ask(`${actor.visitorId}-${i}`)
  const again = `${actor.visitorId}-again`
  const refused = await Promise.allSettled([ask(again), ask(again), ask(again)])
  expect(refused.map((it) => it.status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await db().idempotencyKey.count({ where: { key: again } })).toBe(0)
})

test('more than ten turns a minute are refused, with the seconds to wait, unless they repeat', async () => {
  const branch = await makeBranch()
  const actor = makeVisitor()
  const ask = (key: string) => takeTicket(callAt(branch, new Date(), { actor, key }), '127.0.0.1')
  for (let i = 0; i < 10; i++) await ask(`${actor.visitorId}-${i}`)
  await expect(ask(`${actor.visitorId}-10`)).rejects.toMatchObject({
    code: 'too_many_requests',
    details: { retryAfterSeconds: expect.any(Number) as number },
  })
  await expect(ask(`${actor.visitorId}-0`)).resolves.toMatchObject({ status: 201 })
})
