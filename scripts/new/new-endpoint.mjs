import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readText } from '../support/source-files.mjs'
import { withEntry, withImport, withImportLine } from './edit-module.mjs'
import { camelCase } from './endpoint-names.mjs'
import * as texts from './endpoint-texts.mjs'

const endpointType = "import type { Endpoint } from '@/lib/shared/endpoint'"

function contractWith(text, names) {
  const { feature: _, ...it } = names
  const fields = [names.params.length === 0 && 'none', names.method === 'GET' ? 'noBody' : 'none']
  const slugs = names.params.map((param) => texts.slugs[param])
  let changed = withImport(text, 'contract', '@/lib/shared/contract')
  for (const field of [...fields, ...slugs]) if (field) changed = withImport(changed, field, '@/lib/shared/fields')
  if (names.params.length > 0) changed = withImport(changed, 'z', 'zod')
  return `${withImportLine(changed, "import * as endpoints from './endpoints'")}${texts.contractText(it)}`
}

function routeWith(text, names) {
  if (new RegExp(`^export const ${names.method}\\b`, 'm').test(text))
    throw new Error(`${names.method} ${names.path} already has an endpoint: give another --path`)
  return texts.routeImports(names).reduce(withImportLine, text) + texts.routeLine(names)
}

function endpointsWith(text, names) {
  if (text.includes(`export const ${names.name} =`))
    throw new Error(`${names.feature} already has an endpoint ${names.name}`)
  return (text === '' ? `${endpointType}\n\n` : text) + texts.endpointLine(names)
}

/** Adds the contracts of a feature to the list of all. */
function listedIn(text, { feature }) {
  if (text.includes(`'@/lib/features/${feature}/contract'`)) return text
  const name = camelCase(feature)
  const line = `import * as ${name} from '@/lib/features/${feature}/contract'`
  return withEntry(
    withImportLine(text, line),
    'const contractGroups',
    `group(FILL_IN, FILL_IN, ${name}), // a name for its endpoints, and what they do`,
  )
}

/**
 * Every file of an endpoint, as `[path, change]`: `change` returns its new text from the current one, '' for a new
 * file.
 */
function changesFor(names) {
  const { feature, file, name, method, path } = names
  const home = `lib/features/${feature}`
  const folder = path.replaceAll(/\{(\w+)\}/g, '[$1]')
  return [
    [`${home}/endpoints.ts`, (text) => endpointsWith(text, names)],
    [`${home}/contract.ts`, (text) => contractWith(text, names)],
    [`${home}/server/${file}.ts`, () => texts.useCaseText(names)],
    [`${home}/server/${file}.db.test.ts`, () => texts.useCaseTestText(names)],
    [`app${folder}/route.ts`, (text) => routeWith(text, names)],
    ['app/rights/contracts.ts', (text) => listedIn(text, names)],
    [
      'test/rights/endpoint-entries.ts',
      (text) =>
        withEntry(text, 'export const entries', `${name}: FILL_IN, // how each actor asks: entries.ts has the kinds`),
    ],
    [
      'test/contract/good-requests.ts',
      (text) => withEntry(text, 'export const good:', `${name}: () => sendAs(FILL_IN, '${method}', FILL_IN),`),
    ],
    [`test/contract/${file}.contract.test.ts`, () => texts.contractTestText(names)],
  ]
}

/**
 * Writes the files of an endpoint below `root`. Returns their paths. Throws, and writes nothing, if one exists already.
 */
export function writeEndpoint(root, names) {
  const changes = changesFor(names).map(([path, change]) => {
    const before = existsSync(join(root, path)) ? readText(root, path) : ''
    return { path, before, after: change(before) }
  })
  const taken = changes.find(({ path, before }) => before !== '' && path.includes(`/${names.file}.`))
  if (taken) throw new Error(`${taken.path} already exists`)
  const written = changes.filter(({ before, after }) => before !== after)
  for (const { path, after } of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), after)
  }
  return written.map(({ path }) => path)
}
