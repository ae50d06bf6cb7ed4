"""Cases out of a segmented document: their head, their parts, their records in draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from .candidates import Item
from .cases import read_case
from .context import Context
from .copies import add_copy
from .draft import CaseDraft
from .furniture import is_head
from .identifiers import labelled, unique
from .items import Agenda, continuation_lines, title_lines
from .labels import Label
from .lines import Line
from .outline import PASSING, Heading, sections
from .rolls import Roll
from .rolls.caption import same_number
from .text import digits, fold, key, squeeze
from .titles import lone_title
from .values import Identifier, Span

_PARTS = frozenset(
    ("decision", "recommendation", "treatment", "motion", "vote", "attendance", "background", "instance")
)
_TOP = 12
_TITLE = 120
_TITLES = ("announcement", "questions")
_ROLES = ("dossier", "document", "classification", "foreign")


def case_drafts(
    context: Context, headings: Sequence[Heading], labels: Sequence[Label], agenda: Agenda
) -> Iterator[CaseDraft]:
    """Give the cases of a document in order: its items, or the one matter that it is about (as a regulation is)."""
    if not agenda.bodies or context.kind == "regulation":
        yield _whole(context, headings, labels)
        return
    repeated = continuation_lines(agenda)
    rows = {key(item.value): item for item in agenda.listed[::-1]}
    for item in agenda.bodies:
        row = rows.get(key(item.value))
        case = _from_item(context, item, headings, labels, repeated, row, _rolls_of(context, item, agenda))
        for copy in item.copies:
            add_copy(case, _from_item(context, copy, headings, labels, repeated, row, []))
        yield case


def _rolls_of(context: Context, item: Item, agenda: Agenda) -> list[Roll]:
    """Give the voting lists that name an item; of those that name none, those inside it.

    One behind the last item of several may be an appendix to any of them.
    """
    inside = len(agenda.bodies) == 1 or item is not agenda.bodies[-1]
    stop = context.lines[item.last - 1].end
    return [
        roll
        for roll in context.rolls
        if any(same_number(number, item.value) for number in roll.numbers)
        or (
            not roll.numbers
            and inside
            and (not roll.apart or len(agenda.bodies) == 1)
            and item.start <= roll.first < stop
        )
    ]


def _from_item(
    context: Context,
    item: Item,
    headings: Sequence[Heading],
    labels: Sequence[Label],
    repeated: frozenset[int],
    row: Item | None,
    rolls: list[Roll],
) -> CaseDraft:
    """Read one item; `row` is where a list names it."""
    lines = [line for line in context.lines[item.first : item.last] if line.index not in repeated]
    inside = [
        heading for heading in headings if item.first <= heading.line < item.last and heading.line not in repeated
    ]
    above = _above(context, item, labels)
    numbered = {item.line.index, *(line.index for line in above)}
    inside = [heading for heading in inside if heading.line not in numbered]
    first = min((heading.line for heading in inside if heading.role != "other"), default=item.last)
    own = [label for label in labels if item.first <= label.line < item.last and _heads(label, first)]
    title_ranges, found = _title_of(context, item, inside, own, row, above)
    below = _below_title(context, item, title_ranges, inside, found)
    case = CaseDraft({}, title_ranges or [(item.start, item.end)], rolls=rolls)
    span = Span(item.start, item.end)
    number = Identifier(
        "item",
        item.value,
        context.reading.text[item.start : item.end].strip() or item.value,
        span,
        scheme=item.shape.scheme,
    )
    case.fields.update(
        identifiers=unique([number, *found, *_labelled(context, own), *_tabled(context, own, item.value)]),
        title=_title(context, title_ranges),
        body=context.body,
        date=context.date,
        restricted=_closed(context, title_ranges, own),
    )
    case.evidence.extend(("title", start, end, "title") for start, end in title_ranges)
    case.ranges = (
        [(item.line.start, item.line.end), *title_ranges]
        if not title_ranges or title_ranges[0][0] > item.line.end
        else [(item.line.start, item.line.end), *title_ranges[1:]]
    )
    titled = _lines_of(lines, title_ranges) | numbered
    inside = [heading for heading in inside if heading.line not in titled]
    skip = {line for label in own for line in (label.line, label.last_line)} | titled | below
    content = [line for line in lines if line.index not in skip or line.index in {heading.line for heading in inside}]
    read_case(context, case, list(sections(content, context.furniture, inside)))
    return case


def _above(context: Context, item: Item, labels: Sequence[Label]) -> Sequence[Line]:
    """Give the lines of an item that stand above its number: its title. The head of a table holds more than that."""
    if any(label.tabled and label.line == item.line.index for label in labels):
        return ()
    return context.lines[item.first : item.line.index]


def _title_of(
    context: Context,
    item: Item,
    inside: Sequence[Heading],
    own: Sequence[Label],
    row: Item | None,
    above: Sequence[Line],
) -> tuple[list[tuple[int, int]], list[Identifier]]:
    """Give an item's title, at or above its number, in its head or in the list, and the identifiers beside it."""
    in_table = any(label.tabled and label.line == item.line.index for label in own)
    at_number, found = ([], []) if in_table else _title_and_identifiers(context, item, inside, own)
    ranges = at_number or [(line.start, line.end) for line in above if line.text]
    if own and (in_table or not ranges or _is_head(context, ranges)):
        lines = [line for line in context.lines[item.first : item.last] if line is not item.line]
        ranges = lone_title(context, inside, own, lines)
    if row is not None:
        listed, beside = _title_and_identifiers(context, row, (), ())
        ranges, found = ranges or listed, [*found, *beside]
    return ranges or at_number, found


def _below_title(
    context: Context,
    item: Item,
    title: Sequence[tuple[int, int]],
    headings: Sequence[Heading],
    found: list[Identifier],
) -> set[int]:
    """Give the line right below a title where it holds identifiers and nothing more; they go into `found`."""
    last = max([item.end, *(end for _, end in title)])
    opened = {heading.line for heading in headings}
    for line in context.lines[item.first : item.last]:
        if line.start < last or not line.text or line in context.furniture:
            continue
        sure = line.index not in opened and any(i.role == "dossier" for i in context.identifiers(line.text, line.start))
        return {line.index} if sure and _only_identifiers(context, line.start, line.end, found) else set()
    return set()


def _lines_of(lines: Sequence[Line], ranges: Sequence[tuple[int, int]]) -> set[int]:
    return {line.index for line in lines for start, end in ranges if line.start <= start < line.end and end >= line.end}


def _title_and_identifiers(
    context: Context, item: Item, headings: Sequence[Heading], labels: Sequence[Label]
) -> tuple[list[tuple[int, int]], list[Identifier]]:
    """Give an item's title ranges, identifiers cut out of them, and those identifiers."""
    text = context.reading.text
    bare = not text[item.end : item.line.end].strip(" .:–-")
    through = ("other", *_TITLES) if bare else ("other",)
    stops = frozenset(heading.line for heading in headings if heading.role not in through) | frozenset(
        label.line for label in labels if label.line != item.line.index
    )
    found: list[Identifier] = []
    ranges: list[tuple[int, int]] = []
    if bare or _only_identifiers(context, item.end, item.line.end, found):
        passing = frozenset(heading.line for heading in headings if _may_be_title(context, heading, bare))
        whole = _behind(context, item, stops, passing, found)
    else:
        whole = title_lines(item, context.lines, context.furniture, stops)
    for start, end in whole:
        line_found = [i for i in context.identifiers(text[start:end], start, _ROLES) if i.span is not None]
        if (
            not ranges
            and line_found
            and line_found[0].span is not None
            and not text[start : line_found[0].span.start].strip(" .,:–-")
        ):
            found.append(line_found[0])
            start = line_found[0].span.end
            start += len(text[start:end]) - len(text[start:end].lstrip(" ,:–-\t"))
        end = _before_identifier(context, start, end, found, opens=not ranges)
        if text[start:end].strip(" .:–-"):
            ranges.append((start, end))
    if ranges:
        start, end = ranges[0]
        lead = len(text[start:end]) - len(text[start:end].lstrip(" .:–-\t*"))
        ranges[0] = (start + lead, end)
    return ranges, found


def _may_be_title(context: Context, heading: Heading, bare: bool) -> bool:
    """Say whether a heading may be the title right below an item's number (one that is `bare`, without a title)."""
    if heading.role in PASSING:
        return not bare
    line = context.lines[heading.line]
    return heading.role not in _PARTS and not line.text.endswith(":")


def _before_identifier(context: Context, start: int, end: int, found: list[Identifier], *, opens: bool) -> int:
    """Give the end of a title line without the dossier number that it ends in ("… (KS 2016-573)"), put into `found`.

    A line that `opens` a title keeps what it has; a later one may hold the number and no more.
    """
    text = context.reading.text
    sure = [i for i in context.identifiers(text[start:end], start) if i.role == "dossier" and i.span is not None]
    span = sure[-1].span if sure else None
    if span is None or text[span.end : end].strip(" .)]"):
        return end
    title = text[start : span.start].rstrip(" (,:–-\t")
    labels = context.parser.vocabulary["labels"].matcher_of("dossier").search(fold(title))
    title = next((title[: label.start] for label in labels if label.end == len(title)), title).rstrip(" (,:–-\t")
    if opens and not any(char.isalpha() for char in title):
        return end
    found.append(sure[-1])
    return start + len(title)


def _only_identifiers(context: Context, start: int, end: int, found: list[Identifier]) -> bool:
    """Say whether a range holds identifiers (and labels for them) and nothing more; put them into `found`."""
    text = context.reading.text[start:end]
    matches = list(context.identifiers(text, start, _ROLES))
    rest = text
    for identifier in matches:
        rest = rest.replace(identifier.text or "", " ")
    for item in (
        context.parser.vocabulary["labels"].matcher_of("dossier", "document", "classification").search(fold(rest))
    ):
        rest = rest[: item.start] + " " * (item.end - item.start) + rest[item.end :]
    if matches and not any(char.isalpha() for char in rest):
        found.extend(matches)
        return True
    return False


def _behind(
    context: Context, item: Item, stops: frozenset[int], passing: frozenset[int], found: list[Identifier]
) -> list[tuple[int, int]]:
    """Give the title that stands below an item's number and lines of identifiers; it may look like a lead-in.

    `passing` are the lines of such lead-ins; the identifiers go into `found`.
    """
    below = (
        line for line in context.lines[item.line.index + 1 : item.last] if line.text and line not in context.furniture
    )
    after = next((line for line in below if not _only_identifiers(context, line.start, line.end, found)), None)
    if after is None or (after.index in stops and (after.blank_before or after.index not in passing)):
        return []
    moved = attrs.evolve(item, line=after, start=after.start, end=after.start, first=after.index)
    return title_lines(moved, context.lines, context.furniture, stops)


def _title(context: Context, ranges: Sequence[tuple[int, int]]) -> str | None:
    title = squeeze(context.view(ranges).text).strip(" *#_") if ranges else ""
    return title or None


def _labelled(context: Context, labels: Sequence[Label]) -> list[Identifier]:
    return [
        identifier
        for label in labels
        if label.meaning in _ROLES and label.value
        for identifier in context.faults.run([], labelled, label.value, label.start, label.meaning, context.parser)
    ]


def _heads(label: Label, first: int) -> bool:
    """Say whether a label's line belongs to a case's head (its first heading is on line `first`), not to its text."""
    return label.line <= first + 1 or label.meaning == "presenter"


def _tabled(context: Context, labels: Sequence[Label], known: str = "") -> Iterator[Identifier]:
    """Give the numbers that a header table tells, one for each body that handles the case; `known` is left out."""
    for label in labels:
        if label.tabled and label.meaning == "item" and digits(label.value) != digits(known):
            matches = ((shape, shape.pattern.match(label.value)) for shape in context.parser.items)
            for shape, match in matches:
                if match is not None:
                    span = Span(label.start, label.end)
                    yield Identifier("item", shape.value(match), label.value, span, scheme=shape.scheme)
                    break


def _is_head(context: Context, ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether what stands at a number is the head of a paper ("Saksframlegg"), not the title of a case."""
    text = squeeze(context.view(ranges).text) if ranges else ""
    return bool(text) and is_head(text, context.parser)


def _closed(context: Context, title: Sequence[tuple[int, int]], labels: Sequence[Label]) -> bool:
    if any(label.meaning == "closed" for label in labels):
        return True
    words = fold(" ".join(context.reading.text[start:end] for start, end in title))
    return context.parser.vocabulary["headings"].matcher_of("closed").opening(words) is not None


def _whole(context: Context, headings: Sequence[Heading], labels: Sequence[Label]) -> CaseDraft:
    """Read a document about one matter as one case."""
    first = next((h.line for h in headings if h.role not in ("other", "attendance")), len(context.lines))
    own = [label for label in labels if _heads(label, first)]
    ranges = _regulated(context) or lone_title(context, headings, labels, context.lines)
    case = CaseDraft({}, list(ranges), rolls=list(context.rolls))
    identifiers = unique(_labelled(context, own))
    if not identifiers:
        top = [line for line in context.lines if line.text][:40]
        identifiers = unique(
            i
            for line in top
            if len(line.text) < 60
            for i in context.identifiers(line.text, line.start)
            if i.role == "dossier"
        )
    told = [*_treated(context, headings), *_tabled(context, labels)]
    identifiers = unique([*_implied(context, identifiers), *identifiers, *told])
    case.fields.update(
        identifiers=identifiers,
        title=_title(context, ranges),
        body=context.body,
        date=context.date,
        restricted=_closed(context, ranges, own),
    )
    case.evidence.extend(("title", start, end, "title") for start, end in ranges)
    if not case.ranges:
        filled = next((line for line in context.lines if line.text), None)
        case.ranges = [(filled.start, filled.end)] if filled else []
    title = _lines_of(list(context.lines), ranges)
    skip = {line for label in own for line in (label.line, label.last_line)}
    opened = {heading.line for heading in headings}
    lines = [
        line for line in context.lines if line.index not in title and (line.index not in skip or line.index in opened)
    ]
    read_case(context, case, list(sections(lines, context.furniture, headings)))
    if context.kind == "regulation" and case.fields["body"] is None and case.decisions:
        case.fields["body"] = case.decisions[0].fields["body"]
    return case


def _regulated(context: Context) -> list[tuple[int, int]]:
    """Give the title of a regulation: the first line of its head that opens with the name of such a document."""
    if context.kind != "regulation":
        return []
    matcher = context.parser.vocabulary["kinds"].matcher_of("regulation")
    top = [line for line in context.lines if line.text][:_TOP]
    named = [line for line in top if " " in line.text and len(line.text) < _TITLE and matcher.opening(line.folded)]
    best = max(named[:2], key=lambda line: len(line.text), default=None)
    return [(best.start, best.end)] if best is not None else []


def _implied(context: Context, identifiers: Sequence[Identifier]) -> Iterator[Identifier]:
    """Give the dossier that a document's number starts with ("14/21070-2"), as a plugin's shapes tell."""
    for identifier in identifiers:
        if identifier.role == "document" and identifier.span is not None and identifier.text:
            yield from context.identifiers(identifier.text, identifier.span.start, ["dossier"])


def _treated(context: Context, headings: Sequence[Heading]) -> Iterator[Identifier]:
    """Give the item number that a heading of treatment names ("… behandling av sak 14/2026 i møte …")."""
    for heading in headings:
        if heading.role == "treatment":
            text = context.reading.text[heading.start : heading.end]
            yield from context.identifiers(text, heading.start, ["item"])
