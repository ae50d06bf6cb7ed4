"""Shapes of Norwegian records: case numbers, item headings, votes, laws. One named group and one comment a line."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

_SERIES = r"(?:PS|RS|FO|DS|IN|OS|GS|BU|BUK|KST|KS|FS|FT|FU|KO|KNK|AU|HSK|OPK|MBK|HU|KU|UU|PU|RF|ORI|SP|GP|MS)"
_BODY = (
    r"(?:Utval(?:g)?s|Kommunestyre|Bystyre|Formannskaps|Fylkestings|Fylkesutval(?:g)?s|Bydelsutvalgs|Kontrollutval(?:g)?s"
    r"|Byråds|Komit[eé]|Nemnd|Råds|Styre)"
)
_YEAR = r"(?:19|20)?\d\d"
_GAP = r"[^\S\n]{0,4}"
_WIDE = r"[^\S\n]{1,40}+"
_DOSSIER = r"(?:19|20)?\d\d/\d{3,6}(?![\d/])"  # "56/09 09/810": the dossier beside the number on a list

# "34/12 Planutvalget 12.06.2012", "15/2019 Kommunestyret PS 08.04.2019": a row of the table of who handles the case
_ROUTE = (
    r"[A-ZÆØÅ][^\n]{0,60}?(?:utvalg|utval|skap|skapet|styre|styret|ting|tinget|komit[eé]|utvalget|utvalet|nemnda|nemnd"
    r"|r[åa]det|komit[eé]en|r[åa]d)(?:\s+for\s[^\n\d]{2,60})?\s+(?:(?:PS|RS|FO|DS|OS)\s+)?\d{1,2}\.\d{1,2}\.(?:19|20)?\d\d\s*$"
)


def _series(match: re.Match[str]) -> str:
    word, number = match["word"], re.sub(r"\s", "", match["number"])
    word = re.sub(r"[-\s]*sak$", "", word.strip(), flags=re.IGNORECASE) if "-" in word else word.strip()
    return f"{word} {number}" if not word.lower().startswith("sak") else f"Sak {number}"


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["value"])


ITEMS = (
    ItemShape(
        "utvalgssak",
        re.compile(
            rf"""(?:\d{{1,2}}\.\s+)?                              # "4. BU 14/72": its place on the list comes first
                (?P<value>
                (?P<word>{_SERIES}(?:\s[A-ZÆØÅ]{{2,5}})?(?:-?\s?[Ss][Aa][Kk])?  # PS, RS, PS TEK, BU-sak, KST-sak
                | [KF]-[Ss]ak                                       # K-sak, F-sak
                | [Ss][Aa][Kk](?!snr\.?\s?:?\s*[\d/]+$|\s?:\s*[\d/]+$)(?:snr\.?)?  # Sak; "Sak: 4/13" alone is a label
                | {_BODY}-?sak)                                     # Utvalgssak
                (?:\s*+(?:nr\.?\s*+)?[:/]?\s*+|-)
                (?P<number>\d{{1,4}}\s?/\s?{_YEAR}|\d{{2}}\s?/\s?\d{{1,4}}|\d{{1,4}}-\d\d))  # 66/13, 14/72, 83-11
                (?![\d/-]|\.\d)\s*+[-–:.]*+\s*+(?P<title>(?=\S)[^a-z].*)?$""",
            re.VERBOSE,
        ),
        _series,
    ),
    ItemShape(
        "utvalgssak",
        re.compile(
            rf"(?P<value>\d{{1,4}}/{_YEAR})(?![\d/-])(?:{_WIDE}{_DOSSIER})?+(?:{_GAP}[-–:.]{{1,3}})?+(?:{_WIDE}(?!{_ROUTE}|\d+/\d)(?P<title>[A-ZÆØÅ\d\"«].*))?$"
        ),
        _plain,
        weak=True,
    ),
    ItemShape(
        "utvalgssak",
        re.compile(rf"(?P<value>\d{{1,3}}-(?:9\d|[0-4]\d))(?![\d/.-])(?:{_WIDE}(?P<title>[A-ZÆØÅ].*))?$"),
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
            r"(?<![\w/.-])(?P<value>(?:\d{2}(?!/(?:19|20)\d\d(?!\d))|20\d{2}|19\d{2})/\d{3,6}|20\d{7,8}|[A-ZÆØÅ]{2,6}-\d{2}/\d{3,6})(?![\d/]|\.\d)"
        ),
        _plain,
    ),
    IdentifierShape(
        "utvalgssak",
        "item",
        re.compile(
            rf"(?<![\w/-])(?:[A-ZÆØÅkf]{{1,4}}-)?[Ss]ak(?:snr\.?|\snr\.?)?\s(?P<value>\d{{1,4}}/{_YEAR}|\d{{1,4}}-\d\d)(?![\d/-])"
        ),
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

_NAMES = r"(?=\S)[^:]{3,6000}?(?<![\s.][A-ZÆØÅ])\.(?=\s|$)"
_BRACKET = r"\((?:[^()\n]|\([^()\n]{1,9}\)){1,160}\)"
VOTES = (
    VoteShape(
        "sides",
        re.compile(
            rf"""\b(?:For|FOR)\s(?:(?!stemte|røyst)[^.:\n]){{0,120}}?\s?(?:stemte|røystet|røysta)\s(?P<for>\d{{1,3}})
            (?:\s(?:representanter|medlemmer|stemmer))?(?:\s?(?P<for_names>{_BRACKET}))?(?:,|;|\sog|\.)\s
            (?:[Ii]?\s?[Mm]ot)\s(?:(?!stemte|røyst)[^.:\n]){{0,120}}?\s?(?:stemte|røystet|røysta)\s(?P<against>\d{{1,3}})(?!\s?:)
            (?:\s(?:representanter|medlemmer|stemmer))?(?:\s?(?P<against_names>{_BRACKET}))?""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "for",
        re.compile(
            rf"""\bFor\s(?:(?P<option>(?:forslag|alternativ|innstilling)\s[\dA-E])|(?:(?!stemte|røyst)[^.:\n]){{2,120}}?)\s
            (?:stemte|røystet|røysta)\s(?P<for>\d{{1,3}})\s?(?::\s{{0,4}}+(?P<for_names>{_NAMES})|[.\n]|$)""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "against",
        re.compile(
            rf"""\b(?:I?mot)\s(?:(?!stemte|røyst)[^.:\n]){{2,120}}?\s(?:stemte|røystet|røysta)\s(?P<against>\d{{1,3}})
            \s?(?::\s{{0,4}}+(?P<against_names>{_NAMES})|[.\n]|$)""",
            re.VERBOSE,
        ),
    ),
    VoteShape(
        "absent",
        re.compile(rf"\bIkke\stil\sstede\s\((?P<absent>\d{{1,3}})\)\s?:\s{{0,4}}+(?P<absent_names>{_NAMES})"),
    ),
    VoteShape(
        "tally",
        re.compile(
            r"\b(?:med\s)?(?P<for>\d{1,3})\s(?:mot|imot)\s(?P<against>\d{1,3})\s(?:st(?:emm?er?)?\b\.?|røyst)",
            re.IGNORECASE,
        ),
    ),
    VoteShape(
        "stemmer_mot",
        re.compile(r"\b(?P<for>\d{1,3})\s(?:stemmer|røyster)\si?mot\s(?P<against>\d{1,3})\b", re.IGNORECASE),
    ),
    VoteShape(
        "vedtatt_med",
        re.compile(
            r"""\b(?:vedtatt|vedteken|vedteke|godkjent|tiltrådt|falt|fall|forkastet|nedstemt|vald|valgt)\s(?:med\s)?
            (?P<for>\d{1,3})\s(?:i?mot|-|–)\s(?P<against>\d{1,3})\b""",
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    VoteShape(
        "stemmer_for",
        re.compile(
            r"\b(?P<for>\d{1,3})\s(?:stemmer?|røyst(?:er)?)\sfor\b[^.\n]{0,60}?\b(?P<against>\d{1,3})\s(?:stemmer?\s|røyst(?:er)?\s)?i?\s?mot\b",
            re.IGNORECASE,
        ),
    ),
    VoteShape(
        "for_mot",
        re.compile(
            r"\b(?:For|Ja)\s?:\s?(?P<for>\d{1,3})\b[^.\n]{0,80}?\s(?:I?[Mm]ot|Nei)\s?:\s?(?P<against>\d{1,3})\b"
        ),
    ),
    VoteShape(
        "alternatives",
        re.compile(
            r"\b(?:fikk|fekk)\s(?P<for>\d{1,3})\s(?:stemmer?|røyst(?:er)?)\b[^\n]{0,160}?\s(?:fikk|fekk)\s(?P<against>\d{1,3})\s(?:stemmer?|røyst(?:er)?)\b"
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
