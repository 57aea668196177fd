-- What the office says of the rules: added, and struck, never changed.
CREATE TABLE rule_words (
    id        INTEGER NOT NULL PRIMARY KEY,
    kind      TEXT    NOT NULL CHECK (kind IN ('sign_off', 'settlement', 'authority')),
    line      TEXT    NOT NULL, -- JSON: the row as it will stand in the table of its kind
    said_by   TEXT    NOT NULL,
    said_at   TEXT    NOT NULL,
    struck_by TEXT,
    struck_at TEXT
) STRICT;

-- Editions of the rules that the office published. What is withdrawn stays:
-- documents name it.
CREATE TABLE editions (
    number           INTEGER NOT NULL PRIMARY KEY, -- in the order they were published
    sha256           TEXT    NOT NULL UNIQUE,
    name             TEXT    NOT NULL,
    base             TEXT    NOT NULL, -- the edition that shipped which it adds to
    additions        TEXT    NOT NULL,
    published_by     TEXT    NOT NULL,
    published_at     TEXT    NOT NULL,
    withdrawn_by     TEXT,
    withdrawn_at     TEXT,
    withdrawn_reason TEXT
) STRICT;
