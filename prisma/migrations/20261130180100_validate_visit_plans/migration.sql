-- Checks the rows that were there before the constraint of the last migration, without blocking anybody.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE ticket_transition VALIDATE CONSTRAINT ticket_transition_action_check;
