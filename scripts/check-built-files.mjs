// Checks that the oldest browsers of docs/decisions/044 can parse the built scripts and styles. Runs at the end of a build.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { runCheck } from './support/check.mjs'

const target = ['chrome87', 'safari15', 'ios15']
/** Lowered by esbuild for one rare fault of Chrome before 91, and for characters newer than Safari 15; both are harmless. */
const supported = { 'optional-chain': true, 'regexp-unicode-property-escapes': true }

/** Functions that the oldest browsers lack; `at` of arrays is defined by lib/ui/page-guard-script.ts. */
const newerFunctions =
  /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|isWellFormed|toWellFormed|withResolvers|requestSubmit\(\)|groupBy)\(|\bObject\.hasOwn\(|\bAbortSignal\.(?:timeout|any)\(|\.randomUUID\(/

/** Loaded only by browsers without modules, which are much older. */
const notLoaded = /^chunks\/polyfills-\w+\.js$/

function problemsOfScript(code) {
  const print = (options) =>
    transformSync(code, { ...options, minifyWhitespace: true, legalComments: 'none', logLevel: 'silent' }).code
  const [lowered, asIs] = [print({ target, supported }), print({ target: 'esnext' })]
  const problems = []
  if (lowered !== asIs) {
    const at = [...asIs].findIndex((char, index) => char !== lowered[index])
    problems.push(`syntax newer than the oldest browser: ${asIs.slice(Math.max(0, at - 40), at + 40)}`)
  }
  const newer = newerFunctions.exec(code)
  if (newer) problems.push(`a function newer than the oldest browser: ${newer[0]}`)
  return problems
}

function problemsOfStyle(css) {
  const problems = []
  const found = /@layer|@container|(?<!\\):(?:is|where)\(/.exec(css)
  if (found) problems.push(`newer than the oldest browser: ${found[0]}`)
  for (const [rule, selectors, body] of css.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    if (/:(?:has|dir)\(/.test(selectors) && /,(?![^(]*\))/.test(selectors))
      problems.push(`a selector that older browsers reject shares a rule with others: ${rule.slice(0, 80)}`)
    for (const { 1: property, 2: value, index } of body.matchAll(/([\w-]+):([^;]*\d(?:[dsl]v[hw]|cq\w+)\b[^;]*)/g)) {
      const hasOlder = body
        .slice(0, index)
        .split(';')
        .some((one) => one.startsWith(`${property}:`))
      if (!hasOlder) problems.push(`${property}:${value} has no older unit before it`)
    }
  }
  return problems
}

export function findNewerThanFloor(root) {
  const folder = join(root, '.next/static')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => /\.(?:js|css)$/.test(file) && !notLoaded.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const problems = file.endsWith('.js') ? problemsOfScript(text) : problemsOfStyle(text)
      return problems.map((message) => ({ file: `.next/static/${file}`, line: 1, message }))
    })
}

await runCheck(import.meta.url, findNewerThanFloor)
