import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

// Any constant: servers that start at the same time take turns.
const lockKey = 3_607_112_026

// The table that `prisma migrate deploy` writes, so that both can be used.
const createHistory = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
  logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`

type Migration = { name: string; sql: string; checksum: string }

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** The role that the application runs under. */
const role = 'dawr_app'

/** The login may not create the role, or may not assume it: an administrator must do so once. */
export class RoleError extends Error {
  constructor(login: string, cause: Error) {
    super(
      `the login "${login}" cannot create or assume the role ${role} (${cause.message}). Have an administrator of the database ` +
        `server run once: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${login}"; then start again. ` +
        'See "The role of the application" in docs/runbook.md.',
      { cause },
    )
    this.name = 'RoleError'
  }
}

const aboutRoles = /role|admin option/i

/** Whether an error is a missing privilege on roles, not on tables. */
function isAboutRoles(error: Error): boolean {
  return (error as Error & { code?: string }).code === '42501' && aboutRoles.test(error.message)
}

/** Assumes the role of the application from here on. */
async function takeRole(client: Client): Promise<void> {
  await client.query(`SET ROLE ${role}`).catch(async () => {
    // Since PostgreSQL 16, a login that created a role may grant it to itself, but is not yet a member.
    await client.query(`GRANT ${role} TO CURRENT_USER`)
    await client.query(`SET ROLE ${role}`)
  })
}

/** Applies a migration in its own transaction. */
async function apply(client: Client, it: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(it.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), it.checksum, it.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    if (isAboutRoles(error as Error)) throw new RoleError(client.user ?? '', error as Error)
    throw new Error(`migration ${it.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Migrates the database to the newest version, each migration in its own transaction, and returns the applied names.
 * Throws when a migration fails, when an applied one was edited, and `RoleError`.
 */
export async function migrate(
  connectionString: string,
  folder = join(process.cwd(), 'prisma/migrations'),
): Promise<string[]> {
  // A migration may take long, so a lost connection is known only by its silence below: the system asks the other end.
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000, keepAlive: true })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    await client.query(createHistory)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]))
    const done: string[] = []
    for (const it of readMigrations(folder)) {
      const before = applied.get(it.name)
      if (before === undefined) {
        await apply(client, it)
        done.push(it.name)
      } else if (before !== it.checksum) throw new Error(`migration ${it.name} was edited after it was applied`)
    }
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey])
    // The application's sessions assume the role when they connect: a login that may not is reported now.
    await takeRole(client).catch((error: Error) => {
      throw new RoleError(client.user ?? '', error)
    })
    return done
  } finally {
    await client.end()
  }
}
