-- Who may: people of the office and how they sign in, tablets and how they are
-- enrolled, blocks of minutes numbers, and who did what. Passwords, tokens and
-- links are kept as what they are checked by, never as they were given.

CREATE TABLE users (
    id          TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,          -- as typed
    name_key    TEXT NOT NULL UNIQUE,   -- folded: what signing in looks for
    role        TEXT NOT NULL CHECK (role IN ('viewer', 'officer', 'admin')),
    authority   TEXT NOT NULL,          -- a city or ward of the rule pack
    password    TEXT,                   -- a PHC string; NULL until it is chosen
    created_at  TEXT NOT NULL,
    disabled_at TEXT
) STRICT;

-- Links by which a password is chosen. Without a user: the first one is made.
CREATE TABLE set_up_links (
    sha256     TEXT NOT NULL PRIMARY KEY,
    user_id    TEXT REFERENCES users (id),
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE sign_ins (
    id         TEXT NOT NULL PRIMARY KEY,
    sha256     TEXT NOT NULL UNIQUE,    -- of the cookie's token
    user_id    TEXT NOT NULL REFERENCES users (id),
    agent      TEXT NOT NULL,           -- what the browser calls itself
    began_at   TEXT NOT NULL,
    seen_at    TEXT NOT NULL
) STRICT;

CREATE INDEX sign_ins_by_user ON sign_ins (user_id);

-- Failures in a row by what was typed as a name, whether or not it is somebody's.
CREATE TABLE failed_sign_ins (
    name_key TEXT    NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  TEXT    NOT NULL,
    wait_to  TEXT                       -- no try before
) STRICT;

CREATE TABLE tablets (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    authority   TEXT    NOT NULL,
    block_size  INTEGER NOT NULL CHECK (block_size >= 0), -- minutes numbers at a time; 0: none
    device      TEXT UNIQUE,            -- the id that its documents name
    sha256      TEXT UNIQUE,            -- of its token
    created_at  TEXT    NOT NULL,
    enrolled_at TEXT,
    seen_at     TEXT,
    revoked_at  TEXT
) STRICT;

CREATE TABLE enrolment_links (
    sha256     TEXT NOT NULL PRIMARY KEY,
    tablet_id  TEXT NOT NULL REFERENCES tablets (id),
    expires_at TEXT NOT NULL,
    used_by    TEXT                     -- the device that used it
) STRICT;

-- Blocks of minutes numbers. One authority counts each year from 1.
CREATE TABLE number_blocks (
    authority TEXT    NOT NULL,
    year      INTEGER NOT NULL,
    first     INTEGER NOT NULL CHECK (first >= 1),
    last      INTEGER NOT NULL CHECK (last >= first),
    tablet_id TEXT    NOT NULL REFERENCES tablets (id),
    given_at  TEXT    NOT NULL,
    PRIMARY KEY (authority, year, first)
) STRICT;

CREATE INDEX number_blocks_by_tablet ON number_blocks (tablet_id, year, first);

-- Who did what, when, on which. Lines are added and never changed.
CREATE TABLE audit (
    id      TEXT NOT NULL PRIMARY KEY,  -- UUID v7: in order of time
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,              -- a name as it was then
    act     TEXT NOT NULL,              -- a word of the program
    subject TEXT NOT NULL,              -- on which: an id
    named   TEXT NOT NULL,              -- what that was called then
    ward    TEXT NOT NULL,              -- the authority concerned; empty: the office
    detail  TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject, id);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'a line of the audit log is not changed'); END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'a line of the audit log is not deleted'); END;

-- The tablet whose token a document came with; NULL where it came without one.
ALTER TABLE documents ADD COLUMN carried_by TEXT REFERENCES tablets (id);
-- The ward of the visit by the document; NULL: not yet filled, empty: none named.
ALTER TABLE inspections ADD COLUMN ward TEXT;
