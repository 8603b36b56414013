/** Splits at top-level commas. */
function partsOf(list) {
  const parts = ['']
  let depth = 0
  for (let i = 0; i < list.length; i++) {
    const char = list[i]
    if (char === '\\') {
      parts[parts.length - 1] += char + list[++i]
      continue
    }
    if (char === '(' || char === '[') depth++
    if (char === ')' || char === ']') depth--
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim())
}

/** The first `:is(…)` or `:where(…)`, as `{ before, inside, after }`; null when there is none. */
function firstGroup(selector) {
  const found = /(?<!\\):(?:is|where)\(/.exec(selector)
  if (!found) return null
  const start = found.index + found[0].length
  let end = start
  for (let depth = 1; depth > 0; end++) {
    if (selector[end] === '\\') end++
    else if (selector[end] === '(') depth++
    else if (selector[end] === ')') depth--
  }
  return { before: selector.slice(0, found.index), inside: selector.slice(start, end - 1), after: selector.slice(end) }
}

/** Where the last compound of a selector begins, behind its last combinator; 0 for a compound alone. */
function lastCompoundAt(selector) {
  let depth = 0
  let at = 0
  for (let i = 0; i < selector.length; i++) {
    if (selector[i] === '\\') i++
    else if ('(['.includes(selector[i])) depth++
    else if (')]'.includes(selector[i])) depth--
    else if (depth === 0 && ' >+~'.includes(selector[i])) at = i + 1
  }
  return at
}

/** The pseudo-class in whose brackets the end of `before` stands, as `:has(`; null outside of any. */
function insideOf(before) {
  const open = /(:[\w-]+\()[^()]*$/.exec(before)
  return open ? open[1] : null
}

/** `before` with one of a group's selectors in the group's place. */
function joined(before, inside) {
  const around = insideOf(before)
  if (around === ':not(') throw new Error(`${before}:is(${inside}) has no plain form`)
  if (around) return before + inside
  const own = lastCompoundAt(before)
  const at = lastCompoundAt(inside)
  if (own === before.length) return before + inside
  // `A *`, as for the direction of writing, which stands on the root: A is above everything.
  if (own > 0 && inside.endsWith(' *')) return inside.slice(0, -1) + before
  if (own > 0 && at > 0) throw new Error(`${before}:is(${inside}) has no plain form`)
  // The subject of both; what stands before it in the group comes first.
  const subject = inside.slice(at).replace(/^\*(?=$|[.#:[])/, '')
  const compound = before.slice(own)
  const isTag = /^[a-z]/i.test(subject)
  return before.slice(0, own) + inside.slice(0, at) + (isTag ? subject + compound : compound + subject)
}

/** The same selector list without `:is` and `:where`, which browsers before 2021 do not know; it weighs more then. */
function plainSelectors(list) {
  return partsOf(list).flatMap((selector) => {
    const group = firstGroup(selector)
    if (!group) return [selector]
    return partsOf(group.inside).flatMap((one) => plainSelectors(joined(group.before, one) + group.after))
  })
}

module.exports = { plainSelectors }
