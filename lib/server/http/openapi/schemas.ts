import 'server-only'
import { z } from 'zod'

/** A JSON Schema, or a part of an OpenAPI document. */
export type Json = { [key: string]: unknown }

const isJson = (it: unknown): it is Json => typeof it === 'object' && it !== null && !Array.isArray(it)

const inComponents = (ref: string): string => ref.replace('#/$defs/', '#/components/schemas/')

/** Removes what says nothing to a reader: the patterns behind formats, and the limits of safe integers. */
function withoutNoise(it: Json): Json {
  const { pattern, minimum, maximum, ...rest } = it
  return {
    ...rest,
    ...(pattern !== undefined && it['format'] === undefined && { pattern }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
  }
}

/** `{ "anyOf": [{ "type": "string" }, { "type": "null" }] }` as `{ "type": ["string", "null"] }`. */
function withTypeOrNull(it: Json): Json {
  const { anyOf, ...rest } = it
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return it
  const [some, none] = anyOf as Json[]
  if (none?.['type'] !== 'null' || typeof some?.['type'] !== 'string' || some['enum'] !== undefined) return it
  return { ...some, type: [some['type'], 'null'], ...rest }
}

function readable(it: unknown): unknown {
  if (Array.isArray(it)) return it.map(readable)
  if (!isJson(it)) return it
  const all = Object.fromEntries(
    Object.entries(it).map(([key, value]) => [
      key,
      key === '$ref' ? inComponents(String(value)) : key === 'examples' ? value : readable(value),
    ]),
  )
  return withTypeOrNull(withoutNoise(all))
}

/** Answers may grow: only what refuses unknown fields as input is closed. */
function keepOpen({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  const { def } = zodSchema._zod
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema['additionalProperties']
}

/** A schema without the examples inside it: an example of the whole stands beside it. */
export function withoutExamples(it: unknown): unknown {
  if (Array.isArray(it)) return it.map(withoutExamples)
  if (!isJson(it)) return it
  const { examples, ...rest } = it
  const isKeyword = Array.isArray(examples)
  return Object.fromEntries(Object.entries(isKeyword ? rest : it).map(([key, value]) => [key, withoutExamples(value)]))
}

/** The schemas of a document. Those that have an id (`.meta({ id })`) become components, the same wherever they are used. */
export class Schemas {
  readonly components: Record<string, Json> = {}

  /** The JSON Schema of what is sent (`input`) or answered (`output`). */
  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    // As a property, a schema with an id becomes a reference too.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), {
      io,
      override: keepOpen as NonNullable<z.core.ToJSONSchemaParams['override']>,
    })
    for (const [id, it] of Object.entries($defs)) this.add(id, readable(it) as Json)
    return readable(properties?.['it']) as Json
  }

  private add(id: string, it: Json): void {
    const known = this.components[id]
    if (known && JSON.stringify(known) !== JSON.stringify(it)) throw new Error(`the schema ${id} has two forms`)
    this.components[id] = it
  }

  /** The schema behind a reference; any other as it is. */
  resolve(it: Json): Json {
    const id = typeof it['$ref'] === 'string' ? it['$ref'].split('/').at(-1) : undefined
    return id === undefined ? it : (this.components[id] ?? it)
  }
}
