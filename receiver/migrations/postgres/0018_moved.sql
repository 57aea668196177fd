-- Rows of register and plan that left a ward: to that ward's tablets they are removed.
-- The number is the one of the change that moved them.
CREATE TABLE moved_rows (
    list     TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    ward     TEXT COLLATE "C" NOT NULL, -- the one they left
    revision BIGINT NOT NULL,
    PRIMARY KEY (list, id, ward)
);

CREATE INDEX moved_rows_by_revision ON moved_rows (list, revision);
