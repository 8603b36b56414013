import { Client } from 'pg'

/** What the audit of the tested server says about one request: its actions, in order. */
export async function entriesOf(requestId: string): Promise<string[]> {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  try {
    const { rows } = await client.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE request_id = $1 ORDER BY chain_id, seq',
      [requestId],
    )
    return rows.map((it) => it.action)
  } finally {
    await client.end()
  }
}
