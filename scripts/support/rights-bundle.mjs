import { importTypeScript } from './import-typescript.mjs'
import { sourceFiles } from './source-files.mjs'

/** The API folders as paths: `/api/v1/tickets/[id]`. */
function apiAddresses(root) {
  return sourceFiles(root, 'app/api')
    .filter((path) => path.endsWith('/route.ts'))
    .map((path) => path.slice('app'.length, -'/route.ts'.length))
}

/** The files in which features declare their kinds of topic. */
const topicFiles = (root) => sourceFiles(root, 'lib').filter((path) => /^lib\/features\/[^/]+\/topics\.ts$/.test(path))

/**
 * Loads the access declarations of a project: `routes`, every module under `/api` by its path; `declared`, the exports
 * of each feature's `topics.ts` by file; and `exports` of named files: `{ 'app/rights/pages': ['pages'] }`.
 */
export function loadRights(root, exports) {
  const [addresses, topics] = [apiAddresses(root), topicFiles(root)]
  const contents = [
    ...addresses.map((address, i) => `import * as route${i} from '@/app${address}/route'`),
    `export const routes = [${addresses.map((address, i) => `[${JSON.stringify(address)}, route${i}]`).join(', ')}]`,
    ...topics.map((path, i) => `import * as topics${i} from '@/${path.replace(/\.ts$/, '')}'`),
    `export const declared = [${topics.map((path, i) => `[${JSON.stringify(path)}, topics${i}]`).join(', ')}]`,
    ...Object.entries(exports).map(([path, names]) => `export { ${names.join(', ')} } from '@/${path}'`),
  ].join('\n')
  return importTypeScript(root, contents)
}
