import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Staff } from '@/lib/server/identity/actor'
import { isAppError } from '@/lib/shared/errors'
import { makeBranch, serviceId, shareRoom } from '@/prisma/factories/branch-factory'
import { act, callNext, commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff } from '@/prisma/factories/people-factory'
import type { QueueSnapshot, TicketState } from '../contract'
import type { TicketFields } from '../rules'
import { addTally, emptyTally, type Tally, tallyOf } from '../tallies'
import { buildSnapshots } from './build-snapshot'
import { callNextTicket } from './call-next-ticket'
import { readQueueDay } from './queue-day'
import { fieldsFromJson } from './ticket-row'
import { queueTopic } from './topics'

const today = '2026-11-22'
const begin = Date.UTC(2026, 10, 22, 6)

async function eventsOf(branch: BranchRecord) {
  return db().eventLog.findMany({ where: { branchId: branch.id }, orderBy: { seq: 'asc' } })
}

async function seqOf(branch: BranchRecord): Promise<number> {
  return Number((await db().branchClock.findUniqueOrThrow({ where: { branchId: branch.id } })).seq)
}

async function expectDense(branch: BranchRecord): Promise<void> {
  const seqs = (await eventsOf(branch)).map((it) => Number(it.seq))
  expect(seqs).toEqual(seqs.map((_, at) => at + 1))
  expect(await seqOf(branch)).toBe(seqs.length)
}

function snapshotsOf(events: Awaited<ReturnType<typeof eventsOf>>, service: string): QueueSnapshot[] {
  const topic = queueTopic(service)
  return events.filter((it) => it.topic === topic && it.type === 'queue_update').map((it) => it.body as QueueSnapshot)
}

/** Without what is expected, which is another at each moment. */
const factsOf = (snapshot: QueueSnapshot | undefined): Partial<QueueSnapshot> => {
  const { waits: _, joinWait: __, delay: ___, ...facts } = snapshot ?? {}
  return facts
}

/** The state of a client that has applied every event, and the state in the database. */
async function expectEventsTellTheTruth(branch: BranchRecord): Promise<void> {
  const events = await eventsOf(branch)
  for (const service of branch.services) {
    const shown = snapshotsOf(events, service.id).at(-1)
    const day = await readQueueDay(db(), service.id, today)
    const now = await buildSnapshots(db(), branch, { businessDate: today, at: new Date() }, [day])
    if (shown) expect(factsOf(shown)).toEqual(factsOf(now.get(service.id)))
    else expect(day.lastSequence).toBe(0)
  }
}

/** The counters of all queues, computed from the history of their tickets. */
async function recount(branch: BranchRecord): Promise<Map<string, Tally>> {
  const tickets = await db().ticket.findMany({
    where: { branchId: branch.id },
    include: { transitions: { orderBy: { version: 'asc' } } },
  })
  const tallies = new Map<string, Tally>()
  const add = (id: string, tally: Partial<Tally>): void => {
    tallies.set(id, addTally(tallies.get(id) ?? emptyTally, tally, 1))
  }
  for (const { transitions, ...row } of tickets) {
    const now: TicketFields = { ...row, state: row.state as TicketState }
    add(transitions[0]?.serviceId ?? '', { waiting: 1 })
    transitions.slice(1).forEach(({ before, at, undoOf }, i) => {
      const next = transitions[i + 2]
      const after = next ? fieldsFromJson(next.before) : now
      const undoes = transitions.find((it) => it.id === undoOf)?.at
      const change = { before: fieldsFromJson(before), after, at, ...(undoes && { undoes }) }
      for (const [id, tally] of tallyOf(change)) add(id, tally)
    })
  }
  return tallies
}

/** The counters updated by every change must match a recount of the history. */
async function expectCountersToAgree(branch: BranchRecord): Promise<void> {
  const tallies = await recount(branch)
  for (const service of branch.services) {
    const day = await db().queueDay.findFirst({ where: { serviceId: service.id, businessDate: new Date(today) } })
    const kept = Object.fromEntries(
      Object.keys(emptyTally).map((name) => [name, Number(day?.[name as keyof Tally] ?? 0)]),
    )
    expect(kept).toEqual(tallies.get(service.id) ?? emptyTally)
  }
}

describe('the event log', () => {
  test('has no gap while fifty visitors and ten clerks act at once', async () => {
    const branch = await makeBranch([{ slug: 'eyes', rooms: 10 }, { slug: 'lab' }])
    const clerk = await makeStaff(branch)
    const now = new Date(begin)
    await Promise.all(Array.from({ length: 10 }, () => takeTurn(branch, 'eyes', { now })))
    await Promise.all([
      ...Array.from({ length: 50 }, (_, at) => takeTurn(branch, at % 2 ? 'eyes' : 'lab', { now })),
      ...Array.from({ length: 10 }, (_, at) =>
        callNext(clerk, branch, { service: 'eyes', room: `room-${at + 1}`, now }),
      ),
    ])
    await expectDense(branch)
    for (const slug of ['eyes', 'lab']) {
      const versions = snapshotsOf(await eventsOf(branch), serviceId(branch, slug)).map((it) => it.version)
      expect(versions).toEqual([...versions].sort((a, b) => a - b))
      expect(new Set(versions).size).toBe(versions.length)
    }
    await expectEventsTellTheTruth(branch)
    await expectCountersToAgree(branch)
  })
  test('publishes a call to hall, staff and holder in one transaction', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const ticket = await takeTurn(branch, 'eyes', { now: new Date(begin) })
    const before = await seqOf(branch)
    await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now: new Date(begin) })
    const events = (await eventsOf(branch)).filter((it) => Number(it.seq) > before)
    const id = serviceId(branch, 'eyes')
    expect(events.map((it) => [it.topic, it.type])).toEqual([
      [`queue:${id}`, 'queue_update'],
      [`line:${id}`, 'line_update'],
      [`ticket:${ticket.id}`, 'ticket_update'],
    ])
    expect(JSON.stringify(events.map((it) => it.body))).not.toContain(ticket.link.replace('/visit/', ''))
  })
  test('has no gap and no trace of a transaction that fails at its end', async () => {
    const branch = await makeBranch()
    const clerk = await makeStaff(branch)
    const now = new Date(begin)
    await takeTurn(branch, 'eyes', { now })
    const seq = await seqOf(branch)
    const input = { params: { service: 'eyes' }, body: { servicePoint: 'room-1', branch: branch.slug } }
    const failing = runCommand(commandOf(clerk, input, { now, key: 'fails' }), async (tx, command) => {
      const done = await callNextTicket(tx, command)
      await tx.$executeRaw`UPDATE branch_clock SET seq = seq + 3 WHERE branch_id = ${branch.id}::uuid`
      throw new Error(`no power after ${done.answer.code}`)
    })
    await expect(failing).rejects.toThrow('no power after A001')
    expect(await seqOf(branch)).toBe(seq)
    expect(await db().idempotencyKey.findUnique({ where: { key: 'fails' } })).toBeNull()
    const called = await callNext(clerk, branch, { service: 'eyes', room: 'room-1', now, key: 'fails' })
    expect(called.code).toBe('A001')
    await expectDense(branch)
    await expectEventsTellTheTruth(branch)
  })
})

const step = fc.record({
  what: fc.constantFrom(
    ...(['join', 'join', 'call', 'call', 'recall', 'start', 'finish', 'noAnswer'] as const),
    ...(['hold', 'resume', 'transfer', 'cancel', 'undo'] as const),
  ),
  which: fc.nat(1_000),
  service: fc.constantFrom('eyes', 'lab'),
  room: fc.constantFrom('room-1', 'room-2', 'room-3'),
  minutes: fc.nat(4),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One random command of a clerk or visitor; refusals are expected. */
async function press(
  branch: BranchRecord,
  clerk: Staff,
  tickets: { id: string }[],
  it: Step,
  now: Date,
): Promise<void> {
  const ticket = tickets[it.which % Math.max(1, tickets.length)]
  try {
    if (it.what === 'join') tickets.push(await takeTurn(branch, it.service, { now }))
    else if (it.what === 'call') await callNext(clerk, branch, { service: it.service, room: it.room, now })
    else if (ticket) await act(clerk, it.what, ticket, it.what === 'transfer' ? { service: it.service } : {}, { now })
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}

describe('after any day of random actions', () => {
  test('the last event matches the database, the counters match a recount, and no number is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const branch = await shareRoom(await makeBranch([{ slug: 'eyes', rooms: 2 }, { slug: 'lab' }]), 'room-1', 'lab')
        const clerk = await makeStaff(branch)
        const tickets: { id: string }[] = []
        let now = begin
        for (const it of steps) {
          now += it.minutes * 60_000 + 1
          await press(branch, clerk, tickets, it, new Date(now))
        }
        await expectDense(branch)
        await expectEventsTellTheTruth(branch)
        await expectCountersToAgree(branch)
      }),
      { numRuns: 8, seed: 20_261_122, endOnFailure: true },
    )
  })
})
