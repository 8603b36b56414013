// npm run bench [-- <suite> …] [--name=value …]: measures and writes bench/results/<date>-<suite>.{json,md}.
import { describeRun, writeResult } from './platform/report.mjs'

const suites = {
  streams: async () => (await import('./suites/streams.mjs')).streams,
}

const words = process.argv.slice(2)
const options = {}
const chosen = []
for (const word of words) {
  const [, name, value] = /^--([a-z-]+)=(.+)$/.exec(word) ?? []
  if (name) options[name] = /^\d+$/.test(value) ? Number(value) : value
  else chosen.push(word)
}
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}`)
  process.exit(2)
}

let met = true
for (const name of chosen.length > 0 ? chosen : Object.keys(suites)) {
  const run = describeRun()
  const suite = await suites[name]()
  met = writeResult(name, run, await suite({ options })) && met
}
process.exit(met ? 0 : 1)
