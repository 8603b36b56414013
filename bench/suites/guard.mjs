import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build } from 'esbuild'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { startRedis } from '../../scripts/servers/redis.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { settings } from '../peers/dawr.mjs'
import { percentile, round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const wanted = 15
const people = 50
const waiting = 35
// Two processes of the same code differ in speed by up to a tenth, for as long as they run.
const pairs = 8
// Background jobs must not be counted as the cost of a command.
const unmoved = { settings: { autovacuum: 'off' } }
const patient = {
  SIGN_IN_LIMIT_PER_MINUTE: '1000000',
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: '1000000',
  SIGN_IN_LIMIT_PER_ACCOUNT_PER_HOUR: '1000000',
}

const unguarded = join(process.cwd(), 'bench', 'inside', 'unguarded')

/** Replaces modules of the server with those of the same name in `unguarded/`. */
const withoutGuards = {
  name: 'without-guards',
  setup({ onResolve }) {
    const names = readdirSync(unguarded).map((file) => file.replace('.ts', ''))
    onResolve({ filter: new RegExp(`/(${names.join('|')})$`) }, ({ path, importer }) => {
      if (importer.startsWith(unguarded) || !importer.includes(`${sep}lib${sep}`)) return undefined
      return { path: join(unguarded, `${path.split('/').at(-1)}.ts`) }
    })
  },
}

async function bundle(name, plugins) {
  const outfile = join('.generated', 'bench', `${name}.mjs`)
  await build({
    entryPoints: ['bench/inside/guard.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { 'server-only': './scripts/empty-module.mjs' },
    plugins,
    logLevel: 'error',
  })
  return outfile
}

/** Starts the measured process; `ask` runs one request in it and returns the answer. */
async function start(file, env) {
  const child = fork(file, [], {
    execArgv: ['--expose-gc', '--max-semi-space-size=8'],
    // Its log is written, as in production, and discarded.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...settings, ...patient, ...env },
  })
  let ended = false
  child.once('exit', () => {
    ended = true
    child.emit('message', { error: 'the measured process ended' })
  })
  const hear = async () => {
    const [{ answer, error }] = await once(child, 'message')
    if (error) throw new Error(error)
    return answer
  }
  await hear()
  return {
    ask: (question) => {
      child.send(question)
      return hear()
    },
    stop: async () => {
      if (ended) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

/** One measured batch: CPU time of the process and of PostgreSQL per command, and the duration of a command. */
async function batch(inside, postgres, what) {
  await inside.ask({ what: 'line', waiting: what === 'calls' ? waiting + people : waiting })
  const pids = family(postgres.pid)
  const before = usage(pids).cpuMs
  const { cpuMs, wallMs, each, statements } = await inside.ask({ what })
  const database = usage(pids).cpuMs - before
  const middle = percentile(
    [...each].sort((a, b) => a - b),
    50,
  )
  return {
    node: (cpuMs * 1000) / people,
    database: (database * 1000) / people,
    wallMs: what === 'joins' ? wallMs : middle,
    statements: statements / people,
  }
}

/** Rounds of batches in the processes with and without the guards, in alternating order. */
async function compare(processes, postgres, what, rounds) {
  const found = { full: [], bare: [] }
  for (let i = -3; i < rounds; i++) {
    for (const kind of i % 2 === 0 ? ['full', 'bare'] : ['bare', 'full']) {
      const it = await batch(processes[kind], postgres, what)
      if (i >= 0) found[kind].push(it)
    }
  }
  return found
}

const cpu = (it) => it.node + it.database
/** The lower quartile, because disturbances of the machine only add time. */
const quiet = (rows, pick) =>
  percentile(
    rows.map(pick).sort((a, b) => a - b),
    25,
  )

/** The guards' share of the total in per cent: for each pair of processes, and the median. */
function share({ full, bare }, pick) {
  const size = full.length / pairs
  const part = (rows, pair) => quiet(rows.slice(pair * size, (pair + 1) * size), pick)
  return spread(Array.from({ length: pairs }, (_, pair) => 100 * (1 - part(bare, pair) / part(full, pair))))
}

async function countSession(file, env) {
  const inside = await start(file, env)
  try {
    return await inside.ask({ what: 'session' })
  } finally {
    await inside.stop()
  }
}

/**
 * The cost of session, permissions, limits and audit on hot writes; and how often a cached session queries the
 * database.
 */
export async function guard({ rounds: wish = 80 }) {
  const rounds = pairs * Math.ceil(wish / pairs)
  const file = await bundle('guard', [])
  const bare = await bundle('guard-bare', [withoutGuards])
  const [postgres, redis, folder] = [await startPostgres(unmoved), await startRedis(), throwAwayFolder('bench')]
  const env = async (more) => ({ DATABASE_URL: await postgres.createDatabase(), DATA_DIR: folder.path, ...more })
  const running = []
  try {
    const sessions = {
      'in memory': await countSession(file, await env({})),
      'in Redis': await countSession(file, await env({ REDIS_URL: redis.url })),
    }
    const measured = await undisturbed(async () => {
      const found = { calls: { full: [], bare: [] }, joins: { full: [], bare: [] } }
      let alone = null
      for (let pair = 0; pair < pairs; pair++) {
        const processes = { full: await start(file, await env({})), bare: await start(bare, await env({})) }
        running.push(processes.full, processes.bare)
        for (const what of Object.keys(found)) {
          const { full, bare: without } = await compare(processes, postgres, what, rounds / pairs)
          found[what].full.push(...full)
          found[what].bare.push(...without)
        }
        alone ??= {
          parts: await processes.full.ask({ what: 'parts' }),
          refusals: await processes.full.ask({ what: 'refusals', rounds: 4 * rounds }),
        }
        for (const process of running.splice(0)) await process.stop()
      }
      return { ...found, ...alone }
    })
    return describe({ ...measured, sessions, rounds })
  } finally {
    for (const process of running) await process.stop()
    await redis.stop()
    await postgres.stop()
    folder.remove()
  }
}

const names = { calls: 'call next', joins: 'join' }

function describe({ sessions, parts, refusals, others, rounds, ...commands }) {
  const column = (results, pick) => ranged(spread(results.map(pick)))
  const rows = Object.entries(names).flatMap(([what, name]) =>
    ['full', 'bare'].map((kind) => {
      const results = commands[what][kind]
      const picks = [(it) => it.node, (it) => it.database, cpu, (it) => it.wallMs, (it) => it.statements]
      return [`${name}, ${kind === 'full' ? 'as it is' : 'without'}`, ...picks.map((pick) => column(results, pick))]
    }),
  )
  const verdicts = Object.entries(names).flatMap(([what, name]) =>
    [
      ['processor time', cpu],
      ['time', (it) => it.wallMs],
    ].map(([of, pick]) => {
      const found = share(commands[what], pick)
      return {
        what: `${name}: share of session, rights, limits, audit in its ${of}`,
        value: `${ranged(found)} %`,
        limit: `≤ ${wanted} %`,
        ok: found.median <= wanted,
      }
    }),
  )
  for (const [where, { others: asked }] of Object.entries(sessions)) {
    const what = `queries of 1,000 requests with a session remembered ${where}`
    verdicts.push({ what, value: String(asked), limit: '0', ok: asked === 0 })
  }
  const first = Object.entries(sessions).map(([where, it]) => `${it.first} ${where}`)
  const middles = Object.entries(refusals).map(([kind, all]) => [kind, spread(all)])
  const medians = middles.map(([, { median }]) => median)
  const apart = Math.max(...medians) / Math.min(...medians)
  verdicts.push({
    what: 'refused sign-ins: the slowest kind to the fastest, medians',
    value: `${round(apart)} x`,
    limit: '≤ 1.1 x',
    ok: apart <= 1.1,
  })
  return {
    text: [
      `${pairs} pairs of processes one after another on PostgreSQL (fsync on), ${rounds} rounds in turn of ${people} commands each; median of the rounds (lowest–highest). Other processes used ${round(others * 100)} % of the CPU time.`,
      table(['', 'CPU µs: server', 'CPU µs: database', 'CPU µs: both', 'ms', 'statements'], rows),
      `**As it is**: the route handler that the server runs, with a session cookie (or a visitor's), in a branch where ${waiting} wait. **Without**: the same code, but the cookie is trusted without checking its signature or session, no limits are counted, and no audit is written. **call next**: to ${people} rooms, one after another; ms is the median of one. **join**: ${people} people at once; ms is until all have their turn. The share compares the lower quartiles of the rounds of a pair, since other processes only add time: the median of the pairs (lowest–highest).`,
      table(
        ['part, by itself', 'CPU µs'],
        Object.entries(parts).map(([name, value]) => [name, round(value)]),
      ),
      table(
        ['refused sign-in', 'ms until the answer'],
        middles.map(([kind, all]) => [kind, ranged(all)]),
      ),
      `Queries are counted where the process hands them to the database driver. The first request of a session asks ${first.join(', ')}.`,
    ].join('\n\n'),
    data: { rounds: commands, parts, refusals, sessions, others },
    verdicts,
  }
}
