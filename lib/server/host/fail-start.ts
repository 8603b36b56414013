import 'server-only'
import { ConfigError, config } from '../config/config'
import { EmbeddedError } from '../db/embedded/embedded-error'
import { RoleError } from '../db/migrate'

const badConfiguration = 78

function reasonOf(error: unknown): string {
  if (error instanceof ConfigError) return `${error.problems.map((it) => `\n  ${it}`).join('')}\n  See .env.example.`
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `port ${config().port} is in use. Choose another with PORT.`
  // These errors say what to do; for an unexpected one the stack is needed too.
  const isForPeople = error instanceof RoleError || error instanceof EmbeddedError
  return isForPeople ? error.message : String((error as Error).stack)
}

/**
 * Ends a process that could not start: prints the reason to standard error; exit code 78 for the configuration, else 1.
 */
export function failStart(error: unknown): never {
  process.stderr.write(`Dawr cannot start: ${reasonOf(error)}\n`)
  process.exit(error instanceof ConfigError ? badConfiguration : 1)
}
