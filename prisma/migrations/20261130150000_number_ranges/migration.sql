-- The numbers on tickets: a range for each service, and branches whose numbers go on from day to day.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE branch ADD COLUMN IF NOT EXISTS numbers_restart boolean NOT NULL DEFAULT true;

ALTER TABLE service ADD COLUMN IF NOT EXISTS number_from integer NOT NULL DEFAULT 1 CHECK (number_from BETWEEN 1 AND 999999);
ALTER TABLE service ADD COLUMN IF NOT EXISTS number_to integer CHECK (number_to BETWEEN 1 AND 999999);
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE service ADD CONSTRAINT service_number_range_check CHECK (number_to >= number_from);

-- The range as of the beginning of the day, so that a change of it during the day gives no number twice. Days before this
-- migration have none: their numbers are those of their sequence.
ALTER TABLE queue_day ADD COLUMN IF NOT EXISTS first_number integer CHECK (first_number >= 1);
ALTER TABLE queue_day ADD COLUMN IF NOT EXISTS lowest_number integer CHECK (lowest_number >= 1);
ALTER TABLE queue_day ADD COLUMN IF NOT EXISTS highest_number integer CHECK (highest_number >= 1);

-- By the database, because a queue's day begins in several statements, also in those of the release before this one.
CREATE OR REPLACE FUNCTION number_queue_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_service record;
  last_number integer;
BEGIN
  SELECT s.number_from, s.number_to, b.numbers_restart INTO of_service
  FROM service AS s JOIN branch AS b ON b.id = s.branch_id WHERE s.id = NEW.service_id;
  NEW.lowest_number := of_service.number_from;
  NEW.highest_number := of_service.number_to;
  NEW.first_number := of_service.number_from;
  IF NOT of_service.numbers_restart THEN
    SELECT CASE
        WHEN highest_number IS NULL THEN coalesce(first_number, 1) + last_sequence - 1
        ELSE lowest_number + (first_number - lowest_number + last_sequence - 1) % (highest_number - lowest_number + 1)
      END INTO last_number
    FROM queue_day WHERE service_id = NEW.service_id AND business_date < NEW.business_date
    ORDER BY business_date DESC LIMIT 1;
    IF last_number + 1 BETWEEN NEW.lowest_number AND coalesce(NEW.highest_number, last_number + 1) THEN
      NEW.first_number := last_number + 1;
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER queue_day_has_numbers BEFORE INSERT ON queue_day
  FOR EACH ROW EXECUTE FUNCTION number_queue_day();
