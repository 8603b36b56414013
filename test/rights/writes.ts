import { Client } from 'pg'
import { db } from '@/lib/server/db/client'

/** Timestamps of the last activity may change with any request, refused or not. */
const sightings = "'{seen_at,last_used_at}'::text[]"
/** A refusal may be recorded, and a wrong password is recorded after its answer. */
const refusals: Record<string, string> = {
  audit_entry: "WHEN (NEW.action <> 'access.denied' AND NEW.action NOT LIKE '%.refused')",
}
/** The heads of the audit chains change with recorded refusals; migrations are not data. */
const unwatched = ['audit_chain', '_prisma_migrations']

const prepare = `
  CREATE SCHEMA watch;
  CREATE TABLE watch.write (what text NOT NULL);
  CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    INSERT INTO watch.write VALUES (TG_OP || ' ' || TG_TABLE_NAME);
    RETURN NULL;
  END $$;
  GRANT USAGE ON SCHEMA watch TO PUBLIC;
  GRANT SELECT, DELETE ON watch.write TO PUBLIC;`

/** A table as statements name it; with the schema if that is not `public`. */
const quoted = (table: string): string => table.replaceAll(/[^.]+/g, '"$&"')

const watch = (table: string): string => `
  CREATE TRIGGER watch_insert AFTER INSERT ON ${quoted(table)} FOR EACH ROW ${refusals[table] ?? ''} EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_delete AFTER DELETE ON ${quoted(table)} FOR EACH ROW EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_update AFTER UPDATE ON ${quoted(table)} FOR EACH ROW
    WHEN (to_jsonb(OLD.*) - ${sightings} IS DISTINCT FROM to_jsonb(NEW.*) - ${sightings}) EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_truncate AFTER TRUNCATE ON ${quoted(table)} FOR EACH STATEMENT EXECUTE FUNCTION watch.note();`

/**
 * From now on triggers record every committed write to the test's database: the cost of finding out what a request
 * wrote does not depend on the amount of data. Returns the watched tables.
 */
export async function watchWrites(): Promise<string[]> {
  // The application's own role may not create triggers.
  const owner = new Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1)
       UNION ALL SELECT 'pgboss.job'`,
      [unwatched],
    )
    const tables = rows.map(({ name }) => name)
    await owner.query([prepare, ...tables.map(watch)].join('\n'))
    return tables
  } finally {
    await owner.end()
  }
}

/** The writes since the last call, as `INSERT ticket`, without duplicates. */
export async function takeWrites(): Promise<string[]> {
  const written = await db().$queryRaw<{ what: string }[]>`DELETE FROM watch.write RETURNING what`
  return [...new Set(written.map(({ what }) => what))].toSorted()
}
