import 'server-only'
import { blindIndex, seal, unseal } from '../crypto'
import { db } from '../db/client'
import { withRetry } from '../db/retry'
import { Prisma } from '../generated/prisma/client'
import { currentKey } from '../key-ring'
import { log } from '../log'
import { type SealedColumn, sealedColumns } from './sealed-columns'
import { keyOf, name } from './sealed-sql'

/** Rows looked at in one statement, so that each is short also where everything is sealed with the current key. */
const batch = 500

/** The result of a run. `left` values could not be opened, or their new index collides with another row's. */
export type Resealed = { resealed: number; left: number }

type Old = { row: string; sealed: string }
type Resealing = Old & { fresh: string; index: string | null }

/** Compares ids in their own type, so that the primary key index is used. */
const typed = ({ row }: SealedColumn): Prisma.Sql => Prisma.raw(row === 'id' ? 'uuid' : 'text')
const beforeAll = ({ row }: SealedColumn): string => (row === 'id' ? '00000000-0000-0000-0000-000000000000' : '')

type Row = { row: string; sealed: string | null }

/** The next rows, each with its value if it is to be resealed. */
function readNext(it: SealedColumn, after: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT ${name(it.row)}::text AS row, CASE WHEN ${keyOf(it)} <> ${currentKey().id} THEN ${name(it.column)} END AS sealed
    FROM ${name(it.table)} WHERE ${name(it.row)} > ${after}::${typed(it)} ORDER BY ${name(it.table)}.${name(it.row)} LIMIT ${batch}`
}

const isOld = (it: Row): it is Old => it.sealed !== null

/** The same value under the current key; null, with a log entry, when it cannot be decrypted. */
function resealValue({ table, column, place, index }: SealedColumn, { row, sealed }: Old): Resealing | null {
  try {
    const text = unseal(sealed, `${place}:${row}`)
    return { row, sealed, fresh: seal(text, `${place}:${row}`), index: index ? blindIndex(text, place) : null }
  } catch {
    log().error(
      { table, column, row: table === 'idempotency_key' ? undefined : row },
      'a sealed value cannot be decrypted',
    )
    return null
  }
}

/** A value that changed in between is skipped: it is already sealed with the current key. */
function write(it: SealedColumn, values: readonly Resealing[]): Promise<number> {
  const index = it.index ? Prisma.sql`, ${name(it.index)} = it.index` : Prisma.empty
  return withRetry(
    () => db().$executeRaw`
      UPDATE ${name(it.table)} AS t SET ${name(it.column)} = it.fresh${index}
      FROM unnest(${values.map((value) => value.row)}::${typed(it)}[], ${values.map((value) => value.sealed)}::text[],
        ${values.map((value) => value.fresh)}::text[], ${values.map((value) => value.index)}::text[]) AS it (row, old, fresh, index)
      WHERE t.${name(it.row)} = it.row AND t.${name(it.column)} = it.old`,
  )
}

/** Row by row after a batch was refused, so that only the conflicting rows remain. */
async function writeEach(it: SealedColumn, values: readonly Resealing[]): Promise<Resealed> {
  const done = { resealed: 0, left: 0 }
  for (const value of values) {
    try {
      done.resealed += await write(it, [value])
    } catch (error) {
      done.left++
      log().error(
        { table: it.table, column: it.column, row: value.row, reason: codeOf(error) },
        'a value was not resealed',
      )
    }
  }
  return done
}

async function writeAll(it: SealedColumn, values: readonly Resealing[]): Promise<Resealed> {
  if (values.length === 0) return { resealed: 0, left: 0 }
  try {
    return { resealed: await write(it, values), left: 0 }
  } catch {
    return writeEach(it, values)
  }
}

/** Only the code of a database error: its message contains the values. */
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'unknown')

async function resealColumn(it: SealedColumn, signal?: AbortSignal): Promise<Resealed> {
  const done = { resealed: 0, left: 0 }
  for (let after = beforeAll(it); ; ) {
    signal?.throwIfAborted()
    const rows = await readNext(it, after)
    const old = rows.filter(isOld)
    const fresh = old.flatMap((value) => resealValue(it, value) ?? [])
    const { resealed, left } = await writeAll(it, fresh)
    done.resealed += resealed
    done.left += left + old.length - fresh.length
    const last = rows.at(-1)
    if (!last || rows.length < batch) return done
    after = last.row
  }
}

/**
 * Re-seals every value that is not sealed with the current key, and renews its blind index. Works in small independent
 * batches: it can be stopped (also by `signal`), continues where it stopped, and does not block the server.
 */
export async function reseal(signal?: AbortSignal): Promise<Resealed> {
  const sum = { resealed: 0, left: 0 }
  for (const it of sealedColumns) {
    const { resealed, left } = await resealColumn(it, signal)
    sum.resealed += resealed
    sum.left += left
  }
  if (sum.resealed + sum.left > 0) log().info({ ...sum, key: currentKey().id }, 'values resealed after a key change')
  return sum
}
