import { Client } from 'pg'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { staff } from './actors'
import { takeWrites, watchWrites } from './writes'

let watched: string[]
let accountId: string
beforeAll(async () => {
  watched = await watchWrites()
  accountId = (await staff('somebody', 'clerk', await makeBranch([{ slug: 'eyes' }]))).id
})
beforeEach(takeWrites)

test('an insert, an update and a delete are recorded with their table', async () => {
  await db().account.update({ where: { id: accountId }, data: { displayName: 'another name' } })
  expect(await takeWrites()).toEqual(['UPDATE account'])
  const id = newId()
  const data = { id, username: `new-${id.slice(-12)}`, displayName: 'somebody new', passwordHash: 'none' }
  await db().account.create({ data })
  await db().account.delete({ where: { id } })
  expect(await takeWrites()).toEqual(['DELETE account', 'INSERT account'])
  expect(await takeWrites()).toEqual([])
})

test('truncating a table is recorded', async () => {
  const owner = new Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query('TRUNCATE api_token CASCADE').finally(() => owner.end())
  expect(await takeWrites()).toContain('TRUNCATE api_token')
})

test('a read, an update that changes nothing and a rolled-back write are not recorded', async () => {
  await db().account.findMany()
  await db().$executeRaw`UPDATE account SET display_name = display_name`
  const undone = db().$transaction(async (tx) => {
    await tx.account.update({ where: { id: accountId }, data: { displayName: 'a third name' } })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await takeWrites()).toEqual([])
})

test('the last activity of a session is not recorded, its end is', async () => {
  await db().session.updateMany({ where: { accountId }, data: { seenAt: new Date(0) } })
  expect(await takeWrites()).toEqual([])
  await db().session.updateMany({ where: { accountId }, data: { revokedAt: new Date() } })
  expect(await takeWrites()).toEqual(['UPDATE session'])
})

test('a refusal in the audit is not recorded, any other entry is', async () => {
  const chain = await db().auditChain.findFirstOrThrow()
  const entry = (seq: bigint, action: string) => ({
    ...{
      chainId: chain.id,
      seq,
      at: new Date(),
      actorKind: 'staff',
      action,
      subjectType: 'account',
      subjectId: accountId,
    },
    ...{ digest: new Uint8Array(32), head: new Uint8Array(32) },
  })
  await db().auditEntry.createMany({ data: [entry(1_001n, 'access.denied'), entry(1_002n, 'sign_in.refused')] })
  expect(await takeWrites()).toEqual([])
  await db().auditEntry.createMany({ data: [entry(1_003n, 'account.renamed')] })
  expect(await takeWrites()).toEqual(['INSERT audit_entry'])
})

test('every table is watched except the heads of the audit chains and the migrations', async () => {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`
  const unwatched = tables.map(({ name }) => name).filter((name) => !watched.includes(name))
  expect(unwatched.toSorted()).toEqual(['_prisma_migrations', 'audit_chain'])
})
