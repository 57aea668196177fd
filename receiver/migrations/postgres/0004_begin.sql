-- What the SQLite migrations 0001 to 0004 made. Times are UTC as text of one
-- width, so that their order is the order of text; every text is ordered by its
-- bytes (COLLATE "C"), as SQLite does. A released migration is never edited: the
-- next change is the next file.

-- Documents as received. Rows are added, never changed.
CREATE TABLE documents (
    id          TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    kind        TEXT   COLLATE "C" NOT NULL,
    sha256      TEXT   COLLATE "C" NOT NULL,
    document    TEXT   COLLATE "C" NOT NULL, -- the frozen bytes: what sha256 is of; of a file, what is around it
    received_at TEXT   COLLATE "C" NOT NULL,
    device      TEXT   COLLATE "C" NOT NULL,
    sequence    BIGINT NOT NULL,
    previous    TEXT   COLLATE "C",
    inspection  TEXT   COLLATE "C" -- the inspection it belongs to, here or not; NULL for an inspection
);

CREATE INDEX documents_by_chain ON documents (device, sequence);
CREATE INDEX documents_by_arrival ON documents (kind, received_at, id);
CREATE INDEX documents_by_inspection ON documents (inspection);

-- What only an inspection has.
CREATE TABLE inspections (
    document_id           TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES documents (id),
    inspected_on          TEXT COLLATE "C" NOT NULL,
    rule_pack             TEXT COLLATE "C" NOT NULL,
    establishment_name    TEXT COLLATE "C" NOT NULL,
    establishment_address TEXT COLLATE "C" NOT NULL,
    establishment_kind    TEXT COLLATE "C" NOT NULL,
    verdict               TEXT COLLATE "C" NOT NULL, -- the worst of its checks
    tally                 TEXT COLLATE "C" NOT NULL, -- JSON: what it adds to a report
    discrepancies         TEXT COLLATE "C" NOT NULL, -- JSON: where the office judged otherwise
    supersedes            TEXT COLLATE "C",          -- the inspection it corrects, here or not
    register_id           TEXT COLLATE "C",          -- as the document names it
    tax_identity          TEXT COLLATE "C" NOT NULL DEFAULT '',
    place_identity        TEXT COLLATE "C",          -- name and address, folded
    last                  TEXT COLLATE "C",          -- JSON: what the register says after it
    establishment         TEXT COLLATE "C"           -- the row of the register it is of
);

CREATE INDEX inspections_by_tally ON inspections (tally, document_id);
CREATE INDEX inspections_by_supersedes ON inspections (supersedes);
CREATE INDEX inspections_by_establishment ON inspections (establishment, inspected_on);

-- What is told of photos and attachments without opening them. The bytes are a
-- file of the office's folder, named by their digest.
CREATE TABLE files (
    document_id TEXT   COLLATE "C" NOT NULL PRIMARY KEY REFERENCES documents (id),
    sha256      TEXT   COLLATE "C" NOT NULL, -- of the file's bytes
    media_type  TEXT   COLLATE "C" NOT NULL,
    size        BIGINT NOT NULL,             -- bytes
    name        TEXT   COLLATE "C",          -- an attachment's name, a photo's caption
    check_no    BIGINT,                      -- the check it belongs to
    made_at     TEXT   COLLATE "C" NOT NULL  -- when it was taken or added, by the sender's clock
);

CREATE INDEX files_by_sha256 ON files (sha256);

-- Other documents that came under an id that was taken: once per digest.
CREATE TABLE conflicts (
    document_id TEXT COLLATE "C" NOT NULL REFERENCES documents (id),
    sha256      TEXT COLLATE "C" NOT NULL,
    document    TEXT COLLATE "C" NOT NULL,
    received_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (document_id, sha256)
);

-- Where the file of a document goes into its text.
CREATE TABLE contents (
    document_sha256 TEXT   COLLATE "C" NOT NULL PRIMARY KEY, -- of a row of documents or conflicts
    file_sha256     TEXT   COLLATE "C" NOT NULL,
    starts_at       BIGINT NOT NULL                          -- byte of the text
);

CREATE INDEX contents_by_file ON contents (file_sha256);

-- The register, and the visits planned. `sample` marks rows made up for the
-- demonstration.
CREATE TABLE establishments (
    id             TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    name           TEXT   COLLATE "C" NOT NULL,
    address        TEXT   COLLATE "C" NOT NULL,
    ward           TEXT   COLLATE "C" NOT NULL,
    ward_code      TEXT   COLLATE "C",                    -- in the rule pack
    kind           TEXT   COLLATE "C" NOT NULL,
    tax_code       TEXT   COLLATE "C" NOT NULL DEFAULT '',
    phone          TEXT   COLLATE "C" NOT NULL DEFAULT '',
    latitude       BIGINT,                                -- millionths of a degree
    longitude      BIGINT,
    tax_identity   TEXT   COLLATE "C" NOT NULL DEFAULT '',
    place_identity TEXT   COLLATE "C",                    -- name and address, folded
    last           TEXT   COLLATE "C",                    -- JSON: the last inspection
    revision       BIGINT NOT NULL DEFAULT 0,
    sample         BIGINT NOT NULL CHECK (sample IN (0, 1))
);

CREATE INDEX establishments_by_revision ON establishments (revision);
-- Of any length, which only this form of index takes.
CREATE INDEX establishments_by_tax ON establishments USING HASH (tax_identity);
CREATE INDEX establishments_by_place ON establishments USING HASH (place_identity);

CREATE TABLE planned_visits (
    id               TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    establishment_id TEXT   COLLATE "C" NOT NULL REFERENCES establishments (id),
    planned_on       TEXT   COLLATE "C" NOT NULL,
    team             TEXT   COLLATE "C" NOT NULL DEFAULT '',
    done             TEXT   COLLATE "C", -- the inspection that made it
    revision         BIGINT NOT NULL DEFAULT 0,
    sample           BIGINT NOT NULL CHECK (sample IN (0, 1))
);

CREATE INDEX planned_visits_by_day ON planned_visits (planned_on, id);
CREATE INDEX planned_visits_by_revision ON planned_visits (revision);
CREATE INDEX planned_visits_by_establishment ON planned_visits (establishment_id, planned_on);

-- What the office remembers of itself.
CREATE TABLE facts (
    name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- How far each list that tablets pull has got. The epoch changes when the list
-- is another one, so that nobody goes on from where the old one was.
CREATE TABLE pulled_lists (
    name     TEXT   COLLATE "C" NOT NULL PRIMARY KEY CHECK (name IN ('register', 'plan')),
    epoch    TEXT   COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL
);

INSERT INTO pulled_lists (name, epoch, revision) VALUES
    ('register', substr(md5(random()::text || clock_timestamp()::text), 1, 16), 0),
    ('plan', substr(md5(random()::text || clock_timestamp()::text), 1, 16), 0);

-- Rows that are gone, for those who have them still.
CREATE TABLE removed_rows (
    list     TEXT   COLLATE "C" NOT NULL REFERENCES pulled_lists (name),
    id       TEXT   COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (list, id)
);

CREATE INDEX removed_rows_by_revision ON removed_rows (list, revision);
