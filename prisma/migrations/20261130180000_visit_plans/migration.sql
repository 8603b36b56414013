-- A visit that follows a pathway has a plan of steps, and one ticket that moves from line to line.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- A day has few visits for the index, made at once while it waits for nobody.
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS visit_id_branch_id_key ON visit (id, branch_id);

CREATE TABLE IF NOT EXISTS visit_plan (
  visit_id uuid PRIMARY KEY,
  branch_id uuid NOT NULL,
  pathway_id uuid NOT NULL,
  -- Who chose the line in which the ticket stands, why, and how often Dawr has changed that since the last step ended.
  bound_by text NOT NULL CHECK (bound_by IN ('router', 'visitor', 'staff')),
  bound_changes smallint NOT NULL DEFAULT 0 CHECK (bound_changes BETWEEN 0 AND 100),
  reasons jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(reasons) = 'array'),
  -- The ticket is on hold until a step can begin; nobody at a clinic put it there.
  is_parked boolean NOT NULL DEFAULT false,
  FOREIGN KEY (visit_id, branch_id) REFERENCES visit (id, branch_id) ON DELETE CASCADE,
  FOREIGN KEY (pathway_id, branch_id) REFERENCES pathway (id, branch_id)
);

CREATE TABLE IF NOT EXISTS visit_step (
  id uuid PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visit_plan (visit_id) ON DELETE CASCADE,
  branch_id uuid NOT NULL,
  service_id uuid NOT NULL,
  position smallint NOT NULL CHECK (position >= 0),
  required boolean NOT NULL,
  after_all uuid[] NOT NULL CHECK (NOT service_id = ANY (after_all)),
  after_any uuid[] NOT NULL CHECK (NOT service_id = ANY (after_any)),
  order_hint text NOT NULL CHECK (order_hint IN ('first', 'last', 'any')),
  min_gap_minutes smallint CHECK (min_gap_minutes BETWEEN 0 AND 1440),
  before_minute smallint CHECK (before_minute BETWEEN 1 AND 1440),
  exclusive_group text,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'completed', 'skipped', 'cancelled')),
  attempt smallint NOT NULL DEFAULT 1 CHECK (attempt >= 1),
  completed_at timestamptz(3),
  -- AES-256-GCM, bound to this row: why it was skipped, added or is done again.
  remark_sealed text,
  -- The service to whose step the visitor was sent, and the room to which this one returns.
  held_for uuid,
  held_at uuid REFERENCES service_point (id),
  UNIQUE (visit_id, service_id),
  UNIQUE (visit_id, position),
  CHECK ((status = 'completed') = (completed_at IS NOT NULL)),
  CHECK (held_for IS NULL OR status = 'open'),
  CHECK (held_at IS NULL OR held_for IS NOT NULL),
  CHECK (held_for <> service_id),
  FOREIGN KEY (service_id, branch_id) REFERENCES service (id, branch_id)
);

-- The one ticket of a visit with a plan. A visit has one that is not over at most.
ALTER TABLE ticket ADD COLUMN IF NOT EXISTS is_journey boolean NOT NULL DEFAULT false;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS ticket_journey_key ON ticket (visit_id)
  WHERE is_journey AND state IN ('waiting', 'called', 'in_service', 'on_hold', 'missed');

ALTER TABLE ticket_transition DROP CONSTRAINT ticket_transition_action_check;
ALTER TABLE ticket_transition ADD CONSTRAINT ticket_transition_action_check CHECK (action IN ('join', 'call', 'recall',
  'start', 'finish', 'no_answer', 'hold', 'resume', 'transfer', 'cancel', 'undo', 'expire', 'carry_over', 'replan')) NOT VALID;
