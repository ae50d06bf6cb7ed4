"""Shapes of Danish records: KLE and case numbers, items, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

ITEMS = (
    ItemShape(
        "punkt",
        re.compile(
            r"(?:[Pp]unkt|PUNKT|[Pp]kt\.?)\s(?P<value>\d{1,3})(?!\d)\s?[.:–-]?\s*(?P<title>(?=\S)[^a-zæøå,].*)?$"
        ),
    ),
    ItemShape("punkt", re.compile(r"S(?:ag|AG)\s(?:nr|NR)\.?\s?(?P<value>\d{1,3})$")),
    ItemShape(
        "punkt",
        re.compile(r"[Nn]r\.\s?(?P<value>\d{1,3})(?:\s?[-–:]\s?|\s{2,20})(?P<title>[A-ZÆØÅ0-9\"”].*)$"),
        weak=True,
    ),
    ItemShape(
        "punkt",
        re.compile(r"(?P<value>\d{1,3})\s?[.:)]?\s{0,12}(?P<title>(?:\([^)]{1,20}\)\s)?[A-ZÆØÅ§\"”].*)$"),
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
            r"(?<![\w./-])(?P<value>(?:\d{2}|20\d{2})[-/]\d{4,6}[A-Z]?|[A-ZÆØÅ]{2,4}-20\d{2}-\d{4,6}|\d{3}-20\d{2}-\d{2,6}|20\d{2}-\d{6}|BR\s\d{1,4}/\d{2})(?![\w/-]|\.\d)"
        ),
    ),
    IdentifierShape(
        "dokument",
        "document",
        re.compile(
            r"(?<![\w./-])(?P<value>\d{3}-20\d{2}-\d{5,7}|20\d{2}-\d{6}-\d{1,3}|\d{4,8}-\d{2}(?:_v\d+)?)(?![\w/-]|\.\d)"
        ),
        anywhere=False,
    ),
    IdentifierShape(
        "journalnummer",
        "dossier",
        re.compile(r"(?<![\w./-])(?P<value>[A-ZÆØÅ]{2,5}\s\d{1,5}/(?:20)?\d{2})(?![\w/-]|\.\d)"),
        anywhere=False,
    ),
    IdentifierShape("punkt", "item", re.compile(r"\b(?:[Pp]unkt|[Pp]kt\.)\s(?P<value>\d{1,3})\b")),
    IdentifierShape(
        "kle", "classification", re.compile(r"(?<![\w.-])(?P<value>\d{2}\.\d{2}\.\d{2})(?![\w.-])"), anywhere=False
    ),
    IdentifierShape(
        "sagsnummer", "dossier", re.compile(r"(?<![\w./-])(?P<value>\d{5,8})(?![\w/-]|\.\d)"), anywhere=False
    ),
)

_NAMES = r"(?:[^.:\n]|(?<=\b[A-ZÆØÅ])\.){1,1600}?"
_STOP = r"(?=[:\n]|(?<!\b[A-ZÆØÅ])\.|\Z)"
_LETTERS = r"[A-ZÆØÅ](?:,\s[A-ZÆØÅ]){0,9}(?:\sog\s[A-ZÆØÅ])?"


def _side(lead: str, side: str) -> re.Pattern[str]:
    """Match "For stemte: A, B og F (12)": the names with the verb before them, and their number where it is told."""
    return re.compile(
        rf"{lead}(?P<{side}_names>(?:stemte|stemmer|stemme)\s?:?\s{_NAMES})(?:\s?\((?P<{side}>\d{{1,3}})\))?(?:{_STOP}|(?<=\b[A-ZÆØÅ])(?=\.(?:\s|\Z)))"
    )


def _counted(lead: str, side: str) -> re.Pattern[str]:
    """Match a line "For: 20 (A, B …)" or "For: Gruppe A, F og O."."""
    return re.compile(
        rf"(?m:^)(?:[-–•]\s)?{lead}\s?:\s?(?:(?P<{side}>\d{{1,3}})(?!\d))?(?:\s?\(?(?P<{side}_names>[A-ZÆØÅ]{_NAMES}))?(?:{_STOP}|(?<=\b[A-ZÆØÅ])(?=\.(?:\n|\Z)))"
    )


VOTES = (
    VoteShape(
        "forkastet",
        re.compile(
            r"(?:forkastet|nedstemt|afvist)\smed\s(?P<against>\d{1,3})\s(?:stemmer?\s)?i?mod\s(?P<for>\d{1,3})"
            r"(?:\s?stemmer)?(?:\.\s(?P<abstained>\d{1,3})\sundlod)?"
        ),
    ),
    VoteShape(
        "stemmerne",
        re.compile(
            r"[Mm]ed\s(?:stemmerne\s)?(?P<for>\d{1,3})\s(?:stemmer?\s)?(?:for\s)?(?:og\s|imod\s|mod\s|,\s?)(?P<against>\d{1,3})\s?(?:imod|mod|stemmer)?"
            r"(?:[^.\n]{0,60}?(?:\.\s)?(?P<abstained>\d{1,3})\s(?:undlod|undlader|stemte\shverken|hverken))?",
        ),
    ),
    VoteShape(
        "stemmer",
        re.compile(
            r"(?P<for>\d{1,3})\sstemmer?\s(?:for\s)?(?:og\s|i?mod\s)(?P<against>\d{1,3})"
            r"(?:(?:\sstemmer?)?(?:\si?mod)?\.\s(?P<abstained>\d{1,3})\sundlod)?"
        ),
    ),
    VoteShape("for_names", _side(r"\bFor\s", "for")),
    VoteShape("against_names", _side(r"\b(?:I?mod|I\smod)\s", "against")),
    VoteShape("abstained_names", _side(r"\b[Uu]ndlod\sat\s", "abstained")),
    VoteShape("for_counted", _counted("(?:For|FOR|Ja)", "for")),
    VoteShape("against_counted", _counted("(?:Imod|IMOD|Mod|Nej)", "against")),
    VoteShape("abstained_counted", _counted("(?:Undlod|UNDLOD|Blank|Hverken\\sfor\\seller\\simod)", "abstained")),
    VoteShape(
        "abstained_said",
        re.compile(r"(?P<abstained_names>\([A-ZÆØÅ]\)(?:,?\s(?:og\s)?\([A-ZÆØÅ]\))*)\s(?:undlod|undlader)"),
    ),
    VoteShape(
        "against_said", re.compile(r"(?P<against_names>[A-ZÆØÅ][^.,:\n]{3,60}\([A-ZÆØÅ]{1,3}\))\sstemte\s(?:i?mod)")
    ),
    VoteShape(
        "against_letters",
        re.compile(
            r"(?P<against_names>\([A-ZÆØÅ]\)(?:,?\s(?:og\s)?\([A-ZÆØÅ]\)){0,9})\s(?:stemte|stemmer)\si?mod(?!\sat\b)"
        ),
    ),
    VoteShape(
        "against_groups",
        re.compile(
            rf"(?P<against_names>\b(?:[Ll]iste|[Gg]ruppe|[Bb]yrådsgruppe|[Ll]isterne|[Gg]rupperne)\s{_LETTERS})\s(?:stemte|stemmer)\si?mod(?=[.\n]|\Z)"
        ),
    ),
)

_ACTS = (
    r"stillede|stiller|fremsatte|fremsætter|foreslog|foreslår|ønskede|ønsker|begærede|begærer|videreførte|afgav|"
    r"tog\sforbehold|tager\sforbehold"
)
GROUPS = (
    ("group", re.compile(r"§\s?17,?\s?stk\.\s?4[- ]?-?\s?udvalget?(?=s?\b)")),
    (
        "body",
        re.compile(
            r"(?:Kgs\.\s)?[A-ZÆØÅ][\w-]{2,40}(?:\s(?:Øst|Vest|Nord|Syd|Midt|By))?\s(?:Byråd|Kommunalbestyrelse|Lokaludvalg|Bydelsråd)(?=s?\b)"
        ),
    ),
    (
        "party",
        re.compile(rf"(?<![\w.,(])(?<!\bog\s)[A-ZÆØÅ](?=(?:,\s[A-ZÆØÅ]){{0,9}}(?:\sog\s[A-ZÆØÅ])?\s(?:{_ACTS})\b)"),
    ),
)
"""Groups named after a clause of the law; bodies named after a place; a party's letter before what the party did."""

LAWS = (
    re.compile(r"\b[A-ZÆØÅa-zæøå-]{3,40}(?:loven|lovens|bekendtgørelsen)s?\s§{1,2}\s?\d+[a-z]?(?:,?\sstk\.\s?\d+)?"),
)
