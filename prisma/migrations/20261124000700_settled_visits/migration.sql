-- Staff have said whose a visit is, or that nobody is known: then it is no longer its browser that says so.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE visit ADD COLUMN IF NOT EXISTS person_settled boolean NOT NULL DEFAULT false;
