-- The record: leaves and tiles never change; what opens a leaf lies apart, so that it can be destroyed.
CREATE TABLE leaves (idx bigint PRIMARY KEY CHECK (idx >= 0), kind text NOT NULL, leaf bytea NOT NULL);
CREATE INDEX leaves_by_kind ON leaves (kind, idx);
CREATE TABLE openings (idx bigint PRIMARY KEY, kind text NOT NULL, body bytea NOT NULL, salts bytea NOT NULL);
ALTER TABLE leaves ALTER leaf SET STORAGE EXTERNAL;
ALTER TABLE openings ALTER body SET STORAGE EXTERNAL, ALTER salts SET STORAGE EXTERNAL;
CREATE TABLE tiles (
  level integer NOT NULL, n bigint NOT NULL, root bytea NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (level, n)
);
CREATE TABLE sources (source text PRIMARY KEY, seq bigint NOT NULL, hash text NOT NULL);
CREATE TABLE checkpoints (size bigint PRIMARY KEY, note bytea NOT NULL);
CREATE TABLE about (name text PRIMARY KEY, value text NOT NULL);
-- Whoever appends holds this row: one at a time, and the next one sees what the last one wrote.
CREATE TABLE head (one boolean PRIMARY KEY DEFAULT true CHECK (one), size bigint NOT NULL);
INSERT INTO head (size) VALUES (0);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER leaves_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON leaves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER openings_never_go BEFORE DELETE OR TRUNCATE ON openings EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tiles_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON tiles EXECUTE FUNCTION refuse_change();
