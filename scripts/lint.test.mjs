import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import { projectRoot } from './support/check.mjs'
import { plant } from './support/planted.mjs'

const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, jsx: 'react-jsx', module: 'esnext', moduleResolution: 'bundler', types: [] },
  include: ['**/*.ts', '**/*.tsx'],
})

const broken = {
  'lib/server/floating.ts': 'export async function save() {}\nsave()\n',
  'lib/server/misused.ts':
    'export async function may() { return true }\nexport function go() { if (may()) return 1\n return 0 }\n',
  'lib/shared/loose.ts': 'export const a: any = 1\n',
  'lib/shared/env.ts': 'export const port = process.env.PORT\n',
  'lib/features/queue/client/ask.ts': "export const ask = () => fetch('/api/v1/tickets')\n",
  'lib/ui/card.tsx': 'export default function Card() { return null }\n',
  'app/[locale]/page.tsx': "'use client'\nexport default function Page() { return null }\n",
  'lib/shared/excused.ts': '/* eslint-disable */\nexport const a: any = 1\n',
  'e2e/join.spec.ts':
    "import { expect, test } from 'playwright/test'\ntest('waits', async ({ page }) => {\n  await page.waitForTimeout(5)\n  await expect(page).toHaveURL('/')\n})\ntest.skip('later', async ({ page }) => {\n  await expect(page).toHaveURL('/')\n})\n",
}

const sound = {
  'lib/client/page-start.tsx': "export const isLive = process.env.NODE_ENV === 'production'\n",
  'app/[locale]/(visitor)/page.tsx': 'export default function Page() { return null }\n',
  'lib/server/config/config.ts': 'export const port = process.env.PORT\n',
  'lib/client/api-client.ts': "export const ask = () => fetch('/api/v1/tickets')\n",
}

async function rulesByFile(files) {
  const root = plant({ 'tsconfig.json': tsconfig, ...files })
  const eslint = new ESLint({ cwd: root, overrideConfigFile: join(projectRoot, 'eslint.config.mjs') })
  const results = await eslint.lintFiles(
    ['app', 'lib', 'e2e'].filter((it) => Object.keys(files).some((path) => path.startsWith(it))),
  )
  return Object.fromEntries(
    results
      .filter(({ messages }) => messages.length > 0)
      .map(({ filePath, messages }) => [
        filePath.slice(root.length + 1),
        [...new Set(messages.map(({ ruleId, message }) => ruleId ?? message))],
      ]),
  )
}

test('reports violations of the lint rules', async () => {
  expect(await rulesByFile(broken)).toMatchObject({
    'lib/server/floating.ts': ['@typescript-eslint/no-floating-promises'],
    'lib/server/misused.ts': ['@typescript-eslint/no-misused-promises'],
    'lib/shared/loose.ts': ['@typescript-eslint/no-explicit-any'],
    'lib/shared/env.ts': ['no-restricted-syntax'],
    'lib/features/queue/client/ask.ts': ['no-restricted-globals'],
    'lib/ui/card.tsx': ['no-restricted-syntax'],
    'app/[locale]/page.tsx': ['no-restricted-syntax'],
    'lib/shared/excused.ts': expect.arrayContaining(['@typescript-eslint/no-explicit-any']),
    'e2e/join.spec.ts': ['playwright/no-wait-for-timeout', 'playwright/no-skipped-test'],
  })
})

test('allows the same code where it belongs', async () => {
  expect(await rulesByFile(sound)).toEqual({})
})
