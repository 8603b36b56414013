import { expect, test } from 'vitest'
import { findTreeGaps } from './check-architecture.mjs'
import { lines, plant } from './support/planted.mjs'

const tree = `# Architecture

## Tree
\`\`\`
app/                    routes
  api/                  endpoints
lib/features/<noun>/    queue, branches
  server/               use cases
lib/server/             the platform        lib/ui/        looks
server.ts               the host            worker/        service worker
\`\`\`
`

const files = {
  'docs/architecture.md': tree.replace('worker/  ', 'docs/  '),
  'app/api/v1/route.ts': '',
  'lib/features/queue/contract.ts': '',
  'lib/features/branches/contract.ts': '',
  'lib/server/log.ts': '',
  'lib/ui/button.tsx': '',
  'server.ts': '',
}

test('a tree that matches the repository has no findings', () => {
  expect(findTreeGaps(plant(files))).toEqual([])
})

test('reports folders and features that the tree leaves out', () => {
  const more = { ...files, 'ops/nginx/dawr.conf': '', 'lib/shared/ids.ts': '', 'lib/features/chat/contract.ts': '' }
  expect(lines(findTreeGaps(plant(more)))).toEqual([
    'docs/architecture.md:3 the tree does not name ops/',
    'docs/architecture.md:3 the tree does not name lib/shared/',
    'docs/architecture.md:3 the tree does not name the feature chat',
  ])
})

test('reports folders and features that do not exist', () => {
  const { 'lib/ui/button.tsx': _, 'lib/features/branches/contract.ts': __, ...fewer } = files
  expect(lines(findTreeGaps(plant(fewer)))).toEqual([
    'docs/architecture.md:3 the tree names lib/ui/, which does not exist',
    'docs/architecture.md:3 the tree names the feature branches, which does not exist',
  ])
})

test('reports a document without a tree', () => {
  expect(lines(findTreeGaps(plant({ 'docs/architecture.md': '# Architecture\n' })))).toEqual([
    'docs/architecture.md:1 the tree does not name docs/',
  ])
})
