-- What a newsroom's file keeps for ever, and what this laptop alone knows.
-- Once landed this file is frozen: `src/migration.rs` keeps its hash. Everything a screen reads is in
-- `projections.sql`, which may change, because it is made again from these tables.
-- Times end in `_at` and are milliseconds since 1970, UTC.

-- Every signed entry of every device, as it was signed. Nothing here is changed or deleted.
-- `n` is the order of arrival on this laptop. The other columns repeat what `bytes` say, for finding.
CREATE TABLE log (
    n          INTEGER PRIMARY KEY,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 32),
    device     BLOB    NOT NULL CHECK (length(device) = 32),
    seq        INTEGER NOT NULL CHECK (seq >= 1),
    prev       BLOB    CHECK (length(prev) = 32),
    hlc        INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    story      BLOB    CHECK (length(story) = 16),
    bytes      BLOB    NOT NULL,
    arrived_at INTEGER NOT NULL
) STRICT;

CREATE INDEX log_by_device ON log (device, seq);
CREATE INDEX log_by_story ON log (story, n) WHERE story IS NOT NULL;
CREATE INDEX log_by_kind ON log (kind, n) WHERE story IS NULL;

-- What was typed here and is not in a signed entry yet. A story's rows count from 1 and end with the seal.
CREATE TABLE journal (
    story    BLOB    NOT NULL CHECK (length(story) = 16),
    n        INTEGER NOT NULL CHECK (n >= 1),
    device   BLOB    NOT NULL CHECK (length(device) = 32),
    peer     INTEGER NOT NULL,
    "update" BLOB    NOT NULL,
    typed_at INTEGER NOT NULL,
    PRIMARY KEY (story, n)
) STRICT, WITHOUT ROWID;

-- One line for each publication that this laptop made: what it was to do and what it did.
CREATE TABLE receipts (
    entry    BLOB    NOT NULL CHECK (length(entry) = 32),
    target   TEXT    NOT NULL,
    story    BLOB    NOT NULL CHECK (length(story) = 16),
    fired_at INTEGER NOT NULL,
    body     BLOB    NOT NULL,
    PRIMARY KEY (entry, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipts_by_story ON receipts (story, fired_at);

-- Facts of this laptop: its publisher's key, where targets lie on its disk, window places, settings.
CREATE TABLE local (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
