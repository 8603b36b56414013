import { expect, test } from 'vitest'
import { findTableFaults } from './check-tables.mjs'
import { lines, plant } from './support/planted.mjs'

const schema = `model Ticket {\n  id String\n\n  @@map("ticket")\n}\nmodel QueueDay {\n  id String\n\n  @@map("queue_day")\n}\n`
const faults = (files) => lines(findTableFaults(plant({ 'prisma/schema.prisma': schema, ...files })))
const ask = 'call it through its server/public.ts'

test('a feature may use its own tables', () => {
  const files = {
    'lib/features/queue/server/take.ts': 'await tx.queueDay.findMany()\nawait tx.$queryRaw`SELECT 1 FROM ticket`\n',
  }
  expect(faults(files)).toEqual([])
})

test('another feature may not, neither through the model nor in SQL', () => {
  const files = {
    'lib/features/persons/server/read.ts': 'const rows = await db().ticket.findMany()\n',
    'lib/features/branches/server/days.ts': '\nawait tx.$executeRaw`UPDATE queue_day SET waiting = 0`\n',
    'lib/features/audit/server/names.ts': 'sql`SELECT id FROM a JOIN ticket t ON true`\n',
  }
  expect(faults(files)).toEqual([
    `lib/features/audit/server/names.ts:1 the table ticket belongs to queue: ${ask}`,
    `lib/features/branches/server/days.ts:2 the table queue_day belongs to queue: ${ask}`,
    `lib/features/persons/server/read.ts:1 the table ticket belongs to queue: ${ask}`,
  ])
})

test('the platform may not either, except in the listed parts', () => {
  const files = {
    'lib/server/events/hub.ts': 'await db().session.findMany()\n',
    'lib/server/identity/session.ts': 'await db().session.findMany()\n',
    'lib/server/health.ts': 'await db().$queryRaw`SELECT 1 FROM visit`\n',
    'prisma/schema.prisma': `${schema}model Session {\n  id String\n\n  @@map("session")\n}\n`,
  }
  expect(faults(files)).toEqual([
    `lib/server/events/hub.ts:1 the table session belongs to accounts: ${ask}`,
    `lib/server/health.ts:1 the table visit belongs to queue: ${ask}`,
  ])
})

test('every table has an owner', () => {
  expect(faults({ 'prisma/schema.prisma': 'model Invoice {\n  id String\n\n  @@map("invoice")\n}\n' })).toEqual([
    'prisma/schema.prisma:1 the table invoice has no owner in scripts/check-tables.mjs',
  ])
})
