// Limits of file size, and rules for file names.
import { basename } from 'node:path'
import { runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const code = /\.(tsx?|mjs|cjs|css)$/
const bannedName = /(^|-)(utils?|helpers?|common|misc)$/
const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const libFolders = ['features', 'server', 'client', 'ui', 'i18n', 'shared']

function limitOf(path) {
  if (/^app\/.*\/route\.ts$/.test(path)) return 60
  return /\.(test|spec)\.(tsx?|mjs)$/.test(path) ? 400 : 300
}

function nameFaults(path) {
  const file = basename(path)
  const folders = path.split('/').slice(0, -1)
  const stem = file.replace(/\..*$/, '')
  const faults = []
  // next-pwa looks for the service worker's source at exactly this name.
  const isBarrel = /^index\.(tsx?|mjs)$/.test(file) && path !== 'worker/index.ts'
  if (isBarrel) faults.push('index files are barrels: import from the defining file')
  for (const name of [...folders, stem]) {
    if (bannedName.test(name)) faults.push(`"${name}" is too vague: name the content`)
  }
  if (!kebabCase.test(file)) faults.push(`"${file}" is not kebab-case`)
  if (folders[0] === 'lib' && !libFolders.includes(folders[1])) {
    faults.push(`lib has only ${libFolders.join(', ')}: put it into one of these`)
  }
  return faults
}

/** Files that are too long, barrels, vague names and misplaced files. */
export function findSizesAndNames(root) {
  return sourceFiles(root)
    .filter((path) => code.test(path))
    .flatMap((path) => {
      const lines = readText(root, path).trimEnd().split('\n').length
      const limit = limitOf(path)
      const tooLong =
        lines > limit ? [{ file: path, line: limit + 1, message: `${lines} lines, ${limit} at most` }] : []
      return [...tooLong, ...nameFaults(path).map((message) => ({ file: path, line: 1, message }))]
    })
}

await runCheck(import.meta.url, findSizesAndNames)
