-- Features that a branch has switched, and a version of each branch's set-up by which processes know what is newer.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE branch ADD COLUMN IF NOT EXISTS setup_version integer NOT NULL DEFAULT 1 CHECK (setup_version > 0);

-- Only what was ever switched has a row. The names are those of lib/features/branches/flags.ts; releases before and after
-- may know others, so any well-formed name is kept.
CREATE TABLE IF NOT EXISTS branch_flag (
  branch_id uuid NOT NULL REFERENCES branch (id),
  name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{1,39}$'),
  is_on boolean NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  changed_by_id uuid NOT NULL REFERENCES account (id),
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (branch_id, name)
);
