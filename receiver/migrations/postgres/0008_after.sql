-- What comes after a visit: outcomes and what they settle, what the office writes
-- itself, how inspections are found, and which uploads were refused. Columns whose
-- values are folded or read from documents are filled by the program when it opens
-- the database: NULL means not yet.

ALTER TABLE inspections ADD COLUMN words TEXT COLLATE "C";     -- what is searched, folded
ALTER TABLE inspections ADD COLUMN result TEXT COLLATE "C" NOT NULL DEFAULT ''; -- what the visit came to
ALTER TABLE inspections ADD COLUMN visit TEXT COLLATE "C" NOT NULL DEFAULT '';  -- the same of every part of a visit; empty: alone
ALTER TABLE inspections ADD COLUMN aftermath TEXT COLLATE "C"; -- JSON: what it leaves open, and what it looked at

CREATE INDEX inspections_by_day ON inspections (inspected_on, document_id);
CREATE INDEX inspections_by_visit ON inspections (visit);

-- What is told of outcomes without opening them.
CREATE TABLE outcomes (
    document_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES documents (id),
    inspection  TEXT COLLATE "C" NOT NULL, -- here or not
    result      TEXT COLLATE "C" NOT NULL,
    decided_on  TEXT COLLATE "C" NOT NULL
);

CREATE INDEX outcomes_by_inspection ON outcomes (inspection, decided_on);

-- The documents that the office wrote: its chain.
CREATE TABLE office_documents (
    sequence    BIGINT NOT NULL PRIMARY KEY,
    document_id TEXT COLLATE "C"    NOT NULL UNIQUE REFERENCES documents (id)
);

-- What inspections leave open, worked out anew from documents whenever one comes.
CREATE TABLE follow_ups (
    inspection TEXT COLLATE "C"    NOT NULL REFERENCES documents (id),
    place      BIGINT NOT NULL,
    kind       TEXT COLLATE "C"    NOT NULL,
    check_no   BIGINT,
    what       TEXT COLLATE "C"    NOT NULL,
    due        TEXT COLLATE "C"    NOT NULL, -- the last day; 'none' sorts behind every day
    settled_on TEXT COLLATE "C",
    settled_by TEXT COLLATE "C",             -- an outcome or a later inspection
    PRIMARY KEY (inspection, place)
);

CREATE INDEX follow_ups_by_day ON follow_ups (due, inspection, place);

-- Uploads of enrolled tablets that were refused: once for each reason, and nothing
-- of what was in them.
CREATE TABLE refused_uploads (
    tablet   TEXT COLLATE "C"    NOT NULL, -- empty: of none that is known
    document TEXT COLLATE "C"    NOT NULL, -- the id that was claimed; empty where none could be read
    problem  TEXT COLLATE "C"    NOT NULL,
    detail   TEXT COLLATE "C"    NOT NULL, -- of the last time
    first_at TEXT COLLATE "C"    NOT NULL,
    last_at  TEXT COLLATE "C"    NOT NULL,
    times    BIGINT NOT NULL,
    PRIMARY KEY (tablet, document, problem)
);

-- What became of the last inspection, for tablets: JSON.
ALTER TABLE establishments ADD COLUMN became TEXT COLLATE "C";
