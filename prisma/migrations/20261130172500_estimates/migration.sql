-- What is learned for the waiting time, and what was told to those who wait. Written by one job; commands only read it.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- One row for each line, each member of staff in a line, and each service point. Values as in lib/features/estimates/learned.ts.
CREATE TABLE IF NOT EXISTS estimate_line (
  service_id uuid PRIMARY KEY REFERENCES service (id),
  branch_id uuid NOT NULL REFERENCES branch (id),
  learned jsonb NOT NULL CHECK (jsonb_typeof(learned) = 'object' AND length(learned::text) < 10000)
);
CREATE INDEX IF NOT EXISTS estimate_line_branch_id_idx ON estimate_line (branch_id);

CREATE TABLE IF NOT EXISTS estimate_staff (
  service_id uuid NOT NULL REFERENCES service (id),
  account_id uuid NOT NULL REFERENCES account (id),
  branch_id uuid NOT NULL REFERENCES branch (id),
  learned jsonb NOT NULL CHECK (jsonb_typeof(learned) = 'object' AND length(learned::text) < 1000),
  PRIMARY KEY (service_id, account_id)
);
CREATE INDEX IF NOT EXISTS estimate_staff_branch_id_idx ON estimate_staff (branch_id);
CREATE INDEX IF NOT EXISTS estimate_staff_account_id_idx ON estimate_staff (account_id);

CREATE TABLE IF NOT EXISTS estimate_point (
  service_point_id uuid PRIMARY KEY REFERENCES service_point (id),
  branch_id uuid NOT NULL REFERENCES branch (id),
  learned jsonb NOT NULL CHECK (jsonb_typeof(learned) = 'object' AND length(learned::text) < 20000)
);
CREATE INDEX IF NOT EXISTS estimate_point_branch_id_idx ON estimate_point (branch_id);

-- What a waiting visitor was told: first, and half way. Deleted when the wait ends, at the latest after a day.
CREATE TABLE IF NOT EXISTS told_wait (
  ticket_id uuid NOT NULL REFERENCES ticket (id),
  is_first boolean NOT NULL,
  branch_id uuid NOT NULL REFERENCES branch (id),
  service_id uuid NOT NULL REFERENCES service (id),
  told_at timestamptz(3) NOT NULL,
  scheduled real NOT NULL CHECK (scheduled >= 0),
  expected real NOT NULL CHECK (expected >= 0),
  low smallint NOT NULL CHECK (low >= 0),
  high smallint NOT NULL CHECK (high > low),
  PRIMARY KEY (ticket_id, is_first)
);
CREATE INDEX IF NOT EXISTS told_wait_branch_id_idx ON told_wait (branch_id);
CREATE INDEX IF NOT EXISTS told_wait_service_id_idx ON told_wait (service_id);

-- The errors of what was told first, of the waits of one day. Sums of minutes.
CREATE TABLE IF NOT EXISTS estimate_error (
  service_id uuid NOT NULL REFERENCES service (id),
  business_date date NOT NULL,
  waits integer NOT NULL DEFAULT 0 CHECK (waits >= 0),
  error double precision NOT NULL DEFAULT 0,
  absolute double precision NOT NULL DEFAULT 0 CHECK (absolute >= 0),
  late integer NOT NULL DEFAULT 0 CHECK (late BETWEEN 0 AND waits),
  held integer NOT NULL DEFAULT 0 CHECK (held BETWEEN 0 AND waits),
  PRIMARY KEY (service_id, business_date)
);

-- Up to when a branch's history was learned from.
CREATE TABLE IF NOT EXISTS estimate_progress (
  branch_id uuid PRIMARY KEY REFERENCES branch (id),
  learned_until timestamptz(3) NOT NULL
);

SELECT pgboss.create_queue('queue.learn-waits', '{"policy": "singleton"}');
