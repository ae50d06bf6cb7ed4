"""Shapes of Danish records: KLE and case numbers, items, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

ITEMS = (
    ItemShape(
        "punkt",
        re.compile(r"(?:[Pp]unkt|PUNKT|[Pp]kt\.?)\s(?P<value>\d{1,3})\s?[.:–-]?\s*(?P<title>(?=\S)[^a-zæøå,].*)?$"),
    ),
    ItemShape(
        "punkt",
        re.compile(r"(?P<value>\d{1,3})\s?[.:)]?\s{0,4}(?P<title>(?:\([^)]{1,20}\)\s)?[A-ZÆØÅ§\"”].*)$"),
        weak=True,
    ),
    ItemShape("punkt", re.compile(r"(?P<value>\d{1,3})\.?$"), weak=True),
)


def _kle(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["value"])


IDENTIFIERS = (
    IdentifierShape(
        "kle-sag",
        "dossier",
        re.compile(
            r"""(?<![\w.-])(?P<value>
            (?P<subject>\d{2}\.\d{2}\.\d{2})-?      # 27.00.00 subject
            (?P<facet>[A-ZÆØÅ]\d{2})-               # P05      facet
            (?P<serial>\d{1,5})                     # 1        serial
            (?:-(?P<year>\d{2}(?:\d{2})?))?)        # 16       year
            (?![\w-])""",
            re.VERBOSE,
        ),
        _kle,
    ),
    IdentifierShape(
        "sagsnummer",
        "dossier",
        re.compile(
            r"(?<![\w./-])(?P<value>(?:\d{2}|20\d{2})[-/]\d{4,6}[A-Z]?|\d{3}-20\d{2}-\d{2,6}|20\d{2}-\d{6}|BR\s\d{1,4}/\d{2})(?![\w./-])"
        ),
    ),
    IdentifierShape(
        "dokument",
        "document",
        re.compile(
            r"(?<![\w./-])(?P<value>\d{3}-20\d{2}-\d{5,7}|20\d{2}-\d{6}-\d{1,3}|\d{4,8}-\d{2}(?:_v\d+)?)(?![\w./-])"
        ),
        anywhere=False,
    ),
    IdentifierShape("punkt", "item", re.compile(r"\b(?:[Pp]unkt|[Pp]kt\.)\s(?P<value>\d{1,3})\b")),
    IdentifierShape(
        "kle", "classification", re.compile(r"(?<![\w.-])(?P<value>\d{2}\.\d{2}\.\d{2})(?![\w.-])"), anywhere=False
    ),
    IdentifierShape("sagsnummer", "dossier", re.compile(r"(?<![\w./-])(?P<value>\d{5,8})(?![\w./-])"), anywhere=False),
)

_WHO = r"(?P<{0}_names>[^.:\n]{{1,600}})"
VOTES = (
    VoteShape(
        "stemmerne",
        re.compile(
            r"[Mm]ed\s(?:stemmerne\s)?(?P<for>\d{1,3})\s(?:stemmer\s)?(?:for\s)?(?:og\s|imod\s|mod\s|,\s?)(?P<against>\d{1,3})\s?(?:imod|mod|stemmer)?"
            r"(?:[^.\n]{0,60}?(?P<abstained>\d{1,3})\sundlod)?",
        ),
    ),
    VoteShape(
        "stemmer",
        re.compile(
            r"(?P<for>\d{1,3})\sstemmer\s(?:for\s)?(?:og\s|i?mod\s)(?P<against>\d{1,3})(?:\.\s(?P<abstained>\d{1,3})\sundlod)?"
        ),
    ),
    VoteShape("for_names", re.compile(r"\bFor\sstemte\s?:?\s" + _WHO.format("for"))),
    VoteShape("against_names", re.compile(r"\bI?[Mm]od\sstemte\s?:?\s" + _WHO.format("against"))),
    VoteShape(
        "abstained_names",
        re.compile(r"(?P<abstained_names>\([A-ZÆØÅ]\)(?:,?\s(?:og\s)?\([A-ZÆØÅ]\))*)\s(?:undlod|undlader)"),
    ),
    VoteShape(
        "against_said", re.compile(r"(?P<against_names>[A-ZÆØÅ][^.,:\n]{3,60}\([A-ZÆØÅ]{1,3}\))\sstemte\s(?:i?mod)")
    ),
)

GROUPS = (("group", re.compile(r"§\s?17,?\s?stk\.\s?4[- ]?-?\s?udvalget?(?=s?\b)")),)
"""Groups named after the clause that they are set up under."""

LAWS = (
    re.compile(r"\b[A-ZÆØÅa-zæøå-]{3,40}(?:loven|lovens|bekendtgørelsen)s?\s§{1,2}\s?\d+[a-z]?(?:,?\sstk\.\s?\d+)?"),
)
