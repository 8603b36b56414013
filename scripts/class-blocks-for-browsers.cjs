// A webpack loader for Next's browser code, which has `static { … }` blocks: browsers before 2021 (Safari: 2023) cannot
// parse a file that has one.
const { transformSync } = require('esbuild')

module.exports = function lowerClassBlocks(code) {
  if (!/static\s*\{/.test(code)) return code
  return transformSync(code, { loader: 'js', target: 'esnext', supported: { 'class-static-blocks': false } }).code
}
