-- What a row of the journal brings to its story. It tells who has written in it: not whoever only anchored a comment,
-- and not whoever only suggested.
ALTER TABLE journal ADD COLUMN brings TEXT NOT NULL DEFAULT 'words'
    CHECK (brings IN ('words', 'suggestions', 'anchors'));
