-- Who may: people of the office and how they sign in, tablets and how they are
-- enrolled, blocks of minutes numbers, and who did what. Passwords, tokens and
-- links are kept as what they are checked by, never as they were given.

CREATE TABLE users (
    id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,          -- as typed
    name_key    TEXT COLLATE "C" NOT NULL UNIQUE,   -- folded: what signing in looks for
    role        TEXT COLLATE "C" NOT NULL CHECK (role IN ('viewer', 'officer', 'admin')),
    authority   TEXT COLLATE "C" NOT NULL,          -- a city or ward of the rule pack
    password    TEXT COLLATE "C",                   -- a PHC string; NULL until it is chosen
    created_at  TEXT COLLATE "C" NOT NULL,
    disabled_at TEXT COLLATE "C"
);

-- Links by which a password is chosen. Without a user: the first one is made.
CREATE TABLE set_up_links (
    sha256     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    user_id    TEXT COLLATE "C" REFERENCES users (id),
    expires_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE sign_ins (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sha256     TEXT COLLATE "C" NOT NULL UNIQUE,    -- of the cookie's token
    user_id    TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    agent      TEXT COLLATE "C" NOT NULL,           -- what the browser calls itself
    began_at   TEXT COLLATE "C" NOT NULL,
    seen_at    TEXT COLLATE "C" NOT NULL
);

CREATE INDEX sign_ins_by_user ON sign_ins (user_id);

-- Failures in a row by what was typed as a name, whether or not it is somebody's.
CREATE TABLE failed_sign_ins (
    name_key TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    failures BIGINT  NOT NULL,
    last_at  TEXT COLLATE "C"    NOT NULL,
    wait_to  TEXT COLLATE "C"                       -- no try before
);

CREATE TABLE tablets (
    id          TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    name        TEXT COLLATE "C"    NOT NULL,
    authority   TEXT COLLATE "C"    NOT NULL,
    block_size  BIGINT  NOT NULL CHECK (block_size >= 0), -- minutes numbers at a time; 0: none
    device      TEXT COLLATE "C" UNIQUE,            -- the id that its documents name
    sha256      TEXT COLLATE "C" UNIQUE,            -- of its token
    created_at  TEXT COLLATE "C"    NOT NULL,
    enrolled_at TEXT COLLATE "C",
    seen_at     TEXT COLLATE "C",
    revoked_at  TEXT COLLATE "C"
);

CREATE TABLE enrolment_links (
    sha256     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    tablet_id  TEXT COLLATE "C" NOT NULL REFERENCES tablets (id),
    expires_at TEXT COLLATE "C" NOT NULL,
    used_by    TEXT COLLATE "C"                     -- the device that used it
);

-- Blocks of minutes numbers. One authority counts each year from 1.
CREATE TABLE number_blocks (
    authority TEXT COLLATE "C"    NOT NULL,
    year      BIGINT  NOT NULL,
    first     BIGINT  NOT NULL CHECK (first >= 1),
    last      BIGINT  NOT NULL CHECK (last >= first),
    tablet_id TEXT COLLATE "C"    NOT NULL REFERENCES tablets (id),
    given_at  TEXT COLLATE "C"    NOT NULL,
    PRIMARY KEY (authority, year, first)
);

CREATE INDEX number_blocks_by_tablet ON number_blocks (tablet_id, year, first);

-- Who did what, when, on which. Lines are added and never changed.
CREATE TABLE audit (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,  -- UUID v7: in order of time
    at      TEXT COLLATE "C" NOT NULL,
    who     TEXT COLLATE "C" NOT NULL,              -- a name as it was then
    act     TEXT COLLATE "C" NOT NULL,              -- a word of the program
    subject TEXT COLLATE "C" NOT NULL,              -- on which: an id
    named   TEXT COLLATE "C" NOT NULL,              -- what that was called then
    ward    TEXT COLLATE "C" NOT NULL,              -- the authority concerned; empty: the office
    detail  TEXT COLLATE "C" NOT NULL
);

CREATE INDEX audit_by_subject ON audit (subject, id);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a line of the audit log is neither changed nor deleted'; END $$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_stays();

-- The tablet whose token a document came with; NULL where it came without one.
ALTER TABLE documents ADD COLUMN carried_by TEXT COLLATE "C" REFERENCES tablets (id);
-- The ward of the visit by the document; NULL: not yet filled, empty: none named.
ALTER TABLE inspections ADD COLUMN ward TEXT COLLATE "C";
