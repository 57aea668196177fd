-- The register and the plan as people of the office keep them: searched, edited,
-- merged, imported from wards' lists, with a history of who changed what. Columns
-- whose values are folded are filled by the program when it opens the database.

ALTER TABLE establishments ADD COLUMN closed_on TEXT;                   -- closed down on that day
ALTER TABLE establishments ADD COLUMN edits INTEGER NOT NULL DEFAULT 0; -- how often people changed it
ALTER TABLE establishments ADD COLUMN words TEXT;                       -- what is searched; NULL: not yet filled
ALTER TABLE establishments ADD COLUMN place_in_list TEXT NOT NULL DEFAULT ''; -- ward, name, id, folded

CREATE INDEX establishments_by_place_in_list ON establishments (place_in_list);

-- Rows that are another one now, and what told them from others.
CREATE TABLE merged_establishments (
    id             TEXT NOT NULL PRIMARY KEY,
    kept           TEXT NOT NULL, -- the row that it is now
    tax_identity   TEXT NOT NULL,
    place_identity TEXT NOT NULL,
    merged_at      TEXT NOT NULL
) STRICT;

CREATE INDEX merged_establishments_by_kept ON merged_establishments (kept);
CREATE INDEX merged_establishments_by_tax ON merged_establishments (tax_identity);
CREATE INDEX merged_establishments_by_place ON merged_establishments (place_identity);

-- Visits that are not to be made any more.
CREATE TABLE struck_visits (
    id               TEXT NOT NULL PRIMARY KEY,
    establishment_id TEXT NOT NULL,
    planned_on       TEXT NOT NULL,
    team             TEXT NOT NULL,
    reason           TEXT NOT NULL,
    struck_at        TEXT NOT NULL,
    struck_by        TEXT NOT NULL
) STRICT;

CREATE INDEX struck_visits_by_day ON struck_visits (planned_on, id);

-- Who changed what when. Lines are added; a merge hands them on.
CREATE TABLE register_history (
    id            TEXT NOT NULL PRIMARY KEY, -- UUID v7: in order of time
    establishment TEXT NOT NULL,
    at            TEXT NOT NULL,
    who           TEXT NOT NULL,
    act           TEXT NOT NULL,
    changes       TEXT NOT NULL              -- JSON: fields before and after
) STRICT;

CREATE INDEX register_history_by_establishment ON register_history (establishment, id);

-- Lists of wards, from their upload to the decision.
CREATE TABLE register_imports (
    id          TEXT    NOT NULL PRIMARY KEY,
    file_name   TEXT    NOT NULL,
    made_at     TEXT    NOT NULL,
    made_by     TEXT    NOT NULL,
    sheet       TEXT    NOT NULL, -- JSON: the rows; empty when it is over
    matches     TEXT    NOT NULL, -- JSON: what columns and words mean
    decisions   TEXT    NOT NULL, -- JSON: by row
    edits       INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('open', 'committed', 'discarded')),
    finished_at TEXT,
    finished_by TEXT,
    counts      TEXT              -- JSON: rows of each state when it was committed
) STRICT;

CREATE INDEX register_imports_by_time ON register_imports (made_at, id);
