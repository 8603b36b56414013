import type { TestProject } from 'vitest/node'
import { migrate } from '@/lib/server/db/migrate'
import { type PostgresServer, postgresAt } from '@/scripts/servers/postgres.mjs'
import { throwAwayFolder } from '@/scripts/servers/server-process.mjs'
import { startShipped } from '@/scripts/servers/shipped-postgres'

/** The source of each test file's database: a server, and the name of the database to copy. */
export type DatabaseSource = { serverUrl: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: DatabaseSource
  }
}

/** The server of DATABASE_URL or else the shipped PostgreSQL, without the durability that tests do not need. */
async function provideServer(): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL
  if (given) return postgresAt(given)
  const folder = throwAwayFolder('db-suite')
  const { url, stop } = await startShipped(folder.path, { fsync: 'off' })
  return { ...postgresAt(url), stop: () => stop().finally(folder.remove) }
}

/** Runs once before the database suite: migrates a template, which is copied for each test file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await provideServer()
  const template = await server.createDatabase()
  await migrate(template)
  project.provide('database', { serverUrl: server.url, template: new URL(template).pathname.slice(1) })
  return async () => {
    await server.dropDatabase(template)
    await server.stop()
  }
}
