"""What a document is: country and language, municipal or not, which kind, whose, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

import attrs

from .forms import BODY
from .furniture import Furniture
from .labels import Label
from .language import detect, word_scores
from .lines import Line
from .outline import Heading
from .parser import Parser
from .rows import Row
from .text import CAPITAL, fold
from .values import Agent, Municipality

_HEAD_LINES = 45
_COVER_LINES = 12
_COVER = ("attendance", "absence", "other", "contents", "announcement", "signature")
_CAPITALISED = re.compile(rf"{CAPITAL}[^\W\d_]{{4,}}")
_SURNAME = re.compile(rf"{CAPITAL}[\w.-]*[^\S\n]$")
_PLACE = re.compile(rf"{CAPITAL}[^\W\d_]{{2,}}s[^\S\n]")
_MUNICIPAL = 3.0
_TITLED = 3.0
_BODIES, _NOBODY = 3.0, 2.0
_TELLING = 6000
_DAY = 10
_SITTINGS = frozenset(("minutes", "minutes_extract", "agenda"))
_TITLE_LINES = 4
_TITLE_LEAD = 50


def choose_parser(text: str, parsers: Sequence[Parser], country: str | None) -> tuple[Parser | None, str | None]:
    """Choose the parser whose language the text is in, and give that language; None where no parser has it.

    Of several parsers for a language the one whose words explain more of the text is taken.
    """
    language, _ = detect(text, parsers)
    if country is not None:
        wanted = [parser for parser in parsers if parser.country == country]
        if wanted and language not in wanted[0].languages:
            scores = word_scores(text, parsers)
            language = max(wanted[0].languages, key=lambda code: scores.get(code, 0.0))
        return (wanted[0] if wanted else None), language
    able = [parser for parser in parsers if language in parser.languages]
    if len(able) > 1:
        able.sort(key=lambda parser: (-_weight(text, parser, "municipal"), parser.name))
    return (able[0] if able else None), language


def _weight(text: str, parser: Parser, meaning: str) -> float:
    """Add up the weights of the distinct rows of the `identity` table that a text holds."""
    rows: dict[int, float] = {}
    for found in parser.vocabulary["identity"].matcher_of(meaning).search(fold(text[:60_000])):
        row: Row = found.form.row
        rows[id(row)] = float(row.attributes.get("weight", 1))
    return sum(rows.values())


def is_municipal(
    text: str, parser: Parser, headings: Sequence[Heading], labels: Sequence[Label], items: int, kind: str | None
) -> bool:
    """Say whether a text is a municipal record.

    A municipal body or office acting, an identifier behind a label and the parts of a case speak for it; the words of
    blogs, associations, companies and reports against it, and so does a title of such a `kind`. Vocabulary alone does
    not decide.
    """
    against = _weight(text[:_TELLING], parser, "not_municipal") + (_TITLED if kind == "not_municipal" else 0.0)
    score = _weight(text, parser, "municipal") - 1.5 * against
    roles = {heading.role for heading in headings if heading.row is not None}
    score += 1.0 * len(roles & {"decision", "recommendation", "treatment", "motion", "recipients", "procedure"})
    score += (
        2.0
        if any(label.meaning in ("dossier", "document") and any(c.isdigit() for c in label.value) for label in labels)
        else 0
    )
    score += min(4.0, items)
    alone = 0.0 if any(label.meaning == "dossier" for label in labels) else -_NOBODY
    if not _MUNICIPAL - _BODIES <= score < _MUNICIPAL - alone:  # the bodies cannot turn it
        return score >= _MUNICIPAL
    bodies = _municipal_bodies(text, parser)
    return score + (min(_BODIES, bodies) if bodies else alone) >= _MUNICIPAL


def _municipal_bodies(text: str, parser: Parser) -> int:
    """Count the mentions of bodies and offices that only a municipality has (in the first part of the text)."""
    count = 0
    for mention in parser.agents.find(text[:_TELLING]):
        if mention.mark == BODY and isinstance(mention.value, tuple):
            head = parser.agents.head(mention.value[0].name.split()[-1])
            count += bool(head and head.municipal)
    return count


@attrs.frozen
class Head:
    """What the head of a document says: the title of its kind, its body, date, municipality, author and recipient."""

    kind: str | None
    title: str | None
    body: Agent | None
    date: str | None
    municipality: Municipality | None
    author: Agent | None
    recipient: Agent | None


def read_head(
    lines: Sequence[Line],
    furniture: Furniture,
    labels: Sequence[Label],
    headings: Sequence[Heading],
    parser: Parser,
    text: str,
) -> Head:
    """Read the head of a document (its first lines, its running heads and its labels)."""
    tabled = {label.line for label in labels if label.tabled}
    top = [line for line in _top_lines(lines, furniture, headings) if line.index not in tabled]
    kind, title = _kind_title(top, parser)
    letter = any(label.meaning == "foreign" for label in labels)
    body = _labelled_agent(labels, parser, "unit") if letter else None
    plain = [label for label in labels if not label.tabled]
    told = _announced(top, parser)
    first = top[-1].index if top else -1
    body = body or _labelled_agent([label for label in plain if label.line <= first], parser, "body") or told[0]
    body = body or _head_body(top, parser) or (_titled_body(top, title, parser) if kind in _SITTINGS else None)
    body = body or _labelled_agent(plain, parser, "body") or _heading_body(headings)
    body = body or _labelled_agent(_last_rows(labels), parser, "body")
    date = _labelled_date(labels, parser, kind) or told[1] or _heading_date(headings) or _lone_date(top, parser)
    return Head(
        kind=kind,
        title=title,
        body=named(body),
        date=date,
        municipality=find_municipality(text, parser, date),
        author=_labelled_agent(labels, parser, "author") or _labelled_agent(labels, parser, "unit"),
        recipient=_labelled_agent(labels, parser, "recipient"),
    )


def _top_lines(lines: Sequence[Line], furniture: Furniture, headings: Sequence[Heading]) -> list[Line]:
    first = next((heading.line for heading in headings if not _covers(heading)), len(lines))
    top = [line for line in lines[:first] if line.text][:_HEAD_LINES]
    heads = [line for line in lines if furniture.lines.get(line.index) in ("header", "page") and line.index >= first]
    return [*top, *heads[:8]]


def _covers(heading: Heading) -> bool:
    """Say whether a heading belongs to a cover: its role, or a body and date among the first lines."""
    return heading.role in _COVER or (heading.role == "instance" and heading.line < _COVER_LINES)


def _kind_title(top: Sequence[Line], parser: Parser) -> tuple[str | None, str | None]:
    matcher = parser.vocabulary["kinds"].matcher
    for line in top:
        if len(line.text) > 100:
            continue
        found = matcher.opening(line.folded.lstrip("#* "))
        if found is not None:
            row: Row = found.form.row
            return row.meaning, line.text.strip("#* ")
    return None, None


def _last_rows(labels: Sequence[Label]) -> list[Label]:
    """Give the labels of the first header table, last row first: the last body named decides."""
    tabled = [label for label in labels if label.tabled]
    heads = [number for number, label in enumerate(tabled) if label.meaning == "column" and not label.value]
    return tabled[: heads[1] if len(heads) > 1 else None][::-1]


def _labelled_date(labels: Sequence[Label], parser: Parser, kind: str | None) -> str | None:
    """Give the date behind a label; a case presentation's own comes before the days of the bodies in its table."""
    plain = [("meeting_date", False), ("date", False)]
    tabled = [("meeting_date", True)]
    for meaning, in_table in plain[:1] + tabled + plain[1:] if kind in _SITTINGS else plain + tabled:
        for label in _last_rows(labels) if in_table else labels:
            if label.meaning == meaning and label.tabled == in_table:
                found = next((m.value for m in parser.dates.find(label.value) if isinstance(m.value, str)), None)
                if found:
                    return found
    return None


def _heading_date(headings: Sequence[Heading]) -> str | None:
    return next((heading.date for heading in headings if heading.role == "treatment" and heading.date), None)


def _lone_date(top: Sequence[Line], parser: Parser) -> str | None:
    """Give the first date that stands alone on a line, or ends a short line of the head."""
    for line in top:
        if len(line.text) > 80:
            continue
        mentions = [m for m in parser.dates.find(line.text) if isinstance(m.value, str) and len(m.value) == _DAY]
        for mention in mentions:
            rest = re.sub(
                r"\d{1,2}[:.]\d\d|T?\d\d:\d\d:\d\d\+\d\d:\d\d|\W",
                "",
                line.text[: mention.start] + line.text[mention.end :],
            )
            if len(rest) <= 45 and not line.text.rstrip().endswith("."):
                return str(mention.value)
    return None


def _labelled_agent(labels: Sequence[Label], parser: Parser, meaning: str) -> Agent | None:
    for label in labels:
        if label.meaning == meaning and label.value:
            found = next((m.value[0] for m in parser.agents.find(label.value) if isinstance(m.value, tuple)), None)
            if found is not None:
                return found  # type: ignore[no-any-return]
            if 2 < len(label.value) < 80:
                return Agent(label.value, kind="organisation")
    return None


def _head_body(top: Sequence[Line], parser: Parser) -> Agent | None:
    """Give the body that stands alone on a line of the head (over two lines where the first ends in "och")."""
    joiners = parser.vocabulary["language"].words("and")
    for position, line in enumerate(top):
        text = line.text.strip("#* ")
        if position + 1 < len(top) and text and (fold(text.split()[-1]) in joiners or text.endswith(("-", "s"))):
            agent = _only_body(f"{text} {top[position + 1].text}", parser)
            if agent is not None:
                return agent
        if len(text) < 90:
            agent = _only_body(text, parser)
            if agent is not None:
                return agent
    return None


def _announced(top: Sequence[Line], parser: Parser) -> tuple[Agent | None, str | None]:
    """Give the body and the day that a sentence of the cover tells ("Den 8. mai holdt planutvalget møte …")."""
    matcher = parser.vocabulary["identity"].matcher_of("sitting")
    for line, following in zip_longest(top[:_COVER_LINES], top[1 : _COVER_LINES + 1]):
        if line is None or not matcher.search(line.folded):
            continue
        text = f"{line.text} {following.text}" if following is not None and not following.blank_before else line.text
        agents = (m.value[0] for m in parser.agents.find(text) if m.mark == BODY and isinstance(m.value, tuple))
        body = next((agent for agent in agents if agent.kind == "body"), None)
        days = (m.value for m in parser.dates.find(text) if isinstance(m.value, str))
        day = next((day for day in days if len(day) == _DAY), None)
        if body is not None and day is not None:
            return body, day
    return None, None


def _titled_body(top: Sequence[Line], title: str | None, parser: Parser) -> Agent | None:
    """Give the body that a title names soon ("Referat til mødet i Byrådet"), over as many lines as the title has."""
    first = next((number for number, line in enumerate(top) if title and title in line.text), len(top))
    lines: list[str] = []
    for line in top[first : first + _TITLE_LINES]:
        if lines and line.blank_before:
            break
        lines.append(line.text.strip("#* "))
    text = " ".join(lines)
    for mention in parser.agents.find(text):
        if mention.start > _TITLE_LEAD:
            break
        if mention.mark == BODY and isinstance(mention.value, tuple) and mention.value[0].kind == "body":
            return None if text[mention.end : mention.end + 1] == "s" else mention.value[0]
    return None


def _only_body(text: str, parser: Parser) -> Agent | None:
    mentions = [m for m in parser.agents.find(text) if m.mark == BODY]
    if not mentions or not isinstance(mentions[0].value, tuple):
        return None
    place = text[: mentions[0].start]
    if place and not (_PLACE.fullmatch(place) and mentions[0].value[0].kind == "body"):
        return None
    if mentions[0].value[0].kind not in ("body", "office") or text[mentions[0].end : mentions[0].end + 1] == "s":
        return None
    rest = text[mentions[0].end :]
    letters = re.sub(r"[\d\W_]", "", rest)
    if letters and rest.lstrip().startswith(":"):
        return None
    agent: Agent = attrs.evolve(mentions[0].value[0], name=place + mentions[0].value[0].name)
    return agent if len(letters) < 24 else None


def _heading_body(headings: Sequence[Heading]) -> Agent | None:
    return next(
        (h.agents[0] for h in headings if h.role == "treatment" and h.agents and h.agents[0].kind == "body"), None
    )


def named(body: Agent | None) -> Agent | None:
    """Give an agent whose name starts with a capital, as a document's body is written."""
    return attrs.evolve(body, name=body.name[:1].upper() + body.name[1:]) if body is not None else None


def find_municipality(text: str, parser: Parser, date: str | None) -> Municipality | None:
    """Give the municipality that a text names as such ("Fjordvik kommune"): the one most often named."""
    found: dict[str, tuple[int, int, Municipality]] = {}
    for match in parser.registry.phrases.finditer(text):
        municipality = _longest_name(match.group(), parser, date)
        if municipality is not None:
            count, first, _ = found.get(municipality.name, (0, match.start(), municipality))
            found[municipality.name] = (count + 1, first, municipality)
    if not found:
        return _by_bare_name(text, parser, date)
    return max(found.values(), key=lambda item: (item[0], -item[1]))[2]


def _by_bare_name(text: str, parser: Parser, date: str | None) -> Municipality | None:
    """Give the one municipality whose bare name a text repeats, twice as often as any other."""
    names = parser.registry.names()
    counts: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(text):
        if _SURNAME.search(text, max(0, match.start() - 30), match.start()):
            continue
        word = fold(match.group())
        for name in (word, word.removesuffix("s")):
            if len(name) >= 5 and name in names:
                counts[name] += 1
                break
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return parser.registry.municipality(ranked[0][0], on=date)


def latest_date(text: str, parser: Parser) -> str | None:
    """Give the latest day that a text names: about when it was written, where nothing else dates it."""
    days = [m.value for m in parser.dates.find(text[:100_000]) if isinstance(m.value, str) and len(m.value) == _DAY]
    return max(days, default=None)


def _longest_name(phrase: str, parser: Parser, date: str | None) -> Municipality | None:
    words = phrase.split(" ")
    for start in range(len(words) - 1):
        municipality = parser.registry.lookup_phrase(" ".join(words[start:]), on=date)
        if municipality is not None:
            return municipality
    return None
