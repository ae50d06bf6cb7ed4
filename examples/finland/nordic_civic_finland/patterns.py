"""Shapes of Finnish records: paragraph and diary numbers, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape


def _paragraph(match: re.Match[str]) -> str:
    return f"§ {match['number']}"


ITEMS = (
    ItemShape(
        "pykälä",
        re.compile(
            r"""(?:[^\W\d_]{1,40}+(?:[ -][^\W\d_]{1,40}+){0,4}+[ ])?  # Kunnanhallitus
            (?P<value>§\s?(?P<number>\d{1,4}))               # § 45
            (?!\d|\s?(?:[-–,]\s?\d|mom|kap))
            (?:\s+\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)?          # 12.3.2024
            [ .:–-]*(?P<title>[^\W\d_][^.;]*)?$              # the title, on the same line or below""",
            re.VERBOSE,
        ),
        _paragraph,
    ),
    ItemShape(
        "pykälä",
        re.compile(
            r"""(?P<value>(?P<number>\d{1,4})\s§)            # 45 §
            (?!\s?(?:[a-zåäö]|mom|kap|\d))
            [ .:–-]*(?P<title>[^\W\d_][^.;]*)?$              # the title, on the same line or below""",
            re.VERBOSE,
        ),
        _paragraph,
        weak=True,
    ),
)

IDENTIFIERS = (
    IdentifierShape(
        "diaarinumero",
        "dossier",
        re.compile(
            r"""(?<![\w/.-])(?P<value>
              (?:[A-ZÅÄÖ]{1,6}/)?\d{1,6}/\d\d\.\d\d(?:\.\d\d){0,2}/(?:19|20)\d\d  # 123/00.02.00/2024
            | [A-ZÅÄÖ]{3}\s(?:19|20)\d\d-\d{6})                                    # HEL 2023-001234
            (?![\w/-])""",
            re.VERBOSE,
        ),
    ),
    IdentifierShape(
        "pykälä",
        "item",
        re.compile(r"(?<![\w§])(?P<value>§\s?(?P<number>\d{1,4}))(?!\d|\s?(?:mom|kap))"),
        _paragraph,
    ),
)

_NAMES = r"(?P<{0}_names>[^:\n.]{{3,2000}}?)(?=\s(?:EI|NEJ|TYHJÄÄ|TYHJIÄ|BLANKA)\b|[.\n]|$)"
VOTES = (
    VoteShape(
        "äänin",
        re.compile(
            r"""\b(?:[Ää]änin|[Mm]ed\srösterna)\s            # äänin, med rösterna
            (?P<for>\d{1,3})\s?[-–]\s?(?P<against>\d{1,3})\b  # 8-3
            (?:,\s(?P<abstained>\d{1,3})\s(?:tyhjää|blanka))?  # 1 tyhjää""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "jaa_ei",
        re.compile(
            r"""(?P<for>\d{1,3})\s(?:jaa-ääntä|ja-röster)[ ,]+  # 8 jaa-ääntä
            (?:(?:ja|och|mot)\s)?
            (?P<against>\d{1,3})\s(?:ei-ääntä|nej-röster)      # 3 ei-ääntä
            (?:[ ,]+(?:(?:ja|och)\s)?(?P<abstained>\d{1,3})\s(?:tyhjää|tyhjä|blanka|blank))?""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "röster",
        re.compile(
            r"""\b(?:Jaa-äänet|Jaa-ääniä|Ja-röster):\s(?P<for>\d{1,3})\s   # Ja-röster: 15
            (?:Ei-äänet|Ei-ääniä|Nej-röster):\s(?P<against>\d{1,3})\b     # Nej-röster: 8
            (?:\s(?:Tyhjiä|Blanka):\s(?P<abstained>\d{1,3})\b)?           # Blanka: 1""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "jaa",
        re.compile(r"\b(?:JAA|JA)\s?(?:\((?P<for>\d{1,3})\))?:\s" + _NAMES.format("for")),
        "roll_call",
    ),
    VoteShape(
        "ei",
        re.compile(r"\b(?:EI|NEJ)\s?(?:\((?P<against>\d{1,3})\))?:\s" + _NAMES.format("against")),
        "roll_call",
    ),
    VoteShape(
        "tyhjää",
        re.compile(r"\b(?:TYHJÄÄ|TYHJIÄ|BLANKA)\s?(?:\((?P<abstained>\d{1,3})\))?:\s" + _NAMES.format("abstained")),
        "roll_call",
    ),
)

LAWS = (
    re.compile(r"\b[a-zåäöA-ZÅÄÖ-]{2,40}(?:lain|laki|lagen)\s(?:\(\d{1,4}/(?:19|20)\d\d\)\s)?\d{1,3}\s?[a-z]?\s§"),
    re.compile(r"\b\d{1,3}\s§\si\s[a-zåäö-]{2,40}lagen\b"),
)
