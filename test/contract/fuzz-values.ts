import fc from 'fast-check'
import { z } from 'zod'

const invisible = [
  '\u202eabc',
  'أحمد\u202edمحم',
  '\u2066x\u2069',
  '\ufeff',
  '\u200b',
  '\u061c',
  '\u{e0041}',
  '\u200d\u200d',
]
const broken = ['\u0000', 'a\u0000b', '\ud800', '\udfff', 'x\udc00', '\u001b[31m', 'a\r\nSet-Cookie: a=b', '\u2028']
const digits = [
  '٤٢',
  '٠١٢٣٤٥٦٧٨٩',
  '۱۲۳۴۵۶',
  '１２３４５６',
  '+٩٦٦٥٠٠٠٠٠٠٠٠',
  '-0',
  '1e999',
  '0x10',
  '9'.repeat(40),
  'NaN',
]
const injected = [
  "' OR 1=1 --",
  '"; DROP TABLE ticket; --',
  '%',
  '_%_',
  '\\',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=HYPERLINK("x")',
  '../../etc/passwd',
  '%00',
  '%s%n',
]
const strange = ['', ' ', '__proto__', 'constructor', 'null', 'undefined', 'İ', 'ß', 'ﷺ', '🏳️‍🌈', 'a\u0301'.repeat(20)]
const dates = [
  '2026-13-45',
  '0000-00-00',
  '9999-12-31T23:59:59.999Z',
  '-271821-04-20T00:00:00Z',
  '2026-11-22T25:00:00Z',
]
const huge = ['x'.repeat(5_000), 'م'.repeat(3_000), '\u0301'.repeat(1_000)]

/** Texts that are known to break programs. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...invisible, ...broken, ...digits, ...injected, ...strange, ...dates, ...huge),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** Any JSON value. */
export const wrong: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.integer(),
  fc.constantFrom<unknown>(null, [], {}, [[]], true, { __proto__: { role: 'owner' } }),
)

type Field = {
  type?: string
  properties?: Shape
  items?: Field
  anyOf?: Field[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}
export type Shape = Record<string, Field>

/** The fields of a JSON Schema. */
export function shapeOf(schema: z.ZodType): Shape {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Field
  return described.properties ?? {}
}

function textFor({ format, minLength = 0, maxLength }: Field): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((it) => it.toISOString())
  const known = fc.constantFrom(
    'derma',
    'lab',
    'eyes',
    'main',
    'room-1',
    'a clerk',
    'خالد العتيبي',
    '0500000000',
    '135792',
  )
  const edges = [minLength, minLength - 1, ...(maxLength === undefined ? [] : [maxLength, maxLength + 1])]
  return fc.oneof(known, fc.constantFrom(...edges.filter((it) => it >= 0).map((length) => 'x'.repeat(length))))
}

function numberFor({ minimum = -1, maximum = 2 ** 31 }: Field): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }),
    fc.constantFrom(minimum, minimum - 1, maximum, maximum + 1, 0, 1.5, 2 ** 53, -(2 ** 63)),
  )
}

/** Values that a field accepts, or nearly. */
function fitting(field: Field): fc.Arbitrary<unknown> {
  if (field.const !== undefined) return fc.constant(field.const)
  if (field.enum) return fc.constantFrom(...field.enum)
  if (field.anyOf) return fc.oneof(...field.anyOf.map(fitting))
  if (field.properties) return bodyFor(field.properties)
  if (field.type === 'array') return fc.array(field.items ? fitting(field.items) : wrong, { maxLength: 4 })
  if (field.type === 'integer' || field.type === 'number') return numberFor(field)
  if (field.type === 'boolean') return fc.boolean()
  return field.type === 'string' ? textFor(field) : wrong
}

const anyOf = (field: Field): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: fitting(field) }, { weight: 1, arbitrary: hostile }, { weight: 1, arbitrary: wrong })

const more = fc.dictionary(fc.oneof(hostile, fc.constantFrom('id', 'role', 'branchId', 'state', 'version')), wrong, {
  maxKeys: 2,
})

/** Bodies for a schema: mostly with its fields, often hostile, sometimes with unknown fields, sometimes none at all. */
export function bodyFor(shape: Shape): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, anyOf(field)]))
  const known = fc.record(fields, { requiredKeys: [] })
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(fields) },
    { weight: 2, arbitrary: known },
    fc.tuple(known, more).map(([one, other]) => ({ ...one, ...other })),
    wrong,
  )
}

/** A valid body with one field replaced, removed, or an unknown one added. */
export function spoilt(body: Record<string, unknown>): fc.Arbitrary<unknown> {
  const names = Object.keys(body)
  if (names.length === 0) return wrong
  const name = fc.constantFrom(...names)
  return fc.oneof(
    fc.tuple(name, wrong).map(([it, value]) => ({ ...body, [it]: value })),
    name.map((it) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== it))),
    more.map((others) => ({ ...others, ...body })),
  )
}
