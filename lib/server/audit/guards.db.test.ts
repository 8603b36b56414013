import { beforeAll, describe, expect, test } from 'vitest'
import type { BranchRecord } from '@/lib/features/branches/server/branch-directory'
import { newId } from '@/lib/shared/ids'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { asOwner } from '@/prisma/factories/database-owner'
import { takeTurn } from '@/prisma/factories/line-factory'
import { db } from '../db/client'

let branch: BranchRecord

beforeAll(async () => {
  branch = await makeBranch()
  await takeTurn(branch, 'eyes')
})

const histories = ['audit_entry', 'ticket_transition']
const same = { audit_entry: 'reason = reason', ticket_transition: 'at = at' }
const onHistory = histories.flatMap((table) => [
  `UPDATE ${table} SET ${same[table as keyof typeof same]}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
])

/** Statements that only the owner of a table may run. */
const ofTheOwner = histories.flatMap((table) => [
  `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
  `ALTER TABLE ${table} ADD COLUMN more text`,
  `ALTER TABLE ${table} OWNER TO dawr_app`,
  `DROP TABLE ${table} CASCADE`,
  `DROP TRIGGER ${table}_append_only ON ${table}`,
  `CREATE RULE silent AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
])

const ofThePlatform = [
  'DELETE FROM audit_chain',
  'TRUNCATE audit_chain CASCADE',
  'DROP FUNCTION refuse_change() CASCADE',
  'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
  'SET LOCAL session_replication_role = replica',
  'DELETE FROM _prisma_migrations',
  `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', 'x')`,
  'CREATE ROLE another',
]

describe('A22: the role of the application', () => {
  test('is the role the application runs under', async () => {
    expect(await db().$queryRaw`SELECT current_user::text AS name`).toEqual([{ name: 'dawr_app' }])
    const [role] = await db().$queryRaw<object[]>`
      SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'dawr_app'`
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false])
  })
  test.each([...onHistory, ...ofTheOwner, ...ofThePlatform])('may not: %s', async (statement) => {
    // In a transaction that is always rolled back, so that a statement wrongly allowed does not affect other tests.
    const attempt = db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(statement)
      throw new Error('it was allowed')
    })
    await expect(attempt).rejects.toThrow(/permission denied|must be owner|must be able to SET ROLE/)
  })
  test('gains nothing by granting itself a privilege', async () => {
    const attempt = db().$transaction(async (tx) => {
      // A warning, not an error: nothing is granted.
      await tx.$executeRawUnsafe('GRANT UPDATE ON audit_entry TO dawr_app')
      await tx.$executeRawUnsafe('UPDATE audit_entry SET reason = reason')
    })
    await expect(attempt).rejects.toThrow('permission denied')
  })
  test('may not lock rows of history for update', async () => {
    await expect(db().$queryRaw`SELECT seq FROM audit_entry FOR UPDATE`).rejects.toThrow('permission denied')
  })
  test('adds to history and reads it', async () => {
    await takeTurn(branch, 'eyes')
    expect(await db().auditEntry.count({ where: { chainId: branch.id } })).toBe(2)
  })
})

test.each(onHistory)('A22: the owner of the tables is refused by the tables themselves: %s', async (statement) => {
  await expect(asOwner([statement])).rejects.toThrow('is append-only')
})

test('an entry whose action is not a noun and a verb, or whose number is taken, is not written', async () => {
  const entry = await db().auditEntry.findFirstOrThrow({ where: { chainId: branch.id } })
  const values = { ...entry, before: {}, after: {} }
  await expect(db().auditEntry.create({ data: { ...values, seq: 99, action: 'Anything else' } })).rejects.toThrow()
  await expect(db().auditEntry.create({ data: values })).rejects.toMatchObject({ code: 'P2002' })
  await expect(db().auditEntry.create({ data: { ...values, chainId: newId() } })).rejects.toMatchObject({
    code: 'P2003',
  })
})
