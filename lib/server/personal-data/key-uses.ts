import 'server-only'
import { db } from '../db/client'
import { currentKey, keyRing } from '../key-ring'
import { type SealedColumn, sealedColumns } from './sealed-columns'
import { keyOf, name } from './sealed-sql'

/** The number of values sealed with one key. */
export type KeyUse = {
  key: string
  /**
   * Whether the key seals new values, only decrypts old ones, or is missing, so that values sealed with it cannot be
   * decrypted.
   */
  role: 'seals' | 'opens' | 'missing'
  columns: { column: string; values: number }[]
}

async function count(it: SealedColumn): Promise<{ key: string; values: number }[]> {
  const rows = await db().$queryRaw<{ key: string; values: bigint }[]>`
    SELECT ${keyOf(it)} AS key, count(*) AS values FROM ${name(it.table)}
    WHERE ${name(it.column)} IS NOT NULL GROUP BY 1`
  return rows.map((row) => ({ key: row.key, values: Number(row.values) }))
}

/** Every key that is in the ring or in use, the sealing one first, with the columns that use it. */
export async function keyUses(): Promise<KeyUse[]> {
  const ring = keyRing().map(({ id }) => id)
  const uses = new Map<string, KeyUse['columns']>(ring.map((id) => [id, []]))
  for (const it of sealedColumns) {
    for (const { key, values } of await count(it)) {
      const columns = uses.get(key) ?? []
      columns.push({ column: `${it.table}.${it.column}`, values })
      uses.set(key, columns)
    }
  }
  const roleOf = (key: string): KeyUse['role'] => {
    if (!ring.includes(key)) return 'missing'
    return key === currentKey().id ? 'seals' : 'opens'
  }
  return [...uses].map(([key, columns]) => ({ key, role: roleOf(key), columns }))
}
