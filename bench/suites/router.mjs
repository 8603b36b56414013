import { projectRoot } from '../../scripts/support/check.mjs'
import { importTypeScript } from '../../scripts/support/import-typescript.mjs'
import { percentile, quantiles, round } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { table } from '../platform/report.mjs'

const wanted = { gain: 15, ms: 2 }
const [rival, today] = ['shortest line', 'shortest line, lines on their own']

const whole = (value) => value.toFixed(1)
const mean = (values) => values.reduce((sum, it) => sum + it, 0) / values.length

/** By how many per cent the router is below a rival: the mean over the kinds of days. */
function gain(kinds, against, figure, of = 'router') {
  return mean(Object.values(kinds).map((it) => 100 * (1 - it[of][figure] / it[against][figure])))
}

/**
 * The choice of the next clinic on simulated days of a centre of 16 clinics with 600 visitors, against other rules. The seeds from
 * the default one on were used for nothing else.
 */
export async function router({ seed = 20260, days = 8 }) {
  const simulator = await importTypeScript(projectRoot, "export * from '@/bench/simulator/centre/measure'")
  const kinds = {}
  for (const [index, kind] of simulator.dayKinds.entries()) {
    const seeds = Array.from({ length: days }, (_, day) => seed + index * days + day)
    kinds[kind] = simulator.measureDays(kind, seeds)
    console.error(kind, JSON.stringify(kinds[kind].router))
  }
  simulator.timeDecisions(20)
  const { others, times } = await undisturbed(async () => ({ times: simulator.timeDecisions(200) }))
  return describe({ kinds, names: simulator.ruleNames, times, others, days, seed })
}

function verdictsOf(kinds, times) {
  const below = ([what, against, figure]) => {
    const value = gain(kinds, against, figure)
    return { what, value: `${whole(value)} %`, limit: `≥ ${wanted.gain} %`, ok: value >= wanted.gain }
  }
  const all = Object.values(kinds)
  const missed = (rule) => all.reduce((sum, it) => sum + it[rule].missed, 0)
  const longest = (rule) => Math.max(...all.map((it) => it[rule].longest))
  const lost = missed('router') / missed(rival)
  const stay = longest('router') / longest(today)
  const ms = percentile(
    [...times].sort((a, b) => a - b),
    99,
  )
  return [
    ...[
      ['mean time in the centre below shortest line', rival, 'mean'],
      ['its P95 below shortest line', rival, 'p95'],
      ['mean time in the centre below shortest line with lines on their own', today, 'mean'],
      ['its P95 below shortest line with lines on their own', today, 'p95'],
    ].map(below),
    {
      what: 'steps lost to clinics that close, against shortest line',
      value: `${round(lost)} x (${missed('router')})`,
      limit: '≤ 0.1 x',
      ok: lost <= 0.1,
    },
    {
      what: 'longest visit of all days, against lines on their own',
      value: `${round(stay)} x`,
      limit: '≤ 1 x',
      ok: stay <= 1,
    },
    {
      what: 'processor time of a decision with 16 clinics, p99',
      value: `${round(ms)} ms`,
      limit: `< ${wanted.ms} ms`,
      ok: ms < wanted.ms,
    },
  ]
}

function describe({ kinds, names, times, others, days, seed }) {
  const compared = [...names, 'everywhere']
  const cell = (it) => `${whole(it.mean)} / ${Math.round(it.p95)} / ${Math.round(it.longest)}`
  const rows = Object.entries(kinds).map(([kind, figures]) => [kind, ...compared.map((name) => cell(figures[name]))])
  const parts = Object.entries(kinds).flatMap(([kind, figures]) =>
    ['router', rival].map((name) => {
      const { walking, waiting, served, idle, longestWait, missed, moves } = figures[name]
      return [kind, name, ...[walking, waiting, served, idle, longestWait].map(whole), moves.toFixed(2), missed]
    }),
  )
  return {
    text: [
      `${Object.keys(kinds).length} kinds of days (\`bench/simulator/centre/days.ts\`), ${days} days of each, 600 visitors a day, 16 clinics. Seeds from ${seed}; the rule was tuned on others. All rules see the same visitors, rooms and lengths of visits. The shares in the table above are means over the kinds.`,
      table(['minutes in the centre: mean / P95 / longest', ...compared], rows),
      '**lines on their own**: each line in the order in which people came to it; all other rules are called in the order of arrival in the centre, as in Dawr. **least total**: the first step of the order of all ready steps with the least total time, when all lines grow as they do now. **everywhere**: no rule but a yardstick: every visitor stands in all lines at once from the arrival on and may be in several rooms at once. No rule goes to a clinic where nobody serves while there is another. Every visitor leaves in the end, or the bench fails.',
      `**How much a rule can gain**: the yardstick itself is ${whole(gain(kinds, rival, 'mean', 'everywhere'))} % below shortest line in the mean, ${whole(gain(kinds, rival, 'p95', 'everywhere'))} % in the P95; the router reaches ${whole((100 * gain(kinds, rival, 'mean')) / gain(kinds, rival, 'mean', 'everywhere'))} % of the first. Every visitor has to do every step, and every line honours the time of arrival: most of the rest is the work of the rooms, walking, and the time until results are there.`,
      table(
        [
          'kind',
          'rule',
          'walking',
          'waiting',
          'served',
          'waiting for results',
          'longest wait',
          'changes',
          'steps not done',
        ],
        parts,
      ),
      `The processor time of a decision (batches of 50): ${JSON.stringify(quantiles(times))} ms; other processes used ${round(others * 100)} % of the CPU time.`,
    ].join('\n\n'),
    data: { kinds, times: quantiles(times), others },
    verdicts: verdictsOf(kinds, times),
  }
}
