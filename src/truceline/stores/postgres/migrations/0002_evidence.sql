-- Evidence under the name of its hash, or of a keyed hash where it is sealed, in pieces of 8 MiB.
CREATE TABLE blobs (name text NOT NULL, n integer NOT NULL CHECK (n >= 0), data bytea NOT NULL, PRIMARY KEY (name, n));
ALTER TABLE blobs ALTER data SET STORAGE EXTERNAL;
