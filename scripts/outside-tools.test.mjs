import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './support/check.mjs'
import { plant } from './support/planted.mjs'
import { runCommand } from './support/run-command.mjs'

/** Runs one of our tools, with our configuration file, in a project with these files. */
async function runIn(files, configuration, bin, ...args) {
  const root = plant(files)
  cpSync(join(projectRoot, configuration), join(root, configuration))
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  return runCommand(join(projectRoot, 'node_modules/.bin', bin), args, { cwd: root, env: { NO_COLOR: '1' } })
}

test('format: the project’s style passes, another does not', async () => {
  const format = (text) => runIn({ 'lib/shared/a.ts': text }, 'biome.json', 'biome', 'check', '.')
  expect(await format("export const a = ['b']\n")).toMatchObject({ ok: true })
  expect(await format('export const a = ["b"];\n')).toMatchObject({
    ok: false,
    output: expect.stringContaining('lib/shared/a.ts format'),
  })
  const unsorted = "import { b } from './b'\nimport { a } from './a'\n\nexport const c = a + b\n"
  expect(await format(unsorted)).toMatchObject({ ok: false, output: expect.stringContaining('organizeImports') })
})

test('types: as strict as the project’s rules', async () => {
  const files = {
    'lib/shared/sound.ts': 'export const a: number = [1].at(0) ?? 0\n',
    'lib/shared/unchecked.ts': 'export const a: number = [1][0]\n',
    'lib/shared/undefined.ts': 'export const a: { b?: number } = { b: undefined }\n',
    'lib/shared/untyped.ts': 'export function a(b) {\n  return b\n}\n',
  }
  const { ok, output } = await runIn(files, 'tsconfig.json', 'tsc', '--noEmit', '--incremental', 'false')
  expect(ok).toBe(false)
  const faulty = output.split('\n').map((line) => /^(lib[^(]+)\(/.exec(line)?.[1])
  expect(faulty.filter(Boolean)).toEqual([
    'lib/shared/unchecked.ts',
    'lib/shared/undefined.ts',
    'lib/shared/untyped.ts',
  ])
})

test('dead code: an unused export and an unreachable file are reported', async () => {
  const files = {
    'package.json': '{ "name": "planted" }',
    'server.ts': "import { used } from './lib/shared/a'\nused()\n",
    'lib/shared/a.ts': 'export function used() {}\nexport function unused() {}\n',
    'lib/shared/b.ts': 'export const alone = 1\n',
  }
  const { ok, output } = await runIn(files, 'knip.json', 'knip', '--no-progress')
  expect(ok).toBe(false)
  expect(output).toMatch(/Unused files \(1\)\nlib\/shared\/b\.ts/)
  expect(output).toMatch(/unused\s+function\s+lib\/shared\/a\.ts/)
  expect(output).not.toMatch(/\bused\s+function/)
})
