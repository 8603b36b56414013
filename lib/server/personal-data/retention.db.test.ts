import { beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { newId } from '@/lib/shared/ids'
import { addDays } from '@/lib/shared/time'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { blindIndex, seal } from '../crypto'
import { db } from '../db/client'
import { applyRetention } from './retention'

const now = new Date()
const today = now.toISOString().slice(0, 10)
const ago = (days: number): Date => new Date(addDays(today, -days))

let branch: BranchRecord
beforeEach(async () => {
  branch = await makeBranch()
})

async function makePerson(days: number): Promise<string> {
  const [id, phone] = [newId(), `+9665${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`]
  const sealed = { phoneSealed: seal(phone, `person.phone:${id}`), phoneIndex: blindIndex(phone, 'person.phone') }
  await db().person.create({ data: { id, branchId: branch.id, ...sealed, lastVisitOn: ago(days) } })
  return id
}

const entriesOf = async (chainId: string) => {
  const rows = await db().auditEntry.findMany({ where: { chainId, action: { startsWith: 'retention.' } } })
  return rows.map(({ actorKind, action, after }) => [actorKind, action, after])
}

async function namedVisit(days: number): Promise<string> {
  const ticket = await takeTurn(branch, 'eyes', { actor: await makeStaff(branch, 'reception'), holderName: 'سارة' })
  const { visitId } = await db().ticket.findUniqueOrThrow({ where: { id: ticket.id } })
  await db().visit.update({ where: { id: visitId }, data: { businessDate: ago(days) } })
  return visitId
}

describe('retention', () => {
  test('names are kept 30 days after the day of the visit', async () => {
    const [old, recent] = [await namedVisit(32), await namedVisit(29)]
    await applyRetention(now)
    const nameOf = async (id: string) => (await db().visit.findUniqueOrThrow({ where: { id } })).holderNameSealed
    expect(await nameOf(old)).toBeNull()
    expect(await nameOf(recent)).not.toBeNull()
    expect(await entriesOf(branch.id)).toEqual([['system', 'retention.forget_names', { count: 1 }]])
  })
  test('persons are kept two years after their last visit, then also unlinked from their browsers and visits', async () => {
    const [old, recent] = [await makePerson(732), await makePerson(729)]
    const visitorId = newId()
    await db().visitorPerson.create({ data: { visitorId, branchId: branch.id, personId: old } })
    await applyRetention(now)
    const left = await db().person.findMany({ where: { id: { in: [old, recent] }, erasedAt: null } })
    expect(left.map(({ id }) => id)).toEqual([recent])
    expect(await db().visitorPerson.count({ where: { visitorId } })).toBe(0)
    expect(await entriesOf(branch.id)).toEqual([['system', 'retention.forget_persons', { count: 1 }]])
  })
  test('a person who came again with a known browser is kept', async () => {
    const [old, visitor] = [await makePerson(732), makeVisitor()]
    await db().visitorPerson.create({ data: { visitorId: visitor.visitorId, branchId: branch.id, personId: old } })
    await takeTurn(branch, 'eyes', { actor: visitor })
    await applyRetention(now)
    const person = await db().person.findUniqueOrThrow({ where: { id: old }, include: { visits: true } })
    expect(person.erasedAt).toBeNull()
    expect(person.visits).toHaveLength(1)
    expect(person.lastVisitOn.getTime()).toBeGreaterThan(ago(2).getTime())
  })
  test('numbers that were sent a code are kept a day', async () => {
    const make = async (hours: number) => {
      const id = newId()
      const createdAt = new Date(now.getTime() - hours * 3_600_000)
      const sealed = { phoneSealed: seal('+966500000000', `phone_confirmation.phone:${id}`), phoneIndex: 'k.x' }
      const about = { branchId: branch.id, visitorId: newId(), codeHash: new Uint8Array(32) }
      await db().phoneConfirmation.create({ data: { id, ...about, ...sealed, createdAt, expiresAt: createdAt } })
      return id
    }
    const [, recent] = [await make(25), await make(23)]
    await applyRetention(now)
    const left = await db().phoneConfirmation.findMany({ where: { branchId: branch.id } })
    expect(left.map(({ id }) => id)).toEqual([recent])
  })
  test('sessions are kept 90 days after they ended, however they ended', async () => {
    const end = async (data: { expiresAt?: Date; revokedAt?: Date }) => {
      const { sessionId } = await makeStaff(branch)
      await db().session.update({ where: { id: sessionId }, data })
      return sessionId
    }
    const made = [
      await end({ expiresAt: ago(91) }),
      await end({ revokedAt: ago(91) }),
      await end({ expiresAt: ago(89) }),
      await end({ revokedAt: ago(89) }),
    ]
    await applyRetention(now)
    const left = await db().session.findMany({ where: { id: { in: made } }, orderBy: { id: 'asc' } })
    expect(left.map(({ id }) => id)).toEqual(made.slice(2))
  })
  test('everything due is erased, however much, and a second run finds nothing', async () => {
    for (let i = 0; i < 120; i++) await makePerson(800)
    await applyRetention(now)
    expect(await db().person.count({ where: { branchId: branch.id, erasedAt: null } })).toBe(0)
    const before = await entriesOf(branch.id)
    expect(before.map(([, , after]) => after)).toEqual([{ count: 50 }, { count: 50 }, { count: 20 }])
    await applyRetention(now)
    expect(await entriesOf(branch.id)).toEqual(before)
  })
})
