-- Classes of priority: who is called before whom, and how fast a wait gains on others.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

CREATE TABLE IF NOT EXISTS priority_class (
  branch_id uuid NOT NULL REFERENCES branch (id),
  slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  name_ar text NOT NULL CHECK (length(name_ar) BETWEEN 1 AND 120),
  name_en text NOT NULL CHECK (length(name_en) BETWEEN 1 AND 120),
  -- strict: called before all others. booked: its tickets count from the booked time.
  kind text NOT NULL DEFAULT 'ordinary' CHECK (kind IN ('ordinary', 'strict', 'booked')),
  -- The wait that it begins with, and how much a minute of waiting counts. Strict ones are in the order of their arrival.
  credit_minutes smallint NOT NULL DEFAULT 0 CHECK (credit_minutes BETWEEN 0 AND 1440),
  rate_percent smallint NOT NULL DEFAULT 100 CHECK (rate_percent BETWEEN 10 AND 1000),
  position smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (branch_id, slug),
  CHECK (kind <> 'strict' OR (credit_minutes = 0 AND rate_percent = 100)),
  CHECK (slug <> 'normal' OR (kind = 'ordinary' AND credit_minutes = 0 AND rate_percent = 100)),
  CHECK (slug <> 'emergency' OR kind = 'strict')
);

CREATE OR REPLACE FUNCTION add_priority_classes(branch uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO priority_class (branch_id, slug, name_ar, name_en, kind, credit_minutes, rate_percent, position) VALUES
    (branch, 'normal', 'عادي', 'Normal', 'ordinary', 0, 100, 0),
    (branch, 'priority', 'أولوية', 'Priority', 'ordinary', 10, 200, 1),
    (branch, 'emergency', 'حالة طارئة', 'Emergency', 'strict', 0, 100, 2)
  ON CONFLICT DO NOTHING
$$;
SELECT add_priority_classes(id) FROM branch;

-- Every branch has the built-in classes, whoever makes it.
CREATE OR REPLACE FUNCTION give_priority_classes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_priority_classes(NEW.id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER branch_gets_priority_classes AFTER INSERT ON branch
  FOR EACH ROW EXECUTE FUNCTION give_priority_classes();
CREATE OR REPLACE TRIGGER priority_class_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON priority_class
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();

ALTER TABLE ticket ADD COLUMN IF NOT EXISTS class text NOT NULL DEFAULT 'normal';
ALTER TABLE ticket ADD CONSTRAINT ticket_class_fkey FOREIGN KEY (branch_id, class)
  REFERENCES priority_class (branch_id, slug) NOT VALID;

-- The former release writes and reads only whether a ticket goes before all others. It follows from the class, and has its own
-- column because the order of call begins with it.
CREATE OR REPLACE FUNCTION settle_ticket_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.priority = 0 AND NEW.class = 'normal' THEN NEW.class := 'emergency'; END IF;
  NEW.priority := (SELECT CASE WHEN kind = 'strict' THEN 0 ELSE 1 END FROM priority_class
    WHERE branch_id = NEW.branch_id AND slug = NEW.class);
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER ticket_settles_its_class BEFORE INSERT ON ticket
  FOR EACH ROW EXECUTE FUNCTION settle_ticket_class();
