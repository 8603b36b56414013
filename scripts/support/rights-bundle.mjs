import { importTypeScript } from './import-typescript.mjs'
import { sourceFiles } from './source-files.mjs'

/** The folders of `app/api` that answer, as addresses: `/api/v1/tickets/[id]`. */
function apiAddresses(root) {
  return sourceFiles(root, 'app/api')
    .filter((path) => path.endsWith('/route.ts'))
    .map((path) => path.slice('app'.length, -'/route.ts'.length))
}

/**
 * Loads what a project says of rights, and every module that answers under `/api` by its address. `exports` lists the
 * names wanted from each file: `{ 'app/rights/pages': ['pages'] }`.
 */
export function loadRights(root, exports) {
  const addresses = apiAddresses(root)
  const contents = [
    ...addresses.map((address, i) => `import * as route${i} from '@/app${address}/route'`),
    `export const routes = [${addresses.map((address, i) => `[${JSON.stringify(address)}, route${i}]`).join(', ')}]`,
    ...Object.entries(exports).map(([path, names]) => `export { ${names.join(', ')} } from '@/${path}'`),
  ].join('\n')
  return importTypeScript(root, contents)
}
