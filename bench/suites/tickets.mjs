import pg from 'pg'
import { startPostgres } from '../../scripts/servers/postgres.mjs'
import { throwAwayFolder } from '../../scripts/servers/server-process.mjs'
import { takeTurns } from '../load/joiners.mjs'
import { startClinic } from '../peers/dawr.mjs'
import { quantiles, round, spread } from '../platform/numbers.mjs'
import { undisturbed } from '../platform/quiet.mjs'
import { ranged, table } from '../platform/report.mjs'
import { family, usage } from '../platform/usage.mjs'

const service = 'lab'
const failingShare = 0.2

// The clock's row changes once per transaction, whatever the number of tickets. Half of the failures look like a
// conflict with another transaction, which a server may retry; half like an unexpected error.
const failures = `
  CREATE SEQUENCE bench_failed;
  CREATE FUNCTION bench_fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  DECLARE chance double precision := random();
  BEGIN
    IF chance >= ${failingShare} THEN RETURN NULL; END IF;
    PERFORM nextval('bench_failed');
    IF chance < ${failingShare / 2} THEN RAISE EXCEPTION 'made to fail' USING ERRCODE = 'serialization_failure'; END IF;
    RAISE EXCEPTION 'made to fail' USING ERRCODE = 'raise_exception';
  END $$;
  CREATE CONSTRAINT TRIGGER bench_fail AFTER UPDATE ON branch_clock DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION bench_fail();`

const numbers = `
  SELECT count(*)::int AS tickets, count(DISTINCT sequence)::int AS different, coalesce(max(sequence), 0)::int AS highest,
    (SELECT max(last_sequence)::int FROM queue_day WHERE service_id = s.id) AS handed_out,
    (SELECT count(*)::int FROM event_log) AS events,
    (SELECT seq::int FROM branch_clock WHERE branch_id = s.branch_id) AS clock
  FROM service s JOIN ticket t ON t.series_service_id = s.id WHERE s.slug = '${service}' GROUP BY s.id`

async function inDatabase(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Compares the answers to the visitors with the database. */
async function verify(client, tickets) {
  const row = (await client.query(numbers)).rows[0]
  const known = new Set((await client.query('SELECT id FROM ticket')).rows.map(({ id }) => id))
  const told = new Set(tickets.map(({ id }) => id))
  return {
    inDatabase: row.tickets,
    answered: tickets.length,
    duplicates: row.tickets - row.different + (tickets.length - new Set(tickets.map(({ number }) => number)).size),
    missing: row.highest - row.different + (row.handed_out - row.highest),
    lost: tickets.filter(({ id }) => !known.has(id)).length,
    unasked: [...known].filter((id) => !told.has(id)).length,
    eventHoles: row.clock - row.events,
  }
}

async function oneRound(postgres, { clients, seconds, failing }) {
  const database = await postgres.createDatabase()
  const folder = throwAwayFolder('bench')
  const clinic = await startClinic({ database, dataDir: folder.path })
  try {
    if (failing) await inDatabase(database, (client) => client.query(failures))
    const warm = await takeTurns({ port: clinic.port, service, clients, seconds: 2 })
    const pids = [family(clinic.pid), family(postgres.pid)]
    const before = pids.map(usage)
    const run = await takeTurns({ port: clinic.port, service, clients, seconds, cutShare: failing ? 0.05 : 0 })
    const [server, postgresql] = pids.map((of, i) =>
      round(((usage(of).cpuMs - before[i].cpuMs) * 1000) / run.tickets.length),
    )
    return await inDatabase(database, async (client) => ({
      perSecond: round((run.tickets.length * 1000) / run.tookMs),
      latency: quantiles(run.latencies),
      triedAgain: run.failures,
      cuts: run.cuts,
      failedTransactions: failing
        ? Number((await client.query('SELECT last_value FROM bench_failed')).rows[0].last_value)
        : 0,
      transactions: Number((await client.query('SELECT count(DISTINCT xmin::text) AS n FROM ticket')).rows[0].n),
      microseconds: { server, postgresql },
      ...(await verify(client, [...warm.tickets, ...run.tickets])),
    }))
  } finally {
    await clinic.stop()
    await postgres.dropDatabase(database)
    folder.remove()
  }
}

/** One clinic in a rush: turns per second, and whether every number is issued once, even when transactions fail. */
export async function tickets({ clients = 50, seconds = 10, rounds = 3 }) {
  const postgres = await startPostgres()
  const plain = []
  const failing = []
  try {
    for (let i = 1; i <= rounds; i++) {
      plain.push(await undisturbed(() => oneRound(postgres, { clients, seconds, failing: false })))
      failing.push(await undisturbed(() => oneRound(postgres, { clients, seconds, failing: true })))
      console.error(`round ${i}`, JSON.stringify(plain.at(-1)), JSON.stringify(failing.at(-1)))
    }
  } finally {
    await postgres.stop()
  }
  return describe({ plain, failing, clients, seconds, rounds })
}

const wrong = ({ duplicates, missing, lost, unasked, eventHoles }) => duplicates + missing + lost + unasked + eventHoles

function describe({ plain, failing, clients, seconds, rounds }) {
  const sum = (results, pick) => results.reduce((all, it) => all + pick(it), 0)
  const row = (name, results) => [
    name,
    ...[(it) => it.perSecond, (it) => it.latency.p50, (it) => it.latency.p95, (it) => it.latency.p99].map((pick) =>
      ranged(spread(results.map(pick))),
    ),
    ...['inDatabase', 'duplicates', 'missing', 'lost', 'unasked'].map((name) => sum(results, (it) => it[name])),
    ranged(spread(results.map((it) => it.inDatabase / it.transactions))),
    ranged(spread(results.map((it) => it.others * 100))),
    `${ranged(spread(results.map((it) => it.microseconds.server)))} + ${ranged(spread(results.map((it) => it.microseconds.postgresql)))}`,
  ]
  const verdicts = [
    ['', plain],
    [', 20 % of the transactions fail', failing],
  ].flatMap(([suffix, results]) => {
    const speed = spread(results.map((it) => it.perSecond))
    const errors = sum(results, wrong)
    return [
      { what: `tickets/s${suffix}`, value: ranged(speed), limit: '≥ 1,000', ok: speed.median >= 1000 },
      {
        what: `duplicate, missing, lost or unasked numbers${suffix}`,
        value: String(errors),
        limit: '0',
        ok: errors === 0,
      },
    ]
  })
  const head = [
    '',
    'tickets/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'tickets',
    'duplicate',
    'missing',
    'lost',
    'unasked',
    'tickets/transaction',
    'others %',
    'CPU µs/ticket: server + database',
  ]
  return {
    text: [
      `\`POST /api/v1/tickets\` for one clinic, ${clients} clients, each time as a new visitor, ${seconds} s, ${rounds} rounds in turn, each on a new database (PostgreSQL, fsync on); median of the rounds (lowest–highest), counts over all rounds.`,
      table(head, [row('as it is', plain), row('made to fail', failing)]),
      `Made to fail: a deferred trigger of the bench lets one transaction in five fail at its commit (${sum(failing, (it) => it.failedTransactions)} did), half as a serialisation failure, half as an unforeseen error; besides, one client in twenty hangs up before the answer (${sum(failing, (it) => it.cuts)} did). Clients try again with the same \`Idempotency-Key\` until they have a ticket. **lost**: a ticket that somebody was told and the database does not have; **unasked**: one that the database has and nobody was told.`,
    ].join('\n\n'),
    data: { rounds: { plain, failing } },
    verdicts,
  }
}
