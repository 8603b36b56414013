import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findUnkeptPromises } from './check-security-documents.mjs'
import { projectRoot } from './support/check.mjs'
import { lines, plant } from './support/planted.mjs'

const real = (file) => readFileSync(join(projectRoot, file), 'utf8')
const [model, list] = ['docs/security/threat-model.md', 'docs/security/asvs.md']
const tested = '`test/lamp.test.ts` “a lamp is lit”'
const attacks = Array.from({ length: 25 }, (_, i) => `| A${i + 1} | dark | ${tested} |`)
const required = real(list)
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => `| ${line.split('|')[1].trim()} | By reading: there is one. |`)

const findings = (changes = {}) =>
  lines(
    findUnkeptPromises(
      plant({
        'test/lamp.test.ts': "test('a lamp is lit', () => {})",
        [model]: attacks.join('\n'),
        [list]: required.join('\n'),
        ...changes,
      }),
    ),
  )

test('documents whose tests exist have no findings', () => {
  expect(findings()).toEqual([])
})

test('reports a test that does not exist or is not named', () => {
  const rotten = [
    '| A1 | dark | `test/gone.test.ts` “a lamp is lit” |',
    '| A2 | dark | `test/lamp.test.ts` “a lamp is lit” “a lamp is dark” |',
    '| A3 | dark | `test/lamp.test.ts` |',
  ]
  expect(findings({ [model]: [...rotten, ...attacks.slice(3)].join('\n') })).toEqual([
    'docs/security/threat-model.md:1 test/gone.test.ts does not exist',
    'docs/security/threat-model.md:2 test/lamp.test.ts has no test “a lamp is dark”',
    'docs/security/threat-model.md:3 test/lamp.test.ts: name the tests',
  ])
})

test('reports an attack or requirement that is missing, or neither tested nor explained', () => {
  const changed = {
    [model]: [...attacks.slice(1), '| A26 | new |'].join('\n'),
    [list]: ['| 1.2.1 | soon |', ...required.slice(1)].join('\n'),
  }
  expect(findings(changed)).toEqual([
    'docs/security/threat-model.md:1 attack A1 is there 0 times',
    'docs/security/asvs.md:1 requirement 1.2.1 has neither a test nor a reason',
  ])
  expect(findings({ [list]: required.slice(1).join('\n') })).toEqual([
    'docs/security/asvs.md:1 requirement 1.2.1 is there 0 times',
  ])
})
