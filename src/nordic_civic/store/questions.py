"""The common questions to a store, each one SQL query: the command line and Datasette ask the same.

A parameter that is empty does not narrow the answer. Every answer tells the file, the page and the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3

_LETTERS = {"å": "aa", "Å": "aa", "ä": "ae", "Ä": "ae", "æ": "ae", "Æ": "ae"} | dict.fromkeys("öÖøØ", "oe")


class Question(NamedTuple):
    """A question: its name, what it answers, its SQL, and what its parameters mean.

    >>> sorted(QUESTIONS["decisions"].parameters)
    ['body', 'from', 'municipality', 'outcome', 'to']
    """

    name: str
    about: str
    sql: str
    parameters: Mapping[str, str]
    required: tuple[str, ...] = ()

    def ask(self, connection: sqlite3.Connection, **given: str | None) -> Iterator[dict[str, Any]]:
        """Give the answers, one dict each, as they are read."""
        rows = connection.execute(self.sql, {name: given.get(name) or "" for name in self.parameters})
        columns = [column[0] for column in rows.description]
        for row in rows:
            yield dict(zip(columns, row, strict=True))


def folded(sql: str) -> str:
    """Give the SQL that writes a text as the full-text index has it.

    >>> folded("title").startswith("replace(") and "'å', 'aa'" in folded("title")
    True
    """
    for letter, spelling in _LETTERS.items():
        sql = f"replace({sql}, '{letter}', '{spelling}')"
    return sql


_FROM = (
    "documents doc ON doc.key = {0}.document"
    " LEFT JOIN spans s ON s.record = {0}.key AND s.path = 'spans' AND s.position = 0"
)
_NAMES = "(SELECT group_concat(a.name {0}, ', ') FROM agents a WHERE a.record = {1}.key AND a.path = '{2}')"
_PERIOD = "(:from = '' OR {0} >= :from) AND (:to = '' OR {0} <= :to || '~')"
_OF_PLACE = "(:municipality = '' OR :municipality IN (doc.municipality_name, doc.municipality_code))"
_PERIOD_PARAMETERS = {
    "from": "the first day (2024-05-14), month or year",
    "to": "the last day, month or year",
    "municipality": "the name or the code of a municipality",
}

_DECISIONS = f"""
SELECT d.date, d.body_name AS body, d.item, d.outcome, c.title AS "case", doc.source, s.page, d.text AS quote, d.id
FROM decisions d JOIN cases c ON c.id = d.case_id JOIN {_FROM.format("d")}
WHERE d.role = 'taken' AND (:body = '' OR d.body_name LIKE '%' || :body || '%')
    AND (:outcome = '' OR d.outcome = :outcome) AND {_PERIOD.format("d.date")} AND {_OF_PLACE}
ORDER BY d.date, doc.source, d.key
"""

_MANDATES = f"""
SELECT f.deadline, CASE WHEN f.fate <> 'reported' AND f.last_day < coalesce(nullif(:on, ''), date('now'))
        THEN 'overdue' ELSE f.fate END AS fate,
    {_NAMES.format("", "m", "assignees")} AS assignees, m.assigner_name AS assigner, m.kind, f.since,
    x.number AS dossier, c.title AS "case", doc.source, s.page, m.text AS quote, m.id
FROM mandate_fates f JOIN mandates m ON m.id = f.mandate_id JOIN dossiers x ON x.key = f.dossier
JOIN cases c ON c.id = m.case_id JOIN {_FROM.format("m")}
WHERE f.fate IN ('given', 'extended', 'reported') AND (:kind = '' OR m.kind = :kind) AND {_OF_PLACE}
    AND (:assignee = '' OR EXISTS (SELECT 1 FROM agents a WHERE a.record = m.key AND a.path = 'assignees'
        AND a.name LIKE '%' || :assignee || '%'))
ORDER BY f.last_day IS NULL, f.last_day, f.since, doc.source, m.key
"""

_PROPOSALS = f"""
SELECT coalesce(c.date, doc.date) AS date, {_NAMES.format("|| coalesce(' (' || a.party || ')', '')", "p", "proposers")}
    AS proposers, p.kind, p.position, p.outcome,
    (SELECT v."for" || '–' || v.against FROM votes v WHERE v.proposal_id = p.id LIMIT 1) AS vote,
    (SELECT group_concat(DISTINCT d.outcome) FROM decisions d WHERE d.case_id = p.case_id AND d.role = 'taken')
        AS decision,
    c.title AS "case", doc.source, s.page, p.text AS quote, p.id
FROM proposals p JOIN cases c ON c.id = p.case_id JOIN {_FROM.format("p")}
WHERE (:party = '' OR EXISTS (SELECT 1 FROM agents a WHERE a.record = p.key AND a.path = 'proposers'
        AND (a.party = :party COLLATE NOCASE OR (a.kind = 'party' AND a.name LIKE :party))))
    AND (:proposer = '' OR EXISTS (SELECT 1 FROM agents a WHERE a.record = p.key AND a.path = 'proposers'
        AND a.name LIKE '%' || :proposer || '%'))
    AND (:outcome = '' OR p.outcome = :outcome) AND {_PERIOD.format("coalesce(c.date, doc.date)")} AND {_OF_PLACE}
ORDER BY date, doc.source, p.key
"""

_DAY = "CASE WHEN e.what LIKE '%, cited' THEN e.date ELSE coalesce(e.date, c.date, doc.date) END"
_DOSSIER = f"""
WITH found AS (
    SELECT key FROM dossiers WHERE :dossier IN (id, number)
    UNION SELECT dc.dossier
    FROM identifiers i JOIN cases c ON c.key = i.record JOIN dossier_cases dc ON dc.case_id = c.id
    WHERE i.value = :dossier AND i.role = 'dossier'
), part AS (
    SELECT dc.dossier, c.* FROM found JOIN dossier_cases dc ON dc.dossier = found.key JOIN cases c ON c.id = dc.case_id
), event AS (
    SELECT 1 AS place, 'case' AS type, key, document, dossier, id AS case_id, NULL AS date, body_name AS who,
        'handled' AS what, coalesce(title, text) AS quote, id FROM part
    UNION ALL SELECT 2, 'proposal', p.key, p.document, dossier, case_id, NULL, {_NAMES.format("", "p", "proposers")},
        p.kind || ', ' || p.position || coalesce(', ' || p.outcome, ''), p.text, p.id
    FROM part JOIN proposals p ON p.case_id = part.id
    UNION ALL SELECT 3, 'decision', d.key, d.document, dossier, case_id, d.date, d.body_name,
        coalesce(d.outcome, 'decided') || iif(d.role = 'cited', ', cited', ''), d.text, d.id
    FROM part JOIN decisions d ON d.case_id = part.id
    UNION ALL SELECT 4, 'mandate', m.key, m.document, dossier, case_id, NULL, {_NAMES.format("", "m", "assignees")},
        m.kind || ', ' || m.status || coalesce(', by ' || m.deadline, ''), m.text, m.id
    FROM part JOIN mandates m ON m.case_id = part.id
)
SELECT {_DAY} AS date, e.type, e.who,
    e.what, x.number AS dossier, doc.source, s.page, e.quote, e.id
FROM event e JOIN dossiers x ON x.key = e.dossier JOIN cases c ON c.id = e.case_id JOIN {_FROM.format("e")}
ORDER BY x.id, coalesce({_DAY}, '9999'), e.place, doc.source, e.key
"""

_WORDS = f"""CASE WHEN instr(:text, '"') OR instr(:text, '*') THEN {folded(":text")}
    ELSE '"' || replace(trim({folded(":text")}), ' ', '" "') || '"' END"""

_AT = "max(1, instr(lower(doc.text), lower(substr(trim(:text) || ' ', 1, instr(trim(:text) || ' ', ' ') - 1))))"

_TEXT = f"""
SELECT r.type, coalesce(d.date, c.date, doc.date) AS date, coalesce(c.title, doc.title) AS title, doc.source,
    CASE WHEN r.type = 'document' AND json_array_length(doc.pages)
        THEN (SELECT count(*) FROM json_each(doc.pages) WHERE value < {_AT}) ELSE s.page END AS page,
    CASE r.type WHEN 'document' THEN substr(doc.text, max(1, {_AT} - 100), 400)
        WHEN 'case' THEN coalesce(c.summary, c.text) ELSE coalesce(p.text, d.text, m.text) END AS quote, r.id
FROM search JOIN records r ON r.key = search.rowid JOIN documents doc ON doc.key = r.document
LEFT JOIN proposals p ON p.key = r.key LEFT JOIN decisions d ON d.key = r.key LEFT JOIN mandates m ON m.key = r.key
LEFT JOIN cases c ON c.key = r.key OR c.id = coalesce(p.case_id, d.case_id, m.case_id)
LEFT JOIN spans s ON s.record = r.key AND s.path = 'spans' AND s.position = 0
WHERE trim(:text) <> '' AND search MATCH {_WORDS} AND (:type = '' OR r.type = :type) AND {_OF_PLACE}
ORDER BY search.rank, r.key
"""

QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        Question(
            "decisions",
            "Decisions that a body took in a period",
            _DECISIONS,
            {
                "body": "the body, or a part of its name",
                "outcome": "adopted, rejected, noted, recommended, referred_back, postponed, forwarded, withdrawn, ...",
                **_PERIOD_PARAMETERS,
            },
        ),
        Question(
            "mandates",
            "Open mandates by their deadline",
            _MANDATES,
            {
                "assignee": "who was given the task, or a part of the name",
                "kind": "assignment, delegation, appointment or terms_of_reference",
                "on": "the day that says what is overdue (default: today)",
                "municipality": _PERIOD_PARAMETERS["municipality"],
            },
        ),
        Question(
            "proposals",
            "Proposals by party or person, and what became of them",
            _PROPOSALS,
            {
                "party": "the letters of a party",
                "proposer": "who proposed, or a part of the name",
                "outcome": "what became of it: adopted, rejected, ...",
                **_PERIOD_PARAMETERS,
            },
        ),
        Question(
            "dossier",
            "Everything in a dossier, in the order of time",
            _DOSSIER,
            {"dossier": "the number or the id of a dossier"},
            ("dossier",),
        ),
        Question(
            "text",
            "Full text: documents, cases, proposals, decisions and mandates that hold all the words",
            _TEXT,
            {
                "text": 'words; with " or * in them, an FTS5 query such as "bike path" or bike*',
                "type": "document, case, proposal, decision or mandate",
                "municipality": _PERIOD_PARAMETERS["municipality"],
            },
            ("text",),
        ),
    )
}
