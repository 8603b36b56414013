import { beforeEach, expect, test, vi } from 'vitest'
import { chooseSuites, runSuites } from './suites.mjs'

// These suite names are not titles of the test run.
beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue()
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})

const passes = () => Promise.resolve({ passed: 2, failed: 0 })
const fails = () => Promise.resolve({ passed: 1, failed: 1, notes: ['broke'] })

/** Suites that log their start and end. `open` holds back those named in it until it is called. */
function watched(names, results = {}) {
  const log = []
  const gates = {}
  const suites = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        log.push(`${name} begins`)
        if (gates[name]) await gates[name].promise
        log.push(`${name} ends`)
        return (results[name] ?? passes)()
      },
    ]),
  )
  return { log, suites, hold: (name) => (gates[name] = Promise.withResolvers?.() ?? resolvers()) }
}

function resolvers() {
  let resolve
  const promise = new Promise((done) => (resolve = done))
  return { promise, resolve }
}

const schedule = {
  sideBySide: [['left', 'right']],
  background: ['verify'],
  needBuild: (name) => ['left', 'right', 'e2e'].includes(name),
}
const all = ['build', 'verify', 'unit', 'left', 'right', 'e2e']

test('a prefix selects all suites of a kind, and an unknown name is refused', () => {
  expect(chooseSuites(['unit', 'db:a', 'db:b'], ['db'])).toEqual(['db:a', 'db:b'])
  expect(chooseSuites(['unit', 'db:a'])).toEqual(['unit', 'db:a'])
  expect(() => chooseSuites(['unit'], ['units'])).toThrow('unknown suite units; suites are unit')
})

test('suites of one group run in parallel, the others in sequence', async () => {
  const { log, suites, hold } = watched(all)
  const left = hold('left')
  suites.right = (
    (work) => () =>
      work().finally(left.resolve)
  )(suites.right)
  const results = await runSuites(suites, schedule, { names: ['unit', 'left', 'right'] })
  expect(log.filter((it) => /unit|left|right/.test(it))).toEqual([
    'unit begins',
    'unit ends',
    'left begins',
    'right begins',
    'right ends',
    'left ends',
  ])
  expect(results.map((it) => it.name)).toEqual(['build', 'unit', 'left', 'right'])
})

test('a background suite starts after the build and is awaited', async () => {
  const { log, suites, hold } = watched(all)
  const verify = hold('verify')
  suites.e2e = (
    (work) => () =>
      work().finally(() => setImmediate(verify.resolve))
  )(suites.e2e)
  const results = await runSuites(suites, schedule, { names: all })
  expect(log.indexOf('verify begins')).toBeGreaterThan(log.indexOf('build ends'))
  expect(log.at(-1)).toBe('verify ends')
  expect(results.map((it) => it.name)).toEqual(all)
})

test('builds only for suites that need it', async () => {
  const { log, suites } = watched(all)
  await runSuites(suites, schedule, { names: ['unit', 'verify'] })
  expect(log).not.toContain('build begins')
  await runSuites(suites, schedule, { names: ['e2e'] })
  expect(log).toContain('build begins')
})

test('a failed build fails the suites that need it, and no others', async () => {
  const { log, suites } = watched(all, { build: fails })
  const results = await runSuites(suites, schedule, { names: all })
  expect(log).not.toContain('e2e begins')
  expect(results.filter((it) => it.failed > 0).map((it) => it.name)).toEqual(['build', 'left', 'right', 'e2e'])
})

test('a suite that throws or fails is reported', async () => {
  const thrown = { ...watched(all).suites, verify: () => Promise.reject(new Error('no server')), left: fails }
  const results = await runSuites(thrown, schedule, { names: ['verify', 'left', 'right'] })
  expect(results.find((it) => it.name === 'verify')).toMatchObject({ passed: 0, failed: 1, notes: ['no server'] })
  expect(results.find((it) => it.name === 'left')).toMatchObject({ passed: 1, failed: 1, notes: ['broke'] })
})

test('an aborted run starts no further suite', async () => {
  const { log, suites } = watched(all)
  await runSuites(suites, schedule, { names: all, isBrokenOff: () => log.includes('unit ends') })
  expect(log).toContain('unit ends')
  expect(log.some((it) => /left|right|e2e/.test(it))).toBe(false)
})
