import pg from 'pg'

/** Reads and writes the event log directly, bypassing the server. */
export class EventSql {
  private constructor(
    private readonly client: pg.Client,
    readonly branchId: string,
  ) {}

  static async open(databaseUrl: string): Promise<EventSql> {
    const client = new pg.Client({ connectionString: databaseUrl })
    // A failing test leaves it open, and its database is then dropped.
    client.on('error', () => undefined)
    await client.connect()
    const { rows } = await client.query<{ branch_id: string }>('SELECT branch_id FROM branch_clock')
    return new EventSql(client, rows[0]?.branch_id ?? '')
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows
  }

  /** The topic of the public state of a clinic. */
  async queueTopic(slug: string): Promise<string> {
    const [row] = await this.query<{ id: string }>('SELECT id FROM service WHERE slug = $1', [slug])
    return `queue:${row?.id}`
  }

  /** The current cursor. */
  async head(): Promise<string> {
    const [row] = await this.query<{ head: string }>(
      `SELECT epoch || '.' || seq AS head FROM branch_clock WHERE branch_id = $1`,
      [this.branchId],
    )
    return row?.head ?? ''
  }

  /** The numbers of the events of some topics after a position. */
  async seqsAfter(seq: number, topics: readonly string[]): Promise<number[]> {
    const rows = await this.query<{ seq: string }>(
      'SELECT seq FROM event_log WHERE branch_id = $1 AND seq > $2 AND topic = ANY($3) ORDER BY seq',
      [this.branchId, seq, topics],
    )
    return rows.map((row) => Number(row.seq))
  }

  /** Commits events without publishing them, each with `size` bytes of padding; returns the cursor after them. */
  async commitUnpublished(topic: string, count: number, size = 0): Promise<string> {
    await this.query(
      `WITH clock AS (
         UPDATE branch_clock SET seq = seq + $3::int WHERE branch_id = $1 RETURNING seq
       )
       INSERT INTO event_log (branch_id, seq, topic, type, body)
       SELECT $1, clock.seq - $3::int + n, $2, 'padding_update', jsonb_build_object('n', n, 'pad', repeat('x', $4::int))
       FROM clock, generate_series(1, $3::int) AS n`,
      [this.branchId, topic, count, size],
    )
    return this.head()
  }

  close(): Promise<void> {
    return this.client.end()
  }
}
