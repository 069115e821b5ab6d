-- What screens read. Each table here is made from the log and the journal and can be dropped and made again;
-- whoever changes this file raises PROJECTION_VERSION in `projection.rs`.

-- Full statements about the newsroom; the newest one of each name holds.
CREATE TABLE rosters (
    entry   BLOB    NOT NULL PRIMARY KEY CHECK (length(entry) = 32),
    number  INTEGER NOT NULL,
    payload BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    hlc     INTEGER NOT NULL,
    entry   BLOB    NOT NULL CHECK (length(entry) = 32),
    payload BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE targets (
    name    TEXT    NOT NULL PRIMARY KEY,
    hlc     INTEGER NOT NULL,
    entry   BLOB    NOT NULL CHECK (length(entry) = 32),
    payload BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- Which device said that a document peer is its own.
CREATE TABLE claims (
    peer   INTEGER NOT NULL,
    device BLOB    NOT NULL CHECK (length(device) = 32),
    PRIMARY KEY (peer, device)
) STRICT, WITHOUT ROWID;

-- One line of the desk list each. `n` is also the row in `search`.
CREATE TABLE stories (
    n               INTEGER PRIMARY KEY,
    id              BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    slugline        TEXT    NOT NULL,
    headline        TEXT    NOT NULL,
    section         TEXT    NOT NULL,
    credits         TEXT    NOT NULL,
    web_address     TEXT    NOT NULL,
    words           INTEGER NOT NULL,
    head_hash       BLOB    CHECK (length(head_hash) = 32),
    desk_state      TEXT    NOT NULL,
    live_state      TEXT    NOT NULL,
    holder          BLOB    CHECK (length(holder) = 16),
    hold            TEXT,
    embargo_until   INTEGER,
    approved_hash   BLOB    CHECK (length(approved_hash) = 32),
    scheduled_for   INTEGER,
    schedule_counts INTEGER NOT NULL CHECK (schedule_counts IN (0, 1)),
    live_hash       BLOB    CHECK (length(live_hash) = 32),
    live_at         INTEGER,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX stories_by_change ON stories (updated_at);
CREATE INDEX stories_by_desk_state ON stories (desk_state);
CREATE INDEX stories_by_schedule ON stories (scheduled_for) WHERE scheduled_for IS NOT NULL;
CREATE INDEX stories_by_live ON stories (live_at) WHERE live_at IS NOT NULL;

-- The canonical bytes of each sealed revision. `n` counts a story's revisions as they were kept here; the first
-- of every fifty is whole, each other one is packed with the one before as its dictionary.
CREATE TABLE revisions (
    story             BLOB    NOT NULL CHECK (length(story) = 16),
    n                 INTEGER NOT NULL,
    number            INTEGER NOT NULL,
    entry             BLOB    NOT NULL CHECK (length(entry) = 32),
    content_hash      BLOB    NOT NULL CHECK (length(content_hash) = 32),
    canonical_version INTEGER NOT NULL,
    length            INTEGER NOT NULL,
    packed            BLOB    NOT NULL,
    PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- A story's document as of log position `through`, so that opening it does not replay its whole history.
CREATE TABLE checkpoints (
    story    BLOB    NOT NULL PRIMARY KEY CHECK (length(story) = 16),
    through  INTEGER NOT NULL,
    frontier BLOB    NOT NULL,
    snapshot BLOB    NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    slugline, headline, standfirst, body, credits, section,
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(8.0, 10.0, 4.0, 1.0, 4.0, 2.0)');
