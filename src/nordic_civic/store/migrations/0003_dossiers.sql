-- Dossiers: what ties cases of different documents together, and the matters that come of it.

-- What a case can be told by in other documents; written with the case. `cites` is 1 where the case names another one.
CREATE TABLE case_keys (
    record INTEGER NOT NULL REFERENCES records (key) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    value TEXT NOT NULL,
    cites INTEGER NOT NULL,
    series TEXT,
    PRIMARY KEY (record, rule, value, cites)
) WITHOUT ROWID;

CREATE INDEX case_keys_value ON case_keys (rule, value);

CREATE TABLE dossiers (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    country TEXT,
    municipality TEXT,
    number TEXT,
    title TEXT,
    first_date TEXT,
    last_date TEXT,
    cases INTEGER NOT NULL
);

CREATE INDEX dossiers_number ON dossiers (number);

CREATE TABLE dossier_cases (
    case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    dossier INTEGER NOT NULL REFERENCES dossiers (key) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX dossier_cases_dossier ON dossier_cases (dossier);

CREATE TABLE dossier_ties (
    dossier INTEGER NOT NULL REFERENCES dossiers (key) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    value TEXT NOT NULL,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    cites INTEGER NOT NULL,
    joined INTEGER NOT NULL,
    PRIMARY KEY (dossier, rule, value, case_id, cites)
) WITHOUT ROWID;

CREATE INDEX dossier_ties_case_id ON dossier_ties (case_id);

CREATE TABLE mandate_fates (
    mandate_id TEXT PRIMARY KEY REFERENCES mandates (id) ON DELETE CASCADE,
    dossier INTEGER NOT NULL REFERENCES dossiers (key) ON DELETE CASCADE,
    fate TEXT NOT NULL,
    since TEXT,
    deadline TEXT,
    last_day TEXT
) WITHOUT ROWID;

CREATE INDEX mandate_fates_dossier ON mandate_fates (dossier);

-- One row: whether documents came or went since the dossiers were last made.
CREATE TABLE state (
    stale INTEGER NOT NULL
);

INSERT INTO state VALUES (1);
