import { expect, test } from 'vitest'
import { findMissingRights } from './check-rights.mjs'
import { lines, plant } from './support/planted.mjs'

/** A minimal project: the files that the check reads, with one valid endpoint and one valid page. */
const sound = {
  'lib/server/http/handler.ts': `
    const contracts = new WeakMap<object, unknown>()
    export const contractOf = (handler: object) => contracts.get(handler)
    export const keepsTo = (contract: unknown, handler: object) => (contracts.set(handler, contract), handler)`,
  'lib/server/http/route.ts': `export { keepsTo as route } from './handler'`,
  'lib/features/lamp/contract.ts': `
    export const getLamp = { endpoint: { method: 'GET', path: '/api/v1/lamps/{id}' }, access: 'public' }
    export const lightLamp = { endpoint: { method: 'POST', path: '/api/v1/lamps/{id}' }, access: 'lamp.light' }`,
  'app/rights/contracts.ts': `
    import { getLamp } from '@/lib/features/lamp/contract'
    export const contracts = [['getLamp', getLamp]]
    export const withoutContract = {}`,
  'app/api/v1/lamps/[id]/route.ts': `
    import { getLamp } from '@/lib/features/lamp/contract'
    import { route } from '@/lib/server/http/route'
    export const GET = route(getLamp, () => 'on')`,
  'app/rights/pages.ts': `export const pages = { '/[locale]/lamps': 'anyone' }`,
  'app/[locale]/(visitor)/lamps/page.tsx': 'export default () => null',
}

const findings = async (changed = {}) => lines(await findMissingRights(plant({ ...sound, ...changed })))

test('a project whose endpoints, contracts and pages match has no findings', async () => {
  expect(await findings()).toEqual([])
})

test('reports an endpoint without a contract', async () => {
  const bare = { 'app/api/v1/back-door/route.ts': 'export const GET = () => new Response(), DELETE = GET' }
  expect(await findings(bare)).toEqual([
    'app/api/v1/back-door/route.ts:1 GET has no contract: create it with route(), commandRoute() or streamRoute()',
    'app/api/v1/back-door/route.ts:1 DELETE has no contract: create it with route(), commandRoute() or streamRoute()',
  ])
})

test('reports an endpoint whose contract is not listed', async () => {
  const unlisted = {
    'app/api/v1/lamps/[id]/route.ts': `
      import { getLamp, lightLamp } from '@/lib/features/lamp/contract'
      import { route } from '@/lib/server/http/route'
      export const GET = route(getLamp, () => 'on')
      export const POST = route(lightLamp, () => 'on')`,
  }
  expect(await findings(unlisted)).toEqual([
    'app/api/v1/lamps/[id]/route.ts:1 the contract of POST is not in app/rights/contracts.ts',
  ])
})

test('reports an endpoint whose path or method differs from its contract', async () => {
  const moved = {
    'app/api/v1/torches/[id]/route.ts': `
      import { getLamp } from '@/lib/features/lamp/contract'
      import { route } from '@/lib/server/http/route'
      export const GET = route(getLamp, () => 'on')
      export const DELETE = GET`,
  }
  expect(await findings(moved)).toEqual([
    'app/api/v1/torches/[id]/route.ts:1 GET uses the contract of GET /api/v1/lamps/{id}',
    'app/api/v1/torches/[id]/route.ts:1 DELETE uses the contract of GET /api/v1/lamps/{id}',
  ])
})

test('reports a contract without an endpoint, and two contracts of one name', async () => {
  const more = {
    'app/rights/contracts.ts': `
      import { getLamp, lightLamp } from '@/lib/features/lamp/contract'
      export const contracts = [['getLamp', getLamp], ['getLamp', lightLamp]]
      export const withoutContract = { '/api/gone': 'it was here once' }`,
  }
  expect(await findings(more)).toEqual([
    'app/rights/contracts.ts:1 getLamp: no route.ts answers POST /api/v1/lamps/{id}',
    'app/rights/contracts.ts:1 getLamp: two contracts have this name',
    'app/rights/contracts.ts:1 /api/gone: there is no endpoint',
  ])
})

test('reports a page missing from the table, and an entry without a page', async () => {
  const unsaid = {
    'app/[locale]/(admin)/admin/page.tsx': 'export default () => null',
    'app/[locale]/(visitor)/lamps/feed/route.ts': 'export const GET = () => new Response()',
    'app/rights/pages.ts': `export const pages = { '/[locale]/lamps': 'anyone', '/[locale]/torches': 'anyone' }`,
  }
  expect(await findings(unsaid)).toEqual([
    'app/[locale]/(admin)/admin/page.tsx:1 /[locale]/admin is not in app/rights/pages.ts: declare who may open it',
    'app/[locale]/(visitor)/lamps/feed/route.ts:1 /[locale]/lamps/feed is not in app/rights/pages.ts: declare who may open it',
    'app/rights/pages.ts:1 /[locale]/torches: there is no such page',
  ])
})
