// A PostCSS plugin that rewrites Tailwind's output for the oldest browsers of docs/decisions/044: no cascade layers,
// no `:is` and `:where`, and older units before the new ones. scripts/check-built-files.mjs checks the result.
const { plainSelectors } = require('./support/plain-selectors.cjs')

/** Older browsers drop a whole rule that has one of these, so it must not contain other selectors. */
const newerPseudo = /:(?:has|dir)\(|:popover-open|:open\b|:user-(?:in)?valid/

const hasSibling = (declaration) => declaration.prev()?.prop === declaration.prop

/** Puts the layers in the order of their declaration, then the rules outside of any layer, which override them. */
function flattenLayers(root) {
  const order = []
  const contents = new Map()
  root.walkAtRules('layer', (layer) => {
    const names = layer.params.split(',').map((name) => name.trim())
    for (const name of names) if (!order.includes(name)) order.push(name)
    if (!layer.nodes) return void layer.remove()
    if (layer.parent !== root) throw layer.error('a layer inside another rule cannot be flattened')
    contents.set(names[0], [...(contents.get(names[0]) ?? []), ...layer.nodes])
    layer.remove()
  })
  const flat = order.flatMap((name) => contents.get(name) ?? [])
  root.prepend(...flat)
}

function splitRule(rule) {
  if (rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return
  const selectors = plainSelectors(rule.selector)
  const older = selectors.filter((selector) => !newerPseudo.test(selector))
  const newer = selectors.filter((selector) => newerPseudo.test(selector))
  for (const selector of older.length > 0 ? newer : newer.slice(1)) rule.cloneAfter({ selector })
  const own = older.length > 0 ? older.join(',') : newer[0]
  if (own !== rule.selector) rule.selector = own
}

/** The container of the hall screen is about 55 % of its height and 60 % of its width. */
const containerParts = { h: [0.55, 'vh'], w: [0.6, 'vw'] }

function olderUnits(value) {
  return value.replace(/([\d.]+)[dsl]v([hw])\b/g, '$1v$2').replace(/([\d.]+)cq([hw])\b/g, (_, number, side) => {
    const [share, unit] = containerParts[side]
    return `${Math.round(Number(number) * share * 100) / 100}${unit}`
  })
}

function addOlderUnits(declaration) {
  const value = olderUnits(declaration.value)
  if (value !== declaration.value && !hasSibling(declaration)) declaration.cloneBefore({ value })
}

module.exports = () => ({
  postcssPlugin: 'css-for-browsers',
  OnceExit(root) {
    flattenLayers(root)
    const rules = []
    root.walkRules((rule) => void rules.push(rule))
    rules.forEach(splitRule)
    root.walkDecls(addOlderUnits)
  },
})
module.exports.postcss = true
