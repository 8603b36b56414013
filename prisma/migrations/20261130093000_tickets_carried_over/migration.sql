-- Where a queue is open across the boundary of the day, its open tickets go on in the new day with their old numbers.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- The former release inserts without it: its tickets bear a number of their own day.
ALTER TABLE ticket ADD COLUMN IF NOT EXISTS carried_from date;
ALTER TABLE ticket ADD CONSTRAINT ticket_carried_from_check CHECK (carried_from < business_date) NOT VALID;

ALTER TABLE queue_day ADD COLUMN IF NOT EXISTS carried integer NOT NULL DEFAULT 0;

ALTER TABLE ticket_transition DROP CONSTRAINT ticket_transition_action_check;
ALTER TABLE ticket_transition ADD CONSTRAINT ticket_transition_action_check CHECK (action IN ('join', 'call', 'recall',
  'start', 'finish', 'no_answer', 'hold', 'resume', 'transfer', 'cancel', 'undo', 'expire', 'carry_over')) NOT VALID;
