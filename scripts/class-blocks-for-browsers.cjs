// A loader of webpack for Next's browser code, which has `static { … }` blocks: browsers before 2021 (Safari: 2023) do
// not read a file with one at all.
const { transformSync } = require('esbuild')

module.exports = function lowerClassBlocks(code) {
  if (!/static\s*\{/.test(code)) return code
  return transformSync(code, { loader: 'js', target: 'esnext', supported: { 'class-static-blocks': false } }).code
}
