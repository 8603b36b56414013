import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { findMigrationFaults } from './check-migrations.mjs'
import { lines, plant } from './support/planted.mjs'

const sql =
  "SET LOCAL lock_timeout = '3s';\nSET LOCAL statement_timeout = '60s';\nCREATE TABLE IF NOT EXISTS a (id uuid PRIMARY KEY);\n"
const sum = createHash('sha256').update(sql).digest('hex')
const name = '20261122000000_first'
const good = {
  [`prisma/migrations/${name}/migration.sql`]: sql,
  'prisma/migrations/checksums.txt': `${sum}  ${name}\n`,
}

test('accepts a listed, safe migration', () => {
  expect(lines(findMigrationFaults(plant(good)))).toEqual([])
})

test('reports an edited, an unlisted and a missing migration', () => {
  const root = plant({
    [`prisma/migrations/${name}/migration.sql`]: `${sql}-- more\n`,
    'prisma/migrations/20261123000000_second/migration.sql': sql,
    'prisma/migrations/checksums.txt': `${sum}  ${name}\n${sum}  20261121000000_lost\n`,
  })
  expect(lines(findMigrationFaults(root)).map((line) => line.split(':')[0])).toEqual([
    'prisma/migrations/checksums.txt',
    `prisma/migrations/${name}/migration.sql`,
    'prisma/migrations/20261123000000_second/migration.sql',
  ])
})

test('reports bad names and missing files', () => {
  const messages = lines(findMigrationFaults(plant({ 'prisma/migrations/Second/notes.md': '' })))
  expect(messages).toEqual(['prisma/migrations/Second:1 is not named <yyyymmddhhmmss>_<what_it_does>'])
})

test('reports a statement that would block a busy table', () => {
  const risky = `${sql}ALTER TABLE ticket ALTER COLUMN code SET NOT NULL;\n`
  const hash = createHash('sha256').update(risky).digest('hex')
  const root = plant({
    [`prisma/migrations/${name}/migration.sql`]: risky,
    'prisma/migrations/checksums.txt': `${hash}  ${name}\n`,
  })
  expect(lines(findMigrationFaults(root))).toEqual([
    expect.stringMatching(/migration\.sql:4 adding-not-nullable-field: /),
  ])
})

test('reports calls of migration commands that would have no effect', () => {
  const root = plant({ ...good, 'scripts/deploy.mjs': "run('npx prisma migrate deploy')\n// never prisma migrate\n" })
  expect(lines(findMigrationFaults(root))).toEqual([
    'scripts/deploy.mjs:1 calls a migration command of Prisma: use lib/server/db/migrate.ts',
  ])
})
