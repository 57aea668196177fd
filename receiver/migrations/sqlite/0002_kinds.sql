-- Photos, attachments and outcomes come in beside inspections. What every
-- document has stays in `documents`; what only an inspection has moves to
-- `inspections`; what is told of a file without opening it is in `files`.

CREATE TABLE inspections (
    document_id           TEXT    NOT NULL PRIMARY KEY REFERENCES documents (id),
    inspected_on          TEXT    NOT NULL,
    rule_pack             TEXT    NOT NULL,
    establishment_name    TEXT    NOT NULL,
    establishment_address TEXT    NOT NULL,
    establishment_kind    TEXT    NOT NULL,
    verdict               TEXT    NOT NULL, -- the worst of its checks
    tally                 TEXT    NOT NULL, -- JSON: what it adds to a report
    discrepancies         TEXT    NOT NULL, -- JSON: where the office judged otherwise
    supersedes            TEXT              -- the inspection it corrects, here or not
) STRICT;

INSERT INTO inspections
SELECT id, inspected_on, rule_pack, establishment_name, establishment_address,
       establishment_kind, verdict, tally, discrepancies,
       json_extract(document, '$.supersedes')
FROM documents;

CREATE INDEX inspections_by_tally ON inspections (tally, document_id);
CREATE INDEX inspections_by_supersedes ON inspections (supersedes);

-- The inspection a document belongs to, here or not; NULL for an inspection.
ALTER TABLE documents ADD COLUMN inspection TEXT;

DROP INDEX documents_by_tally;
DROP INDEX documents_by_arrival;
ALTER TABLE documents DROP COLUMN inspected_on;
ALTER TABLE documents DROP COLUMN rule_pack;
ALTER TABLE documents DROP COLUMN establishment_name;
ALTER TABLE documents DROP COLUMN establishment_address;
ALTER TABLE documents DROP COLUMN establishment_kind;
ALTER TABLE documents DROP COLUMN verdict;
ALTER TABLE documents DROP COLUMN tally;
ALTER TABLE documents DROP COLUMN discrepancies;

CREATE INDEX documents_by_arrival ON documents (kind, received_at, id);
CREATE INDEX documents_by_inspection ON documents (inspection);

-- Photos and attachments. Their bytes are in their documents.
CREATE TABLE files (
    document_id TEXT    NOT NULL PRIMARY KEY REFERENCES documents (id),
    sha256      TEXT    NOT NULL, -- of the file's bytes
    media_type  TEXT    NOT NULL,
    size        INTEGER NOT NULL, -- bytes
    name        TEXT,             -- an attachment's name, a photo's caption
    check_no    INTEGER,          -- the check it belongs to
    made_at     TEXT    NOT NULL  -- when it was taken or added, by the sender's clock
) STRICT;

CREATE INDEX files_by_sha256 ON files (sha256);
