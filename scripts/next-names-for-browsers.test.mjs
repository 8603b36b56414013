import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const next = join(dirname(require.resolve('next/package.json')), 'dist')

test('the replacement file exports exactly the names that Next’s browser code imports', () => {
  const components = join(next, 'client/components')
  const files = readdirSync(components, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(components, file), 'utf8'))
    .filter((code) => /= require\("(\.\.\/)+lib\/constants"\)/.test(code))
  const taken = new Set(files.flatMap((code) => code.match(/_constants\.\w+/g) ?? []))
  const ours = require('./next-names-for-browsers.cjs')
  const theirs = require('next/dist/lib/constants')

  expect(files.length).toBeGreaterThan(0)
  expect([...taken]).toEqual(Object.keys(ours).map((name) => `_constants.${name}`))
  for (const [name, value] of Object.entries(ours)) expect(theirs[name]).toBe(value)
})
