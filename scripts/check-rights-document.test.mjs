import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findStaleRights } from './check-rights-document.mjs'
import { projectRoot } from './support/check.mjs'
import { lines, plant } from './support/planted.mjs'

const stale = 'docs/security/rights.md:1 differs from the code: run node scripts/check-rights-document.mjs --write'
const lamps = {
  'app/rights/contracts.ts': `export const contracts = [['lightLamp', { endpoint: { method: 'POST', path: '/api/v1/lamps' }, access: 'lamp.light' }]]`,
  'app/rights/pages.ts': `export const pages = { '/[locale]/lamps': 'lamp.light' }`,
  'app/api/v1/lamps/route.ts': '',
  'app/rights/topics.ts': `
    export const topicSources = [
      { kind: { name: 'lamp', access: 'public' } },
      { kind: { name: 'bulb', access: { holderOr: 'lamp.light' } } },
    ]`,
  'lib/shared/permissions.ts': `
    export const roles = ['owner', 'clerk'], permissions = ['lamp.light'], softwareScopes = []
    export const roleMay = (role) => role === 'owner'
    export const isForInstallation = () => false`,
}

test('reports a document that is missing or differs from the code', async () => {
  expect(lines(await findStaleRights(plant(lamps)))).toEqual([stale])
  expect(lines(await findStaleRights(plant({ ...lamps, 'docs/security/rights.md': '# Who may do what\n' })))).toEqual([
    stale,
  ])
})

test('this project’s document passes', () => {
  const text = readFileSync(join(projectRoot, 'docs/security/rights.md'), 'utf8')
  expect(text).toMatch(/^\| POST \| `\/api\/v1\/queues\/\{service\}\/call-next` \| `queue\.serve` \| ● \|/m)
  expect(text).toContain('| `line:…` | `queue.read` in its branch |')
})
