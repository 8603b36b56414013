import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { runCommand } from '@/lib/server/command'
import { db } from '@/lib/server/db/client'
import type { Staff, Visitor } from '@/lib/server/identity/actor'
import { forgetPerson } from '@/lib/server/personal-data/forget-person'
import { claimRecentVisits } from '@/lib/server/personal-data/known-visits'
import { applyRetention } from '@/lib/server/personal-data/retention'
import { dropSingleton } from '@/lib/server/singleton'
import { addDays } from '@/lib/shared/time'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { runDue } from '@/prisma/factories/job-factory'
import { commandOf, takeTurn } from '@/prisma/factories/line-factory'
import { makeStaff, makeVisitor } from '@/prisma/factories/people-factory'
import { type Held, holdTransaction } from '@/test/database/held-transaction'
import { startGateway } from '@/test/messaging/gateway'
import type { ChangedPerson, RequestedCode } from '../contract'
import { sendCodeJob } from '../jobs'
import { createPerson, updatePerson } from './change-person'
import { confirmPhone } from './confirm-phone'
import { erasePerson } from './erase-person'
import { linkPerson } from './link-person'
import { requestCode } from './request-code'

const phone = '+966501234567'
const now = new Date()

let gateway: Awaited<ReturnType<typeof startGateway>>
let branch: BranchRecord
let reception: Staff
let owner: Staff
let visitor: Visitor
let id: string

beforeAll(async () => {
  gateway = await startGateway()
  process.env.MESSAGE_GATEWAY_URL = gateway.url
  dropSingleton('config')
})
afterAll(() => gateway.stop())
beforeEach(async () => {
  branch = await makeBranch()
  reception = await makeStaff(branch, 'reception')
  owner = await makeStaff(branch, 'owner')
  visitor = makeVisitor()
  // Allows a code to the number in each test.
  await db().phoneConfirmation.deleteMany()
  const made = await runCommand(commandOf(reception, { body: { branch: branch.slug, phone } }), createPerson)
  id = (made.answer as ChangedPerson).id
})

const eraseCommand = () => commandOf(owner, { params: { id }, body: { reason: 'asked to be forgotten' } })
const linkCommand = (ticket: string) => commandOf(reception, { params: { id: ticket }, body: { person: id } })
const personNow = () => db().person.findUniqueOrThrow({ where: { id }, include: { browsers: true, visits: true } })
const personsHere = () => db().person.count({ where: { branchId: branch.id } })
const isKnownIn = (browser: Visitor) =>
  db().visitorPerson.create({ data: { visitorId: browser.visitorId, branchId: branch.id, personId: id } })

/** Moves the last visit so far back that the hourly job erases the person. */
const makeDue = () =>
  db().person.update({ where: { id }, data: { lastVisitOn: new Date(addDays(now.toISOString().slice(0, 10), -800)) } })

/** Sends a code to the number and returns the confirmation. */
async function codeOf(browser: Visitor) {
  const asked = { ...commandOf(browser, { phone, branch: branch.slug, language: 'en' as const }), actor: browser }
  const { answer } = await requestCode({ ...asked, address: '192.0.2.1' })
  await runDue(sendCodeJob)
  const input = { id: (answer as RequestedCode).id, code: gateway.lastCode(), visitToken: null }
  return { ...commandOf(browser, input), actor: browser }
}

/** Polls within the 3 s lock timeout. */
const waitedForBy = (held: Held, count: number) =>
  expect.poll(held.waiters, { timeout: 2_500, interval: 10 }).toBe(count)

/**
 * Starts the other operation, and commits the held one once the other waits for it. Returns the outcome of the other.
 */
async function meet<T>(held: Held, other: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  const settled = Promise.allSettled([other()])
  await waitedForBy(held, 1)
  await held.commit()
  const [result] = await settled
  return result
}

describe('A15: a person is erased while', () => {
  test('a visit is being linked to them: the visit is erased too', async () => {
    const ticket = await takeTurn(branch, 'eyes', { actor: reception, holderName: 'سارة' })
    const linking = await holdTransaction((tx) => linkPerson(tx, linkCommand(ticket.id)))
    const erased = await meet(linking, () => runCommand(eraseCommand(), erasePerson))
    expect(erased.status).toBe('fulfilled')
    const person = await personNow()
    expect(person.erasedAt).not.toBeNull()
    expect(person.visits).toMatchObject([{ holderNameSealed: null }])
  })
  test('a visit waits to be linked to them: the link finds no person', async () => {
    const ticket = await takeTurn(branch, 'eyes', { actor: reception, holderName: 'سارة' })
    const erasing = await holdTransaction((tx) => erasePerson(tx, eraseCommand()))
    const linked = await meet(erasing, () => runCommand(linkCommand(ticket.id), linkPerson))
    expect(linked).toMatchObject({ reason: { code: 'person_not_found' } })
    expect((await personNow()).visits).toEqual([])
  })
  test('they confirm their number: the confirmation is not found, and no person is created', async () => {
    const command = await codeOf(visitor)
    const erasing = await holdTransaction((tx) => erasePerson(tx, eraseCommand()))
    const confirmed = await meet(erasing, () => confirmPhone(command))
    expect(confirmed).toMatchObject({ reason: { code: 'confirmation_not_found' } })
    expect(await personNow()).toMatchObject({ phoneConfirmedAt: null, browsers: [] })
    expect(await personsHere()).toBe(1)
  })
  test('the hourly job looks for visits of their browsers: neither blocks the other', async () => {
    await isKnownIn(visitor)
    await takeTurn(branch, 'eyes', { actor: visitor })
    const erasing = await holdTransaction((tx) => tx.$queryRaw`SELECT id FROM person WHERE id = ${id}::uuid FOR UPDATE`)
    const claiming = Promise.allSettled([db().$transaction((tx) => claimRecentVisits(tx, branch.id, 500))])
    await waitedForBy(erasing, 1)
    await forgetPerson(erasing.tx, { id, branchId: branch.id }, now)
    await erasing.commit()
    expect(await claiming).toEqual([{ status: 'fulfilled', value: 0 }])
    expect(await personNow()).toMatchObject({ browsers: [], visits: [{ visitorId: visitor.visitorId }] })
  })
})

describe('a person whose retention period is over', () => {
  beforeEach(makeDue)

  test('is kept when a visit is linked to them at that moment', async () => {
    const ticket = await takeTurn(branch, 'eyes')
    const linking = await holdTransaction((tx) => linkPerson(tx, linkCommand(ticket.id)))
    expect(await meet(linking, () => applyRetention(now))).toMatchObject({ status: 'fulfilled' })
    expect(await personNow()).toMatchObject({ erasedAt: null, visits: [{}] })
  })
  test('is kept when they confirm their number at that moment', async () => {
    const command = await codeOf(visitor)
    await takeTurn(branch, 'eyes', { actor: visitor })
    // Pauses the confirmation at its last step.
    const pause = await holdTransaction(
      (tx) => tx.$queryRaw`SELECT id FROM visit WHERE branch_id = ${branch.id}::uuid FOR UPDATE`,
    )
    const confirming = Promise.allSettled([confirmPhone(command)])
    await waitedForBy(pause, 1)
    const forgetting = applyRetention(now)
    await waitedForBy(pause, 2)
    await pause.commit()
    expect(await confirming).toMatchObject([{ status: 'fulfilled' }])
    await forgetting
    expect(await personNow()).toMatchObject({ erasedAt: null, browsers: [{ visitorId: visitor.visitorId }] })
  })
  test('and is erased becomes a new person when they confirm their number right after', async () => {
    const command = await codeOf(visitor)
    const forgetting = await holdTransaction((tx) => forgetPerson(tx, { id, branchId: branch.id }, now))
    expect(await meet(forgetting, () => confirmPhone(command))).toMatchObject({ status: 'fulfilled' })
    expect(await personNow()).toMatchObject({ phoneConfirmedAt: null, browsers: [] })
    expect(await personsHere()).toBe(2)
  })
})

test('a number changed during its confirmation does not count as confirmed', async () => {
  const command = await codeOf(visitor)
  const change = commandOf(reception, { params: { id }, body: { version: 1, phone: '+966507654321' } })
  const changing = await holdTransaction((tx) => updatePerson(tx, change))
  expect(await meet(changing, () => confirmPhone(command))).toMatchObject({ status: 'fulfilled' })
  expect(await personNow()).toMatchObject({ phoneConfirmedAt: null, browsers: [] })
  expect(await personsHere()).toBe(2)
})
