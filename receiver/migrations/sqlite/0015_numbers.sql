-- Numbers that a device left behind when it became another tablet: given out, and
-- never again.
ALTER TABLE number_blocks ADD COLUMN closed_at TEXT;

-- The number of the minutes that a document names, without zeros before it; empty
-- where it has none, NULL: not yet filled. Beside it as a number; 0 where it is none.
ALTER TABLE inspections ADD COLUMN minutes_no TEXT;
ALTER TABLE inspections ADD COLUMN minutes_number INTEGER NOT NULL DEFAULT 0;

CREATE INDEX inspections_by_minutes ON inspections (minutes_no, inspected_on);
