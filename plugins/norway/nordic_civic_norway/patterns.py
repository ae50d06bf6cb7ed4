"""Shapes of Norwegian records: case numbers, item headings, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

_SERIES = r"(?:PS|RS|FO|DS|IN|OS|GS|BU|BUK|KST|KS|FS|KNK|AU|HSK|OPK|MBK|HU|KU|UU|PU|RF|ORI|SP|GP|MS)"
_YEAR = r"(?:19|20)?\d\d"


def _series(match: re.Match[str]) -> str:
    word, number = match["word"], re.sub(r"\s", "", match["number"])
    word = re.sub(r"[-\s]*sak$", "", word.strip(), flags=re.IGNORECASE) if "-" in word else word.strip()
    return f"{word} {number}" if word.lower() != "sak" else f"Sak {number}"


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["value"])


ITEMS = (
    ItemShape(
        "utvalgssak",
        re.compile(
            rf"""(?P<value>
                (?P<word>{_SERIES}(?:-?\s?[Ss][Aa][Kk])?                 # PS, RS, BU-sak, KST-sak
                | [Ss][Aa][Kk](?:snr\.?)?                              # Sak, SAK
                | [A-ZÆØÅ][A-Za-zæøå]{{1,12}}-?sak)                    # Utvalgssak
                \s*(?:nr\.?\s*)?[:/]?\s*
                (?P<number>\d{{1,4}}\s?/\s?{_YEAR}|\d{{2}}\s?/\s?\d{{1,4}}))  # 66/13, 14/72
                (?![\d/-])\s*[-–:.]*\s*(?P<title>(?=\S)[^a-z].*)?$""",
            re.VERBOSE,
        ),
        _series,
    ),
    ItemShape(
        "utvalgssak",
        re.compile(rf"(?P<value>(?:\d{{1,3}}/{_YEAR}))(?![\d/-])\s*[-–:.]*\s+(?P<title>[A-ZÆØÅ].*)$"),
        _plain,
        weak=True,
    ),
)

IDENTIFIERS = (
    IdentifierShape(
        "journalpost",
        "document",
        re.compile(r"(?<![\w/.-])(?P<value>(?:\d{2}|\d{4})/\d{3,6}\s?-\s?\d{1,4}|20\d{7,8}\s?-\s?\d{1,3})(?![\w/])"),
        _plain,
    ),
    IdentifierShape(
        "arkivsak",
        "dossier",
        re.compile(
            r"(?<![\w/.-])(?P<value>(?:\d{2}|20\d{2}|19\d{2})/\d{3,6}|20\d{7,8}|[A-ZÆØÅ]{2,6}-\d{2}/\d{3,6})(?![\d/]|\.\d)"
        ),
        _plain,
    ),
    IdentifierShape(
        "utvalgssak",
        "item",
        re.compile(rf"(?<![\w/-])[Ss]ak(?:snr\.?|\snr\.?)?\s(?P<value>\d{{1,4}}/{_YEAR})(?![\d/-])"),
        _plain,
    ),
    IdentifierShape(
        "arkivkode",
        "classification",
        re.compile(r"(?<![\w/.-])(?P<value>(?:[A-ZÆØÅ]\d{2}|\d{3}(?:\.\d)?)(?:\s&\d{2})?)(?![\w/.-])"),
        _plain,
        anywhere=False,
    ),
)

_NAMES = r"[^:]{3,6000}?\.(?=\s|$)"
VOTES = (
    VoteShape(
        "for",
        re.compile(
            rf"""\bFor\s(?:(?P<option>(?:forslag|alternativ|innstilling)\s[\dA-E])|[^.:\n]{{2,120}}?)\s
            (?:stemte|røystet|røysta)\s(?P<for>\d{{1,3}})\s?(?::\s*(?P<for_names>{_NAMES})|[.\n]|$)""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "against",
        re.compile(
            rf"""\b(?:I?mot)\s[^.:\n]{{2,120}}?\s(?:stemte|røystet|røysta)\s(?P<against>\d{{1,3}})
            \s?(?::\s*(?P<against_names>{_NAMES})|[.\n]|$)""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "absent",
        re.compile(rf"\bIkke\stil\sstede\s\((?P<absent>\d{{1,3}})\)\s?:\s*(?P<absent_names>{_NAMES})"),
    ),
    VoteShape(
        "tally",
        re.compile(
            r"\b(?:med\s)?(?P<for>\d{1,3})\s(?:mot|imot)\s(?P<against>\d{1,3})\s(?:st(?:emm?er?)?\b\.?|røyst)",
            re.IGNORECASE,
        ),
    ),
    VoteShape(
        "stemte_for",
        re.compile(
            r"(?P<for>\d{1,3})\s(?:\w+\s)?(?:stemte|røysta)\sfor\b[^.\n]{0,80}?(?P<against>\d{1,3})\s(?:\w+\s)?(?:stemte|røysta)\si?mot\b",
            re.IGNORECASE,
        ),
    ),
    VoteShape(
        "against_only",
        re.compile(
            r"\bmot\s(?P<against>\d{1,3})\s(?:stemme|stemmer|røyst|røyster)\b(?:\s\((?P<against_names>[^()\n]{1,80}(?:\([^()]{1,9}\))?[^()\n]{0,80})\))?"
        ),
    ),
)

LAWS = (
    re.compile(
        r"\b[A-ZÆØÅa-zæøå-]{3,40}(?:loven|lova|lovens|forskriften|forskrifta)s?\s§{1,2}\s?\d+(?:[-–]\d+)?(?:,?\s\w+\sledd)?"
    ),
)
