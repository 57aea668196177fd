-- Rows of register and plan that left a ward: to that ward's tablets they are removed.
-- The number is the one of the change that moved them.
CREATE TABLE moved_rows (
    list     TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    ward     TEXT    NOT NULL, -- the one they left
    revision INTEGER NOT NULL,
    PRIMARY KEY (list, id, ward)
) STRICT;

CREATE INDEX moved_rows_by_revision ON moved_rows (list, revision);
