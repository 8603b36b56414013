import { spawnSync } from 'node:child_process'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, RoleError } from '@/lib/server/db/migrate'
import { type OwnServer, ownServers } from './own-server'

const servers = ownServers()
const mark = `${process.pid}_${Date.now().toString(36)}`
const logins = { owner: `dawr_owner_${mark}`, app: `dawr_web_${mark}`, bare: `dawr_bare_${mark}` }

/** The URL of a database for another login with the same password. */
function as(login: string, database: string): string {
  const address = new URL(database)
  address.username = login
  return address.href
}

/** The password in a database URL, as SQL. */
const passwordIn = (database: string): string =>
  `PASSWORD '${decodeURIComponent(new URL(database).password).replaceAll("'", "''")}'`

async function ask(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The output and the exit code of the installation's command line. */
function dawr(
  server: OwnServer,
  env: Record<string, string>,
  ...args: string[]
): { code: number | null; said: string } {
  const { PATH = '', HOME = '' } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/dawr.mjs', ...args], {
    env: { PATH, HOME, DATA_DIR: server.dataDir, LOG_LEVEL: 'warn', ...env } as unknown as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  return { code: status, said: stdout + stderr }
}

describe('with one login that owns the tables and another for the application', () => {
  let database: string
  let env: Record<string, string>
  let server: OwnServer

  beforeAll(async () => {
    database = await servers.database()
    // The statements of docs/runbook.md.
    for (const statement of [
      `DO $$ BEGIN CREATE ROLE dawr_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
      `CREATE ROLE ${logins.owner} LOGIN ${passwordIn(database)}`,
      `GRANT dawr_app TO ${logins.owner}`,
      `CREATE ROLE ${logins.app} LOGIN ${passwordIn(database)} IN ROLE dawr_app`,
      `ALTER DATABASE "${new URL(database).pathname.slice(1)}" OWNER TO ${logins.owner}`,
    ])
      await ask(database, statement)
    env = { DATABASE_OWNER_URL: as(logins.owner, database), DATABASE_URL: as(logins.app, database) }
    server = await servers.start(env)
  })
  afterAll(async () => {
    await server.stop()
    await ask(database, `DROP OWNED BY ${logins.owner} CASCADE; DROP OWNED BY ${logins.app}`)
    await ask(database, `ALTER DATABASE "${new URL(database).pathname.slice(1)}" OWNER TO CURRENT_USER`)
    await ask(database, `DROP ROLE ${logins.owner}; DROP ROLE ${logins.app}`)
  })

  test('the server starts, issues and calls tickets, and its audit verifies', async () => {
    const ticket = await server.api.join('eyes')
    const headers = await server.api.signIn('manager')
    const body = { servicePoint: 'room-7' }
    const called = await server.api.send('POST', '/queues/eyes/call-next', { body, headers })
    expect([called.status, called.body['code']]).toEqual([200, ticket.code])
    const { code, said } = dawr(server, env, 'audit', 'verify')
    expect(said).toMatch(/^OK {4} {2}main: [1-9]\d* of [1-9]\d* entries verified, head [0-9a-f]{64}$/m)
    expect([code, said.trimEnd().split('\n').at(-1)]).toEqual([0, 'OK'])
  })
  test.each([
    'UPDATE audit_entry SET reason = reason',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry CASCADE',
    'DELETE FROM ticket_transition',
    'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    'DROP TABLE audit_entry CASCADE',
    'DROP FUNCTION refuse_change() CASCADE',
  ])('A22: the application’s login cannot change the audit even after RESET ROLE: %s', async (statement) => {
    for (const before of ['', 'SET ROLE NONE;', `SET ROLE dawr_app;`])
      await expect(ask(as(logins.app, database), `${before} ${statement}`)).rejects.toThrow(
        /permission denied|must be owner/,
      )
    await expect(ask(as(logins.app, database), `SET ROLE ${logins.owner}`)).rejects.toThrow('permission denied')
  })
  test('A22: changes made by the database superuser are found and named by the verify command', async () => {
    const kept = dawr(server, env, 'audit', 'heads').said
    expect(kept).toMatch(/^[0-9a-f-]{36} \d+ [0-9a-f]{64} main$/m)
    const change = `SET session_replication_role = replica; UPDATE audit_entry SET at = at + interval '1 second'
      WHERE seq = 1 AND chain_id = (SELECT id FROM branch WHERE slug = 'main')`
    await ask(database, change)
    const { code, said } = dawr(server, env, 'audit', 'verify')
    expect(said).toContain('BROKEN  main: 0 of')
    expect(said).toContain('entry 1 does not match its digest: it was edited')
    expect(code).toBe(1)
  })
})

test('a login that may not create the role gets instructions', async () => {
  const database = await servers.database()
  const name = new URL(database).pathname.slice(1)
  await ask(database, `CREATE ROLE ${logins.bare} LOGIN ${passwordIn(database)}`)
  await ask(database, `ALTER DATABASE "${name}" OWNER TO ${logins.bare}`)
  const failure = await migrate(as(logins.bare, database)).catch((error: unknown) => error as Error)
  expect(failure).toBeInstanceOf(RoleError)
  expect((failure as Error).message).toContain(`GRANT dawr_app TO "${logins.bare}"`)
  // After following the instructions, the next start succeeds.
  await ask(database, `GRANT dawr_app TO "${logins.bare}"`)
  expect((await migrate(as(logins.bare, database))).length).toBeGreaterThan(0)
  await ask(database, `ALTER DATABASE "${name}" OWNER TO CURRENT_USER`)
  await ask(database, `DROP OWNED BY ${logins.bare} CASCADE; DROP ROLE ${logins.bare}`)
})
