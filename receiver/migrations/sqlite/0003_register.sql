-- What tablets pull: where an establishment lies and how it is told from others,
-- what was last found there, who goes where and which visits were made. Columns
-- whose values are folded or judged are filled by the program when it opens the
-- database: NULL means not yet.

ALTER TABLE establishments ADD COLUMN ward_code TEXT;             -- in the rule pack
ALTER TABLE establishments ADD COLUMN tax_code TEXT NOT NULL DEFAULT '';
ALTER TABLE establishments ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE establishments ADD COLUMN latitude INTEGER;           -- millionths of a degree
ALTER TABLE establishments ADD COLUMN longitude INTEGER;
ALTER TABLE establishments ADD COLUMN tax_identity TEXT NOT NULL DEFAULT '';
ALTER TABLE establishments ADD COLUMN place_identity TEXT;        -- name and address, folded
ALTER TABLE establishments ADD COLUMN last TEXT;                  -- JSON: the last inspection
ALTER TABLE establishments ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

ALTER TABLE planned_visits ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE planned_visits ADD COLUMN done TEXT;                  -- the inspection that made it
ALTER TABLE planned_visits ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;

ALTER TABLE inspections ADD COLUMN register_id TEXT;              -- as the document names it
ALTER TABLE inspections ADD COLUMN tax_identity TEXT NOT NULL DEFAULT '';
ALTER TABLE inspections ADD COLUMN place_identity TEXT;
ALTER TABLE inspections ADD COLUMN last TEXT;                     -- JSON: what the register says after it
ALTER TABLE inspections ADD COLUMN establishment TEXT;            -- the row of the register it is of

-- How far each list that tablets pull has got. The epoch changes when the list
-- is another one, so that nobody goes on from where the old one was.
CREATE TABLE pulled_lists (
    name     TEXT    NOT NULL PRIMARY KEY CHECK (name IN ('register', 'plan')),
    epoch    TEXT    NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

-- Rows that are gone, for those who have them still.
CREATE TABLE removed_rows (
    list     TEXT    NOT NULL REFERENCES pulled_lists (name),
    id       TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (list, id)
) STRICT;

UPDATE establishments SET revision = rowid;
UPDATE planned_visits SET revision = rowid;
INSERT INTO pulled_lists (name, epoch, revision) VALUES
    ('register', lower(hex(randomblob(8))),
     (SELECT COALESCE(MAX(revision), 0) FROM establishments)),
    ('plan', lower(hex(randomblob(8))),
     (SELECT COALESCE(MAX(revision), 0) FROM planned_visits));

CREATE INDEX establishments_by_revision ON establishments (revision);
CREATE INDEX establishments_by_tax ON establishments (tax_identity);
CREATE INDEX establishments_by_place ON establishments (place_identity);
CREATE INDEX planned_visits_by_revision ON planned_visits (revision);
CREATE INDEX planned_visits_by_establishment ON planned_visits (establishment_id, planned_on);
CREATE INDEX inspections_by_establishment ON inspections (establishment, inspected_on);
CREATE INDEX removed_rows_by_revision ON removed_rows (list, revision);
