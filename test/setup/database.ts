import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { closeDb } from '@/lib/server/db/client'
import { postgresAt } from '@/scripts/servers/postgres.mjs'
import { raisedLimits } from '@/scripts/servers/raised-limits.mjs'

// Each test file has its own database, data folder and configuration, set before it loads anything.
const dataDir = mkdtempSync(join(tmpdir(), 'dawr-db-test-'))
const { serverUrl, template } = inject('database')
const server = postgresAt(serverUrl)
const url = await server.createDatabase(template)
process.env.DATABASE_URL = url
process.env.DATA_DIR = dataDir
process.env.DAWR_ENV = 'development'
process.env.LOG_LEVEL = 'silent'
Object.assign(process.env, raisedLimits)

afterAll(async () => {
  await closeDb()
  await server.dropDatabase(url)
  rmSync(dataDir, { recursive: true, force: true })
})
