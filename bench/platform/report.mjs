import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'

const results = join(import.meta.dirname, '..', 'results')

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()

/** The machine of the measurement, and the command. */
export function describeRun(command = `npm run bench -- ${process.argv.slice(2).join(' ')}`.trim()) {
  const changed = git('status', '--porcelain', '--untracked-files=no').split('\n').filter(Boolean).length
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
    node: process.version,
    commit: git('rev-parse', '--short', 'HEAD') + (changed > 0 ? ` and ${changed} changed files` : ''),
    command,
  }
}

/** A Markdown table of rows that are lists of cells. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `12.3 (11.9–14)`: the median of the rounds, and their range. */
export function ranged({ min, median, max }) {
  const short = (value) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(value < 1 ? 2 : 3)))
  return `${short(median)} (${short(min)}–${short(max)})`
}

const othersNote = '**others** is the share of CPU time used by other processes.'

/** Writes the result of one bench as JSON and Markdown, and prints the latter. */
export function writeResult(bench, run, { text, data, verdicts }) {
  mkdirSync(results, { recursive: true })
  const file = join(results, `${run.date.slice(0, 10)}-${bench}`)
  const met = verdicts.map(({ what, value, limit, ok }) => [what, value, limit, ok ? 'met' : '**not met**'])
  const markdown = [
    `# ${bench}, ${run.date.slice(0, 10)}`,
    `${run.cpu}, ${run.cores} cores, ${run.memoryGiB} GiB, ${run.system}, Node ${run.node}, commit ${run.commit}.`,
    `\`${run.command}\``,
    table(['figure', 'measured', 'wanted', ''], met),
    text,
    othersNote,
  ].join('\n\n')
  writeFileSync(`${file}.md`, `${markdown}\n`)
  writeFileSync(`${file}.json`, `${JSON.stringify({ bench, run, verdicts, ...data }, null, 2)}\n`)
  process.stdout.write(`${markdown}\n`)
  return verdicts.every(({ ok }) => ok)
}
