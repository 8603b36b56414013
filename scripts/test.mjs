// `npm test`: every suite on the servers that it needs. `npm test -- --only=unit,db` runs some of them.
import { startDawr } from './servers/dawr.mjs'
import { startMessageGateway } from './servers/message-gateway.mjs'
import { startNext } from './servers/next-start.mjs'
import { startNginx } from './servers/nginx.mjs'
import { providePostgres } from './servers/postgres.mjs'
import { provideRedis } from './servers/redis.mjs'
import { stopAllServers } from './servers/server-process.mjs'
import { runPlaywright, runVitest, stopRunners } from './support/test-runners.mjs'
import { verify } from './verify.mjs'

/** Journeys sign in far more often than people do. */
const patient = {
  SIGN_IN_LIMIT_PER_MINUTE: '1000',
  SIGN_IN_LIMIT_PER_ADDRESS_PER_MINUTE: '10000',
  JOIN_LIMIT_PER_ADDRESS_PER_MINUTE: '10000',
}

const shared = {}
// Counts statements, so that a test can count the queries of a page.
const counting = { settings: { shared_preload_libraries: 'pg_stat_statements' } }
const postgres = () => (shared.postgres ??= providePostgres(counting))
const redis = () => (shared.redis ??= provideRedis())

/** Runs `work` against a host on an empty database, then stops the host, which must succeed too. */
async function onHost(start, { env = {}, database = true, withRedis = false }, work) {
  const server = database ? await postgres() : null
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
  verify: async () => ({ ...(await verify()), notes: [] }),
  scripts: () => runVitest('scripts'),
  unit: () => runVitest('unit'),
  'db:postgres': async () => runVitest('db', { DATABASE_URL: (await postgres()).url }),
  'db:embedded': () => runVitest('db', { DATABASE_URL: '' }),
  'contract:server': () =>
    onHost(startDawr, {}, (_, env) => runVitest('contract', { ...env, DAWR_HOST_KIND: 'server' })),
  'contract:next': () => onHost(startNext, {}, (_, env) => runVitest('contract', { ...env, DAWR_HOST_KIND: 'next' })),
  'realtime:memory': () =>
    onHost(startDawr, { env: { ...patient, WORKERS: '1' } }, (_, env) => runVitest('realtime', env)),
  'realtime:redis': () =>
    onHost(startDawr, { env: { ...patient, WORKERS: '2' }, withRedis: true }, (_, env) => runVitest('realtime', env)),
  // Journeys ask the database too, so it is one that takes a second connection.
  e2e: journeys,
  'e2e:proxy': () =>
    onHost(
      startDawr,
      { env: { ...patient, TRUSTED_PROXIES: '127.0.0.1', WORKERS: '2' }, withRedis: true },
      behindNginx,
    ),
}

function chosen() {
  const only = process.argv
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',')
  const names = Object.keys(suites)
  if (only === undefined) return names
  const wrong = only.filter((part) => !names.some((name) => name === part || name.startsWith(`${part}:`)))
  if (wrong.length > 0) throw new Error(`no suite named ${wrong.join(', ')}; there are ${names.join(', ')}`)
  return names.filter((name) => only.some((part) => name === part || name.startsWith(`${part}:`)))
}

async function runSuite(name) {
  console.log(`\n━━ ${name} ━━`)
  const began = Date.now()
  let result
  try {
    result = await suites[name]()
  } catch (error) {
    console.error(error)
    result = { passed: 0, failed: 1, notes: [error.message.split('\n')[0]] }
  }
  return { name, seconds: (Date.now() - began) / 1000, ...result }
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
    void stopServers()
    // The running suite now fails and the loop below ends; this is for one that does not.
    setTimeout(() => process.exit(130), 30_000).unref()
  })
}

const results = []
for (const name of chosen()) if (!isBrokenOff) results.push(await runSuite(name))
await stopServers()
if (isBrokenOff) process.exit(130)

console.log('')
for (const { name, seconds, passed, failed, notes } of results) {
  const words = `${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`
  console.log(`${words} ${seconds.toFixed(1).padStart(7)} s  ${notes.join(', ')}`)
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0)
console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') > 0 ? 1 : 0
