-- The register and the plan as people of the office keep them: searched, edited,
-- merged, imported from wards' lists, with a history of who changed what. Columns
-- whose values are folded are filled by the program when it opens the database.

ALTER TABLE establishments ADD COLUMN closed_on TEXT COLLATE "C";                   -- closed down on that day
ALTER TABLE establishments ADD COLUMN edits BIGINT NOT NULL DEFAULT 0; -- how often people changed it
ALTER TABLE establishments ADD COLUMN words TEXT COLLATE "C";                       -- what is searched; NULL: not yet filled
ALTER TABLE establishments ADD COLUMN place_in_list TEXT COLLATE "C" NOT NULL DEFAULT ''; -- ward, name, id, folded

CREATE INDEX establishments_by_place_in_list ON establishments (place_in_list);

-- Rows that are another one now, and what told them from others.
CREATE TABLE merged_establishments (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kept           TEXT COLLATE "C" NOT NULL, -- the row that it is now
    tax_identity   TEXT COLLATE "C" NOT NULL,
    place_identity TEXT COLLATE "C" NOT NULL,
    merged_at      TEXT COLLATE "C" NOT NULL
);

CREATE INDEX merged_establishments_by_kept ON merged_establishments (kept);
CREATE INDEX merged_establishments_by_tax ON merged_establishments USING HASH (tax_identity);
CREATE INDEX merged_establishments_by_place ON merged_establishments USING HASH (place_identity);

-- Visits that are not to be made any more.
CREATE TABLE struck_visits (
    id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    establishment_id TEXT COLLATE "C" NOT NULL,
    planned_on       TEXT COLLATE "C" NOT NULL,
    team             TEXT COLLATE "C" NOT NULL,
    reason           TEXT COLLATE "C" NOT NULL,
    struck_at        TEXT COLLATE "C" NOT NULL,
    struck_by        TEXT COLLATE "C" NOT NULL
);

CREATE INDEX struck_visits_by_day ON struck_visits (planned_on, id);

-- Who changed what when. Lines are added; a merge hands them on.
CREATE TABLE register_history (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- UUID v7: in order of time
    establishment TEXT COLLATE "C" NOT NULL,
    at            TEXT COLLATE "C" NOT NULL,
    who           TEXT COLLATE "C" NOT NULL,
    act           TEXT COLLATE "C" NOT NULL,
    changes       TEXT COLLATE "C" NOT NULL              -- JSON: fields before and after
);

CREATE INDEX register_history_by_establishment ON register_history (establishment, id);

-- Lists of wards, from their upload to the decision.
CREATE TABLE register_imports (
    id          TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    file_name   TEXT COLLATE "C"    NOT NULL,
    made_at     TEXT COLLATE "C"    NOT NULL,
    made_by     TEXT COLLATE "C"    NOT NULL,
    sheet       TEXT COLLATE "C"    NOT NULL, -- JSON: the rows; empty when it is over
    matches     TEXT COLLATE "C"    NOT NULL, -- JSON: what columns and words mean
    decisions   TEXT COLLATE "C"    NOT NULL, -- JSON: by row
    edits       BIGINT NOT NULL,
    state       TEXT COLLATE "C"    NOT NULL CHECK (state IN ('open', 'committed', 'discarded')),
    finished_at TEXT COLLATE "C",
    finished_by TEXT COLLATE "C",
    counts      TEXT COLLATE "C"              -- JSON: rows of each state when it was committed
);

CREATE INDEX register_imports_by_time ON register_imports (made_at, id);
