import { z } from 'zod'
import type { Contract } from '@/lib/shared/contract'

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  format?: string
  pattern?: string
  minimum?: number
}

const schemaOf = (type: z.ZodType): Schema =>
  z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as unknown as Schema

/** A slug, such as a branch's: must exist. */
const slugPattern = '^[a-z0-9][a-z0-9_-]{0,39}$'

/** Whether the field is free text: no enum, id or slug. */
const takesText = (it: Schema): boolean =>
  it.type === 'string' && !it.enum && it.format !== 'uuid' && it.pattern !== slugPattern

function fieldsOf(it: Schema, path: string): string[] {
  if (takesText(it)) return [path]
  const within = Object.entries(it.properties ?? {}).flatMap(([name, part]) =>
    fieldsOf(part, path ? `${path}.${name}` : name),
  )
  const others = [...(it.anyOf ?? []), ...(it.items ? [it.items] : [])].flatMap((part) => fieldsOf(part, path))
  return [...new Set([...within, ...others])]
}

/** The paths of all texts in the body of a contract. */
export const textFields = ({ body }: Contract): string[] => fieldsOf(schemaOf(body), '')

/** The names of all parameters of a contract's query. */
export const queryNames = ({ query }: Contract): string[] => Object.keys(schemaOf(query).properties ?? {})

/** A body in which every text is the result of `word` for its path, and everything else is well formed. */
export function bodyWith(contract: Contract, word: (path: string) => string): unknown {
  const fill = (it: Schema, path: string): unknown => {
    if (takesText(it)) return word(path)
    if (it.enum) return it.enum[0]
    if (it.format === 'uuid') return '00000000-0000-7000-8000-000000000000'
    if (it.pattern === slugPattern) return path.endsWith('service') ? 'eyes' : 'main'
    if (it.type === 'integer' || it.type === 'number') return it.minimum ?? 1
    if (it.type === 'boolean') return true
    if (it.type === 'array') return it.items ? [fill(it.items, path)] : []
    if (it.properties)
      return Object.fromEntries(
        Object.entries(it.properties).map(([name, part]) => [name, fill(part, path ? `${path}.${name}` : name)]),
      )
    return it.anyOf?.[0] ? fill(it.anyOf[0], path) : undefined
  }
  return fill(schemaOf(contract.body), '')
}

/** The value at a path of a sent body. */
export function textAt(body: unknown, path: string): string[] {
  const [head, ...rest] = path.split('.')
  if (Array.isArray(body)) return body.flatMap((it) => textAt(it, path))
  if (head === undefined || head === '') return typeof body === 'string' ? [body] : []
  if (typeof body !== 'object' || body === null) return []
  const value = (body as Record<string, unknown>)[head]
  return rest.length === 0 ? (typeof value === 'string' ? [value] : []) : textAt(value, rest.join('.'))
}
