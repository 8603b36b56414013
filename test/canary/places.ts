import { Client } from 'pg'
import type { Place } from './canary'

/** Every table as plain text, as in a dump. */
export async function tablesOf(databaseUrl: string): Promise<Place[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT CASE schemaname WHEN 'public' THEN tablename ELSE format('%s.%I', schemaname, tablename) END AS name
       FROM pg_tables WHERE schemaname IN ('public', 'pgboss') ORDER BY 1`,
    )
    const places: Place[] = []
    for (const { name } of rows) {
      const dump = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)
      places.push({ name: `table ${name}`, text: dump.rows.map((it) => it.row).join('\n') })
    }
    return places
  } finally {
    await client.end()
  }
}

/** Public endpoints, as another visitor sees them. */
export async function publicAnswers(url: string): Promise<Place[]> {
  const paths = [
    '/api/v1/services?branch=main',
    '/api/v1/branches/main',
    '/api/v1/queues/eyes/status?branch=main',
    '/api/v1/tickets',
    '/api/v1/health',
    '/api/v1/health/metrics',
    '/api/v1/openapi.json',
    '/api/v1/staff',
    '/api/v1/nothing-here',
    '/ar',
    '/en',
    '/ar/tv/main',
    '/ar/join/eyes',
    '/ar/nothing-here',
    '/ar/sign-in',
  ]
  const read = async (path: string): Promise<Place> => ({
    name: `GET ${path}`,
    text: await (await fetch(url + path)).text(),
  })
  return Promise.all(paths.map(read))
}
