import { Client } from 'pg'

/** The audit actions of the tested server for one request, in order. */
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
