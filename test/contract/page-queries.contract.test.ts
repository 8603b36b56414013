import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { visitorWithTurn } from './line'
import { send } from './send'

const database = new Client({ connectionString: process.env['DATABASE_URL'] })

beforeAll(async () => {
  await database.connect()
  // Needs shared_preload_libraries = pg_stat_statements, which the test servers have.
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
})
afterAll(() => database.end())

type Counted = { calls: number; query: string }

/** The statements that the server sent for one page, as counted by PostgreSQL. */
async function statementsOf(page: () => Promise<unknown>): Promise<Counted[]> {
  await database.query('SELECT pg_stat_statements_reset()')
  await page()
  // The hub checks the clock every 2 s, and health checks come at any time: neither belongs to a page.
  const { rows } = await database.query<Counted>(`
    SELECT calls::int, left(query, 120) AS query FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
    WHERE d.datname = current_database() AND query NOT LIKE '%pg_stat_statements%'
      AND query !~ '^SELECT [^*]*branch_clock' AND query !~ '^SELECT \\$1$'`)
  return rows
}

const pages: [string, string][] = [
  ['the home page of a stranger', '/ar'],
  ['the home page of a visitor with a turn', '/ar'],
  ['the page of a clinic', '/ar/join/lab'],
  ['the visit behind its secret link', '/ar/visit/{token}'],
  ['the console', '/ar/console'],
  ['the screen in the hall', '/ar/tv/main'],
  ['the page of devices', '/ar/admin/devices'],
  ['the page of programs', '/ar/admin/software'],
]

test.each(pages)('%s needs at most six queries', async (name, path) => {
  const visitor = await visitorWithTurn({ service: 'vitals', room: 'room-1' })
  const token = visitor.ticket.link.replace('/visit/', '')
  const known = name.includes('visitor') || path.includes('join')
  const { clerk, owner } = inject('sessions')
  const staff = path.endsWith('console') ? clerk : path.includes('/admin/') ? owner : null
  const cookie = staff ?? (known ? visitor.cookie : '')
  const open = async (): Promise<void> => {
    // A new address each time: public pages are kept for a second.
    const answer = await send('GET', `${path.replace('{token}', token)}?${randomUUID()}`, { cookie })
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  }
  // Jobs and the shared set-up can only add queries, so the minimum of several counts is the page's own.
  const counts: number[] = []
  let statements: Counted[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    statements = await statementsOf(open)
    counts.push(statements.reduce((sum, it) => sum + it.calls, 0))
  }
  expect(Math.min(...counts), 'the counting itself works').toBeGreaterThan(0)
  expect(Math.min(...counts), statements.map((it) => `${it.calls} × ${it.query}`).join('\n')).toBeLessThanOrEqual(6)
})
