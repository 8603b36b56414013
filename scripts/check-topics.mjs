// The stream carries every declared kind of topic, and no event can contain user-written text: events are stored in the
// log in plain text, so their bodies consist of ids, codes, numbers, times and texts of the set-up.
import { z } from 'zod'
import { runCheck } from './support/check.mjs'
import { loadRights } from './support/rights-bundle.mjs'

const list = 'app/rights/topics.ts'
const at = (file, message) => ({ file, line: 1, message })
const isKind = (it) => typeof it === 'object' && it !== null && 'access' in it && 'parameter' in it
const camel = (name) => name.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase())

function unlisted({ declared, topicSources }) {
  const carried = new Set(topicSources.map(({ kind }) => kind))
  return declared.flatMap(([file, module]) =>
    Object.values(module)
      .filter((it) => isKind(it) && !carried.has(it))
      .map(({ name }) => at(file, `the kind ${name} is not in ${list}: no stream carries it`)),
  )
}

/** Kinds that share a name, parameters that are already in use, and a snapshot type that is not an event. */
function clashes({ topicSources }) {
  const [names, words] = [new Set(), new Set(['branch', 'since'])]
  return topicSources.flatMap(({ kind: { name, parameter, events, snapshot } }) => {
    const faults = []
    if (names.has(name)) faults.push(`two kinds are called ${name}`)
    names.add(name)
    for (const word of [parameter.name, parameter.alias].filter((it) => it !== undefined)) {
      if (words.has(word)) faults.push(`${name}: the parameter ${word} already has another meaning`)
      words.add(word)
    }
    if (snapshot !== undefined && !(snapshot in events)) faults.push(`${name}: ${snapshot} is not one of its events`)
    return faults.map((message) => at(list, message))
  })
}

/** Sample texts that a format for ids and codes rejects, and a format for free text accepts. */
const words = ['Sara Ali', 'سارة', 'call me, please']

const isBounded = ({ format, pattern, enum: values, const: value }) =>
  values !== undefined ||
  value !== undefined ||
  ['uuid', 'date', 'date-time'].includes(format) ||
  (pattern !== undefined && !words.some((it) => new RegExp(pattern, 'u').test(it)))

/** The schemas of an array's items. A tuple has one for each place, and for what follows only if it says so. */
const itemsOf = ({ prefixItems, items }) => (prefixItems ? [...prefixItems, ...(items ? [items] : [])] : [items ?? {}])

/**
 * The parts of a body that could contain something that does not belong into the log; `name` is the field's name, `all`
 * the named schemas and the names of sealed columns.
 */
function faultsIn(node, path, name, all) {
  if (node.$ref) return faultsIn(all.$defs[node.$ref.replace('#/$defs/', '')], path, name, all)
  if (node.isSetUpText || node.type === 'null' || node.const !== undefined) return []
  if (all.secret.has(name)) return [`${path} has the name of a sealed column`]
  const parts = node.anyOf ?? node.oneOf ?? node.allOf
  if (parts) return parts.flatMap((it) => faultsIn(it, path, name, all))
  if (Array.isArray(node.type)) return node.type.flatMap((type) => faultsIn({ ...node, type }, path, name, all))
  switch (node.type) {
    case 'object':
      if (node.additionalProperties) return [`${path} takes fields of any name`]
      return Object.entries(node.properties ?? {}).flatMap(([key, it]) => faultsIn(it, `${path}.${key}`, key, all))
    case 'array':
      return itemsOf(node).flatMap((it) => faultsIn(it, `${path}[]`, name, all))
    case 'string':
      return isBounded(node) ? [] : [`${path} can hold any text: restrict it to the format of an id or a code`]
    case 'number':
    case 'integer':
    case 'boolean':
      return []
    default:
      return [`${path} can hold anything`]
  }
}

function wordsOfPeople({ topicSources, sealedColumns, localisedText }) {
  const secret = new Set(sealedColumns.map(({ column }) => camel(column.replace(/_sealed$/, ''))))
  const mark = ({ zodSchema, jsonSchema }) => {
    if (zodSchema === localisedText) jsonSchema.isSetUpText = true
  }
  return topicSources.flatMap(({ kind }) =>
    Object.entries(kind.events).flatMap(([type, schema]) => {
      const { $defs, ...body } = z.toJSONSchema(schema, { override: mark, unrepresentable: 'any' })
      return faultsIn(body, type, '', { $defs, secret }).map((message) => at(list, `${kind.name}: ${message}`))
    }),
  )
}

/** Kinds of topic that are not carried, that clash, or whose events could contain user-written text. */
export async function findTopicFaults(root) {
  const rights = await loadRights(root, {
    [list.replace(/\.ts$/, '')]: ['topicSources'],
    'lib/server/personal-data/sealed-columns': ['sealedColumns'],
    'lib/shared/fields': ['localisedText'],
  })
  return [...unlisted(rights), ...clashes(rights), ...wordsOfPeople(rights)]
}

await runCheck(import.meta.url, findTopicFaults)
