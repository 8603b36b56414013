// npm run bench [-- <suite> …] [--name=value …]: measures and writes bench/results/<date>-<suite>.{json,md}. Exit code
// 1 when a target is missed. BENCH_LOCK names a file to lock while measuring (platform/quiet.mjs).
import { stopAllServers } from '../scripts/servers/server-process.mjs'
import { describeRun, writeResult } from './platform/report.mjs'

const suites = {
  'hot-route': async () => (await import('./suites/hot-route.mjs')).hotRoute,
  tickets: async () => (await import('./suites/tickets.mjs')).tickets,
  commands: async () => (await import('./suites/commands.mjs')).commands,
  history: async () => (await import('./suites/history.mjs')).history,
  embedded: async () => (await import('./suites/embedded.mjs')).embedded,
  router: async () => (await import('./suites/router.mjs')).router,
  'power-cut': async () => (await import('./suites/power-cut.mjs')).powerCut,
  guard: async () => (await import('./suites/guard.mjs')).guard,
  hostile: async () => (await import('./suites/hostile.mjs')).hostile,
  estimates: async () => (await import('./suites/estimates.mjs')).estimates,
  streams: async () => (await import('./suites/streams.mjs')).streams,
}

const options = {}
const chosen = []
for (const word of process.argv.slice(2)) {
  const [, name, value] = /^--([a-z-]+)=(.+)$/.exec(word) ?? []
  if (name) options[name] = /^\d+$/.test(value) ? Number(value) : value
  else chosen.push(word)
}
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) {
  console.error(`unknown bench: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}`)
  process.exit(2)
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void stopAllServers().finally(() => process.exit(1)))
}

let isMet = true
for (const name of chosen.length > 0 ? chosen : Object.keys(suites)) {
  const run = describeRun()
  const suite = await suites[name]()
  isMet = writeResult(name, run, await suite(options)) && isMet
}
await stopAllServers()
process.exitCode = isMet ? 0 : 1
