import { config, setDatabaseUrl } from '@/lib/server/config/config'
import { ConfigError } from '@/lib/server/config/config-error'
import { closeDb } from '@/lib/server/db/client'
import { openEmbedded } from '@/lib/server/db/embedded'
import { awaitRedis, redis } from '@/lib/server/redis'
import { audit } from './audit'
import { type CliCommand, say, UsageError } from './cli-command'
import { keys } from './keys'
import { staff } from './staff'

// The command line of an installation: `node dist/dawr.mjs <command>`, with the environment of its server.

const commands: Readonly<Record<string, CliCommand>> = { audit, keys, staff }

const [usage, badConfiguration] = [64, 78]

function help(): void {
  const lines = Object.values(commands).flatMap((it) => it.usage)
  const width = Math.max(...lines.map(([call]) => call.length))
  say('Usage:')
  for (const [call, does] of lines) say(`  node dist/dawr.mjs ${call.padEnd(width)}  ${does}`)
}

/** The configured database or the embedded one: that of the running server, or one started for this command. */
async function withDatabase(work: () => Promise<number>): Promise<number> {
  const embedded = config().databaseUrl ? null : await openEmbedded(config().dataDir)
  if (embedded) setDatabaseUrl(embedded.url)
  // Informs running workers of changed permissions.
  await awaitRedis()
  try {
    return await work()
  } finally {
    redis()?.disconnect()
    await closeDb()
    await embedded?.stop()
  }
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : commands[name]
  if (!command) {
    help()
    return name === undefined || name === 'help' ? 0 : usage
  }
  return withDatabase(() => command.run(args))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageError) help()
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof UsageError ? usage : error instanceof ConfigError ? badConfiguration : 1
}
