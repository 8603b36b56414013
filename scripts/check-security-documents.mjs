// The tests named in docs/security must exist, and every attack and every requirement must have a test or a reason.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck } from './support/check.mjs'
import { readText } from './support/source-files.mjs'

const model = 'docs/security/threat-model.md'
const list = 'docs/security/asvs.md'
const attacks = Array.from({ length: 25 }, (_, i) => `A${i + 1}`)

/** OWASP ASVS 5.0.0: all of level 1, then the chosen requirements of the other levels. */
const levelOne = `1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2 6.1.1
  6.2.1-8 6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5 11.3.1-2 11.4.1 12.1.1 12.2.1-2
  13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1`
const more = `2.3.3-4 2.4.1 3.3.2-4 3.4.3-8 4.1.3 5.2.3 5.3.3 6.2.9-12 6.3.3 6.5.1 7.3.1-2 7.4.3-5 8.2.3 8.3.2 8.4.1 14.2.2
  14.3.2-3 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3`

const numbersIn = (text) =>
  text.split(/\s+/).flatMap((part) => {
    const [, head, from, to = from] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(part)
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${head}.${Number(from) + i}`)
  })

const rowsOf = (text) =>
  text.split('\n').flatMap((line, index) => {
    const cells = line.startsWith('| ') ? line.slice(1, -1).split('|') : []
    return cells.length > 1 ? [{ line: index + 1, name: cells[0].trim(), last: cells.at(-1).trim() }] : []
  })

const namedTest = /`([^`]+\.(?:test|spec)\.(?:ts|mjs))`((?:[\s,;]*“[^”]+”)*)/g

/** Tests that a document names but that do not exist. */
function missingTests(root, file, text) {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(namedTest)].flatMap(([, path, quoted]) => {
      const at = (message) => ({ file, line: index + 1, message })
      if (!existsSync(join(root, path))) return [at(`${path} does not exist`)]
      const titles = [...quoted.matchAll(/“([^”]+)”/g)].map(([, title]) => title)
      if (titles.length === 0) return [at(`${path}: name the tests`)]
      const source = readText(root, path)
      return titles.filter((title) => !source.includes(title)).map((title) => at(`${path} has no test “${title}”`))
    }),
  )
}

const isAnswered = (cell) =>
  /\.(test|spec)\.(ts|mjs)`/.test(cell) || /(^|\. )(Not applicable|Not yet|By reading|By hand): \S/.test(cell)

/** Rows that are missing, duplicated, or neither tested nor explained. */
function rowFaults(file, text, wanted, what) {
  const rows = rowsOf(text)
  const missing = wanted
    .map((name) => ({ name, count: rows.filter((row) => row.name === name).length }))
    .filter(({ count }) => count !== 1)
    .map(({ name, count }) => ({ file, line: 1, message: `${what} ${name} is there ${count} times` }))
  const open = rows
    .filter(({ name, last }) => wanted.includes(name) && !isAnswered(last))
    .map(({ name, line }) => ({ file, line, message: `${what} ${name} has neither a test nor a reason` }))
  return [...missing, ...open]
}

/** Claims of the security documents that do not hold. */
export function findUnkeptPromises(root) {
  const documents = [model, list]
  const absent = documents.filter((file) => !existsSync(join(root, file)))
  if (absent.length > 0) return absent.map((file) => ({ file, line: 1, message: 'is missing' }))
  const [attacked, required] = documents.map((file) => readText(root, file))
  return [
    ...missingTests(root, model, attacked),
    ...missingTests(root, list, required),
    ...rowFaults(model, attacked, attacks, 'attack'),
    ...rowFaults(list, required, [...numbersIn(levelOne), ...numbersIn(more)], 'requirement'),
  ]
}

await runCheck(import.meta.url, findUnkeptPromises)
