-- A moved ticket says from which queue it came, so that its holder's phone can explain why the clinic is another.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

-- The former release writes without it: its moves are not explained.
ALTER TABLE ticket ADD COLUMN IF NOT EXISTS moved_from_id uuid;
ALTER TABLE ticket ADD CONSTRAINT ticket_moved_from_id_fkey FOREIGN KEY (moved_from_id) REFERENCES service (id) NOT VALID;
