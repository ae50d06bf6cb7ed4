-- Which proposals a decision adopted; the points that it carries from there are rows of `items` below them.

CREATE TABLE adoptions (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    proposal_id TEXT NOT NULL REFERENCES proposals (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE INDEX adoptions_proposal_id ON adoptions (proposal_id);
