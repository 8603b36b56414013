import 'server-only'
import type { Client } from 'pg'
import { config } from '../config/config'
import { ConfigError } from '../config/config-error'
import { withSession } from '../db/session'
import { Prisma } from '../generated/prisma/client'
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

async function count(client: Client, it: SealedColumn): Promise<{ key: string; values: number }[]> {
  const { text } = Prisma.sql`
    SELECT ${keyOf(it)} AS key, count(*)::int AS values FROM ${name(it.table)}
    WHERE ${name(it.column)} IS NOT NULL GROUP BY 1`
  return (await client.query<{ key: string; values: number }>(text)).rows
}

/** Counts in a session of its own, since it reads whole tables: a statement of the application may not take that long. */
function countAll(): Promise<{ column: string; key: string; values: number }[]> {
  return withSession(config().databaseUrl ?? '', async (client) => {
    const counted = []
    for (const it of sealedColumns)
      for (const row of await count(client, it)) counted.push({ ...row, column: `${it.table}.${it.column}` })
    return counted
  })
}

/** Every key that is in the ring or in use, the sealing one first, with the columns that use it. */
export async function keyUses(): Promise<KeyUse[]> {
  const ring = keyRing().map(({ id }) => id)
  const uses = new Map<string, KeyUse['columns']>(ring.map((id) => [id, []]))
  for (const { key, ...column } of await countAll()) uses.set(key, [...(uses.get(key) ?? []), column])
  const roleOf = (key: string): KeyUse['role'] => {
    if (!ring.includes(key)) return 'missing'
    return key === currentKey().id ? 'seals' : 'opens'
  }
  return [...uses].map(([key, columns]) => ({ key, role: roleOf(key), columns }))
}

/** Throws ConfigError, with the counts, when values are sealed with keys that are not in the ring: they could not be read. */
export async function assertKeysThere(): Promise<void> {
  const { lostDataKeys } = config()
  const missing = (await keyUses()).filter(({ key, role }) => role === 'missing' && !lostDataKeys.includes(key))
  const problems = missing.map(({ key, columns }) => {
    const total = columns.reduce((sum, { values }) => sum + values, 0)
    const places = columns.map(({ column, values }) => `${values} in ${column}`).join(', ')
    return `DATA_KEYS lacks ${key}, with which ${total} values are sealed (${places}): put it back, at the end of the list, or name it in LOST_DATA_KEYS if it is lost`
  })
  if (problems.length > 0) throw new ConfigError(problems)
}
