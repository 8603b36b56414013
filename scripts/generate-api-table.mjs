// Writes .generated/api-table.ts: every app/api/**/route.ts under the path of its folders, for the production host.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const api = join(root, 'app/api')

const folders = readdirSync(api, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name === 'route.ts')
  .map((entry) => relative(join(root, 'app'), entry.parentPath).split(sep).join('/'))
  .sort()

const imports = folders.map((folder, i) => `import * as route${i} from '@/app/${folder}/route'`)
const entries = folders.map((folder, i) => `  ['/${folder}', route${i}],`)
const text = `// Generated from the folders of app/api by scripts/generate-api-table.mjs.
import type { ApiModule } from '@/lib/server/host/api-router'
${imports.join('\n')}

export const apiTable: readonly [string, ApiModule][] = [
${entries.join('\n')}
]
`
mkdirSync(join(root, '.generated'), { recursive: true })
writeFileSync(join(root, '.generated/api-table.ts'), text)
