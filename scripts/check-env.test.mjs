import { expect, test } from 'vitest'
import { findEnvDrift } from './check-env.mjs'
import { lines, plant } from './support/planted.mjs'

const schema = 'export const variables = z.object({\n  PORT: z.coerce.number(),\n  REDIS_URL: z\n    .string(),\n})\n'

test('reports variables that are missing on either side, and variables without a comment', () => {
  const root = plant({
    'lib/server/config/variables.ts': schema,
    '.env.example': '# Where to listen.\nPORT=3000\n\nHOST=\n',
  })
  expect(lines(findEnvDrift(root))).toEqual([
    'lib/server/config/variables.ts:3 REDIS_URL is not in .env.example',
    '.env.example:4 HOST is not read by lib/server/config',
    '.env.example:4 HOST has no comment on the line above',
  ])
})

test('accepts a variable that is commented out', () => {
  const root = plant({
    'lib/server/config/variables.ts': schema,
    '.env.example': '# Where to listen.\nPORT=3000\n# Fan-out between processes.\n# REDIS_URL=redis://127.0.0.1:6379\n',
  })
  expect(findEnvDrift(root)).toEqual([])
})

test('reports a missing example file', () => {
  expect(findEnvDrift(plant({ 'lib/server/config/variables.ts': schema }))).toHaveLength(1)
})
