// .env.example must explain every variable of the configuration, and no other.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const example = '.env.example'
const variable = /^\s+([A-Z][A-Z0-9_]+):\s/
const assignment = /^#?\s?([A-Z][A-Z0-9_]+)=/

function declared(root) {
  return sourceFiles(root, 'lib/server/config')
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((file) =>
      readText(root, file)
        .split('\n')
        .flatMap((text, index) => {
          const name = variable.exec(text)?.[1]
          return name === undefined ? [] : [{ name, file, line: index + 1 }]
        }),
    )
}

function documented(root) {
  const lines = readText(root, example).split('\n')
  return lines.flatMap((text, index) => {
    const name = assignment.exec(text)?.[1]
    if (name === undefined) return []
    const above = lines[index - 1] ?? ''
    const explained = above.startsWith('#') && !assignment.test(above) && /\w/.test(above)
    return [{ name, line: index + 1, explained }]
  })
}

/** Variables without an explanation, and explanations without a variable. */
export function findEnvDrift(root) {
  if (!existsSync(join(root, example))) return [{ file: example, line: 1, message: 'is missing' }]
  if (!existsSync(join(root, 'lib/server/config'))) {
    return [{ file: 'lib/server/config', line: 1, message: 'is missing' }]
  }
  const inCode = declared(root)
  const inExample = documented(root)
  const explainedNames = new Set(inExample.map(({ name }) => name))
  const names = new Set(inCode.map(({ name }) => name))
  return [
    ...inCode
      .filter(({ name }) => !explainedNames.has(name))
      .map(({ name, file, line }) => ({ file, line, message: `${name} is not in ${example}` })),
    ...inExample
      .filter(({ name }) => !names.has(name))
      .map(({ name, line }) => ({ file: example, line, message: `${name} is not read by lib/server/config` })),
    ...inExample
      .filter(({ explained }) => !explained)
      .map(({ name, line }) => ({ file: example, line, message: `${name} has no comment on the line above` })),
  ]
}

await runCheck(import.meta.url, findEnvDrift)
