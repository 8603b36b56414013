import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

/** All texts of a namespace as a map from dotted key to text. */
export function flatten(messages, prefix = '') {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The arguments and plurals of a text: `{ args: Set<'name:kind'>, plurals: [{ arg, ordinal, forms }] }`. */
export function shapeOf(text) {
  const shape = { args: new Set(), plurals: [] }
  collect(parse(text, { ignoreTag: false }), shape)
  return shape
}

function collect(elements, shape) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    shape.args.add(`${element.value}:${kindOf(element)}`)
    if (element.type === TYPE.tag) collect(element.children, shape)
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue
    if (element.type === TYPE.plural) {
      const forms = Object.keys(element.options)
      shape.plurals.push({ arg: element.value, ordinal: element.pluralType === 'ordinal', forms })
    }
    for (const option of Object.values(element.options)) collect(option.value, shape)
  }
}

/** A number may be printed plainly in one language and pluralised in the other. */
function kindOf({ type }) {
  if (type === TYPE.tag) return 'tag'
  if (type === TYPE.select) return 'select'
  if (type === TYPE.date || type === TYPE.time) return 'date'
  return 'value'
}
