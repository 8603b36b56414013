import pg from 'pg'

const perDayAndClinic = 250

// Tickets of past days, 250 a day in each clinic, each with all the rows of a finished ticket.
const statements = (tickets) => [
  // Foreign keys are not checked row by row while millions of rows are inserted.
  'SET session_replication_role = replica',
  'SET synchronous_commit = off',
  `CREATE TEMPORARY TABLE past AS
     SELECT gen_random_uuid() AS visit_id, gen_random_uuid() AS ticket_id, s.branch_id, s.id AS service_id, s.prefix,
       p.id AS service_point_id, i / (${perDayAndClinic} * s.clinics) AS days_ago, i / s.clinics % ${perDayAndClinic} + 1 AS sequence
     FROM generate_series(0, ${tickets - 1}) AS i
     JOIN (SELECT *, row_number() OVER (ORDER BY position, slug) - 1 AS place, count(*) OVER () AS clinics FROM service) s
       ON s.place = i % s.clinics
     JOIN LATERAL (SELECT service_point_id AS id FROM service_point_service WHERE service_id = s.id LIMIT 1) p ON true`,
  'ALTER TABLE past ADD day date, ADD at timestamptz',
  `UPDATE past SET day = current_date - 2 - days_ago::int,
     at = (current_date - 2 - days_ago::int) + time '06:00' + sequence * interval '2 minutes'`,
  `INSERT INTO visit (id, branch_id, visitor_id, business_date, link_hash, created_at)
     SELECT visit_id, branch_id, gen_random_uuid(), day, sha256(visit_id::text::bytea), at FROM past`,
  `INSERT INTO ticket (id, branch_id, visit_id, service_id, series_service_id, business_date, sequence, code, state,
       credit_from, source, service_point_id, call_count, called_at, started_at, ended_at, created_at, version)
     SELECT ticket_id, branch_id, visit_id, service_id, service_id, day, sequence, prefix || lpad(sequence::text, 3, '0'),
       'completed', at, 'phone', service_point_id, 1, at + interval '15 minutes', at + interval '16 minutes',
       at + interval '24 minutes', at, 4 FROM past`,
  `INSERT INTO ticket_transition (id, ticket_id, version, service_id, business_date, action, from_state, to_state, service_point_id, actor_kind, at)
     SELECT gen_random_uuid(), ticket_id, step.version, service_id, day, step.action, step.before, step.after, service_point_id,
       step.actor, past.at + step.after_join
     FROM past CROSS JOIN (VALUES
       (1, 'join', NULL, 'waiting', 'visitor', interval '0'), (2, 'call', 'waiting', 'called', 'staff', interval '15 minutes'),
       (3, 'start', 'called', 'in_service', 'staff', interval '16 minutes'),
       (4, 'finish', 'in_service', 'completed', 'staff', interval '24 minutes')) AS step (version, action, before, after, actor, after_join)`,
  `INSERT INTO queue_day (service_id, business_date, last_sequence, version, served)
     SELECT service_id, day, max(sequence), 4 * count(*), count(*) FROM past GROUP BY service_id, day ON CONFLICT DO NOTHING`,
  'DROP TABLE past',
]

/** Fills a database with this many finished tickets. */
export async function fillHistory(url, tickets) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements(tickets)) await client.query(statement)
    await client.query('VACUUM ANALYZE')
    await client.query('CHECKPOINT')
    const { rows } = await client.query(
      'SELECT count(*)::int AS tickets, pg_database_size(current_database()) AS bytes FROM ticket',
    )
    return { tickets: rows[0].tickets, megabytes: Math.round(Number(rows[0].bytes) / 2 ** 20) }
  } finally {
    await client.end()
  }
}
