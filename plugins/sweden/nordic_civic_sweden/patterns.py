"""Shapes of Swedish records: paragraph and diary numbers, items, votes, laws."""

from __future__ import annotations

import re

from nordic_civic.parser import IdentifierShape, ItemShape, VoteShape

_SERIES = r"(?:SOU|SFS|PM|DS|EU|EG|NJA|HFD|RÅ|MÖD|AFS|BFS|SOSFS|ISO|SS)"
_BODY = rf"(?!{_SERIES}\b)(?:[A-ZÅÄÖ]{{1,8}}(?:\d?[A-ZÅÄÖ]{{0,4}})|Ks|Kf|Kst|Kfg)"

_SHORT = (
    r"(?:K[sf](?:au|pu|tu|lu|su|fn|n)?|Kst|Kun|Bun(?:au)?|Bmn|Mbn|Msn|Bn|Byn|Sbn|Shbn|Sn(?:au)?|Son|Socn|Tn|Ten"
    r"|Gvn|Von|Vn|Un|Fn|Au|Fge|Sst|Stst|Rs|Rf)"
)


def _paragraph(match: re.Match[str]) -> str:
    return f"§ {re.sub(r'[^0-9/]', '', match['number'])}"


def _number(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match["value"])


ITEMS = (
    ItemShape(
        "paragraf",
        re.compile(
            rf"""(?P<value>(?:(?:{_BODY}(?:[-/][A-ZÅÄÖ]{{1,4}})?|{_SHORT})\s?)?      # Kf, KS, Ksau
            §\s{{0,2}}(?P<number>\d{{1,4}}(?:/\d{{2,4}})?))                         # § 29, § 63/20
            (?!\d|\s?(?:[-–,]\s?\d|och\s\d|st\b))(?:\s*+,?\s*+\(?forts(?:ättning|ätter)?\.?\)?)?\s*+[-–:.]*+\s*+(?P<title>(?=\S)[^a-zåäö,;)].*)?$""",
            re.VERBOSE,
        ),
        _paragraph,
    ),
    ItemShape(
        "paragraf",
        re.compile(
            r"""[A-ZÅÄÖ][a-zåäö]+(?:[\s-]+[A-Za-zÅÄÖåäö]+){0,5}\s+                              # Stadsstyrelsen
            (?P<value>§\s?(?P<number>\d{1,4})                                              # § 144
            \s+\d{1,2}\.\d{1,2}\.(?:19|20)\d\d)\s*$                                           # 4.6.2018""",
            re.VERBOSE,
        ),
        _paragraph,
    ),
    ItemShape(
        "paragraf",
        re.compile(
            r"""(?:Ärende\s\d{1,3}\.?\s?/\s?)?                                                # Ärende 5. /
            (?P<value>(?P<number>\d{1,4})\s§)(?!\s?(?:kap|mom|st))                         # 86 §
            \s*+[-–:.]*+\s*+(?P<title>[A-ZÅÄÖ].*)?$""",
            re.VERBOSE,
        ),
        _paragraph,
        weak=True,
    ),
    ItemShape(
        "punkt",
        re.compile(
            r"""(?:Ärende\s(?:nr\s)?)?(?P<value>\d{1,3})(?:\s?[–:]|\t)?\s+                     # Ärende 4
            (?P<title>[A-ZÅÄÖ”"].{2,180}(?<![.;,]))$                                     # Budget 2026""",
            re.VERBOSE,
        ),
        _number,
        weak=True,
    ),
    ItemShape(
        "punkt",
        re.compile(r"(?P<value>\d{1,3})\.?\s+(?P<title>[A-ZÅÄÖ”\"].{2,240})$"),  # 4. Budget 2026
        _number,
        weak=True,
        listed=True,
    ),
)

IDENTIFIERS = (
    IdentifierShape(
        "diarienummer",
        "dossier",
        re.compile(
            rf"""(?<![\w/.-])(?P<value>
              {_BODY}[\s/:.-]{{1,2}}(?:20\d\d|19\d\d|\d\d)[-/:.]\d{{1,6}}(?:[-/]\d{{1,3}})?  # KS 2016-573
            | {_BODY}\s{_BODY}/(?:20\d\d|\d\d)[-/:.]\d{{1,6}}(?:\.\d{{3}})?             # KS KF/2019:148.008
            | (?:19|20)\d\d-{_BODY}\d{{2,6}}                                        # 2012-KS0253
            | {_BODY}/\d{{1,6}}/\d\d(?:\.\d\d){{1,4}}/20\d\d                           # NKBY/660/10.04.00/2022
            | (?:19|20)\d\d[./-]\d{{1,6}}(?:[\s/-]{_BODY})                            # 2026.272 KS
            | [A-ZÅÄÖ]{{2,6}}(?:20\d\d|19\d\d)[/:.-]\d{{1,6}}(?:[-/]\d{{1,3}})?               # KS2020/123
            | (?:19|20)\d\d/{_BODY}\s?\d{{4}}(?:\s\d{{2,3}})?                            # 2011/KS 0193 10
            )(?![\w/]|[.-]\d)""",
            re.VERBOSE,
        ),
    ),
    IdentifierShape(
        "paragraf",
        "item",
        re.compile(
            r"(?P<value>§{1,2}\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:/\d{2,4})?)(?!\w|\s?(?:st|kap|mom|p|punkt|första|andra|tredje|kommunallagen|miljöbalken)\b)"
        ),
        lambda match: "§ " + match["value"].lstrip("§ "),
    ),
    IdentifierShape(
        "diarienummer",
        "dossier",
        re.compile(
            r"(?<![\w/.-])(?P<value>(?:\d{1,4}-)?\d{1,6}/(?:19|20)?\d\d|\d{1,5}/\d\d(?:\.\d\d){1,4}/20\d\d|(?:19|20)\d\d[/:.-]\d{1,6}(?:[-.]\d{3})?|\d{4,7}-\d{4}|\d{3}-\d{1,6}-(?:19|20)?\d\d)(?![\w/]|[.-]\d)"
        ),
        anywhere=False,
    ),
    IdentifierShape(
        "diarienummer",
        "dossier",
        re.compile(
            r"(?:^|\(|,\s)(?:Dnr|DNR|dnr|Diarienr|Diarienummer)\.?:?\s(?P<value>(?:\d{1,2}(?:\.\d{1,2}){1,2}-|\d{1,4}-)?\d{1,6}/(?:19|20)?\d\d|(?:19|20)\d\d[/:.-]\d{1,6}(?:-\d{1,3})?|\d{3}-\d{1,6}-(?:19|20)?\d\d|\d\d/[A-ZÅÄÖ]{2,6}\d{1,6})(?![\w/]|[.-]\d)"
        ),
    ),
    IdentifierShape(
        "myndighet",
        "foreign",
        re.compile(
            r"\b(?:dnr|diarienr|ärendenr|mål\snr)\.?:?\s(?P<value>\d{3,6}-\d{2,4}(?:-\d{1,4})?)(?![\w-])", re.IGNORECASE
        ),
    ),
)

_LIST = r"(?P<names>(?:[^.:\n”\"]|(?<=\b[A-ZÅÄÖ])\.){3,3000}?)"
_JA = r"[Jj]a(?:[-\s]?röst(?:er)?)?"
_NEJ = r"[Nn]ej(?:[-\s]?röst(?:er)?)?"
_STOOD_ASIDE = r"(?:(?:ledam|röst)\w+\s)?(?:som\s)?(?:har\s)?avst\w+|blanka?\b|nedlagda?\b"
_ABSTAINED = rf"(?:[^.\n]{{0,40}}?\b(?P<abstained>\d{{1,3}})\s(?:{_STOOD_ASIDE}))?"
_AT = r"(?:^|(?<=\n))"
_NO_NAMES = r"JA-|NEJ-|Ja-|Nej-|Blank|Frånv"
_VOTERS = r"[^()\n]{0,40}(?:\([^()\n]{1,30}\)[^()\n]{0,60}){1,60}"


def _listed(side: str, words: str) -> str:
    count = rf"{_AT}(?:{words})[^\S\n]*+:?[^\S\n]*+(?P<{side}>\d{{1,3}})[^\S\n]*\n+"
    return rf"{count}(?P<{side}_names>(?!(?:{words}|{_NO_NAMES}))[^\n:]{{3,6000}})(?=\n|$)"


def _called(side: str, word: str) -> str:
    low = word.lower()
    lead = rf"[Ff]öljande(?:\sledamöter)?\sröstar?(?:de)?\s{low}|{word}\sröstar?(?:de)?|[Rr]östar\s{low}:"
    lead = rf"(?:^|(?<=[\n.:]))\s?(?:{lead}|{word}-röst(?:er)?\savg(?:es|avs)\sav)\s?:?\s?"
    return rf"{lead}(?P<{side}_names>(?:[^.\n(]{{2,40}}\([^()\n]{{1,30}}\)[^\S\n]?,?){{1,90}})"


VOTES = (
    VoteShape(
        "namngivna",
        re.compile(
            rf"(?P<for>\d{{1,3}})\s?{_JA}\s\((?P<for_names>{_VOTERS})\)"
            rf"[^.\n]{{0,30}}?\b(?P<against>\d{{1,3}})\s?{_NEJ}\s\((?P<against_names>{_VOTERS})\)"
        ),
        "roll_call",
    ),
    VoteShape(
        "roster",
        re.compile(
            rf"(?:[Mm]ed|utfall\w*\s(?:med|så)|utföll\s(?:med|så)|[Aa]vges|[Rr]esultat\w*|utfall\w*|blev|visar|ger|gav)[^.\n]{{0,40}}?"
            rf"\b(?P<for>\d{{1,3}})\s?{_JA}[^.\n]{{0,60}}?\b(?P<against>\d{{1,3}})\s?{_NEJ}{_ABSTAINED}",
        ),
        "roll_call",
    ),
    VoteShape(
        "roster",
        re.compile(
            rf"(?<![\d§-])\b(?P<for>\d{{1,3}})\s?[Jj]a[-\s]?röst(?:er)?[^.\n]{{0,60}}?\b(?P<against>\d{{1,3}})\s?[Nn]ej[-\s]?röst(?:er)?{_ABSTAINED}",
        ),
        "roll_call",
    ),
    VoteShape(
        "siffror",
        re.compile(
            r"(?:^|(?<=\n))(?:Antal\s)?(?:[Jj]a|JA)(?:[-\s]?röster)?[:\s]\s?(?P<for>\d{1,3})[^\S\n]*(?:röster)?[,;.]?\s{1,3}"
            r"(?:Antal\s)?(?:[Nn]ej|NEJ)(?:[-\s]?röster)?[:\s]\s?(?P<against>\d{1,3})\b"
            r"(?:[^\S\n]*(?:röster)?[,;.]?\s{1,3}(?:Antal\s)?(?:[Aa]vstår|AVSTÅR|Avstående|Blanka?)[:\s]\s?(?P<abstained>\d{1,3}))?"
            r"(?:[^\S\n]*[,;.]?\s{1,3}(?:Antal\s)?(?:[Ff]rånvarande|FRÅNVARANDE)[:\s]\s?(?P<absent>\d{1,3}))?",
        ),
        "roll_call",
    ),
    VoteShape("ja", re.compile(_listed("for", "Ja-röster|JA-röster|JA-RÖSTER")), "roll_call"),
    VoteShape("nej", re.compile(_listed("against", "Nej-röster|NEJ-röster|NEJ-RÖSTER")), "roll_call"),
    VoteShape("blanka", re.compile(_listed("abstained", "Blanka?|BLANKA?|Avstår")), "roll_call"),
    VoteShape("frånvarande", re.compile(_listed("absent", "Frånvarande|FRÅNVARANDE")), "roll_call"),
    VoteShape(
        "noll",
        re.compile(rf"{_AT}(?:Blanka?|BLANKA?|Avstår)[^\S\n]*:[^\S\n]*(?P<abstained>\d{{1,3}})[^\S\n]*(?=\n|$)"),
        "roll_call",
    ),
    VoteShape("ja röstar", re.compile(_called("for", "Ja")), "roll_call"),
    VoteShape("nej röstar", re.compile(_called("against", "Nej")), "roll_call"),
    VoteShape(
        "röster mot röster",
        re.compile(
            r"(?<![\d§])(?P<for>\d{1,3})\sröster(?:\sför\s[^.,;\n]{3,60}?)?\s(?:mot|och)\s(?P<against>\d{1,3})(?:\sröster)?(?=\s(?:mot|för|beslutar|bifaller|avslår)|[.,;]|$)"
        ),
    ),
    VoteShape(
        "choice",
        re.compile(
            rf"(?:^|(?<=[\n:”\"])|(?<=[^A-ZÅÄÖ]\.))\s?{_LIST}\s(?:(?:röstar|röstade)\s?)?(?P<choice>[Jj]a|[Nn]ej|avstår|avstod)"
            r"(?:\sfrån\satt\srösta)?\s?\((?P<count>\d{1,3})\)"
        ),
        "roll_call",
        (("ja", "for"), ("nej", "against"), ("avstår", "abstained"), ("avstod", "abstained")),
    ),
)

LAWS = (
    re.compile(r"\b\d{1,2}\s(?:kap\.?|kapitlet)\s\d{1,3}\s?[a-z]?\s?§{1,2}[^.,;\n]{0,30}?(?:lagen|balken|lag)\b"),
    re.compile(r"\b[a-zåäö-]{3,40}(?:lagen|balken|förordningen)\s\((?:19|20)\d\d:\d{1,4}\)"),
)
