-- The records: one table for each kind of record, one for each kind of part. docs/store.md describes every column.

-- Which files were read, with what, and what came of it.

CREATE TABLE readings (
    key INTEGER PRIMARY KEY,
    versions TEXT NOT NULL UNIQUE
);

CREATE TABLE files (
    source TEXT PRIMARY KEY,
    document_id TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
    reading INTEGER NOT NULL REFERENCES readings (key),
    error TEXT,
    digest TEXT,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX files_document_id ON files (document_id);
CREATE INDEX files_reading ON files (reading);

-- Every record of every document, whatever its kind: what parts belong to.

CREATE TABLE records (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    type TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);

CREATE INDEX records_document ON records (document);

CREATE TABLE documents (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    source TEXT,
    media_type TEXT,
    kind TEXT,
    country TEXT,
    language TEXT,
    title TEXT,
    date TEXT,
    municipality_name TEXT,
    municipality_code TEXT,
    municipality_scheme TEXT,
    body_name TEXT,
    body_kind TEXT,
    body_party TEXT,
    body_role TEXT,
    author_name TEXT,
    author_kind TEXT,
    author_party TEXT,
    author_role TEXT,
    recipient_name TEXT,
    recipient_kind TEXT,
    recipient_party TEXT,
    recipient_role TEXT,
    pages TEXT NOT NULL,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE TABLE meetings (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL UNIQUE,
    body_name TEXT,
    body_kind TEXT,
    body_party TEXT,
    body_role TEXT,
    date TEXT,
    start TEXT,
    "end" TEXT,
    place TEXT,
    number TEXT,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE INDEX meetings_document ON meetings (document);

CREATE TABLE cases (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    body_name TEXT,
    body_kind TEXT,
    body_party TEXT,
    body_role TEXT,
    date TEXT,
    summary TEXT,
    restricted INTEGER NOT NULL,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE INDEX cases_document ON cases (document);

CREATE TABLE proposals (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    position TEXT NOT NULL,
    addressee_name TEXT,
    addressee_kind TEXT,
    addressee_party TEXT,
    addressee_role TEXT,
    outcome TEXT,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE INDEX proposals_document ON proposals (document);
CREATE INDEX proposals_case_id ON proposals (case_id);

CREATE TABLE decisions (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    body_name TEXT,
    body_kind TEXT,
    body_party TEXT,
    body_role TEXT,
    date TEXT,
    item TEXT,
    outcome TEXT,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE INDEX decisions_document ON decisions (document);
CREATE INDEX decisions_case_id ON decisions (case_id);
CREATE INDEX decisions_date ON decisions (date);

CREATE TABLE mandates (
    key INTEGER PRIMARY KEY REFERENCES records (key) ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents (key),
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    assigner_name TEXT,
    assigner_kind TEXT,
    assigner_party TEXT,
    assigner_role TEXT,
    deadline TEXT,
    period TEXT,
    recurrence TEXT,
    chair_name TEXT,
    chair_kind TEXT,
    chair_party TEXT,
    chair_role TEXT,
    secretary_name TEXT,
    secretary_kind TEXT,
    secretary_party TEXT,
    secretary_role TEXT,
    reports_to_name TEXT,
    reports_to_kind TEXT,
    reports_to_party TEXT,
    reports_to_role TEXT,
    status TEXT NOT NULL,
    origin_id TEXT REFERENCES records (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    plugin_name TEXT,
    plugin_version TEXT
);

CREATE INDEX mandates_document ON mandates (document);
CREATE INDEX mandates_case_id ON mandates (case_id);
CREATE INDEX mandates_origin_id ON mandates (origin_id);
CREATE INDEX mandates_deadline ON mandates (deadline);

-- The parts of records: `path` is the list inside the record that a row belongs to, `position` its place there.

CREATE TABLE identifiers (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    scheme TEXT,
    role TEXT NOT NULL,
    value TEXT NOT NULL,
    text TEXT,
    span_start INTEGER,
    span_end INTEGER,
    span_page INTEGER,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE INDEX identifiers_value ON identifiers (value);

CREATE TABLE agents (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT,
    role TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE INDEX agents_name ON agents (name);

CREATE INDEX agents_party ON agents (party);

CREATE TABLE items (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT,
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    span_page INTEGER,
    outcome TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE votes (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    method TEXT,
    "for" INTEGER,
    against INTEGER,
    abstained INTEGER,
    absent INTEGER,
    casting_vote INTEGER NOT NULL,
    proposal_id TEXT REFERENCES proposals (id) DEFERRABLE INITIALLY DEFERRED,
    result TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE INDEX votes_proposal_id ON votes (proposal_id);

CREATE TABLE ballots (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    party TEXT,
    choice TEXT NOT NULL,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE dissents (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE attachments (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    identifier_scheme TEXT,
    identifier_role TEXT,
    identifier_value TEXT,
    identifier_text TEXT,
    identifier_span_start INTEGER,
    identifier_span_end INTEGER,
    identifier_span_page INTEGER,
    date TEXT,
    restricted INTEGER NOT NULL,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE "references" (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    identifier_scheme TEXT,
    identifier_role TEXT,
    identifier_value TEXT,
    identifier_text TEXT,
    identifier_span_start INTEGER,
    identifier_span_end INTEGER,
    identifier_span_page INTEGER,
    body_name TEXT,
    body_kind TEXT,
    body_party TEXT,
    body_role TEXT,
    date TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE attendance (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    party TEXT,
    role TEXT,
    status TEXT NOT NULL,
    substitutes_for TEXT,
    items TEXT NOT NULL,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE languages (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    span_page INTEGER,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE spans (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE evidence (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    span_page INTEGER,
    rule TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE checks (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    passed INTEGER,
    expected TEXT,
    found TEXT,
    message TEXT NOT NULL,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;

CREATE TABLE diagnostics (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    span_page INTEGER,
    rule TEXT,
    PRIMARY KEY (record, path, position)
) WITHOUT ROWID;
