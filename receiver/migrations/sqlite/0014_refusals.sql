-- What was said of a refusal, in Vietnamese too; empty of those of before.
ALTER TABLE refused_uploads ADD COLUMN detail_vi TEXT NOT NULL DEFAULT '';

-- Of each tablet the newest refusals are kept, and how many are not any more.
CREATE TABLE refusals_dropped (
    tablet  TEXT    NOT NULL PRIMARY KEY, -- empty: of none that is known
    dropped INTEGER NOT NULL
) STRICT;
