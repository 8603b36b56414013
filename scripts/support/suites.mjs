import { inspect } from 'node:util'
import { asBlock, say } from './test-runners.mjs'

/** The suites that are asked for: `db` means every `db:…`. Throws for a name that no suite has. */
export function chooseSuites(names, only) {
  if (only === undefined) return names
  const fits = (name, part) => name === part || name.startsWith(`${part}:`)
  const wrong = only.filter((part) => !names.some((name) => fits(name, part)))
  if (wrong.length > 0) throw new Error(`no suite named ${wrong.join(', ')}; there are ${names.join(', ')}`)
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
  const { passed, failed, notes = [] } = result
  return { name, seconds: (Date.now() - began) / 1000, passed, failed, notes }
}

const notBuilt = () => Promise.resolve({ passed: 0, failed: 1, notes: ['needs the build, which failed'] })

/**
 * Runs the suites `names` of `suites`, by their schedule:
 * - `steps`: lists of names, one step after the other, the suites of one step side by side;
 * - `background`: names that run beside all steps that follow the build;
 * - `needBuild(name)`: whether a suite needs the suite `build` to have passed, which then runs without being named.
 *
 * A suite that throws has failed. When `isBrokenOff()` turns true no other suite begins. Answers the results
 * `{ name, seconds, passed, failed, notes }` in the order of `suites`.
 */
export async function runSuites(suites, { steps, background, needBuild }, { names, isBrokenOff = () => false }) {
  const known = [...steps.flat(), ...background]
  const forgotten = names.filter((name) => !known.includes(name))
  if (forgotten.length > 0) throw new Error(`not in the schedule: ${forgotten.join(', ')}`)
  const isChosen = (name) => names.includes(name) || (name === 'build' && names.some(needBuild))
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

  const beside = []
  const chosen = steps.map((step) => step.filter(isChosen)).filter((step) => step.length > 0)
  const startBackground = () => beside.push(...background.filter(isChosen).map((name) => run(name, false)))
  if (!chosen.flat().includes('build')) startBackground()
  for (const step of chosen) {
    if (isBrokenOff()) break
    await Promise.all(step.map((name) => run(name, step.length === 1)))
    if (step.includes('build') && !isBrokenOff()) startBackground()
  }
  await Promise.all(beside)
  const order = Object.keys(suites)
  return results.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}
