import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setUpToken } from '@/lib/features/accounts/server/set-up/set-up'
import { config, setDatabaseUrl } from '@/lib/server/config/config'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/server/db/embedded'
import { migrate } from '@/lib/server/db/migrate'
import type { Account } from '@/lib/server/host/announce'
import { log } from '@/lib/server/log'
import { assertKeysThere } from '@/lib/server/personal-data/key-uses'
import { seedDemonstration } from './seed'

/** The data of a server, ready for use. */
export type PreparedData = {
  /** The embedded database, if no other is configured; stop it last. */
  embedded: EmbeddedDatabase | null
  accounts: Account[]
  accountsFile: string
  /** The secret of the first administrator's link, as long as there is no account. */
  setUp: string | null
}

/** Where versions up to 0.1 stored the database, in a format that PostgreSQL cannot read. */
const formerFolder = 'postgres'

async function startDatabase(): Promise<EmbeddedDatabase | null> {
  const { databaseUrl, dataDir, environment } = config()
  if (databaseUrl) return null
  if (environment === 'production')
    log().warn({ folder: dataDir }, 'DATABASE_URL is not set: production runs on the embedded database in DATA_DIR')
  const embedded = await startEmbedded(dataDir)
  setDatabaseUrl(embedded.url)
  const former = join(dataDir, formerFolder)
  if (existsSync(former))
    log().warn(
      { folder: former },
      'data of an earlier version of Dawr is not used and left unchanged; see docs/runbook.md',
    )
  return embedded
}

/**
 * Starts the embedded database unless one is configured, migrates, and fills an empty one with the demonstration data
 * if configured. `root` is the project's folder. Throws ConfigError when values are sealed with a key that is not configured.
 */
export async function prepareData(root: string): Promise<PreparedData> {
  const embedded = await startDatabase()
  const { databaseUrl, databaseOwnerUrl, dataDir, demonstration } = config()
  if (!databaseUrl) throw new Error('no database')
  const applied = await migrate(databaseOwnerUrl ?? databaseUrl, join(root, 'prisma/migrations'))
  if (applied.length > 0) log().info({ applied }, 'database migrated')
  await assertKeysThere()
  const accountsFile = join(dataDir, 'demo-accounts.json')
  const accounts = demonstration ? await seedDemonstration(accountsFile) : []
  return { embedded, accounts, accountsFile, setUp: await setUpToken() }
}
