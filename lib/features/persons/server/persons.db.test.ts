import { beforeEach, describe, expect, test } from 'vitest'
import { POST as updateRoute } from '@/app/api/v1/persons/[id]/update/route'
import { POST as createRoute } from '@/app/api/v1/persons/route'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Handler } from '@/lib/server/http/handler'
import type { Staff } from '@/lib/server/identity/actor'
import { openSession } from '@/lib/server/identity/session'
import { applyRetention } from '@/lib/server/personal-data/retention'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import type { ChangedPerson } from '../contract'
import { createPerson, updatePerson } from './change-person'
import { erasePerson } from './erase-person'
import { linkPerson } from './link-person'
import type { PersonFields } from './person-row'
import { exportPerson, getPerson, searchPersons } from './read-person'

let branch: BranchRecord
let reception: Staff
let owner: Staff
beforeEach(async () => {
  branch = await makeBranch()
  reception = await makeStaff(branch, 'reception')
  owner = await makeStaff(branch, 'owner')
})

/** The session cookie of an account. */
async function cookieOf({ accountId }: Staff): Promise<string> {
  const it = { accountId, method: 'password', deviceId: null, userAgent: 'test', address: '192.0.2.1' } as const
  const { cookie } = await db().$transaction((tx) => openSession(tx, it, new Date()))
  return cookie.split(';')[0] ?? ''
}

const origin = { network: '192.0.2.0/24', requestId: 'test' }
const sara = { name: 'سارة العتيبي', phone: '٠٥٠١٢٣٤٥٦٧', nationalId: '1000000008', notes: 'حساسية\nمن البنسلين' }

async function create(fields: PersonFields = sara, actor = reception): Promise<string> {
  const { answer } = await runCommand(commandOf(actor, { body: { branch: branch.slug, ...fields } }), createPerson)
  return (answer as ChangedPerson).id
}

const update = async (id: string, body: PersonFields & { version: number }, actor = reception) =>
  (await runCommand(commandOf(actor, { params: { id }, body }), updatePerson)).answer as ChangedPerson
const erase = (id: string, actor = owner) =>
  runCommand(commandOf(actor, { params: { id }, body: { reason: 'asked to be forgotten' } }), erasePerson)
const link = (ticket: string, person: string | null, actor = reception) =>
  runCommand(commandOf(actor, { params: { id: ticket }, body: { person } }), linkPerson)
const find = async (typed: { phone?: string; nationalId?: string }, actor = reception) =>
  (await searchPersons(actor, { branch: branch.slug, ...typed })).persons

const auditOf = (subjectId: string) =>
  db().auditEntry.findMany({
    where: { subjectId },
    orderBy: { seq: 'asc' },
    select: { action: true, after: true, reason: true },
  })

describe('a person’s record', () => {
  test('is found by phone number and by national id, however they are written', async () => {
    const id = await create()
    for (const phone of ['0501234567', '+966 50 123 4567', '00966501234567'])
      expect((await find({ phone })).map((it) => it.id)).toEqual([id])
    expect(await find({ nationalId: '١٠٠٠٠٠٠٠٠٨' })).toMatchObject([
      { ...sara, id, phone: '+966501234567', phoneConfirmedAt: null, version: 1 },
    ])
    expect(await find({ phone: '0501234568' })).toEqual([])
    await expect(find({ phone: 'five' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
  test('is stored sealed', async () => {
    const row = await db().person.findUniqueOrThrow({ where: { id: await create() } })
    const kept = JSON.stringify(row)
    for (const value of ['سارة', '501234567', '1000000008', 'البنسلين']) expect(kept).not.toContain(value)
  })
  test('has a phone number and a national id that are unique in the branch; a conflict gives the other record’s id', async () => {
    const id = await create()
    const second = create({ name: 'Somebody', phone: '0501234567' })
    await expect(second).rejects.toMatchObject({ code: 'person_exists', details: { id } })
    const other = await create({ nationalId: '2000000006' })
    await expect(update(other, { version: 1, nationalId: '1000000008' })).rejects.toMatchObject({
      code: 'person_exists',
    })
  })
  test('A15: is created once when twenty requests use one number at once', async () => {
    const made = await Promise.allSettled(Array.from({ length: 20 }, () => create({ phone: '0559999999' })))
    expect(made.filter((it) => it.status === 'fulfilled')).toHaveLength(1)
    expect(await db().person.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('is changed only from its newest version; null removes a value; the audit holds field names and no values', async () => {
    const id = await create()
    expect(await update(id, { version: 1, notes: null, phone: '0507654321' })).toEqual({ id, version: 2 })
    await expect(update(id, { version: 1, name: 'X' })).rejects.toMatchObject({ code: 'stale_version' })
    expect(await getPerson(reception, id)).toMatchObject({
      notes: null,
      phone: '+966507654321',
      name: sara.name,
      version: 2,
    })
    expect(await find({ phone: '0501234567' })).toEqual([])
    const audit = await auditOf(id)
    expect(audit.map((it) => it.action)).toEqual(['person.create', 'person.update'])
    expect(audit[1]?.after).toEqual({ changed: ['notes', 'phone'], version: 2 })
    for (const value of ['سارة', '501234567', '507654321', '1000000008'])
      expect(JSON.stringify(audit)).not.toContain(value)
  })
  test('has an unconfirmed number after a change, and is unlinked from browsers that confirmed the old one', async () => {
    const id = await create()
    await db().person.update({ where: { id }, data: { phoneConfirmedAt: new Date() } })
    await db().visitorPerson.create({ data: { visitorId: makeVisitor().visitorId, branchId: branch.id, personId: id } })
    await update(id, { version: 1, phone: '0501234567' })
    expect((await getPerson(reception, id)).phoneConfirmedAt).not.toBeNull()
    await update(id, { version: 2, phone: '0507654321' })
    expect((await getPerson(reception, id)).phoneConfirmedAt).toBeNull()
    expect(await db().visitorPerson.count({ where: { personId: id } })).toBe(0)
  })
})

describe('A1: another branch', () => {
  test('can neither find, read, change nor erase the person, nor tell that they exist', async () => {
    const id = await create()
    const [home, ticket] = [branch, (await takeTurn(branch, 'eyes')).id]
    branch = await makeBranch()
    const elsewhere = await makeStaff(branch, 'owner')
    expect(await find({ phone: sara.phone }, elsewhere)).toEqual([])
    await expect(searchPersons(elsewhere, { branch: home.slug, phone: sara.phone })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const missing = { code: 'person_not_found' }
    await expect(getPerson(elsewhere, id)).rejects.toMatchObject(missing)
    await expect(exportPerson(elsewhere, id, origin, new Date())).rejects.toMatchObject(missing)
    await expect(update(id, { version: 1, name: 'X' }, elsewhere)).rejects.toMatchObject(missing)
    await expect(erase(id, elsewhere)).rejects.toMatchObject(missing)
    await expect(link(ticket, id, elsewhere)).rejects.toMatchObject({ code: 'ticket_not_found' })
    const own = (await takeTurn(branch, 'eyes')).id
    await expect(link(own, id, elsewhere)).rejects.toMatchObject(missing)
  })
})

describe('A14: an unexpected field', () => {
  const post = async (handler: Handler, body: object, id = '') => {
    const headers = { host: 'localhost', 'content-type': 'application/json', cookie: await cookieOf(owner) }
    const request = new Request('http://localhost/api/v1/persons', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await handler(request, { params: Promise.resolve(id ? { id } : {}) })).status
  }
  const tooMuch: object[] = [
    { id: '00000000-0000-7000-8000-000000000000' },
    { branchId: '00000000-0000-7000-8000-000000000000' },
    { phoneConfirmedAt: '2026-01-01T00:00:00Z' },
    { phoneSealed: 'v1.0.x.y' },
    { phoneIndex: '0.x' },
    { erasedAt: null },
    { lastVisitOn: '2036-01-01' },
    { constructor: { name: 'x' } },
  ]
  test.each(tooMuch)('%j is refused, and nothing is written', async (more) => {
    const id = await create()
    const before = await db().person.findUniqueOrThrow({ where: { id } })
    expect(await post(createRoute, { branch: branch.slug, name: 'X', ...more })).toBe(400)
    expect(await post(updateRoute, { version: 1, name: 'X', ...more }, id)).toBe(400)
    expect(await db().person.findMany({ where: { branchId: branch.id } })).toEqual([before])
  })
})

describe('a person’s visits', () => {
  test('are those linked to them and those of their browsers', async () => {
    const [id, visitor] = [await create(), makeVisitor()]
    await db().visitorPerson.create({ data: { visitorId: visitor.visitorId, branchId: branch.id, personId: id } })
    const [byBrowser, byStaff] = [await takeTurn(branch, 'eyes', { actor: visitor }), await takeTurn(branch, 'eyes')]
    await link(byStaff.id, id)
    const { visits } = await getPerson(reception, id)
    expect(visits.map((it) => it.tickets.map(({ code }) => code))).toEqual([[byStaff.code], [byBrowser.code]])
    await link(byStaff.id, null)
    expect((await getPerson(reception, id)).visits).toHaveLength(1)
    expect((await auditOf(byStaff.id)).map((it) => it.action)).toEqual([
      'ticket.join',
      'ticket.link_person',
      'ticket.link_person',
    ])
  })
  test('are not linked again after staff unlinked them or linked them to another person', async () => {
    const [id, other, visitor] = [await create(), await create({ phone: '0507654321' }), makeVisitor()]
    await db().visitorPerson.create({ data: { visitorId: visitor.visitorId, branchId: branch.id, personId: id } })
    const { id: ticket } = await takeTurn(branch, 'eyes', { actor: visitor })
    const visitsOf = async (person: string) => (await getPerson(reception, person)).visits.length
    await link(ticket, other)
    expect([await visitsOf(id), await visitsOf(other)]).toEqual([0, 1])
    await link(ticket, null)
    await applyRetention(new Date())
    expect([await visitsOf(id), await visitsOf(other)]).toEqual([0, 0])
    expect((await exportPerson(owner, id, origin, new Date())).visits).toEqual([])
    await erase(id)
    expect(await db().visit.count({ where: { personId: id } })).toBe(0)
    await link(ticket, other)
    expect(await visitsOf(other)).toBe(1)
  })
  test('are in the export with everything else that is stored, and the export is audited', async () => {
    const id = await create()
    const ticket = await takeTurn(branch, 'eyes', { actor: reception, holderName: 'سارة' })
    await link(ticket.id, id)
    const document = await exportPerson(owner, id, origin, new Date())
    expect(document.person).toMatchObject({ ...sara, phone: '+966501234567' })
    expect(document.visits).toMatchObject([
      { holderName: 'سارة', tickets: [{ code: ticket.code, service: 'eyes', state: 'waiting' }] },
    ])
    expect((await auditOf(id)).at(-1)).toEqual({ action: 'person.export', after: { visits: 1 }, reason: null })
    await expect(exportPerson(reception, id, origin, new Date())).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('erasing a person', () => {
  test('leaves ticket numbers without a person', async () => {
    const [id, visitor] = [await create(), makeVisitor()]
    await db().visitorPerson.create({ data: { visitorId: visitor.visitorId, branchId: branch.id, personId: id } })
    await takeTurn(branch, 'eyes', { actor: visitor, key: 'of-the-browser' })
    const walkIn = await takeTurn(branch, 'eyes', { actor: reception, holderName: 'سارة' })
    await link(walkIn.id, id)
    await erase(id)
    const person = await getPerson(owner, id)
    expect(person).toMatchObject({ name: null, phone: null, nationalId: null, notes: null, phoneConfirmedAt: null })
    expect(person.erasedAt).not.toBeNull()
    expect(person.visits).toHaveLength(2)
    expect(await find({ phone: sara.phone })).toEqual([])
    expect(await db().visit.count({ where: { personId: id, holderNameSealed: { not: null } } })).toBe(0)
    expect(await db().visitorPerson.count({ where: { personId: id } })).toBe(0)
    const stored = await db().idempotencyKey.findUniqueOrThrow({ where: { key: 'of-the-browser' } })
    expect(stored.answerSealed).toBeNull()
    const last = (await auditOf(id)).at(-1)
    expect(last).toMatchObject({ action: 'person.erase', reason: 'asked to be forgotten', after: { holderNames: 1 } })
  })
  test('happens once; the record can no longer be changed or exported, and the number is free again', async () => {
    const id = await create()
    await erase(id)
    await erase(id)
    expect((await auditOf(id)).map((it) => it.action)).toEqual(['person.create', 'person.erase'])
    await expect(update(id, { version: 2, name: 'X' })).rejects.toMatchObject({ code: 'person_not_found' })
    await expect(exportPerson(owner, id, origin, new Date())).rejects.toMatchObject({ code: 'person_not_found' })
    expect(await create()).not.toBe(id)
  })
  test('needs a permission', async () => {
    await expect(erase(await create(), reception)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
