import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { projectRoot } from './check.mjs'
import { sourceFiles } from './source-files.mjs'

/** The folders of `app/api` that answer, as addresses: `/api/v1/tickets/[id]`. */
function apiAddresses(root) {
  return sourceFiles(root, 'app/api')
    .filter((path) => path.endsWith('/route.ts'))
    .map((path) => path.slice('app'.length, -'/route.ts'.length))
}

let loads = 0

/**
 * Loads what a project says of rights, and every module that answers under `/api` by its address. `exports` names what
 * is wanted of which file: `{ 'app/rights/pages': ['pages'] }`.
 */
export async function loadRights(root, exports) {
  const addresses = apiAddresses(root)
  const contents = [
    ...addresses.map((address, i) => `import * as route${i} from '@/app${address}/route'`),
    `export const routes = [${addresses.map((address, i) => `[${JSON.stringify(address)}, route${i}]`).join(', ')}]`,
    ...Object.entries(exports).map(([path, names]) => `export { ${names.join(', ')} } from '@/${path}'`),
  ].join('\n')
  const folder = join(root, '.generated/rights')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `rights-${process.pid}-${++loads}.mjs`)
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': root.replace(/[/\\]$/, ''), 'server-only': join(projectRoot, 'scripts/empty-module.mjs') },
    logLevel: 'silent',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile)
  }
}
