/** A sub-command of `node dist/dawr.mjs`. */
export type CliCommand = {
  /** Usage and description, one line each. */
  usage: readonly (readonly [call: string, does: string])[]
  /** Does the work and answers the exit code. `args` are the words after its name. The database is there. */
  run: (args: readonly string[]) => Promise<number>
}

/** Bad words on the command line: the usage is shown. */
export class UsageError extends Error {}

/** Prints one line for people. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}
