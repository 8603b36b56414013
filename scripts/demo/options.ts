import { parseArgs } from 'node:util'

/** The options of `npm run demo -- …`. */
export type DemoOptions = {
  url: string
  accountsFile: string
  branch: string
  /** How many times faster than real time. */
  speed: number
  visitors: number
  seed: number
}

type Settings = Record<string, string | undefined>

/** An invalid option; the message is for the person who typed it. */
export class OptionError extends Error {}

const numbers = {
  speed: { lowest: 1, highest: 1_000, usual: 60 },
  visitors: { lowest: 1, highest: 2_000, usual: 150 },
  seed: { lowest: 0, highest: 4_294_967_295, usual: 1 },
} as const

const usualAddress = 'http://localhost:3000'
const usualBranch = 'main'

/** What `--help` prints. */
export const usage = `npm run demo -- [options]

Simulates a morning at the demonstration centre: visitors with phones, a clerk in every room, the reception and the hall
screen, all through the public API of a running server. Compares every screen with the API, and reports.

  --url <address>    the server; default: DAWR_URL, or ${usualAddress}
  --branch <name>    the branch; default: ${usualBranch}
  --visitors <n>     how many come, ${numbers.visitors.lowest} to ${numbers.visitors.highest}; default: ${numbers.visitors.usual}
  --speed <n>        how many times faster than real time, ${numbers.speed.lowest} to ${numbers.speed.highest}; default: ${numbers.speed.usual}
  --seed <n>         another number gives another morning; default: ${numbers.seed.usual}
  --help             prints this

The accounts of the clerks are read from demo-accounts.json in DATA_DIR (default: ./data) of the server.
Exit code: 0 when every screen agrees, 1 with a mismatch, 2 when the demonstration cannot run.`

const flags = {
  url: { type: 'string' },
  branch: { type: 'string' },
  visitors: { type: 'string' },
  speed: { type: 'string' },
  seed: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new OptionError(`${what} (--help lists the options)`)
  }
}

function numberOf(name: keyof typeof numbers, typed: string | undefined): number {
  const { lowest, highest, usual } = numbers[name]
  const value = typed === undefined ? usual : Number(typed)
  if (typed?.trim() === '' || !(value >= lowest && value <= highest))
    throw new OptionError(`--${name} is a number from ${lowest} to ${highest}`)
  return name === 'speed' ? value : Math.round(value)
}

/** The origin of a typed address; `http` when it names no protocol. */
function addressOf(typed: string): string {
  const address = typed.includes('://') ? typed : `http://${typed}`
  const { protocol, origin } = URL.canParse(address) ? new URL(address) : { protocol: '', origin: '' }
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new OptionError(`--url is an address such as ${usualAddress}`)
  return origin
}

/** Parses the command line and the environment; null when only help is wanted. Throws OptionError. */
export function readOptions(args: readonly string[], env: Settings): DemoOptions | null {
  const values = parsed(args)
  if (values.help) return null
  return {
    url: addressOf(values.url ?? (env['DAWR_URL'] || usualAddress)),
    accountsFile: `${env['DATA_DIR'] || './data'}/demo-accounts.json`,
    branch: values.branch ?? usualBranch,
    visitors: numberOf('visitors', values.visitors),
    speed: numberOf('speed', values.speed),
    seed: numberOf('seed', values.seed),
  }
}
