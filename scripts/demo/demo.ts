import { Refusal } from './browser'
import { Hall } from './hall'
import { judgeMorning } from './judge'
import { playMorning } from './morning'
import { type DemoOptions, OptionError, readOptions, usage } from './options'
import { seededRandom } from './random'
import { reportLines } from './report'
import { Screens } from './screens'
import { SimClock } from './sim-clock'
import { newTally, type Stage } from './stage'

// `npm run demo`: a morning at the centre against a running server, through the public API only.

const cannotRun = 2

function newStage(options: DemoOptions): Stage {
  return {
    options,
    clock: new SimClock(options.speed),
    random: seededRandom(options.seed),
    hall: new Hall(),
    screens: new Screens(),
    tickets: new Map(),
    tally: newTally(),
    traffic: { requests: 0, repeated: 0, limited: 0 },
    feeds: { opened: 0, reconnected: 0, resets: 0, events: 0 },
    faults: [],
  }
}

async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === null) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  const stage = newStage(options)
  const report = await judgeMorning(stage, await playMorning(stage, process.stdout))
  process.stdout.write(`\n${reportLines(report).join('\n')}\n`)
  return report.mismatches.length > 0 ? 1 : 0
}

function explain(error: unknown): string {
  if (error instanceof OptionError) return error.message
  if (error instanceof Refusal) return error.message
  if (error instanceof TypeError) return 'no server answers; start it with npm start, or name it with --url'
  return String(error instanceof Error ? error.stack : error)
}

process.on('SIGINT', () => process.exit(130))
run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`The demonstration cannot run: ${explain(error)}\n`)
    process.exit(cannotRun)
  },
)
