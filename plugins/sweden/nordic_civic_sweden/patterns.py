"""Shapes of Swedish records: paragraph and diary numbers, item headings, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

_BODY = r"[A-ZÅÄÖ]{1,8}(?:\d?[A-ZÅÄÖ]{0,4})"


def _paragraph(match: re.Match[str]) -> str:
    return f"§ {re.sub(r'[^0-9/]', '', match['number'])}"


ITEMS = (
    ItemShape(
        "paragraf",
        re.compile(
            rf"""(?P<value>(?:(?:{_BODY}|Kf|Ks|Kst)\s)?§\s{{0,2}}(?P<number>\d{{1,4}}(?:/\d{{2,4}})?))  # § 29, Kf § 12, § 63/20
            (?!\d|\s?(?:[-–,]\s?\d|och\s\d|st\b))\s*[-–:.]*\s*(?P<title>(?=\S)[^a-zåäö,;)].*)?$""",
            re.VERBOSE,
        ),
        _paragraph,
    ),
)

IDENTIFIERS = (
    IdentifierShape(
        "diarienummer",
        "dossier",
        re.compile(
            rf"""(?<![\w/.-])(?P<value>
              {_BODY}[\s/:.-]{{1,2}}(?:20\d\d|\d\d)[-/:.]\d{{1,6}}(?:[-/]\d{{1,3}})?     # KS 2016-573, SLK-2024-00235
            | (?:19|20)\d\d[./:-]\d{{1,6}}(?:[\s/-]{_BODY})                           # 2026.272 KS
            | (?:19|20)\d\d/{_BODY}\s\d{{4}}(?:\s\d{{2,3}})?                            # 2011/KS 0193 10
            )(?![\w/]|[.-]\d)""",
            re.VERBOSE,
        ),
    ),
    IdentifierShape(
        "paragraf",
        "item",
        re.compile(
            r"(?P<value>§{1,2}\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:/\d{2,4})?)(?!\w|\s?(?:st|kap|kommunallagen|miljöbalken)\b)"
        ),
        lambda match: "§ " + match["value"].lstrip("§ "),
    ),
    IdentifierShape(
        "diarienummer",
        "dossier",
        re.compile(
            r"(?<![\w/.-])(?P<value>\d{1,5}/(?:19|20)?\d\d|(?:19|20)\d\d[/:.-]\d{1,6}|\d{4,7}-\d{4})(?![\w/]|[.-]\d)"
        ),
        anywhere=False,
    ),
    IdentifierShape(
        "myndighet",
        "foreign",
        re.compile(
            r"\b(?:dnr|diarienr|ärendenr|mål\snr)\.?:?\s(?P<value>\d{3,6}-\d{2,4}(?:-\d{1,4})?)(?![\w-])", re.IGNORECASE
        ),
    ),
)

_LIST = r"(?P<names>(?:[^.:\n]|(?<=\b[A-ZÅÄÖ])\.){3,3000}?)"
VOTES = (
    VoteShape(
        "roster",
        re.compile(
            r"(?:[Mm]ed|utfall\w*\s(?:med|så)|utföll\s(?:med|så)|[Aa]vges|[Rr]esultat\w*)[^.\n]{0,40}?\b(?P<for>\d{1,3})\s?[Jj]a(?:[-\s]?röst\w*)?"
            r"[^.\n]{0,30}?\b(?P<against>\d{1,3})\s?[Nn]ej(?:[-\s]?röst\w*)?(?:[^.\n]{0,30}?(?P<abstained>\d{1,3})\s(?:avst\w+|ledam\w+\savst\w+))?",
        ),
        "roll_call",
    ),
    VoteShape(
        "choice",
        re.compile(
            rf"(?<=[\n.:”\"])\s?{_LIST}\s(?:röstar|röstade|avstår|avstod)\s?(?P<choice>[Jj]a|[Nn]ej)?\s?\((?P<count>\d{{1,3}})\)"
        ),
        "roll_call",
        (("ja", "for"), ("nej", "against"), ("avstår", "abstained")),
    ),
)

LAWS = (
    re.compile(r"\b\d{1,2}\s(?:kap\.?|kapitlet)\s\d{1,3}\s?[a-z]?\s?§{1,2}[^.,;\n]{0,30}?(?:lagen|balken|lag)\b"),
    re.compile(r"\b[a-zåäö-]{3,40}(?:lagen|balken|förordningen)\s\((?:19|20)\d\d:\d{1,4}\)"),
)
