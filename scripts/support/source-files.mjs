import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that are installed, generated or local: never source. */
const notOurs = new Set([
  'node_modules',
  '.git',
  '.next',
  '.generated',
  'dist',
  'data',
  'lib/server/generated',
  'public/vendor',
  'test-results',
  'playwright-report',
])

const notOurFile =
  /^public\/(sw|swe-worker-.*|workbox-.*|worker-.*|fallback-.*)\.js(\.map)?$|^next-env\.d\.ts$|\.tsbuildinfo$|^\.env$/

/** Every file of the project under `root`, as sorted paths with `/`, relative to `root`. */
export function sourceFiles(root, under = '') {
  const found = []
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!notOurs.has(path) && entry.name !== 'node_modules') walk(path)
      } else if (entry.isFile() && !notOurFile.test(path)) {
        found.push(path)
      }
    }
  }
  walk(under)
  return found.sort()
}

/** The text of one file of the project. */
export function readText(root, path) {
  return readFileSync(join(root, path), 'utf8')
}
