import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findMissingRights } from '../check-rights.mjs'
import { findWords } from '../check-words.mjs'
import { projectRoot } from '../support/check.mjs'
import { sourceFiles } from '../support/source-files.mjs'
import { endpointNames } from './endpoint-names.mjs'
import { writeEndpoint } from './new-endpoint.mjs'

/** A copy of the project's code, with its packages, deleted after the running test. */
function copyOfProject() {
  const root = mkdtempSync(join(tmpdir(), 'dawr-new-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const path of ['app', 'lib', 'test', 'tsconfig.json', 'package.json'])
    cpSync(join(projectRoot, path), join(root, path), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  return root
}

/** Replaces the gaps of a file with these texts, in order. */
function fillIn(root, path, ...texts) {
  const file = join(root, path)
  const filled = texts.reduce((text, it) => text.replace('FILL_IN', it), readFileSync(file, 'utf8'))
  expect(filled, path).not.toContain('FILL_IN')
  writeFileSync(file, filled)
}

const gapsByFile = (root) => new Set(findWords(root).map(({ file }) => file))

test('an endpoint of an existing feature: each gap is reported, the rights check fails, and once filled in it passes', async () => {
  const root = copyOfProject()
  const written = writeEndpoint(root, endpointNames('devices', 'archive-device'))
  expect(written).toEqual([
    'lib/features/devices/endpoints.ts',
    'lib/features/devices/contract.ts',
    'lib/features/devices/server/archive-device.ts',
    'lib/features/devices/server/archive-device.db.test.ts',
    'app/api/v1/devices/[id]/archive/route.ts',
    'test/rights/endpoint-entries.ts',
    'test/contract/good-requests.ts',
    'test/contract/archive-device.contract.test.ts',
  ])
  const whole = ['lib/features/devices/endpoints.ts', 'app/api/v1/devices/[id]/archive/route.ts']
  expect([...gapsByFile(root)].toSorted()).toEqual(written.filter((path) => !whole.includes(path)).toSorted())
  await expect(findMissingRights(root)).rejects.toThrow('FILL_IN is not defined')

  fillIn(
    root,
    written[1],
    "'Archive a device'",
    "'Takes a device out of the list.'",
    "'The device.'",
    "'device.manage'",
    "'The id of the device.'",
    'noBody',
    'deviceDto',
    "['device_not_found']",
  )
  expect(await findMissingRights(root)).toEqual([])
}, 60_000)

test('a read of a new feature adds its contract to the list of rights', async () => {
  const root = copyOfProject()
  const written = writeEndpoint(root, endpointNames('rounds', 'get-round', '/api/v1/branches/{branch}/rounds/{id}'))
  expect(written).toContain('app/rights/contracts.ts')
  expect(written).toContain('app/api/v1/branches/[branch]/rounds/[id]/route.ts')
  fillIn(
    root,
    'lib/features/rounds/contract.ts',
    "'Read a round'",
    "'One round.'",
    "'The round.'",
    "'public'",
    "'The id of the round.'",
    'z.strictObject({})',
    'z.object({ id: z.uuid() })',
    '[]',
  )
  fillIn(root, 'app/rights/contracts.ts', "'Rounds'", "'Rounds of a branch.'")
  expect(await findMissingRights(root)).toEqual([])
  const list = join(root, 'app/rights/contracts.ts')
  writeFileSync(list, readFileSync(list, 'utf8').replace(/\n {2}group\('Rounds.*\n/, '\n'))
  expect(await findMissingRights(root)).toEqual([
    expect.objectContaining({ message: expect.stringContaining('the contract of GET is not in') }),
  ])
}, 60_000)

test('existing files are not overwritten', () => {
  const root = copyOfProject()
  const before = sourceFiles(root)
  const write = (file, path) => () => writeEndpoint(root, endpointNames('devices', file, path))
  expect(write('find-screens', '/api/v1/devices')).toThrow('GET /api/v1/devices already has an endpoint')
  expect(write('rename-device', '/api/v1/screens')).toThrow('devices already has an endpoint renameDevice')
  expect(write('change-device', '/api/v1/screens')).toThrow('server/change-device.ts already exists')
  expect(sourceFiles(root)).toEqual(before)
}, 60_000)

test('an endpoint is named and placed by its verb and noun', () => {
  const at = (file, path) => endpointNames('orders', file, path)
  expect(at('list-orders')).toMatchObject({ name: 'listOrders', method: 'GET', path: '/api/v1/orders', params: [] })
  expect(at('get-order')).toMatchObject({ method: 'GET', path: '/api/v1/orders/{id}', params: ['id'] })
  expect(at('create-order')).toMatchObject({ method: 'POST', path: '/api/v1/orders' })
  expect(at('pay-order')).toMatchObject({ method: 'POST', path: '/api/v1/orders/{id}/pay' })
  expect(at('pay-order', '/api/v1/till/{till}')).toMatchObject({ path: '/api/v1/till/{till}', params: ['till'] })
})

test.each([
  ['Orders', 'list-orders', undefined, 'the feature must be a name like queue, not "Orders"'],
  ['orders', 'orders', undefined, 'the use case must be a verb and a noun like rename-device, not "orders"'],
  ['orders', undefined, undefined, 'the use case must be a verb and a noun like rename-device, not ""'],
  ['orders', 'pay-order', '/orders', 'the path must be like /api/v1/devices/{id}/rename, not "/orders"'],
])('refuses an invalid name: %s %s %s', (feature, file, path, message) => {
  expect(() => endpointNames(feature, file, path)).toThrow(message)
})
