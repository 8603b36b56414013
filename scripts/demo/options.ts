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

const words = { speed: [1, 1_000], visitors: [1, 2_000], seed: [0, 4_294_967_295] } as const

function numberOf(name: keyof typeof words, text: string): number {
  const [low, high] = words[name]
  const value = Number(text)
  if (!Number.isFinite(value) || value < low || value > high)
    throw new OptionError(`--${name} is a number from ${low} to ${high}`)
  return value
}

/** Parses the command line (`--name value` or `--name=value`) and the environment. Throws OptionError. */
export function readOptions(args: readonly string[], env: Settings): DemoOptions {
  const options: DemoOptions = {
    url: (env['DAWR_URL'] || 'http://localhost:3000').replace(/\/+$/, ''),
    accountsFile: `${env['DATA_DIR'] || './data'}/demo-accounts.json`,
    branch: 'main',
    speed: 60,
    visitors: 150,
    seed: 1,
  }
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg],
  )
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at]?.replace(/^--/, '') ?? ''
    const value = rest[at + 1]
    if (value === undefined) throw new OptionError(`--${name} needs a value`)
    if (name === 'branch') options.branch = value
    else if (name === 'speed' || name === 'visitors' || name === 'seed') options[name] = numberOf(name, value)
    else throw new OptionError(`unknown option --${name}; options are --speed, --visitors, --seed, --branch`)
  }
  return { ...options, visitors: Math.round(options.visitors), seed: Math.round(options.seed) }
}
