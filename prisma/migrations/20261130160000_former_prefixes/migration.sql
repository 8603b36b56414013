-- Prefixes that a service had until lately: tickets with them may still be in the hall, so no other service may take them yet.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

CREATE TABLE IF NOT EXISTS former_prefix (
  branch_id uuid NOT NULL REFERENCES branch (id),
  prefix text NOT NULL CHECK (prefix ~ '^[A-Z]{1,3}$'),
  service_id uuid NOT NULL REFERENCES service (id),
  -- The last business day on which tickets were given with it.
  last_date date NOT NULL,
  PRIMARY KEY (branch_id, prefix)
);
CREATE INDEX IF NOT EXISTS former_prefix_service_id_idx ON former_prefix (service_id);
