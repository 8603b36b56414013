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

/** The index of the last compound of a selector, after its last combinator; 0 for a single compound. */
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

/** The pseudo-class whose brackets are open at the end of `before`, such as `:has(`; null if none is. */
function insideOf(before) {
  const open = /(:[\w-]+\()[^()]*$/.exec(before)
  return open ? open[1] : null
}

/** `before` with the group replaced by one of its selectors. */
function joined(before, inside) {
  const around = insideOf(before)
  if (around === ':not(') throw new Error(`${before}:is(${inside}) has no plain form`)
  if (around) return before + inside
  const own = lastCompoundAt(before)
  const at = lastCompoundAt(inside)
  if (own === before.length) return before + inside
  // `A *`, as for the direction of writing, which is set on the root: A contains everything.
  if (own > 0 && inside.endsWith(' *')) return inside.slice(0, -1) + before
  if (own > 0 && at > 0) throw new Error(`${before}:is(${inside}) has no plain form`)
  // Both describe the same subject; its ancestors in the group come first.
  const subject = inside.slice(at).replace(/^\*(?=$|[.#:[])/, '')
  const compound = before.slice(own)
  const isTag = /^[a-z]/i.test(subject)
  return before.slice(0, own) + inside.slice(0, at) + (isTag ? subject + compound : compound + subject)
}

/** The same selector list without `:is` and `:where`, which browsers before 2021 lack; its specificity may be higher. */
function plainSelectors(list) {
  return partsOf(list).flatMap((selector) => {
    const group = firstGroup(selector)
    if (!group) return [selector]
    return partsOf(group.inside).flatMap((one) => plainSelectors(joined(group.before, one) + group.after))
  })
}

module.exports = { plainSelectors }
