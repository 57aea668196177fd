-- What the office says of the rules: added, and struck, never changed.
CREATE TABLE rule_words (
    id        BIGINT NOT NULL PRIMARY KEY,
    kind      TEXT   COLLATE "C" NOT NULL CHECK (kind IN ('sign_off', 'settlement', 'authority')),
    line      TEXT   COLLATE "C" NOT NULL, -- JSON: the row as it will stand in the table of its kind
    said_by   TEXT   COLLATE "C" NOT NULL,
    said_at   TEXT   COLLATE "C" NOT NULL,
    struck_by TEXT   COLLATE "C",
    struck_at TEXT   COLLATE "C"
);

-- Editions of the rules that the office published. What is withdrawn stays:
-- documents name it.
CREATE TABLE editions (
    number           BIGINT NOT NULL PRIMARY KEY, -- in the order they were published
    sha256           TEXT   COLLATE "C" NOT NULL UNIQUE,
    name             TEXT   COLLATE "C" NOT NULL,
    base             TEXT   COLLATE "C" NOT NULL, -- the edition that shipped which it adds to
    additions        TEXT   COLLATE "C" NOT NULL,
    published_by     TEXT   COLLATE "C" NOT NULL,
    published_at     TEXT   COLLATE "C" NOT NULL,
    withdrawn_by     TEXT   COLLATE "C",
    withdrawn_at     TEXT   COLLATE "C",
    withdrawn_reason TEXT   COLLATE "C"
);
