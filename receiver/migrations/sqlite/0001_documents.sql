-- Times are UTC as text of one width, so that their order is the order of text.
-- A released migration is never edited: the next change is the next file.

-- Closed inspections as received. Rows are added, never changed.
CREATE TABLE documents (
    id                    TEXT    NOT NULL PRIMARY KEY,
    kind                  TEXT    NOT NULL,
    sha256                TEXT    NOT NULL,
    document              TEXT    NOT NULL, -- the frozen bytes: what sha256 is of
    received_at           TEXT    NOT NULL,
    device                TEXT    NOT NULL,
    sequence              INTEGER NOT NULL,
    previous              TEXT,
    inspected_on          TEXT    NOT NULL,
    rule_pack             TEXT    NOT NULL,
    establishment_name    TEXT    NOT NULL,
    establishment_address TEXT    NOT NULL,
    establishment_kind    TEXT    NOT NULL,
    verdict               TEXT    NOT NULL, -- the worst of its checks
    tally                 TEXT    NOT NULL, -- JSON: what it adds to a report
    discrepancies         TEXT    NOT NULL  -- JSON: where the office judged otherwise
) STRICT;

CREATE INDEX documents_by_arrival ON documents (received_at, id);
CREATE INDEX documents_by_chain ON documents (device, sequence);
CREATE INDEX documents_by_tally ON documents (tally);

-- Other documents that came under an id that was taken: once per digest.
CREATE TABLE conflicts (
    document_id TEXT NOT NULL REFERENCES documents (id),
    sha256      TEXT NOT NULL,
    document    TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (document_id, sha256)
) STRICT;

-- The register, and the visits planned. `sample` marks rows made up for the
-- demonstration.
CREATE TABLE establishments (
    id      TEXT    NOT NULL PRIMARY KEY,
    name    TEXT    NOT NULL,
    address TEXT    NOT NULL,
    ward    TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    sample  INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE planned_visits (
    id               TEXT    NOT NULL PRIMARY KEY,
    establishment_id TEXT    NOT NULL REFERENCES establishments (id),
    planned_on       TEXT    NOT NULL,
    sample           INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT;

CREATE INDEX planned_visits_by_day ON planned_visits (planned_on, id);

-- What the office remembers of itself.
CREATE TABLE facts (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
