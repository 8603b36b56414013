import 'server-only'
import { config } from '../config/config'
import { ConfigError } from '../config/config-error'
import { isDatabaseDown } from '../db/database-down'
import { EmbeddedError } from '../db/embedded/embedded-error'
import { RoleError } from '../db/migrate'

const badConfiguration = 78

type Failure = Error & { code?: string; syscall?: string }

/** The server and name of a database, without login and password. */
function placeOf(url: string): string {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: '' }
  return `${host}${pathname}`
}

function aboutDatabase({ message, code }: Failure): string {
  const { databaseUrl, databaseOwnerUrl } = config()
  const urls = { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl }
  const places = Object.entries(urls).flatMap(([name, url]) => (url ? [`${name} (${placeOf(url)})`] : []))
  // The error of a host with several addresses has a code only.
  return `the database of ${places.join(' or ') || 'DATA_DIR'} cannot be used: ${message || code}`
}

function reasonOf(error: Failure): string {
  if (error instanceof ConfigError) return `${error.problems.map((it) => `\n  ${it}`).join('')}\n  See .env.example.`
  if (error.code === 'EADDRINUSE') return `port ${config().port} is in use. Choose another with PORT.`
  // The message of the system, for example about a folder without permission or a full disk: it names the path.
  if (error.syscall !== undefined && !isDatabaseDown(error)) return error.message
  // These errors say what to do; for an unexpected one the stack is needed too.
  if (error instanceof RoleError || error instanceof EmbeddedError) return error.message
  return isDatabaseDown(error) ? aboutDatabase(error) : String(error.stack)
}

/** The message and exit code of a process that could not start: 78 for the configuration, else 1. */
export function startFailure(error: unknown): { text: string; code: number } {
  const code = error instanceof ConfigError ? badConfiguration : 1
  return { text: `Dawr cannot start: ${reasonOf(error as Failure)}\n`, code }
}

/** Ends a process that could not start: prints the reason to standard error. */
export function failStart(error: unknown): never {
  const { text, code } = startFailure(error)
  process.stderr.write(text)
  process.exit(code)
}
