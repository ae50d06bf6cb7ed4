-- The full-text index over the words of documents, cases, proposals, decisions and mandates.
-- The letters å, ä and æ, ö and ø are letters of their own; they are found by the spellings aa, ae and oe as well, and
-- across languages (Malmö, Malmø). Other accents and capitals make no difference. What is shown is never the folded text.

CREATE VIEW search_texts AS
SELECT
    key,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(title, ''),
        'å', 'aa'), 'Å', 'aa'), 'ä', 'ae'), 'Ä', 'ae'), 'æ', 'ae'), 'Æ', 'ae'), 'ö', 'oe'), 'Ö', 'oe'), 'ø', 'oe'), 'Ø', 'oe')
        AS title,
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(coalesce(text, ''),
        'å', 'aa'), 'Å', 'aa'), 'ä', 'ae'), 'Ä', 'ae'), 'æ', 'ae'), 'Æ', 'ae'), 'ö', 'oe'), 'Ö', 'oe'), 'ø', 'oe'), 'Ø', 'oe')
        AS text
FROM (
    SELECT key, title, text FROM documents
    UNION ALL SELECT key, title, summary FROM cases
    UNION ALL SELECT key, NULL, text FROM proposals
    UNION ALL SELECT key, NULL, text FROM decisions
    UNION ALL SELECT key, NULL, text FROM mandates
);

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'search_texts', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER documents_search AFTER INSERT ON documents BEGIN
    INSERT INTO search (rowid, title, text) SELECT key, title, text FROM search_texts WHERE key = new.key;
END;
CREATE TRIGGER documents_unsearch BEFORE DELETE ON documents BEGIN
    INSERT INTO search (search, rowid, title, text) SELECT 'delete', key, title, text FROM search_texts WHERE key = old.key;
END;
CREATE TRIGGER cases_search AFTER INSERT ON cases BEGIN
    INSERT INTO search (rowid, title, text) SELECT key, title, text FROM search_texts WHERE key = new.key;
END;
CREATE TRIGGER cases_unsearch BEFORE DELETE ON cases BEGIN
    INSERT INTO search (search, rowid, title, text) SELECT 'delete', key, title, text FROM search_texts WHERE key = old.key;
END;
CREATE TRIGGER proposals_search AFTER INSERT ON proposals BEGIN
    INSERT INTO search (rowid, title, text) SELECT key, title, text FROM search_texts WHERE key = new.key;
END;
CREATE TRIGGER proposals_unsearch BEFORE DELETE ON proposals BEGIN
    INSERT INTO search (search, rowid, title, text) SELECT 'delete', key, title, text FROM search_texts WHERE key = old.key;
END;
CREATE TRIGGER decisions_search AFTER INSERT ON decisions BEGIN
    INSERT INTO search (rowid, title, text) SELECT key, title, text FROM search_texts WHERE key = new.key;
END;
CREATE TRIGGER decisions_unsearch BEFORE DELETE ON decisions BEGIN
    INSERT INTO search (search, rowid, title, text) SELECT 'delete', key, title, text FROM search_texts WHERE key = old.key;
END;
CREATE TRIGGER mandates_search AFTER INSERT ON mandates BEGIN
    INSERT INTO search (rowid, title, text) SELECT key, title, text FROM search_texts WHERE key = new.key;
END;
CREATE TRIGGER mandates_unsearch BEFORE DELETE ON mandates BEGIN
    INSERT INTO search (search, rowid, title, text) SELECT 'delete', key, title, text FROM search_texts WHERE key = old.key;
END;
