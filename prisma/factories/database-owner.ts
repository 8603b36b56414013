import { Client } from 'pg'
import { config } from '@/lib/server/config/config'

/**
 * Runs statements as the owner of the tables, in one transaction; `unguarded` with the triggers disabled, like an
 * attacker with full access to the database.
 */
export async function asOwner(statements: readonly string[], { unguarded = false } = {}): Promise<void> {
  const owner = new Client({ connectionString: config().databaseUrl })
  await owner.connect()
  try {
    await owner.query('BEGIN')
    if (unguarded) await owner.query('SET LOCAL session_replication_role = replica')
    for (const statement of statements) await owner.query(statement)
    await owner.query('COMMIT')
  } catch (error) {
    await owner.query('ROLLBACK')
    throw error
  } finally {
    await owner.end()
  }
}
