import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { projectRoot } from './check.mjs'

let imports = 0

/**
 * Imports a module given as TypeScript source, in which `@/` is `root`. It is bundled into a file below `root`, so that
 * its packages are found. Throws errors of the bundler and the module.
 */
export async function importTypeScript(root, contents) {
  const folder = join(root, '.generated/imports')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${process.pid}-${++imports}.mjs`)
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
