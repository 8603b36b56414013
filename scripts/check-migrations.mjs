// Migrations are named by time, never edited once listed, and safe under traffic. `node scripts/check-migrations.mjs
// --list` adds new ones to the checksum file; listed ones are never changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findInLines, projectRoot, runCheck } from './support/check.mjs'
import { readText, sourceFiles } from './support/source-files.mjs'

const folder = 'prisma/migrations'
const checksums = `${folder}/checksums.txt`
const goodName = /^20\d{12}_[a-z][a-z0-9_]*$/
const command = /\bprisma['", ]+(migrate|db)\b/
const mayRun =
  /^(scripts|\.ci|\.github|ops|app|lib|bench)\/.*(\.(tsx?|mjs|cjs|sh|ya?ml|service)|Dockerfile|\/run)$|^package\.json$|^[\w.-]+\.(ts|mjs)$/
const itself = /^scripts\/check-migrations\.(test\.)?mjs$/

const sqlOf = (name) => `${folder}/${name}/migration.sql`
const hashOf = (root, name) =>
  createHash('sha256')
    .update(readText(root, sqlOf(name)))
    .digest('hex')

function migrationsOf(root) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function listed(root) {
  if (!existsSync(join(root, checksums))) return new Map()
  const lines = readText(root, checksums).trim().split('\n')
  return new Map(lines.map((line) => line.split('  ')).map(([hash, name]) => [name, hash]))
}

function checkNames(root, names) {
  return names.flatMap((name) => {
    if (!goodName.test(name))
      return [{ file: `${folder}/${name}`, line: 1, message: 'is not named <yyyymmddhhmmss>_<what_it_does>' }]
    return existsSync(join(root, sqlOf(name))) ? [] : [{ file: sqlOf(name), line: 1, message: 'is missing' }]
  })
}

function checkSums(root, names) {
  const known = listed(root)
  const gone = [...known.keys()].filter((name) => !names.includes(name))
  return [
    ...gone.map((name) => ({ file: checksums, line: 1, message: `${name} is listed, but its folder is gone` })),
    ...names
      .filter((name) => existsSync(join(root, sqlOf(name))))
      .flatMap((name) => {
        const sum = known.get(name)
        if (sum === hashOf(root, name)) return []
        const message =
          sum === undefined
            ? `is not in ${checksums}: run node scripts/check-migrations.mjs --list`
            : 'was edited after it was listed: write a new migration instead'
        return [{ file: sqlOf(name), line: 1, message }]
      }),
  ]
}

/** Squawk knows which statements lock a busy table; `.squawk.toml` lists the rules that we do not use. */
function checkSafety(root, names) {
  const files = names.map(sqlOf).filter((file) => existsSync(join(root, file)))
  if (files.length === 0) return []
  const squawk = join(projectRoot, 'node_modules/squawk-cli/js/bin/squawk')
  const args = [squawk, '--config', join(projectRoot, '.squawk.toml'), '--reporter', 'Json', ...files]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0 && !stdout.trim().startsWith('[')) throw new Error(`squawk: ${stderr || stdout}`)
  return JSON.parse(stdout || '[]').map((it) => ({
    file: it.file,
    line: it.line + 1,
    message: `${it.rule_name}: ${it.message}`,
  }))
}

/** With the engine switched off, Prisma's own migration commands do nothing and report success. */
function checkCommands(root) {
  return sourceFiles(root)
    .filter((file) => mayRun.test(file) && !itself.test(file))
    .flatMap((file) =>
      findInLines(file, readText(root, file), (line) =>
        command.test(line) && !/^\s*(\/\/|#|\*|\/\*)/.test(line)
          ? ['calls a migration command of Prisma: use lib/server/db/migrate.ts']
          : [],
      ),
    )
}

/** Errors in names, checksums and SQL of the migrations. */
export function findMigrationFaults(root) {
  const names = migrationsOf(root)
  return [...checkNames(root, names), ...checkSums(root, names), ...checkSafety(root, names), ...checkCommands(root)]
}

if (process.argv.includes('--list')) {
  const known = listed(projectRoot)
  const fresh = migrationsOf(projectRoot).filter((name) => !known.has(name))
  for (const name of fresh) appendFileSync(join(projectRoot, checksums), `${hashOf(projectRoot, name)}  ${name}\n`)
  console.log(`${fresh.length} new`)
} else {
  await runCheck(import.meta.url, findMigrationFaults)
}
