-- The version of a branch's set-up is raised by the database, in every transaction that changes it, whoever does.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

CREATE OR REPLACE FUNCTION raise_setup_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid[];
BEGIN
  -- The branches before and after: a row may move.
  IF TG_TABLE_NAME = 'service_point_service' THEN
    SELECT array_agg(branch_id) INTO changed FROM service_point
    WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.service_point_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.service_point_id END);
  ELSE
    changed := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.branch_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.branch_id END];
  END IF;
  UPDATE branch SET setup_version = setup_version + 1 WHERE id = ANY (changed);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER service_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON service
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER service_point_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON service_point
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER opening_hours_raise_setup_version AFTER INSERT OR UPDATE OR DELETE ON opening_hours
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();
CREATE OR REPLACE TRIGGER service_point_service_raises_setup_version AFTER INSERT OR UPDATE OR DELETE ON service_point_service
  FOR EACH ROW EXECUTE FUNCTION raise_setup_version();

-- The branch's own columns: a change that does not raise the version itself does so here.
CREATE OR REPLACE FUNCTION raise_own_setup_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.setup_version := OLD.setup_version + 1;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER branch_raises_setup_version BEFORE UPDATE ON branch FOR EACH ROW
  WHEN (NEW.setup_version = OLD.setup_version AND NEW IS DISTINCT FROM OLD) EXECUTE FUNCTION raise_own_setup_version();
