// `npm test`: every suite on the servers that it needs. `npm test -- --only=unit,db` runs selected suites;
// `--record-times` records the times of a complete run in bench/results/suite-times.json.
import { startDawr } from './servers/dawr.mjs'
import { startMessageGateway } from './servers/message-gateway.mjs'
import { startNext } from './servers/next-start.mjs'
import { startNginx } from './servers/nginx.mjs'
import { provideFloorPostgres, provideShippedPostgres } from './servers/postgres.mjs'
import { provideRedis } from './servers/redis.mjs'
import { stopAllServers } from './servers/server-process.mjs'
import { stopCommands } from './support/run-command.mjs'
import { compareWithRecorded, readRecorded, record } from './support/suite-times.mjs'
import { chooseSuites, runSuites } from './support/suites.mjs'
import { runBuild, runPlaywright, runVitest, stopRunners } from './support/test-runners.mjs'
import { verify } from './verify.mjs'

/** Browser tests sign in far more often than people do. */
const patient = {
  SIGN_IN_LIMIT_PER_MINUTE: '1000',
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: '10000',
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '10000',
}

const shared = {}
// Counts statements, so that a test can count the queries of a page.
const counting = { settings: { shared_preload_libraries: 'pg_stat_statements' } }
/** The oldest PostgreSQL that Dawr supports, for the database suite. */
const floorPostgres = () => (shared.floorPostgres ??= provideFloorPostgres())
/** The shipped version, for every suite that starts Dawr. */
const shippedPostgres = () => (shared.shippedPostgres ??= provideShippedPostgres(counting))
const redis = () => (shared.redis ??= provideRedis())

/** Runs `work` against a host on an empty database, then stops the host, which must succeed too. */
async function onHost(start, { env = {}, database = true, withRedis = false }, work) {
  const server = database ? await shippedPostgres() : null
  const url = server ? await server.createDatabase() : undefined
  const settings = { ...env }
  if (url) settings.DATABASE_URL = url
  if (withRedis) settings.REDIS_URL = (await redis()).url
  const host = await start({ env: settings })
  try {
    return await work(host, {
      DAWR_URL: host.url,
      DAWR_PID: String(host.pid),
      DAWR_ACCOUNTS: host.accountsFile,
      DATABASE_URL: url ?? '',
      REDIS_URL: settings.REDIS_URL ?? '',
    })
  } finally {
    await host.stop()
    if (url) await server.dropDatabase(url)
  }
}

async function behindNginx(host, env) {
  const nginx = await startNginx({ upstream: host.url })
  try {
    return await runPlaywright(['proxy'], { ...env, DAWR_URL: nginx.url })
  } finally {
    await nginx.stop()
  }
}

async function journeys() {
  const gateway = await startMessageGateway()
  try {
    const env = { ...patient, MESSAGE_GATEWAY_URL: gateway.url }
    return await onHost(startDawr, { env }, (_, own) =>
      runPlaywright(['ar', 'en'], { ...own, DAWR_MESSAGES: gateway.url }),
    )
  } finally {
    await gateway.stop()
  }
}

const suites = {
  build: runBuild,
  verify: () => verify([], { niceness: 19 }),
  scripts: () => runVitest('scripts'),
  unit: () => runVitest('unit'),
  db: async () => runVitest('db', { DATABASE_URL: (await floorPostgres()).url }),
  'contract:server': () =>
    onHost(startDawr, {}, (_, env) => runVitest('contract', { ...env, DAWR_HOST_KIND: 'server' })),
  'contract:next': () => onHost(startNext, {}, (_, env) => runVitest('contract', { ...env, DAWR_HOST_KIND: 'next' })),
  'realtime:memory': () =>
    onHost(startDawr, { env: { ...patient, WORKERS: '1' } }, (_, env) => runVitest('realtime', env)),
  'realtime:redis': () =>
    onHost(startDawr, { env: { ...patient, WORKERS: '2' }, withRedis: true }, (_, env) => runVitest('realtime', env)),
  e2e: journeys,
  'e2e:proxy': () =>
    onHost(
      startDawr,
      { env: { ...patient, TRUSTED_PROXIES: '127.0.0.1', WORKERS: '2' }, withRedis: true },
      behindNginx,
    ),
}

/**
 * The suites run one after the other, except those that share no server and leave processors idle. `verify` measures no
 * time, so it uses the CPU time that the others leave; it starts after the build, because it reads the build's output.
 */
const schedule = {
  sideBySide: [
    ['contract:server', 'contract:next'],
    ['realtime:memory', 'realtime:redis'],
  ],
  background: ['verify'],
  needBuild: (name) => /^(contract|realtime|e2e)\b/.test(name),
}

async function stopServers() {
  await Promise.allSettled(Object.values(shared).map(async (server) => (await server).stop()))
  await stopAllServers()
}

let isBrokenOff = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (isBrokenOff) return
    isBrokenOff = true
    stopRunners()
    stopCommands()
    void stopServers()
    // The running suites now fail and the loop below ends; this is for one that does not.
    setTimeout(() => process.exit(130), 30_000).unref()
  })
}

const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice('--only='.length)
const began = Date.now()
const results = await runSuites(suites, schedule, {
  names: chooseSuites(Object.keys(suites), only?.split(',')),
  isBrokenOff: () => isBrokenOff,
})
await stopServers()
if (isBrokenOff) process.exit(130)

const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
const seconds = (Date.now() - began) / 1000
console.log('')
// Repeated at the end, where they are found after thousands of lines.
for (const { name, failures } of results) for (const failure of failures) console.log(`failed in ${name}: ${failure}`)
for (const line of compareWithRecorded(results, seconds, readRecorded())) console.log(line)
if (process.argv.includes('--record-times')) console.log(record(results, seconds, { isWhole: only === undefined }))
console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') > 0 ? 1 : 0
