-- Checks the rows that were there before the constraints of the last migration, without blocking anybody.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE session VALIDATE CONSTRAINT session_method_check;
ALTER TABLE session VALIDATE CONSTRAINT session_device_id_fkey;
ALTER TABLE visit VALIDATE CONSTRAINT visit_person_id_fkey;
ALTER TABLE ticket_transition VALIDATE CONSTRAINT ticket_transition_actor_kind_check;
