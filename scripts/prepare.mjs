// Prepares a checkout for `start`, `dev`, `install` or `test`. Does only what changed contents require, and uses only
// Node's own modules, since it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentHash, stamp } from './support/content-stamp.mjs'
import { isInstalled } from './support/installed-packages.mjs'
import { linkPostgresLibraries } from './support/postgres-links.mjs'
import { withProcessLock } from './support/process-lock.mjs'
import { sourceFiles } from './support/source-files.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const oldestNode = [20, 19]
const modes = { install: generateTypes, dev: () => {}, start: build, test: build }
/** What a build leaves. */
const made = ['dist/server.mjs', 'dist/visit-part.mjs', '.next/BUILD_ID']
const swaggerFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE', 'NOTICE']

const mode = process.argv[2] ?? 'install'
if (!(mode in modes)) stop(`Use one of: ${Object.keys(modes).join(', ')}.`)
checkNode()
await withProcessLock(join(root, '.generated/prepare.lock'), () => {
  install()
  linkPostgresLibraries(root)
  generateClient()
  copySwagger()
  subsetFonts()
  modes[mode]()
})

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  stop(`Dawr needs Node ${oldestNode.join('.')} or newer (24 is recommended); this is ${process.version}.`)
}

function install() {
  const hash = contentHash(root, ['package.json', 'package-lock.json', '.npmrc'], `${process.platform} ${process.arch}`)
  const done = stamp(join(root, 'node_modules/.dawr-installed'))
  if (done.agrees(hash)) return
  if (!isInstalled(root)) {
    // The build needs the development packages too, whatever NODE_ENV is. No package may run an install script.
    run('Installing packages', 'npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'])
  }
  done.write(hash)
}

function generateClient() {
  const output = join(root, 'lib/server/generated/prisma/client.ts')
  const hash = contentHash(root, ['prisma/schema.prisma', 'node_modules/prisma/package.json'])
  const done = stamp(join(root, 'lib/server/generated/.stamp'))
  if (existsSync(output) && done.agrees(hash)) return
  // Without this variable every Prisma command downloads an engine that `generate` does not use.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }
  run('Generating the database client', process.execPath, ['node_modules/prisma/build/index.js', 'generate'], env)
  done.write(hash)
}

function copySwagger() {
  const from = join(root, 'node_modules/swagger-ui-dist')
  const to = join(root, 'public/vendor/swagger-ui')
  const hash = contentHash(root, ['node_modules/swagger-ui-dist/package.json'])
  const done = stamp(join(root, '.generated/swagger-ui.stamp'))
  if (done.agrees(hash) && swaggerFiles.every((name) => existsSync(join(to, name)))) return
  mkdirSync(to, { recursive: true })
  for (const name of swaggerFiles) copyFileSync(join(from, name), join(to, name))
  done.write(hash)
}

function subsetFonts() {
  const packages = ['ibm-plex-sans', 'ibm-plex-sans-arabic'].map((it) => `node_modules/@fontsource/${it}/package.json`)
  const hash = contentHash(root, ['app/fonts.css', 'scripts/subset-fonts.mjs', ...packages])
  const done = stamp(join(root, '.generated/fonts/.stamp'))
  if (done.agrees(hash)) return
  run('Making the small font files', process.execPath, ['scripts/subset-fonts.mjs'])
  done.write(hash)
}

/** What the compiler needs before the first build: the table of API routes, and Next's page types. */
function generateTypes() {
  const routes = sourceFiles(root, 'app').filter((path) => path.endsWith('/route.ts'))
  const table = stamp(join(root, '.generated/api-table.stamp'))
  const hash = contentHash(root, ['scripts/generate-api-table.mjs'], routes.join('\n'))
  if (!table.agrees(hash) || !existsSync(join(root, '.generated/api-table.ts'))) {
    run('Generating the API table', process.execPath, ['scripts/generate-api-table.mjs'])
    table.write(hash)
  }
  const ofNext = join(root, 'next-env.d.ts')
  const imports = existsSync(ofNext) ? [...readFileSync(ofNext, 'utf8').matchAll(/import "(.+)"/g)] : []
  if (imports.length === 0 || imports.some(([, path]) => !existsSync(join(root, path)))) {
    run('Generating types of pages', process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {
      NEXT_TELEMETRY_DISABLED: '1',
    })
  }
}

function build() {
  const hash = contentHash(root, builtFrom())
  const done = stamp(join(root, 'dist/.stamp'))
  if (done.agrees(hash) && made.every((path) => existsSync(join(root, path)))) return
  run('Building', process.execPath, ['scripts/build.mjs'])
  done.write(hash)
}

/** The inputs of the build. Tests are excluded, so that changing one does not trigger a build. */
function builtFrom() {
  const folders = /^(app|lib|worker|prisma|public|scripts\/demo)\//
  const files =
    /^(package(-lock)?\.json|tsconfig\.json|scripts\/(build|generate-api-table|empty-module|support\/(import-typescript|messages-for-react)|[\w-]+-for-browsers)\.[mc]js|(?!vitest|playwright|eslint)[\w.-]+\.(ts|mjs))$/
  const test = /\.(test|spec)\.tsx?$/
  return sourceFiles(root).filter((path) => (folders.test(path) || files.test(path)) && !test.test(path))
}

function run(title, command, args, env = {}) {
  console.error(`${title} …`)
  const began = Date.now()
  const { status, error, signal } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (status !== 0) stop(`${title} failed: ${error?.message ?? signal ?? `exit code ${status}`}.`)
  console.error(`${title}: ${((Date.now() - began) / 1000).toFixed(1)} s`)
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
