-- What administrators set up: exceptional hours, who may join a service and how, rooms that close, and pathways.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- Other hours on certain dates: a holiday has none, Ramadan has its own. Of the whole branch, or of one service; the first by
-- position that covers a date holds.
CREATE TABLE IF NOT EXISTS hours_period (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  service_id uuid REFERENCES service (id),
  name_ar text NOT NULL CHECK (length(name_ar) BETWEEN 1 AND 120),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  first_date date NOT NULL,
  last_date date NOT NULL,
  position smallint NOT NULL,
  CHECK (last_date >= first_date AND last_date - first_date <= 366),
  UNIQUE (id, branch_id)
);
CREATE INDEX IF NOT EXISTS hours_period_branch_id_idx ON hours_period (branch_id);

CREATE TABLE IF NOT EXISTS hours_period_opening (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL,
  period_id uuid NOT NULL,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  opens_minute smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 2880),
  CHECK (closes_minute > opens_minute AND closes_minute - opens_minute <= 1440),
  FOREIGN KEY (period_id, branch_id) REFERENCES hours_period (id, branch_id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS hours_period_opening_period_id_idx ON hours_period_opening (period_id);

ALTER TABLE service ADD COLUMN IF NOT EXISTS join_by text[] NOT NULL DEFAULT '{phone,kiosk,staff,booking}'
  CHECK (join_by <@ '{phone,kiosk,staff,booking}'::text[]);
ALTER TABLE service ADD COLUMN IF NOT EXISTS serves text NOT NULL DEFAULT 'everybody' CHECK (serves IN ('everybody', 'women', 'men'));
ALTER TABLE service ADD COLUMN IF NOT EXISTS needs_fasting boolean NOT NULL DEFAULT false;

ALTER TABLE service_point ADD COLUMN IF NOT EXISTS status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed'));
ALTER TABLE service_point ADD COLUMN IF NOT EXISTS colour text CHECK (colour ~ '^#[0-9a-f]{6}$');

-- Steps and their services belong to the branch of the pathway. A branch has few services: the index is made at once.
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS service_id_branch_id_key ON service (id, branch_id);

CREATE TABLE IF NOT EXISTS pathway (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ar text NOT NULL CHECK (length(name_ar) BETWEEN 1 AND 120),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  position smallint NOT NULL DEFAULT 0,
  UNIQUE (branch_id, slug),
  UNIQUE (id, branch_id)
);

CREATE TABLE IF NOT EXISTS pathway_step (
  pathway_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  service_id uuid NOT NULL,
  position smallint NOT NULL,
  required boolean NOT NULL DEFAULT true,
  -- The services whose steps come before this one: all of the first, one of the second.
  after_all uuid[] NOT NULL DEFAULT '{}' CHECK (NOT service_id = ANY (after_all)),
  after_any uuid[] NOT NULL DEFAULT '{}' CHECK (NOT service_id = ANY (after_any)),
  order_hint text NOT NULL DEFAULT 'any' CHECK (order_hint IN ('first', 'last', 'any')),
  -- Minutes that pass after it until a step that it comes before may begin.
  min_gap_minutes smallint NOT NULL DEFAULT 0 CHECK (min_gap_minutes BETWEEN 0 AND 1440),
  -- Minute of the local day before which it should begin.
  before_minute smallint CHECK (before_minute BETWEEN 1 AND 1440),
  -- Of the steps of one group a visit needs one.
  exclusive_group text CHECK (exclusive_group ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  PRIMARY KEY (pathway_id, service_id),
  UNIQUE (pathway_id, position),
  FOREIGN KEY (pathway_id, branch_id) REFERENCES pathway (id, branch_id) ON DELETE CASCADE,
  FOREIGN KEY (service_id, branch_id) REFERENCES service (id, branch_id)
);
CREATE INDEX IF NOT EXISTS pathway_step_service_id_idx ON pathway_step (service_id);

CREATE OR REPLACE TRIGGER hours_period_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON hours_period
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER hours_period_opening_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON hours_period_opening
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER pathway_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON pathway
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER pathway_step_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON pathway_step
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
