-- Who signs in: apart from the record, never in it. No role of the database reads any of it.
CREATE TABLE accounts (
  name text PRIMARY KEY, password text NOT NULL, secret bytea NOT NULL, subject text NOT NULL,
  made_s bigint NOT NULL, changed_s bigint NOT NULL, used_step bigint NOT NULL DEFAULT -1
);
CREATE UNIQUE INDEX accounts_by_subject ON accounts (subject) WHERE subject <> '';
CREATE TABLE spares (
  name text NOT NULL REFERENCES accounts ON DELETE CASCADE, hash text NOT NULL, PRIMARY KEY (name, hash)
);
CREATE TABLE sessions (
  token_sha256 text PRIMARY KEY, person text NOT NULL, how text NOT NULL, "grant" bigint NOT NULL,
  agent_sha256 text NOT NULL, made_s bigint NOT NULL, seen_s bigint NOT NULL, ends_s bigint NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE TABLE browsers (
  token_sha256 text NOT NULL, person text NOT NULL, until_s bigint NOT NULL, PRIMARY KEY (token_sha256, person)
);
CREATE TABLE failures (key text PRIMARY KEY, count bigint NOT NULL, last_s bigint NOT NULL);
CREATE INDEX failures_by_count ON failures (count, last_s);
CREATE TABLE answers (
  person text NOT NULL, key text NOT NULL, request_sha256 text NOT NULL, status integer NOT NULL,
  media_type text NOT NULL, body bytea NOT NULL, at_s bigint NOT NULL, PRIMARY KEY (person, key)
);
