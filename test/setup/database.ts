import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { closeDb } from '@/lib/server/db/client'
import { startEmbedded } from '@/lib/server/db/embedded'
import { migrate } from '@/lib/server/db/migrate'
import { postgresAt } from '@/scripts/servers/postgres.mjs'
import { unhurried } from '@/scripts/servers/unhurried.mjs'
import type { DatabaseSource } from './database-server'

// Each test file has a database, a data folder and a configuration of its own, before it loads anything.
const dataDir = mkdtempSync(join(tmpdir(), 'dawr-db-test-'))
const database = await open(inject('database'))
process.env.DATABASE_URL = database.url
process.env.DATA_DIR = dataDir
process.env.DAWR_ENV = 'development'
process.env.LOG_LEVEL = 'silent'
Object.assign(process.env, unhurried)

afterAll(async () => {
  await closeDb()
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function open(source: DatabaseSource): Promise<{ url: string; close: () => Promise<void> }> {
  if (source.kind === 'embedded') {
    const folder = join(dataDir, 'postgres')
    cpSync(source.template, folder, { recursive: true })
    const embedded = await startEmbedded(source.entry, folder)
    // Nothing is left to migrate, but this process learns its role by it.
    await migrate(embedded.url)
    return { url: embedded.url, close: embedded.stop }
  }
  const server = postgresAt(source.serverUrl)
  const url = await server.createDatabase(source.template)
  return { url, close: () => server.dropDatabase(url) }
}
