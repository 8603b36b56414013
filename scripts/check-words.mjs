// Text that must not be committed: to-do notes, placeholder text, and local paths.
import { findInLines, runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const text = /\.(tsx?|mjs|cjs|json|css|md|sql|prisma|ya?ml|toml|conf|sh|svg|html|txt|example)$|(^|\/)(run|Dockerfile)$/
const exempt = /^(package-lock\.json|scripts\/check-words\.(test\.)?mjs|scripts\/new(\.mjs|\/[\w.-]+))$/
const mayNamePaths = /^(scripts|bench|test|e2e)\/|\.(test|spec)\.(tsx?|mjs)$/
const words = [
  [/\b(TODO|FIXME|XXX)\b/, 'a to-do note: do it, or file an issue'],
  [/\blorem ipsum\b/i, 'placeholder text: write the real one'],
]
const gap = [/\bFILL_IN\b/, 'a gap left by `npm run new`: fill it in']
const path = [/(?<![\w.~-])\/(work|tmp|root|home)\/\w/, 'a local path: use a setting or os.tmpdir()']

/** Unwanted text in the project's files. */
export function findWords(root) {
  return sourceFiles(root)
    .filter((file) => text.test(file) && !exempt.test(file))
    .flatMap((file) => {
      const rules = [...words, ...(mayNamePaths.test(file) ? [] : [path]), ...(file.endsWith('.md') ? [] : [gap])]
      return findInLines(file, readText(root, file), (line) =>
        rules.flatMap(([pattern, why]) => (pattern.test(line) ? [`"${pattern.exec(line)[0]}" is ${why}`] : [])),
      )
    })
}

await runCheck(import.meta.url, findWords)
