import { describe, expect, test } from 'vitest'
import { makeBranch } from '@/prisma/factories/branch-factory'
import { config } from '../config/config'
import { Prisma } from '../generated/prisma/client'
import { db, inTransaction, openDatabase, type Tx } from './client'
import { isUnavailable } from './retry'
import { commitWith } from './transaction'

const nameOf = async (id: string): Promise<string> => (await db().branch.findUniqueOrThrow({ where: { id } })).nameEn
const rename = (tx: Tx, id: string, name: string): Promise<number> =>
  tx.$executeRaw`UPDATE branch SET name_en = ${name} WHERE id = ${id}::uuid`

describe('a raw statement in a transaction', () => {
  test('sees what models wrote, and models see what it wrote', async () => {
    const { id } = await makeBranch()
    await inTransaction(async (tx) => {
      await tx.branch.update({ where: { id }, data: { nameEn: 'By the model' } })
      expect(await tx.$queryRaw`SELECT name_en FROM branch WHERE id = ${id}::uuid`).toEqual([
        { name_en: 'By the model' },
      ])
      expect(await rename(tx, id, 'By the statement')).toBe(1)
      expect((await tx.branch.findUniqueOrThrow({ where: { id } })).nameEn).toBe('By the statement')
    })
    expect(await nameOf(id)).toBe('By the statement')
  })

  test('reads and writes every type as one outside does', async () => {
    const at = new Date('2026-03-01T22:30:15.123Z')
    const statement = Prisma.sql`SELECT ${7}::int AS int, ${12345678901n}::bigint AS big, ${1.5}::float8 AS float,
      ${true}::boolean AS yes, ${null}::text AS none, ${'نورة'}::text AS text, ${at}::timestamptz AS at, ${at}::date AS day,
      ${[at]}::timestamptz[] AS times, ${['a', 'b,"c"']}::text[] AS texts, ${[1, 2]}::int[] AS ints,
      ${JSON.stringify({ a: [1] })}::jsonb AS json, ${Buffer.from('bytes')}::bytea AS bytes,
      '0190a1b2-0000-7000-8000-000000000001'::uuid AS id, '10.0.0.1'::inet AS network`
    const [outside] = await db().$queryRaw<Record<string, unknown>[]>(statement)
    const [inside] = await inTransaction((tx) => tx.$queryRaw<Record<string, unknown>[]>(statement))
    const plain = (row: Record<string, unknown> = {}): object => ({
      ...row,
      bytes: Buffer.from(row['bytes'] as Uint8Array).toString(),
    })
    expect(plain(inside)).toEqual(plain(outside))
    expect(inside?.['day']).toEqual(new Date('2026-03-01T00:00:00Z'))
  })

  test('is undone when the transaction fails', async () => {
    const { id } = await makeBranch()
    const before = await nameOf(id)
    const failed = inTransaction(async (tx) => {
      await rename(tx, id, 'Never')
      throw new Error('the use case failed')
    })
    await expect(failed).rejects.toThrow('the use case failed')
    expect(await nameOf(id)).toBe(before)
  })

  test('has the code of its error, and the connection serves others afterwards', async () => {
    const database = openDatabase(config().databaseUrl ?? '', 1)
    const failed = database.$transaction((tx) => tx.$executeRaw`SELECT 1 / 0`)
    await expect(failed).rejects.toThrow()
    expect(await database.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
    await database.$disconnect()
    await expect(inTransaction((tx) => tx.$executeRaw`SELECT 1 / 0`)).rejects.toMatchObject({ code: '22012' })
  })

  test('after the end of its transaction reaches no other transaction', async () => {
    let ended: Tx | null = null
    await inTransaction((tx) => {
      ended = tx
      return Promise.resolve()
    })
    const late = await (ended as unknown as Tx).$queryRaw`SELECT 1`.catch((error: unknown) => error)
    expect(isUnavailable(late)).toBe(true)
  })

  test('in many transactions at once stays in its own', async () => {
    const branches = await Promise.all(Array.from({ length: 30 }, () => makeBranch()))
    await Promise.allSettled(
      branches.map(({ id }, i) =>
        inTransaction(async (tx) => {
          await rename(tx, id, `Branch ${i}`)
          // Long enough that the transactions overlap.
          await tx.$queryRaw`SELECT pg_sleep(0.01)::text`
          if (i % 3 === 0) throw new Error('this one fails')
        }),
      ),
    )
    const names = await Promise.all(branches.map(({ id }) => nameOf(id)))
    expect(names.flatMap((name, i) => (name === `Branch ${i}` ? [i % 3] : [])).filter((rest) => rest === 0)).toEqual([])
    expect(names.filter((name, i) => name === `Branch ${i}`)).toHaveLength(20)
  })
})

describe('the last statement, sent with the commit', () => {
  test('has committed when it is answered', async () => {
    const { id } = await makeBranch()
    await inTransaction(async (tx) => {
      await commitWith(tx, () => rename(tx, id, 'Committed'))
      await expect.poll(() => nameOf(id)).toBe('Committed')
    })
  })

  test('leaves nothing when it fails', async () => {
    const { id } = await makeBranch()
    const before = await nameOf(id)
    const failed = inTransaction(async (tx) => {
      await rename(tx, id, 'Never')
      await commitWith(tx, () => tx.$executeRaw`SELECT 1 / 0`)
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    expect(await nameOf(id)).toBe(before)
  })

  test('leaves nothing when the commit fails, and says so', async () => {
    const { id } = await makeBranch()
    const before = await nameOf(id)
    const failed = inTransaction(async (tx) => {
      // The foreign key is checked at the commit.
      await tx.$executeRaw`CREATE TEMP TABLE late (id uuid UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP`
      await tx.$executeRaw`INSERT INTO late VALUES (${id}::uuid)`
      await rename(tx, id, 'Never')
      await commitWith(tx, () => tx.$executeRaw`INSERT INTO late VALUES (${id}::uuid)`)
    })
    await expect(failed).rejects.toThrow()
    expect(await nameOf(id)).toBe(before)
  })

  test('is followed by no other', async () => {
    const { id } = await makeBranch()
    const more = inTransaction(async (tx) => {
      await commitWith(tx, () => rename(tx, id, 'Last'))
      await rename(tx, id, 'After the last')
    })
    await expect(more).rejects.toThrow('a statement after the last one')
    expect(await nameOf(id)).toBe('Last')
  })

  test('need not exist', async () => {
    expect(await inTransaction((tx) => commitWith(tx, () => Promise.resolve('nothing to write')))).toBe(
      'nothing to write',
    )
  })
})
