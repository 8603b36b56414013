-- The foundation: branches, services, people, the line, the event log.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '60s';

CREATE TABLE IF NOT EXISTS branch (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ar text NOT NULL CHECK (length(name_ar) BETWEEN 1 AND 120),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  time_zone text NOT NULL,
  day_starts_minute smallint NOT NULL DEFAULT 240 CHECK (day_starts_minute BETWEEN 0 AND 1439),
  digits text NOT NULL DEFAULT 'arab' CHECK (digits IN ('arab', 'latn')),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS branch_clock (
  branch_id uuid PRIMARY KEY REFERENCES branch (id),
  epoch text NOT NULL,
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0)
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS service (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ar text NOT NULL CHECK (length(name_ar) BETWEEN 1 AND 120),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  prefix text NOT NULL CHECK (prefix ~ '^[A-Z]{1,3}$'),
  icon text NOT NULL,
  typical_minutes smallint NOT NULL CHECK (typical_minutes BETWEEN 1 AND 480),
  daily_cap integer CHECK (daily_cap > 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  position smallint NOT NULL DEFAULT 0,
  UNIQUE (branch_id, slug),
  UNIQUE (branch_id, prefix)
);

CREATE TABLE IF NOT EXISTS opening_hours (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  service_id uuid REFERENCES service (id),
  weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  opens_minute smallint NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
  closes_minute smallint NOT NULL CHECK (closes_minute BETWEEN 1 AND 2880),
  CHECK (closes_minute > opens_minute AND closes_minute - opens_minute <= 1440)
);
CREATE INDEX IF NOT EXISTS opening_hours_branch_id_idx ON opening_hours (branch_id);

CREATE TABLE IF NOT EXISTS service_point (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  kind text NOT NULL CHECK (kind IN ('room', 'counter')),
  label_ar text NOT NULL CHECK (length(label_ar) BETWEEN 1 AND 60),
  label_en text NOT NULL CHECK (length(label_en) BETWEEN 1 AND 60),
  floor_ar text NOT NULL DEFAULT '',
  floor_en text NOT NULL DEFAULT '',
  directions_ar text NOT NULL DEFAULT '',
  directions_en text NOT NULL DEFAULT '',
  position smallint NOT NULL DEFAULT 0,
  UNIQUE (branch_id, slug)
);

CREATE TABLE IF NOT EXISTS service_point_service (
  service_point_id uuid NOT NULL REFERENCES service_point (id),
  service_id uuid NOT NULL REFERENCES service (id),
  PRIMARY KEY (service_point_id, service_id)
);
CREATE INDEX IF NOT EXISTS service_point_service_service_id_idx ON service_point_service (service_id);

CREATE TABLE IF NOT EXISTS account (
  id uuid PRIMARY KEY,
  branch_id uuid REFERENCES branch (id),
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 120),
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'manager', 'reception', 'clerk')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  account_id uuid NOT NULL REFERENCES account (id),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  seen_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3)
);
CREATE INDEX IF NOT EXISTS session_account_id_idx ON session (account_id);

CREATE TABLE IF NOT EXISTS queue_day (
  service_id uuid NOT NULL REFERENCES service (id),
  business_date date NOT NULL,
  last_sequence integer NOT NULL DEFAULT 0 CHECK (last_sequence >= 0),
  version integer NOT NULL DEFAULT 0,
  waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  called integer NOT NULL DEFAULT 0 CHECK (called >= 0),
  in_service integer NOT NULL DEFAULT 0 CHECK (in_service >= 0),
  on_hold integer NOT NULL DEFAULT 0 CHECK (on_hold >= 0),
  missed integer NOT NULL DEFAULT 0 CHECK (missed >= 0),
  served integer NOT NULL DEFAULT 0 CHECK (served >= 0),
  cancelled integer NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
  expired integer NOT NULL DEFAULT 0 CHECK (expired >= 0),
  waited integer NOT NULL DEFAULT 0 CHECK (waited >= 0),
  wait_seconds bigint NOT NULL DEFAULT 0 CHECK (wait_seconds >= 0),
  service_seconds bigint NOT NULL DEFAULT 0 CHECK (service_seconds >= 0),
  PRIMARY KEY (service_id, business_date)
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS visit (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  visitor_id uuid,
  business_date date NOT NULL,
  link_token text NOT NULL UNIQUE CHECK (length(link_token) = 22),
  holder_name_sealed text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (branch_id, visitor_id, business_date)
);

CREATE TABLE IF NOT EXISTS ticket (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  visit_id uuid NOT NULL REFERENCES visit (id),
  service_id uuid NOT NULL REFERENCES service (id),
  series_service_id uuid NOT NULL REFERENCES service (id),
  business_date date NOT NULL,
  sequence integer NOT NULL CHECK (sequence >= 1),
  code text NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'called', 'in_service', 'on_hold', 'missed', 'completed', 'cancelled', 'expired')),
  priority smallint NOT NULL DEFAULT 1 CHECK (priority IN (0, 1)),
  credit_from timestamptz(3) NOT NULL,
  source text NOT NULL CHECK (source IN ('phone', 'reception', 'kiosk')),
  service_point_id uuid REFERENCES service_point (id),
  served_by_id uuid REFERENCES account (id),
  call_count smallint NOT NULL DEFAULT 0 CHECK (call_count >= 0),
  called_at timestamptz(3),
  started_at timestamptz(3),
  ended_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  UNIQUE (series_service_id, business_date, sequence),
  CHECK (state NOT IN ('called', 'in_service') OR (service_point_id IS NOT NULL AND called_at IS NOT NULL)),
  CHECK (state <> 'in_service' OR started_at IS NOT NULL),
  CHECK (state NOT IN ('completed', 'cancelled', 'expired') OR ended_at IS NOT NULL)
);
CREATE INDEX IF NOT EXISTS ticket_visit_id_idx ON ticket (visit_id);
-- The order of call: what "call next" reads, whatever the size of the history.
CREATE INDEX IF NOT EXISTS ticket_line_idx ON ticket (service_id, business_date, priority, credit_from, sequence)
  WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS ticket_at_hand_idx ON ticket (service_id, business_date)
  WHERE state IN ('called', 'in_service', 'on_hold', 'missed');
-- Nobody stands twice in one line.
CREATE UNIQUE INDEX IF NOT EXISTS ticket_one_active_per_visit_idx ON ticket (visit_id, service_id)
  WHERE state IN ('waiting', 'called', 'in_service', 'on_hold');
-- A service point has one visitor at a time.
CREATE UNIQUE INDEX IF NOT EXISTS ticket_one_at_service_point_idx ON ticket (service_point_id, business_date)
  WHERE state IN ('called', 'in_service');

CREATE TABLE IF NOT EXISTS ticket_transition (
  id uuid PRIMARY KEY,
  ticket_id uuid NOT NULL REFERENCES ticket (id),
  version integer NOT NULL CHECK (version >= 1),
  service_id uuid NOT NULL REFERENCES service (id),
  business_date date NOT NULL,
  action text NOT NULL CHECK (action IN ('join', 'call', 'recall', 'start', 'finish', 'no_answer', 'hold', 'resume', 'transfer', 'cancel', 'undo', 'expire')),
  from_state text,
  to_state text NOT NULL,
  service_point_id uuid REFERENCES service_point (id),
  actor_kind text NOT NULL CHECK (actor_kind IN ('visitor', 'staff', 'system')),
  actor_id uuid,
  at timestamptz(3) NOT NULL,
  before jsonb,
  undo_of uuid UNIQUE REFERENCES ticket_transition (id),
  UNIQUE (ticket_id, version)
);
CREATE INDEX IF NOT EXISTS ticket_transition_calls_idx ON ticket_transition (service_id, business_date, at DESC)
  WHERE action IN ('call', 'recall');

-- History is only added to.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE TRIGGER ticket_transition_append_only BEFORE UPDATE OR DELETE ON ticket_transition
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER ticket_transition_never_truncated BEFORE TRUNCATE ON ticket_transition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE IF NOT EXISTS event_log (
  branch_id uuid NOT NULL REFERENCES branch (id),
  seq bigint NOT NULL,
  topic text NOT NULL,
  type text NOT NULL,
  body jsonb NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (branch_id, seq)
);
CREATE INDEX IF NOT EXISTS event_log_at_idx ON event_log USING brin (at);

CREATE TABLE IF NOT EXISTS idempotency_key (
  key text PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
  subject text NOT NULL,
  first_contact boolean NOT NULL,
  fingerprint bytea NOT NULL,
  status smallint,
  answer jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS idempotency_key_created_at_idx ON idempotency_key USING brin (created_at);
