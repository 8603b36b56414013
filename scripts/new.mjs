// npm run new -- endpoint <feature> <verb-noun> [--path=/api/v1/…]: generates the files of an endpoint, with FILL_IN in
// each place to complete. The checks fail until all are filled in.
import { join } from 'node:path'
import { endpointNames } from './new/endpoint-names.mjs'
import { writeEndpoint } from './new/new-endpoint.mjs'
import { projectRoot } from './support/check.mjs'
import { runCommand } from './support/run-command.mjs'
import { readText } from './support/source-files.mjs'

const usage = 'npm run new -- endpoint <feature> <verb-noun> [--path=/api/v1/devices/{id}/rename]'
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const path = process.argv.find((word) => word.startsWith('--path='))?.slice('--path='.length)

try {
  const [kind, feature, file, ...more] = words
  if (kind !== 'endpoint' || more.length > 0) throw new Error(`usage: ${usage}`)
  const names = endpointNames(feature, file, path)
  const written = writeEndpoint(projectRoot, names)
  const biome = join(projectRoot, 'node_modules/.bin/biome')
  await runCommand(biome, ['check', '--write', ...written], { cwd: projectRoot })
  console.log(`${names.method} ${names.path}\n`)
  for (const it of written) {
    readText(projectRoot, it)
      .split('\n')
      .forEach((line, i) => line.includes('FILL_IN') && console.log(`${it}:${i + 1}  ${line.trim()}`))
  }
  console.log(`
Then:
- a new error code: lib/shared/errors.ts and lib/i18n/messages/{ar,en}/errors.json
- a text of the screen that calls it: lib/i18n/messages/{ar,en}
- the document of rights: node scripts/check-rights-document.mjs --write
- npm run verify names what is still to be filled in; npm test -- --only=db,contract tests it`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
