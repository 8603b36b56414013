import { inspect } from 'node:util'
import { asBlock, say } from './test-runners.mjs'

/** The requested suites: `db` means every `db:…`. Throws for an unknown name. */
export function chooseSuites(names, only) {
  if (only === undefined) return names
  const fits = (name, part) => name === part || name.startsWith(`${part}:`)
  const wrong = only.filter((part) => !names.some((name) => fits(name, part)))
  if (wrong.length > 0) throw new Error(`unknown suite ${wrong.join(', ')}; suites are ${names.join(', ')}`)
  return names.filter((name) => only.some((part) => fits(name, part)))
}

async function runSuite(name, work) {
  const began = Date.now()
  let result
  try {
    result = await work()
    if (result.output) say(result.output)
  } catch (error) {
    say(inspect(error))
    result = { passed: 0, failed: 1, notes: [error.message.split('\n')[0]] }
  }
  const { passed, failed, notes = [], failures = [] } = result
  return { name, seconds: (Date.now() - began) / 1000, passed, failed, notes, failures }
}

const notBuilt = () => Promise.resolve({ passed: 0, failed: 1, notes: ['needs the build, which failed'] })

/** The suites in steps: each alone, except that the suites of a group share one step, at the position of the first. */
function stepsOf(names, groups) {
  const steps = names.map((name) => groups.find((group) => group.includes(name)) ?? [name])
  return [...new Set(steps)].map((step) => step.filter((name) => names.includes(name)))
}

/**
 * Runs the suites `names` of `suites`, one after the other in the order of `suites`, except that
 * - the suites of a group in `sideBySide` run in parallel, each with its output in one block;
 * - those in `background` run in parallel to everything after the build;
 * - those for which `needBuild(name)` holds need the suite `build` to pass, which then runs even if not named.
 *
 * A suite that throws has failed. When `isBrokenOff()` returns true no other suite starts. Returns the results
 * `{ name, seconds, passed, failed, notes, failures }` in the order of `suites`.
 */
export async function runSuites(suites, { sideBySide, background, needBuild }, { names, isBrokenOff = () => false }) {
  const order = Object.keys(suites)
  const chosen = order.filter((name) => names.includes(name) || (name === 'build' && names.some(needBuild)))
  const results = []
  let isBuilt = true

  async function run(name, isAlone) {
    const work = isBuilt || !needBuild(name) ? suites[name] : notBuilt
    const suite = () => runSuite(name, work)
    if (isAlone) console.log(`\n━━ ${name} ━━`)
    const result = isAlone ? await suite() : await asBlock(`\n━━ ${name} ━━`, suite)
    if (name === 'build') isBuilt = result.failed === 0
    results.push(result)
  }

  const isBackground = (name) => background.includes(name)
  const steps = stepsOf(
    chosen.filter((name) => !isBackground(name)),
    sideBySide,
  )
  const beside = []
  const startBackground = () => beside.push(...chosen.filter(isBackground).map((name) => run(name, false)))
  if (!chosen.includes('build')) startBackground()
  for (const step of steps) {
    if (isBrokenOff()) break
    await Promise.all(step.map((name) => run(name, step.length === 1)))
    if (step.includes('build') && !isBrokenOff()) startBackground()
  }
  await Promise.all(beside)
  return results.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}
