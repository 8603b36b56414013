-- Who may do what and where, devices and other software, what is known about visitors, and who did what.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '60s';

-- The role that the application works under: it may not change history. Roles belong to the whole server, so another
-- database may have made it, also at this very moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dawr_app') THEN
    CREATE ROLE dawr_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'dawr_app', 'MEMBER') THEN
    EXECUTE format('GRANT dawr_app TO %I', current_user);
  END IF;
END $$;

-- A member of staff has roles; each in one branch, or in all of them.
CREATE TABLE IF NOT EXISTS role_assignment (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  branch_id uuid REFERENCES branch (id),
  role text NOT NULL CHECK (role IN ('owner', 'administrator', 'manager', 'reception', 'clerk', 'sales', 'cashier',
    'production', 'installer', 'support', 'accountant')),
  granted_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (account_id, branch_id, role)
);
INSERT INTO role_assignment (id, account_id, branch_id, role)
SELECT gen_random_uuid(), id, branch_id, role FROM account;

-- squawk-ignore ban-drop-column
ALTER TABLE account DROP COLUMN IF EXISTS role, DROP COLUMN IF EXISTS branch_id;
ALTER TABLE account
  -- Raised whenever rights change: streams opened under an older one are closed.
  ADD COLUMN IF NOT EXISTS version integer NOT NULL DEFAULT 1,
  ADD COLUMN IF NOT EXISTS must_change_password boolean NOT NULL DEFAULT false,
  ADD COLUMN IF NOT EXISTS pin_hash text,
  ADD COLUMN IF NOT EXISTS totp_secret_sealed text,
  ADD COLUMN IF NOT EXISTS totp_confirmed_at timestamptz(3),
  -- The last time step that was used: a code counts once (RFC 6238 §5.2).
  ADD COLUMN IF NOT EXISTS totp_last_step bigint NOT NULL DEFAULT 0;

CREATE TABLE IF NOT EXISTS recovery_code (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  used_at timestamptz(3)
);
CREATE INDEX IF NOT EXISTS recovery_code_account_id_idx ON recovery_code (account_id);

-- Screens and tablets that belong to a branch.
CREATE TABLE IF NOT EXISTS device (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  kind text NOT NULL CHECK (kind IN ('display', 'kiosk', 'tablet')),
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
  token_hash bytea UNIQUE CHECK (length(token_hash) = 32),
  paired_by_id uuid NOT NULL REFERENCES account (id),
  paired_at timestamptz(3) NOT NULL DEFAULT now(),
  seen_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX IF NOT EXISTS device_branch_id_idx ON device (branch_id);

CREATE TABLE IF NOT EXISTS device_pairing (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('display', 'kiosk', 'tablet')),
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z2-9]{8}$'),
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  device_id uuid UNIQUE REFERENCES device (id),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX IF NOT EXISTS device_pairing_expires_at_idx ON device_pairing (expires_at);

-- Who has signed in with a password on a tablet, and may come back with a PIN.
CREATE TABLE IF NOT EXISTS tablet_account (
  device_id uuid NOT NULL REFERENCES device (id),
  account_id uuid NOT NULL REFERENCES account (id),
  failures smallint NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 5),
  signed_in_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (device_id, account_id)
);
CREATE INDEX IF NOT EXISTS tablet_account_account_id_idx ON tablet_account (account_id);

ALTER TABLE session
  ADD COLUMN IF NOT EXISTS method text NOT NULL DEFAULT 'password',
  ADD COLUMN IF NOT EXISTS device_id uuid,
  ADD COLUMN IF NOT EXISTS user_agent text NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS address_sealed text;
ALTER TABLE session ADD CONSTRAINT session_method_check
  CHECK (method IN ('password', 'password_totp', 'recovery_code', 'pin', 'set_up')) NOT VALID;
ALTER TABLE session ADD CONSTRAINT session_device_id_fkey FOREIGN KEY (device_id) REFERENCES device (id) NOT VALID;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS session_device_id_idx ON session (device_id) WHERE device_id IS NOT NULL;

-- Other software.
CREATE TABLE IF NOT EXISTS api_token (
  id uuid PRIMARY KEY,
  branch_id uuid REFERENCES branch (id),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  created_by_id uuid NOT NULL REFERENCES account (id),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

-- What is known about a visitor beyond the ticket. FHIR: Patient. Sealed: AES-256-GCM bound to table, column and row.
-- An index is a keyed mark of the whole value, so that an exact value can be found and nothing can be read.
CREATE TABLE IF NOT EXISTS person (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  name_sealed text,
  phone_sealed text,
  phone_index text,
  national_id_sealed text,
  national_id_index text,
  notes_sealed text,
  phone_confirmed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  last_visit_on date NOT NULL,
  erased_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CHECK ((phone_sealed IS NULL) = (phone_index IS NULL)),
  CHECK ((national_id_sealed IS NULL) = (national_id_index IS NULL)),
  CHECK (erased_at IS NULL OR (name_sealed IS NULL AND phone_sealed IS NULL AND national_id_sealed IS NULL
    AND notes_sealed IS NULL AND phone_confirmed_at IS NULL))
);
CREATE UNIQUE INDEX IF NOT EXISTS person_phone_index_key ON person (branch_id, phone_index) WHERE phone_index IS NOT NULL;
CREATE UNIQUE INDEX IF NOT EXISTS person_national_id_index_key ON person (branch_id, national_id_index)
  WHERE national_id_index IS NOT NULL;
CREATE INDEX IF NOT EXISTS person_last_visit_on_idx ON person (last_visit_on) WHERE erased_at IS NULL;

-- The person behind a visitor's browser, once the phone number was confirmed there.
CREATE TABLE IF NOT EXISTS visitor_person (
  visitor_id uuid NOT NULL,
  branch_id uuid NOT NULL REFERENCES branch (id),
  person_id uuid NOT NULL REFERENCES person (id),
  PRIMARY KEY (visitor_id, branch_id)
);
CREATE INDEX IF NOT EXISTS visitor_person_person_id_idx ON visitor_person (person_id);

CREATE TABLE IF NOT EXISTS phone_confirmation (
  id uuid PRIMARY KEY,
  branch_id uuid NOT NULL REFERENCES branch (id),
  visitor_id uuid NOT NULL,
  phone_sealed text NOT NULL,
  phone_index text NOT NULL,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3)
);
CREATE INDEX IF NOT EXISTS phone_confirmation_expires_at_idx ON phone_confirmation (expires_at);

ALTER TABLE visit ADD COLUMN IF NOT EXISTS person_id uuid;
ALTER TABLE visit ADD CONSTRAINT visit_person_id_fkey FOREIGN KEY (person_id) REFERENCES person (id) NOT VALID;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS visit_person_id_idx ON visit (person_id) WHERE person_id IS NOT NULL;
-- For the end of the time that a name is kept.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS visit_named_idx ON visit (business_date) WHERE holder_name_sealed IS NOT NULL;

-- An answer may hold a name and a secret link.
-- squawk-ignore ban-drop-column
ALTER TABLE idempotency_key DROP COLUMN IF EXISTS answer;
ALTER TABLE idempotency_key ADD COLUMN IF NOT EXISTS answer_sealed text;
UPDATE event_log SET body = body - 'holderName' WHERE body ? 'holderName';

ALTER TABLE ticket_transition DROP CONSTRAINT IF EXISTS ticket_transition_actor_kind_check;
ALTER TABLE ticket_transition ADD CONSTRAINT ticket_transition_actor_kind_check
  CHECK (actor_kind IN ('visitor', 'staff', 'device', 'software', 'system')) NOT VALID;

-- One chain a branch, and one for what belongs to no branch (its id is the nil UUID).
CREATE TABLE IF NOT EXISTS audit_chain (
  id uuid PRIMARY KEY,
  seq bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
  head bytea NOT NULL CHECK (length(head) = 32)
) WITH (fillfactor = 50);
INSERT INTO audit_chain (id, head)
SELECT id, decode(repeat('00', 32), 'hex') FROM branch
UNION ALL SELECT '00000000-0000-0000-0000-000000000000', decode(repeat('00', 32), 'hex');

-- Who changed what, from where and why. Never personal data: it cannot be taken back.
CREATE TABLE IF NOT EXISTS audit_entry (
  chain_id uuid NOT NULL REFERENCES audit_chain (id),
  seq bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('visitor', 'staff', 'device', 'software', 'system')),
  actor_id uuid,
  session_id uuid,
  network text,
  request_id text,
  action text NOT NULL CHECK (action ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'),
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  -- SHA-256 of this entry, and of the chain up to and with the entries written together with it.
  digest bytea NOT NULL CHECK (length(digest) = 32),
  head bytea NOT NULL CHECK (length(head) = 32),
  PRIMARY KEY (chain_id, seq)
);
CREATE INDEX IF NOT EXISTS audit_entry_at_idx ON audit_entry USING brin (at);
CREATE INDEX IF NOT EXISTS audit_entry_subject_idx ON audit_entry (subject_id, seq);
CREATE INDEX IF NOT EXISTS audit_entry_actor_idx ON audit_entry (actor_id, seq) WHERE actor_kind IN ('staff', 'device', 'software');

CREATE OR REPLACE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER audit_entry_never_truncated BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT USAGE ON SCHEMA public TO dawr_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dawr_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO dawr_app;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, ticket_transition FROM dawr_app;
REVOKE DELETE, TRUNCATE ON audit_chain FROM dawr_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations FROM dawr_app;
