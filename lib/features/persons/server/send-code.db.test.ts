import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/public'
import { db } from '@/lib/server/db/client'
import type { Visitor } from '@/lib/server/identity/actor'
import { dropSingleton } from '@/lib/server/singleton'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { jobsOf, makeDue, runDue } from '@/prisma/factories/job-factory'
import { commandOf } from '@/prisma/factories/line-factory'
import { makeVisitor } from '@/prisma/factories/people-factory'
import { startGateway } from '@/test/messaging/gateway'
import type { RequestedCode } from '../contract'
import { sendCodeJob } from '../jobs'
import { codeOf } from './one-time-code'
import { requestCode } from './request-code'

let gateway: Awaited<ReturnType<typeof startGateway>>
let branch: BranchRecord
let visitor: Visitor
let numbers = 0
let phone: string

beforeAll(async () => {
  gateway = await startGateway()
  process.env.MESSAGE_GATEWAY_URL = gateway.url
  dropSingleton('config')
})
afterAll(() => gateway.stop())
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM pgboss.job`
  gateway.received.length = 0
  gateway.answerWith()
  branch = await makeBranch()
  visitor = makeVisitor()
  phone = `+9665${String(30_000_000 + ++numbers)}`
})

/** Requests a code as a visitor; returns the confirmation. */
async function askForCode(): Promise<string> {
  const asked = { ...commandOf(visitor, { phone, branch: branch.slug, language: 'en' as const }), actor: visitor }
  const { answer } = await requestCode({ ...asked, address: `192.0.2.${numbers}` })
  return (answer as RequestedCode).id
}

/** Runs each waiting job once. */
async function attempt(): Promise<void> {
  await makeDue(sendCodeJob.name)
  await runDue(sendCodeJob)
}

const job = async () => (await jobsOf(sendCodeJob.name))[0]

describe('a requested code', () => {
  test('is enqueued in the same transaction, as a job that holds neither the number nor the code', async () => {
    const id = await askForCode()
    expect(gateway.received).toEqual([])
    expect(await job()).toMatchObject({ state: 'created', data: { confirmation: id, language: 'en' } })
    expect(JSON.stringify(await job())).not.toContain(codeOf(id))
  })
  test('is sent to its number with the confirmation id as key', async () => {
    const id = await askForCode()
    await attempt()
    expect(gateway.received).toMatchObject([{ message: { to: phone, kind: 'code' }, key: id }])
    expect(gateway.lastCode()).toBe(codeOf(id))
  })
  test.each([
    ['is broken', 503],
    ['is crowded', 429],
    ['hangs up', 0],
  ])('is sent again with the same key while the gateway %s', async (_, status) => {
    gateway.answerWith(status, status)
    await askForCode()
    for (let i = 0; i < 4; i++) await attempt()
    expect(gateway.received).toHaveLength(3)
    expect(new Set(gateway.received.map(({ key }) => key)).size).toBe(1)
    expect(await job()).toMatchObject({ state: 'completed' })
  })
  test('is deduplicated by its key when the process dies between sending and recording it', async () => {
    await askForCode()
    await attempt()
    await db().$executeRaw`UPDATE pgboss.job SET state = 'retry' WHERE name = ${sendCodeJob.name}`
    await attempt()
    expect(gateway.received).toHaveLength(2)
    expect(new Set(gateway.received.map(({ key }) => key)).size).toBe(1)
  })
  test('that the gateway refuses is not sent again: the job records why, without personal data', async () => {
    gateway.answerWith(422)
    const id = await askForCode()
    for (let i = 0; i < 3; i++) await attempt()
    expect(gateway.received).toHaveLength(1)
    const failed = await job()
    expect(failed).toMatchObject({
      state: 'failed',
      output: { kind: 'FailedForGood', message: 'the gateway answered 422' },
    })
    expect(JSON.stringify(failed)).not.toMatch(new RegExp(`${phone.slice(1)}|${codeOf(id)}`))
  })
  test('is not sent once it has expired', async () => {
    const id = await askForCode()
    await db().phoneConfirmation.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await attempt()
    expect(gateway.received).toEqual([])
    expect(await job()).toMatchObject({
      state: 'failed',
      output: { message: 'the code expired before it could be sent' },
    })
  })
  test('is not sent once its person was erased, since the number is gone', async () => {
    const id = await askForCode()
    await db().phoneConfirmation.delete({ where: { id } })
    await attempt()
    expect(gateway.received).toEqual([])
    expect(await job()).toMatchObject({ state: 'completed' })
  })
})

test('codes are derived from a key and the confirmation: six digits, evenly distributed', () => {
  const codes = Array.from({ length: 2_000 }, (_, i) =>
    codeOf(`00000000-0000-7000-8000-${String(i).padStart(12, '0')}`),
  )
  for (const code of codes) expect(code).toMatch(/^\d{6}$/)
  expect(new Set(codes).size).toBeGreaterThan(1_980)
  const low = codes.filter((code) => Number(code) < 500_000).length
  expect(low).toBeGreaterThan(900)
  expect(low).toBeLessThan(1_100)
})
