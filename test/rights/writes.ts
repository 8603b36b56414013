import { Client } from 'pg'
import { db } from '@/lib/server/db/client'

/** When something was last seen may change with any request, refused or not. */
const sightings = "'{seen_at,last_used_at}'::text[]"
/** A refusal may be noted, and a wrong password is noted after its answer. */
const refusals: Record<string, string> = {
  audit_entry: "WHEN (NEW.action <> 'access.denied' AND NEW.action NOT LIKE '%.refused')",
}
/** The head of each audit chain moves with the refusals; migrations are no data. */
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

/** A table as statements name it; one of another schema than `public` comes with its schema. */
const quoted = (table: string): string => table.replaceAll(/[^.]+/g, '"$&"')

const watch = (table: string): string => `
  CREATE TRIGGER watch_insert AFTER INSERT ON ${quoted(table)} FOR EACH ROW ${refusals[table] ?? ''} EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_delete AFTER DELETE ON ${quoted(table)} FOR EACH ROW EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_update AFTER UPDATE ON ${quoted(table)} FOR EACH ROW
    WHEN (to_jsonb(OLD.*) - ${sightings} IS DISTINCT FROM to_jsonb(NEW.*) - ${sightings}) EXECUTE FUNCTION watch.note();
  CREATE TRIGGER watch_truncate AFTER TRUNCATE ON ${quoted(table)} FOR EACH STATEMENT EXECUTE FUNCTION watch.note();`

/**
 * From now on every committed write to the database of this test is noted, by triggers: finding out what a request wrote
 * costs the same however much the database holds. Answers the tables that are watched.
 */
export async function watchWrites(): Promise<string[]> {
  // The application's own role may make no trigger.
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

/** What was written since this was last asked, as `INSERT ticket`, without repeats. */
export async function takeWrites(): Promise<string[]> {
  const written = await db().$queryRaw<{ what: string }[]>`DELETE FROM watch.write RETURNING what`
  return [...new Set(written.map(({ what }) => what))].toSorted()
}
