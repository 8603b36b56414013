import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeRun } from '../../bench/platform/report.mjs'
import { projectRoot } from './check.mjs'

const file = join(projectRoot, 'bench/results/suite-times.json')

/** The recorded complete runs of `npm test`, oldest first. */
export function readRecorded() {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).runs : []
}

const signed = (difference) => `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)}`

function lineOf({ name, passed, failed, seconds, notes }, before) {
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`
  const difference = before === undefined ? '' : `(${signed(seconds - before)})`
  const line = `${name.padEnd(16)} ${counts} ${seconds.toFixed(1).padStart(7)} s ${difference.padStart(9)}`
  return `${line}  ${notes.join(', ')}`.trimEnd()
}

/**
 * The lines to print after a run: each suite with its seconds and, in brackets, the difference to the last recorded
 * run.
 */
export function compareWithRecorded(results, seconds, runs) {
  const last = runs.at(-1)
  const lines = results.map((result) => lineOf(result, last?.suites[result.name]))
  const all = `took ${seconds.toFixed(0)} s`
  if (!last) return [...lines, all]
  const { date, cpu, cores, node } = last
  const of = `recorded ${date.slice(0, 10)} on ${cpu}, ${cores} cores, Node ${node}`
  return [...lines, `${all}; in brackets the difference to the run ${of}, which took ${last.seconds.toFixed(0)} s`]
}

/** A recorded run. */
function entryOf(results, seconds) {
  const suites = Object.fromEntries(results.map((it) => [it.name, Number(it.seconds.toFixed(1))]))
  return { ...describeRun('npm test -- --record-times'), seconds: Number(seconds.toFixed(1)), suites }
}

/** Records a run, unless it was partial or failed. Returns the message for the person. */
export function record(results, seconds, { isWhole }) {
  if (!isWhole) return 'not recorded: only complete runs are'
  if (results.some(({ failed }) => failed > 0)) return 'not recorded: suites failed'
  writeFileSync(file, `${JSON.stringify({ runs: [...readRecorded(), entryOf(results, seconds)] }, null, 2)}\n`)
  return 'recorded in bench/results/suite-times.json'
}
