-- The secret link of a visit is found by its SHA-256 and made from a key: who reads the database cannot open a visit.
SET LOCAL lock_timeout = '3s';
SET LOCAL statement_timeout = '10min';

ALTER TABLE visit ADD COLUMN IF NOT EXISTS link_hash bytea;
UPDATE visit SET link_hash = sha256(convert_to(link_token, 'UTF8')) WHERE link_hash IS NULL;
ALTER TABLE visit ADD CONSTRAINT visit_link_hash_check CHECK (link_hash IS NOT NULL AND length(link_hash) = 32) NOT VALID;
-- squawk-ignore require-concurrent-index-creation
CREATE UNIQUE INDEX IF NOT EXISTS visit_link_hash_key ON visit (link_hash);

-- Visits of the last days keep the link that their holders have; it is forgotten when it opens nothing any more.
-- squawk-ignore ban-drop-not-null
ALTER TABLE visit ALTER COLUMN link_token DROP NOT NULL, DROP CONSTRAINT IF EXISTS visit_link_token_key;
UPDATE visit SET link_token = NULL WHERE business_date < current_date - 3;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS visit_link_token_idx ON visit (business_date) WHERE link_token IS NOT NULL;

-- Whose an answer is was said by the link itself.
UPDATE idempotency_key
SET subject = 'visit:' || rtrim(translate(encode(sha256(convert_to(substr(subject, 7), 'UTF8')), 'base64'), '+/', '-_'), '=')
WHERE subject LIKE 'visit:%';

-- How often a number or a visitor was sent a code in the last hour.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS phone_confirmation_visitor_idx ON phone_confirmation (visitor_id, created_at);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS phone_confirmation_phone_idx ON phone_confirmation (phone_index, created_at);
-- For the end of the time that a session is kept.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS session_expires_at_idx ON session (expires_at);
