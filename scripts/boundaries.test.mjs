import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './support/check.mjs'
import { plant } from './support/planted.mjs'
import { runCommand } from './support/run-command.mjs'

const tsconfig = JSON.stringify({
  compilerOptions: { module: 'esnext', moduleResolution: 'bundler', paths: { '@/*': ['./*'] } },
})
const contract = {
  'lib/features/queue/contract.ts': 'export type TicketDto = { id: string }\nexport const schema = 1\n',
}

async function broken(files) {
  const root = plant({ 'tsconfig.json': tsconfig, ...files })
  const config = join(projectRoot, '.dependency-cruiser.cjs')
  const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0]))]
  const { output } = await runCommand(
    process.execPath,
    [
      join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      config,
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: root },
  )
  const { summary } = JSON.parse(output.slice(output.indexOf('{')))
  return [...new Set(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`))].sort()
}

test('client code may not import server code, even through a third file', async () => {
  const files = {
    'lib/client/open.ts': "export * from '../shared/between'\n",
    'lib/shared/between.ts': "export * from '../server/log'\n",
    'lib/server/log.ts': 'export const log = 1\n',
  }
  expect(await broken(files)).toEqual([
    'client-never-reaches-server: lib/client/open.ts → lib/server/log.ts',
    'shared-depends-on-nothing: lib/shared/between.ts → lib/server/log.ts',
  ])
})

test('client code imports only types from a contract', async () => {
  const typed = {
    ...contract,
    'lib/features/queue/client/a.ts': "import type { TicketDto } from '../contract'\nexport type A = TicketDto\n",
  }
  const loaded = {
    ...contract,
    'lib/features/queue/client/a.ts': "import { schema } from '../contract'\nexport const a = schema\n",
  }
  expect(await broken(typed)).toEqual([])
  expect(await broken(loaded)).toEqual([
    'browser-loads-no-validator: lib/features/queue/client/a.ts → lib/features/queue/contract.ts',
  ])
})

test('features import each other only through pure files and server/public.ts', async () => {
  const files = {
    ...contract,
    'lib/features/queue/server/join-queue.ts': [
      "export * from '@/lib/features/branches/server/public'",
      "export * from '@/lib/features/branches/server/save-branch'",
      "export * from '@/lib/features/branches/rules'",
    ].join('\n'),
    'lib/features/persons/server/read-person.ts': "export * from '@/lib/features/queue/contract'\n",
    'lib/features/persons/client/card.tsx': "export * from '@/lib/features/queue/client/line'\n",
    'lib/features/queue/client/line.tsx': 'export const line = 1\n',
    'lib/features/branches/server/public.ts': "export * from './save-branch'\n",
    'lib/features/branches/server/save-branch.ts': 'export const save = 1\n',
    'lib/features/branches/rules.ts': 'export const isOpen = 1\n',
  }
  expect(await broken(files)).toEqual([
    'features-through-public-file: lib/features/persons/client/card.tsx → lib/features/queue/client/line.tsx',
    'features-through-public-file: lib/features/queue/server/join-queue.ts → lib/features/branches/rules.ts',
    'features-through-public-file: lib/features/queue/server/join-queue.ts → lib/features/branches/server/save-branch.ts',
  ])
})

test('rules are pure, the platform imports no feature, imports have no cycles', async () => {
  const files = {
    'lib/features/queue/rules.ts': "import { log } from '../../server/log'\nexport const order = log\n",
    'lib/server/log.ts': "import { order } from '../features/queue/rules'\nexport const log = order\n",
  }
  expect((await broken(files)).map((line) => line.split(':')[0])).toEqual([
    'contract-and-rules-are-pure',
    'no-circular',
    'platform-imports-no-feature',
  ])
})

test('type imports count for cycles too, and none comes from a screen', async () => {
  const files = {
    'lib/features/devices/client/devices-screen.tsx':
      "export * from './add-device'\nexport type Choice = { slug: string }\n",
    'lib/features/devices/client/add-device.tsx':
      "import type { Choice } from './devices-screen'\nexport type Props = { choice: Choice }\n",
  }
  expect((await broken(files)).map((line) => line.split(':')[0])).toEqual(['no-circular', 'no-types-from-screens'])
})
