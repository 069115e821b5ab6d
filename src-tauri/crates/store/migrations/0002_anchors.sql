-- Whether a row of the journal holds anchors of comments only: who anchors a comment has written no word.
ALTER TABLE journal ADD COLUMN anchors_only INTEGER NOT NULL DEFAULT 0 CHECK (anchors_only IN (0, 1));
