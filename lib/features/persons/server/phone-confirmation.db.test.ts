import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { POST as confirmRoute } from '@/app/api/v1/phone-confirmations/[id]/confirm/route'
import { POST as requestRoute } from '@/app/api/v1/phone-confirmations/route'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { blindIndex } from '@/lib/server/crypto'
import { db } from '@/lib/server/db/client'
import { consumeOf } from '@/lib/server/limits'
import { dropSingleton } from '@/lib/server/singleton'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { storeFlag } from '@/prisma/factories/flag-factory'
import { jobsOf, runDue } from '@/prisma/factories/job-factory'
import { takeTurn } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { startGateway } from '@/test/messaging/gateway'
import { ask, type Heard, idOf, later, newBrowser, type Sent } from '@/test/messaging/phone-requests'
import { sendCodeJob } from '../jobs'
import { codesOfAddress, codesOfBranch } from './request-code'
import { confirmedPhoneOf } from './visit-phone'

let gateway: Awaited<ReturnType<typeof startGateway>>
let branch: BranchRecord
let phone: string
let numbers = 0
/** The default client address of a test, different for each test. */
let home: string

const useGateway = (url: string): void => {
  process.env.MESSAGE_GATEWAY_URL = url
  dropSingleton('config')
}

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.stop())
beforeEach(async () => {
  useGateway(gateway.url)
  gateway.received.length = 0
  gateway.answerWith()
  branch = await makeBranch()
  phone = `+9665${String(20_000_000 + ++numbers)}`
  home = `192.0.2.${numbers}`
})

const askForCode = (sent: Sent, more: object = {}) =>
  ask(requestRoute, '', { phone, branch: branch.slug, ...more }, { address: home, ...sent })
/** Requests a code and runs the job that sends it. */
async function request(sent: Sent, more: object = {}): Promise<Heard> {
  const heard = await askForCode(sent, more)
  await runDue(sendCodeJob)
  return heard
}
const confirm = (id: string, code: string, sent: Sent) =>
  ask(confirmRoute, `/${id}/confirm`, { code }, { address: home, ...sent }, id)

/** A code other than the right one. */
const wrong = (n = 1): string => String((Number(gateway.lastCode()) + n) % 1_000_000).padStart(6, '0')

describe('a phone number', () => {
  test('is confirmed by the code sent to it, which links today’s visit to that person', async () => {
    const { visitor, sent } = newBrowser()
    await takeTurn(branch, 'eyes', { actor: visitor })
    const asked = await request(sent, { phone: `0${phone.slice(4)}` })
    expect(asked).toMatchObject({ status: 201, body: { resendAfterSeconds: 60 } })
    expect(gateway.received).toHaveLength(1)
    expect(gateway.received[0]?.message).toMatchObject({ to: phone, kind: 'code' })
    expect(gateway.received[0]?.message.text).toContain('رمز')
    const done = await confirm(idOf(asked), gateway.lastCode(), sent)
    expect(done).toMatchObject({ status: 200, body: { confirmed: true } })
    const person = await db().person.findFirstOrThrow({
      where: { branchId: branch.id },
      include: { visits: true, browsers: true },
    })
    expect(person.phoneIndex).toBe(blindIndex(phone, 'person.phone'))
    expect(person.phoneConfirmedAt).not.toBeNull()
    expect(person.visits).toMatchObject([{ visitorId: visitor.visitorId }])
    expect(person.browsers).toMatchObject([{ visitorId: visitor.visitorId }])
  })
  test('cannot be confirmed where that is switched off; a code sent before still works', async () => {
    const { sent } = newBrowser()
    const asked = await request(sent)
    branch = await storeFlag(branch, 'phone_numbers', false)
    const refused = await request(newBrowser().sent, { phone: '+966520000000' })
    expect(refused).toMatchObject({ status: 409, code: 'switched_off', body: { details: { flag: 'phone_numbers' } } })
    expect(gateway.received).toHaveLength(1)
    expect(await confirm(idOf(asked), gateway.lastCode(), sent)).toMatchObject({ status: 200 })
  })
  test('that is already known confirms the same person, and the answer does not reveal it', async () => {
    const [first, second] = [newBrowser().sent, newBrowser().sent]
    const unknown = await request(first)
    await confirm(idOf(unknown), gateway.lastCode(), first)
    await later(2)
    const known = await request(second, { language: 'en' })
    expect([known.status, Object.keys(known.body)]).toEqual([unknown.status, Object.keys(unknown.body)])
    expect(gateway.received.at(-1)?.message.text).toContain('your confirmation code')
    await confirm(idOf(known), gateway.lastCode(), second)
    expect(await db().person.count({ where: { branchId: branch.id } })).toBe(1)
    expect(await db().visitorPerson.count({ where: { branchId: branch.id } })).toBe(2)
  })
  test('can be confirmed with the secret link alone: the browser then gets a cookie', async () => {
    const { link } = await takeTurn(branch, 'eyes')
    const asked = await request({ link, key: newId() })
    expect(asked.cookie).toMatch(/^dawr_visitor=/)
    const sent = { link, cookie: asked.cookie ?? '' }
    expect(await confirm(idOf(asked), gateway.lastCode(), sent)).toMatchObject({ status: 200 })
    expect(await db().visit.count({ where: { branchId: branch.id, personId: { not: null } } })).toBe(1)
  })
  test('links a visit again after staff unlinked it', async () => {
    const { visitor, sent } = newBrowser()
    await takeTurn(branch, 'eyes', { actor: visitor })
    await db().visit.updateMany({ where: { branchId: branch.id }, data: { personSettled: true } })
    await confirm(idOf(await request(sent)), gateway.lastCode(), sent)
    expect(await db().visit.count({ where: { branchId: branch.id, personId: { not: null } } })).toBe(1)
  })
  test('is shown by its last digits on the visit’s page, and to the same browser on its next visit; to nobody else', async () => {
    const { visitor, sent } = newBrowser()
    const { link } = await takeTurn(branch, 'eyes', { actor: visitor })
    const tokenOf = (it: string): string => it.replace('/visit/', '')
    expect(await confirmedPhoneOf(tokenOf(link), visitor)).toBeNull()
    await confirm(idOf(await request(sent)), gateway.lastCode(), sent)
    const stranger = makeVisitor({ firstContact: true })
    expect(await confirmedPhoneOf(tokenOf(link), stranger)).toBe(phone.slice(-3))
    const next = await takeTurn(branch, 'eyes')
    expect(await confirmedPhoneOf(tokenOf(next.link), visitor)).toBe(phone.slice(-3))
    expect(await confirmedPhoneOf(tokenOf(next.link), stranger)).toBeNull()
    branch = await makeBranch()
    const elsewhere = await takeTurn(branch, 'eyes', { actor: visitor })
    expect(await confirmedPhoneOf(tokenOf(elsewhere.link), visitor)).toBeNull()
  })
  test('is sent one code per idempotency key, and a repeated confirmation gets the same answer', async () => {
    const { sent } = newBrowser()
    const keyed = { ...sent, key: newId() }
    const [asked, again] = [await request(keyed), await request(keyed)]
    expect(again.body).toEqual(asked.body)
    expect(gateway.received).toHaveLength(1)
    const second = { ...sent, key: newId() }
    const [done, repeat] = [
      await confirm(idOf(asked), gateway.lastCode(), second),
      await confirm(idOf(asked), gateway.lastCode(), second),
    ]
    expect([done.status, repeat.status]).toEqual([200, 200])
  })
  test('gets at most one code a minute and three an hour for one visitor', async () => {
    const { sent } = newBrowser()
    expect((await request(sent)).status).toBe(201)
    const soon = await request(sent, { phone: '0591111111' })
    expect(soon).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect(Number(soon.retryAfter)).toBeGreaterThan(50)
    for (const number of ['0592222222', '0593333333']) {
      await later(2)
      expect((await request(sent, { phone: number })).status).toBe(201)
    }
    await later(2)
    const late = await request(sent, { phone: '0594444444' })
    expect(late.code).toBe('too_many_requests')
    expect(Number(late.retryAfter)).toBeGreaterThan(3_000)
    await later(60)
    expect((await request(sent)).status).toBe(201)
  })
  test('A15: gets one code when twenty visitors ask for it at once, and three an hour from all visitors together', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => request(newBrowser().sent)))
    expect(all.map((it) => it.status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 429)])
    for (const status of [201, 201, 429]) {
      await later(2)
      expect((await request(newBrowser().sent)).status).toBe(status)
    }
    expect(gateway.received).toHaveLength(3)
  })
  test('is limited to three hundred codes an hour in one branch from all addresses; other branches are not affected', async () => {
    const { limit } = codesOfBranch
    expect(limit).toBe(300)
    for (let sent = 0; sent < limit - 2; sent++) await consumeOf(codesOfBranch, branch.id)
    const keyed = { ...newBrowser().sent, key: newId() }
    // One message: repeating the request, or asking again too soon, uses up no other.
    for (const status of [201, 201]) expect((await request(keyed)).status).toBe(status)
    for (let i = 0; i < 3; i++) expect((await request(newBrowser().sent)).status).toBe(429)
    const stranger = (address: string, number: string) => request({ ...newBrowser().sent, address }, { phone: number })
    expect((await stranger('198.51.100.1', '0595555555')).status).toBe(201)
    const late = await stranger('198.51.100.2', '0596666666')
    expect(late).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect(Number(late.retryAfter)).toBeGreaterThan(3_000)
    expect(gateway.received).toHaveLength(2)
    branch = await makeBranch()
    expect((await stranger('198.51.100.2', '0596666666')).status).toBe(201)
  })
  test('is limited to a hundred codes an hour from one client address, so that the branch has codes left for others', async () => {
    const { limit } = codesOfAddress
    expect([limit, codesOfAddress.seconds]).toEqual([100, codesOfBranch.seconds])
    const crowd = { ...newBrowser().sent, address: '198.51.100.3' }
    for (let asked = 0; asked < limit - 1; asked++) await consumeOf(codesOfAddress, crowd.address)
    // An invalid number is refused and uses up nothing.
    for (let mistake = 0; mistake < 3; mistake++) expect((await request(crowd, { phone: '123' })).status).toBe(400)
    expect((await request(crowd)).status).toBe(201)
    const late = await request({ ...newBrowser().sent, address: crowd.address }, { phone: '0597777777' })
    expect(late).toMatchObject({ status: 429, code: 'too_many_requests' })
    expect(Number(late.retryAfter)).toBeGreaterThan(3_000)
    const elsewhere = { ...newBrowser().sent, address: '198.51.100.4' }
    expect((await request(elsewhere, { phone: '0597777777' })).status).toBe(201)
  })
  test('cannot be confirmed without a gateway', async () => {
    useGateway('')
    expect(await request(newBrowser().sent)).toMatchObject({ status: 503, code: 'message_not_sent' })
    expect(await db().phoneConfirmation.count({ where: { branchId: branch.id } })).toBe(0)
  })
})

describe('a code', () => {
  test('A15: is checked at most five times: after twenty wrong ones at once the right one is refused', async () => {
    const { sent } = newBrowser()
    const id = idOf(await request(sent))
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => confirm(id, wrong(i + 1), sent)))
    expect(all.filter((it) => it.code === 'wrong_code')).toHaveLength(5)
    expect(all.filter((it) => it.code === 'confirmation_not_found')).toHaveLength(15)
    expect((await confirm(id, gateway.lastCode(), sent)).code).toBe('confirmation_not_found')
    expect(await db().person.count({ where: { branchId: branch.id } })).toBe(0)
  })
  test('A15: creates one person when the right one is sent many times at once', async () => {
    const { sent } = newBrowser()
    const id = idOf(await request(sent))
    const all = await Promise.all(Array.from({ length: 5 }, () => confirm(id, gateway.lastCode(), sent)))
    expect(all.filter((it) => it.status === 200)).toHaveLength(1)
    expect(await db().person.count({ where: { branchId: branch.id } })).toBe(1)
  })
  test('that is wrong reports how many tries are left', async () => {
    const { sent } = newBrowser()
    const id = idOf(await request(sent))
    const left = []
    for (let i = 1; i <= 5; i++) left.push((await confirm(id, wrong(i), sent)).body['details'])
    expect(left).toEqual([4, 3, 2, 1, 0].map((triesLeft) => ({ triesLeft })))
  })
  test('A1: works for the visitor who asked, not for another who has its id, and for less than ten minutes', async () => {
    const { sent } = newBrowser()
    const id = idOf(await request(sent))
    const missing = await confirm(newId(), gateway.lastCode(), sent)
    for (const other of [newBrowser().sent, {}]) {
      const { requestId: _, ...said } = (await confirm(id, gateway.lastCode(), other)).body
      expect({ ...said, requestId: missing.body['requestId'] }).toEqual(missing.body)
    }
    await later(10)
    expect((await confirm(id, gateway.lastCode(), sent)).code).toBe('confirmation_not_found')
  })
  test('cannot be bypassed with an idempotency key that was used before', async () => {
    const { sent } = newBrowser()
    const key = newId()
    const id = idOf(await request({ ...sent, key }))
    expect((await confirm(id, wrong(), { ...sent, key })).code).toBe('idempotency_key_reused')
    await db().idempotencyKey.delete({ where: { key } })
    expect((await confirm(id, wrong(), { ...sent, key })).code).toBe('wrong_code')
  })
  test('A14: allows no other fields beside it', async () => {
    const { sent } = newBrowser()
    for (const more of [{ personId: newId() }, { code: '000000' }, { confirmedAt: 'now' }, { visitorId: newId() }])
      expect(await request(sent, more)).toMatchObject({ status: 400, code: 'invalid_input' })
    const id = idOf(await request(sent))
    const body = { code: gateway.lastCode(), personId: newId(), confirmed: true }
    expect(await ask(confirmRoute, `/${id}/confirm`, body, { address: home, ...sent }, id)).toMatchObject({
      status: 400,
    })
  })
  test('is stored as a keyed hash, and the number sealed; the audit holds neither', async () => {
    const { sent } = newBrowser()
    const id = idOf(await request(sent))
    const row = await db().phoneConfirmation.findUniqueOrThrow({ where: { id } })
    const audit = await db().auditEntry.findMany({ where: { subjectId: id } })
    expect(audit.map((it) => it.action)).toEqual(['phone_confirmation.request'])
    expect(Buffer.from(row.codeHash)).toHaveLength(32)
    const kept = JSON.stringify([
      row,
      await jobsOf(sendCodeJob.name),
      Buffer.from(row.codeHash).toString('utf8'),
      audit.map((it) => [it.before, it.after, it.reason]),
    ])
    expect(kept).not.toContain(gateway.lastCode())
    expect(kept).not.toContain(phone.slice(4))
  })
})
