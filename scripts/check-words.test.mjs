import { expect, test } from 'vitest'
import { findWords } from './check-words.mjs'
import { plant } from './support/planted.mjs'

test('reports to-do notes, placeholder text and local paths', () => {
  const root = plant({
    'lib/shared/time.ts': 'const a = 1 // TODO later',
    'docs/guide.md': 'See /work/main/docs.\nLorem ipsum dolor.',
    'lib/server/log.ts': "open('/tmp/dawr.log')",
  })
  expect(findWords(root).map(({ file, line }) => `${file}:${line}`)).toEqual([
    'docs/guide.md:1',
    'docs/guide.md:2',
    'lib/server/log.ts:1',
    'lib/shared/time.ts:1',
  ])
})

test('allows temporary paths in tests and scripts, and words that only look similar', () => {
  const root = plant({
    'scripts/run.mjs': "mkdtemp('/tmp/x')",
    'lib/shared/time.test.ts': "read('/tmp/x')",
    'lib/shared/endpoint.ts': "const path = '/api/v1/work/tmp/x' // mastodon",
  })
  expect(findWords(root)).toEqual([])
})

test('reports unfilled gaps of generated files, but not documents that explain them', () => {
  const root = plant({ 'lib/features/queue/contract.ts': 'access: FILL_IN,\n', 'CONTRIBUTING.md': '`FILL_IN`' })
  expect(findWords(root)).toMatchObject([{ file: 'lib/features/queue/contract.ts', line: 1 }])
})
