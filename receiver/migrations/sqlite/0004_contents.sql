-- The bytes of photos and attachments move out of the database: one file for
-- each digest, in the office's folder. A document that holds a file keeps what
-- is around it, and is made again byte for byte from both.

CREATE TABLE contents (
    document_sha256 TEXT    NOT NULL PRIMARY KEY, -- of a row of documents or conflicts
    file_sha256     TEXT    NOT NULL,
    starts_at       INTEGER NOT NULL              -- byte of the text
) STRICT;

CREATE INDEX contents_by_file ON contents (file_sha256);
