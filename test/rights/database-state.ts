import { db } from '@/lib/server/db/client'
import { Prisma } from '@/lib/server/generated/prisma/client'

/**
 * When something was last seen, and that a refusal was noted, is not what a refused request may not write. A wrong password
 * is noted behind its answer, so the note may come while somebody else is asking.
 */
const rows = (table: string): string =>
  table === 'audit_entry'
    ? `audit_entry AS t WHERE action <> 'access.denied' AND action NOT LIKE '%.refused'`
    : `"${table}" AS t`

/** One text that differs when anything in the database does. */
export async function databaseState(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('audit_chain', '_prisma_migrations')
    ORDER BY 1`
  const each = tables.map(({ name }) => {
    const row = `(to_jsonb(t) - 'seen_at' - 'last_used_at')::text`
    return `SELECT '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(${row}, ' ' ORDER BY ${row})), '') AS state FROM ${rows(name)}`
  })
  const found = await db().$queryRaw<{ state: string }[]>`${Prisma.raw(each.join(' UNION ALL '))}`
  return found.map((it) => it.state).join('\n')
}
