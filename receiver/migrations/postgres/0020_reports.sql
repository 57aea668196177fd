-- What reports need of each inspection, as one short line beside the wide rows. The
-- program fills it from documents, and anew where it counts otherwise than before.
CREATE TABLE report_lines (
    document_id  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES documents (id),
    inspected_on TEXT COLLATE "C" NOT NULL,
    corrects     BIGINT NOT NULL, -- 1: it corrects another one
    line         TEXT COLLATE "C" NOT NULL -- empty where the document cannot be read
);

CREATE INDEX report_lines_by_day ON report_lines (inspected_on);
CREATE INDEX report_lines_of_corrections ON report_lines (corrects, document_id);
-- Whom an inspection visited, without its wide row.
CREATE INDEX inspections_visited ON inspections (document_id, establishment, ward);

-- What reports need of an outcome: JSON; NULL: not yet filled.
ALTER TABLE outcomes ADD COLUMN sequel TEXT COLLATE "C";
CREATE INDEX outcomes_by_day ON outcomes (decided_on, inspection);
