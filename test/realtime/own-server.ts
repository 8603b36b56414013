import { afterAll } from 'vitest'
import { type Host, startDawr } from '@/scripts/servers/dawr.mjs'
import { postgresAt } from '@/scripts/servers/postgres.mjs'
import { Api } from './api'
import { withRedis } from './shared-server'

const patient = {
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '100000',
  SIGN_IN_LIMIT_PER_MINUTE: '1000',
}

/** A server that a test may stop and kill, and its API. */
export type OwnServer = Host & { api: Api }

/**
 * Servers of a test file, stopped at its end. Each call of `database` creates a new one; a server without DATABASE_URL
 * runs on its embedded one. The number of workers is that of the run, unless `env` sets it.
 */
export function ownServers() {
  const hosts: Host[] = []
  const databases: string[] = []
  const postgres = postgresAt(process.env.DATABASE_URL ?? '')
  afterAll(async () => {
    for (const host of hosts) await host.stop()
    for (const database of databases) await postgres.dropDatabase(database)
  })
  return {
    database: async (): Promise<string> => {
      const url = await postgres.createDatabase()
      databases.push(url)
      return url
    },
    start: async (
      env: { [name: string]: string },
      options: { port?: number; dataDir?: string; keptCharacters?: number; isReady?: () => Promise<boolean> } = {},
    ): Promise<OwnServer> => {
      const topology = withRedis ? { WORKERS: '2', REDIS_URL: process.env.REDIS_URL ?? '' } : { WORKERS: '1' }
      const host = await startDawr({ env: { ...patient, ...topology, ...env }, ...options })
      hosts.push(host)
      return { ...host, api: new Api(host.url, host.accountsFile) }
    },
  }
}
