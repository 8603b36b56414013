-- Checks the rows that were there before the constraints of the last migration, without blocking anybody.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE ticket VALIDATE CONSTRAINT ticket_carried_from_check;
ALTER TABLE ticket_transition VALIDATE CONSTRAINT ticket_transition_action_check;
