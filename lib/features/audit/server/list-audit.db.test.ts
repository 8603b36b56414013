import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { type AuditAction, type AuditFields, installationChain, type NewAuditEntry } from '@/lib/server/audit/entry'
import { closeTransaction } from '@/lib/server/close-transaction'
import { db } from '@/lib/server/db/client'
import type { Actor, Device, Software, Staff } from '@/lib/server/identity/actor'
import { newId } from '@/lib/shared/ids'
import { makeBranch, serviceId } from '@/prisma/factories/branch-factory'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { listAudit as contract } from '../contract'
import { listAudit } from './list-audit'

const minute = 60_000
const start = Date.parse('2026-11-01T08:00:00Z')

let branch: BranchRecord
let manager: Staff
let owner: Staff

const ask = (actor: Actor, query: Record<string, unknown>) => listAudit(actor, contract.query.parse(query))

type Wish = { action: string; at: number; actor?: Actor | null; subject?: string; after?: AuditFields }

function entryOf({ action, at, actor = manager, subject = newId(), after }: Wish): NewAuditEntry {
  const origin = { network: '192.0.2.0/24', requestId: newId() }
  const [type = ''] = action.split('.')
  // Including actions that only an older or newer version knows.
  return {
    action: action as AuditAction,
    actor,
    origin,
    at: new Date(at),
    subject: { type, id: subject },
    ...(after && { after }),
  }
}

async function write(branchId: string | null, wishes: readonly Wish[]): Promise<void> {
  const audit = wishes.map(entryOf)
  await db().$transaction((tx) => closeTransaction(tx, { branchId, events: [], audit }))
}

beforeAll(async () => {
  branch = await makeBranch([{ slug: 'eyes' }, { slug: 'lab' }])
  manager = await makeStaff(branch, 'manager')
  owner = await makeStaff(null, 'owner')
})

describe('a search', () => {
  let mine: BranchRecord
  let clerk: Staff
  const subject = newId()
  const seqs = async (query: object): Promise<number[]> =>
    (await ask(owner, { branch: mine.slug, ...query })).entries.map((it) => it.seq)

  beforeAll(async () => {
    mine = await makeBranch()
    clerk = await makeStaff(mine)
    const at = (n: number): number => start + n * minute
    await write(mine.id, [
      { action: 'ticket.join', at: at(1), actor: makeVisitor() },
      { action: 'ticket.call', at: at(2), actor: clerk, subject },
      { action: 'ticket_note.add', at: at(3), actor: clerk },
    ])
    // Dated before the previous entry, as when it waited for a lock.
    await write(mine.id, [{ action: 'account.update', at: at(2.5), subject }])
    await write(mine.id, [{ action: 'ticket.finish', at: at(9), actor: clerk, subject }])
  })

  test('returns the newest first', async () => {
    expect(await seqs({})).toEqual([5, 4, 3, 2, 1])
  })
  test.each([
    [{ action: 'ticket.call' }, [2]],
    [{ action: 'ticket.' }, [5, 2, 1]],
    [{ action: 'nothing.like_this' }, []],
    [{ from: new Date(start + 2.5 * minute).toISOString() }, [5, 4, 3]],
    [{ to: new Date(start + 2.5 * minute).toISOString() }, [2, 1]],
    [{ from: '2026-11-01T11:02:30+03:00', to: '2026-11-01T11:03:00+03:00' }, [4]],
    [{ from: '2027-01-01T00:00:00Z' }, []],
    [{ to: '2020-01-01T00:00:00Z' }, []],
    [{ from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' }, [5, 4, 3, 2, 1]],
    [{ before: 3 }, [2, 1]],
    [{ before: 1 }, []],
  ])('filters by %j', async (query, expected) => {
    expect(await seqs(query)).toEqual(expected)
  })
  test('filters by actor, by subject, and by all criteria together', async () => {
    expect(await seqs({ actor: clerk.accountId })).toEqual([5, 3, 2])
    expect(await seqs({ subject })).toEqual([5, 4, 2])
    expect(await seqs({ actor: clerk.accountId, subject, action: 'ticket.', before: 5 })).toEqual([2])
    expect(await seqs({ actor: newId() })).toEqual([])
  })
  test('continues where the last page ended, without gaps or repeats', async () => {
    const found: number[] = []
    let before: number | undefined
    do {
      const page = await ask(owner, { branch: mine.slug, limit: 2, ...(before && { before }) })
      expect(page.entries.length).toBeLessThanOrEqual(2)
      found.push(...page.entries.map((it) => it.seq))
      before = page.next ?? undefined
    } while (before)
    expect(found).toEqual([5, 4, 3, 2, 1])
  })
})

describe('in a long chain', () => {
  let long: BranchRecord
  const rare = newId()
  beforeAll(async () => {
    long = await makeBranch()
    const wish = (n: number): Wish => ({
      action: n === 1 ? 'account.create' : 'ticket.call',
      at: start + n * minute,
      ...(n === 1 && { subject: rare }),
    })
    for (let done = 0; done < 30_000; done += 5_000)
      await write(
        long.id,
        Array.from({ length: 5_000 }, (_, i) => wish(done + i + 1)),
      )
  }, 60_000)

  test('a search for rare entries stops after a limit, and the page says how far it looked and where to continue', async () => {
    const first = await ask(owner, { branch: long.slug, action: 'account.create' })
    expect(first).toMatchObject({ entries: [], next: 10_001 })
    expect(first.lookedBackTo).toBe(new Date(start + 10_001 * minute).toISOString())
    const second = await ask(owner, { branch: long.slug, action: 'account.create', before: first.next })
    expect(second).toMatchObject({ entries: [{ seq: 1, subject: { id: rare } }], next: null, lookedBackTo: null })
  })
  test('entries from long ago are found quickly', async () => {
    const from = new Date(start + 100 * minute).toISOString()
    const to = new Date(start + 103 * minute).toISOString()
    const { entries, next } = await ask(owner, { branch: long.slug, from, to, action: 'ticket.' })
    expect(entries.map((it) => it.seq)).toEqual([102, 101, 100])
    expect(next).toBeNull()
  })
  test('the entries of one subject are found quickly', async () => {
    const { entries, next } = await ask(owner, { branch: long.slug, subject: rare })
    expect([entries.map((it) => it.seq), next]).toEqual([[1], null])
  })
})

describe('names', () => {
  test('are given for staff, devices, programs, tickets, services and rooms; never for visitors', async () => {
    const visitor = makeVisitor()
    const ticket = await takeTurn(branch, 'eyes', { actor: visitor })
    const common = { branchId: branch.id, label: 'Hall screen' }
    const row = { id: newId(), kind: 'display', pairedById: manager.accountId, ...common }
    await db().device.create({ data: row })
    const device: Device = { kind: 'device', deviceId: row.id, role: 'display', ...common }
    const secretHash = new Uint8Array(32)
    const expiresAt = new Date(Date.now() + minute)
    const token = { id: newId(), branchId: branch.id, name: 'Booking', scopes: ['ticket.issue'], expiresAt }
    await db().apiToken.create({ data: { ...token, secretHash, createdById: manager.accountId } })
    const program = { kind: 'software', tokenId: token.id, ...token } as Software
    const room = branch.servicePoints[0]?.id ?? ''
    await write(branch.id, [
      { action: 'device.rename', at: Date.now(), actor: device, after: { servicePoint: room } },
      { action: 'ticket.join', at: Date.now(), actor: program },
      { action: 'account.update', at: Date.now(), after: { services: [serviceId(branch, 'lab')] } },
    ])
    const { names, entries } = await ask(manager, { branch: branch.slug })
    const same = (text: string) => ({ ar: text, en: text })
    expect(names).toEqual({
      [ticket.id]: same(ticket.code),
      [serviceId(branch, 'eyes')]: same('eyes'),
      [serviceId(branch, 'lab')]: same('lab'),
      [room]: branch.servicePoints[0]?.label,
      [row.id]: same('Hall screen'),
      [token.id]: same('Booking'),
      [manager.accountId]: same(manager.displayName),
    })
    expect(entries.map((it) => it.actor.kind)).toEqual(['staff', 'software', 'device', 'visitor'])
    expect(entries.at(-1)?.actor.id).toBe(visitor.visitorId)
  })
})

describe('the visible entries', () => {
  test('are those of the branches where the caller may read the audit', async () => {
    const other = await makeBranch()
    await write(other.id, [{ action: 'account.update', at: Date.now() }])
    await expect(ask(manager, { branch: other.slug })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(ask(await makeStaff(branch, 'clerk'), { branch: branch.slug })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(ask(manager, { branch: 'nowhere' })).rejects.toMatchObject({ code: 'unknown_branch' })
    expect((await ask(owner, { branch: other.slug })).entries).toHaveLength(1)
  })
  test('without a branch are for callers who may read the audit of all branches', async () => {
    const id = newId()
    await write(null, [{ action: 'account.create', at: Date.now(), subject: id }])
    const accountant = await makeStaff(null, 'accountant')
    expect((await ask(accountant, { subject: id })).entries).toMatchObject([{ subject: { type: 'account', id } }])
    await expect(ask(manager, {})).rejects.toMatchObject({ code: 'not_allowed' })
    const [entry] = await db().auditEntry.findMany({ where: { chainId: installationChain, subjectId: id } })
    expect(entry).toBeDefined()
    expect((await ask(owner, { branch: branch.slug, subject: id })).entries).toEqual([])
  })
})
