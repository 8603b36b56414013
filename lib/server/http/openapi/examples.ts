import 'server-only'
import type { Json, Schemas } from './schemas'

const ofFormat: Record<string, unknown> = {
  uuid: '01a201db-1a42-7c3e-9b54-6f0d2c8e7a10',
  'date-time': '2026-11-22T06:04:25.785Z',
  date: '2026-11-22',
}

/**
 * An example of a schema: its own (`.meta({ examples })`), or one put together from those of its parts. An optional
 * field without one is left out, one that may be null is null. Throws where an example is missing.
 */
export function exampleOf(schemas: Schemas, schema: Json): unknown {
  const own = (it: Json): readonly unknown[] | undefined => it['examples'] as unknown[] | undefined
  const it = own(schema) ? schema : schemas.resolve(schema)
  const [given] = own(it) ?? []
  if (given !== undefined) return given
  if ('const' in it) return it['const']
  if ('default' in it) return it['default']
  if (Array.isArray(it['enum'])) return it['enum'][0]
  if (it['type'] === 'null' || Array.isArray(it['type']) || isNullable(it)) return null
  const places = it['prefixItems'] as Json[] | undefined
  if (places) return places.map((one) => exampleOf(schemas, one))
  if (it['type'] === 'array') return [exampleOf(schemas, it['items'] as Json)]
  if (it['type'] === 'object') return exampleOfObject(schemas, it)
  const known = ofFormat[String(it['format'])]
  if (known === undefined) throw new Error(`no example: ${JSON.stringify(it)}`)
  return known
}

const isNullable = ({ anyOf }: Json): boolean =>
  Array.isArray(anyOf) && anyOf.some((one: Json) => one['type'] === 'null')

function exampleOfObject(schemas: Schemas, it: Json): Json {
  const required = new Set((it['required'] as string[] | undefined) ?? [])
  const properties = Object.entries((it['properties'] ?? {}) as Record<string, Json>)
  const shown = properties.filter(([name, one]) => required.has(name) || one['examples'] !== undefined)
  return Object.fromEntries(shown.map(([name, one]) => [name, exampleOf(schemas, one)]))
}
