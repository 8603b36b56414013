-- When a ticket's present wait began, by which waits are counted in the queue where they end.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- The former release inserts without it: its tickets begin to wait when they are taken.
ALTER TABLE ticket ADD COLUMN IF NOT EXISTS line_since timestamptz(3);
ALTER TABLE ticket ALTER COLUMN line_since SET DEFAULT now();
UPDATE ticket SET line_since = credit_from WHERE state IN ('waiting', 'on_hold') AND line_since IS NULL;
