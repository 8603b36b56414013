/** A sub-command of `node dist/dawr.mjs`. */
export type CliCommand = {
  /** Usage and description, one line each. */
  usage: readonly (readonly [call: string, does: string])[]
  /** Does the work and returns the exit code. `args` are the words after its name. The database is available. */
  run: (args: readonly string[]) => Promise<number>
}

/** Invalid command line: the usage is shown. */
export class UsageError extends Error {}

/** Prints one line for the person at the terminal. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}
