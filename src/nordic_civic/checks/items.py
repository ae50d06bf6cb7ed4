"""The items found against what the document says it holds: its list, its range, its bookmarks, its numbering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..candidates import Item
from ..lines import Line
from ..plain_rows import PLAIN
from ..records import Check
from ..text import digits, fold, key
from .base import Facts, at_line, counted, listed, nothing, outcome, told, twice
from .contents import Contents, read_contents
from .numbers import holes, read_numbers, read_range, shown

_BELOW = 8


def items_listed(facts: Facts) -> Check:
    """Compare the items found with those that the table of contents or the agenda lists."""
    code = "items_listed"
    contents = read_contents(facts)
    values = [value for value, _ in contents.lines]
    if len(values) < 2 and not (values and len(facts.agenda.bodies) == 1):
        return nothing(code, "The document has no list of its items.")
    has_text = contents.end < len(facts.context.lines)
    numbered = [item for item in facts.agenda.bodies if item.shape is not PLAIN]
    real = [item for item in numbered if not has_text or item.line.index >= contents.end]
    found = [item.value for item in real]
    lost = [contents.lines[place] for place in _without(values, found)]
    extra = [real[place] for place in _without(found, values)]
    only_listed = _series_of([value for value, _ in lost]) - _series_of([item.value for item in real])
    missing = [(value, line) for value, line in lost if not _series_of([value]) & only_listed]
    sentences = list(_lost(contents, missing, lost, facts))
    if extra:
        sentences.append(f"Found, but not listed: {listed(item.value for item in extra)}. Look whether they are items.")
    spans = [at_line(line) for _, line in lost] + [at_line(item.line) for item in extra]
    message = told(sentences) or "Every listed item was found."
    in_list = f", {len(lost)} in the list only" if lost else ""
    return outcome(
        code,
        not missing and not extra,
        counted(len(values), "item"),
        f"{counted(len(real), 'item')}{in_list}",
        message,
        spans,
    )


def _is_bare(value: str) -> bool:
    return not any(map(str.isalpha, value))


def _without(values: Sequence[str], others: Sequence[str]) -> list[int]:
    """Give the places of the numbers that are not among others; a bare number is that of any series."""
    keys = {key(other) for other in others}
    every, bare = {digits(other) for other in others}, {digits(other) for other in others if _is_bare(other)}
    return [
        place
        for place, value in enumerate(values)
        if key(value) not in keys and digits(value) not in (every if _is_bare(value) else bare)
    ]


def _series_of(values: Sequence[str]) -> frozenset[str]:
    return frozenset(number.series for number in read_numbers(values))


def _lost(
    contents: Contents, missing: Sequence[tuple[str, Line]], lost: Sequence[tuple[str, Line]], facts: Facts
) -> Iterator[str]:
    """Say which listed items have no text, and why that may be."""
    repeated = {key(item.value) for item in facts.agenda.listed if item.line.index >= contents.end}
    astray = [value for value, _ in missing if key(value) in repeated]
    gone = [value for value, _ in missing if key(value) not in repeated]
    if astray:
        yield f"Listed, but their text was taken for a repetition: {listed(astray)}."
    if gone:
        yield f"Listed, but no text was found: {listed(gone)}. Look for headings that were not recognised."
    told_only = [value for value, _ in lost if value not in astray and value not in gone]
    if told_only:
        yield f"No item of the series has text of its own: {listed(told_only)}."


def items_range(facts: Facts) -> Check:
    """Compare the items found with the range that the cover names."""
    code = "items_range"
    found = _range_on_cover(facts)
    if found is None:
        return nothing(code, "The document names no range of items.")
    text, line = found
    expected = read_range(text)
    numbers = read_numbers(item.value for item in facts.agenda.bodies)
    if expected is None or not numbers:
        return nothing(code, f"The range {text!r} cannot be compared with the items.")
    sign = fold(text).lstrip()
    named = [number for number in numbers if number.series and sign.startswith(number.series)] or numbers
    places = {number.place for number in named}
    sentences = []
    if lost := sorted(expected - places):
        sentences.append(f"In the range, but not found: {listed(map(str, lost))}.")
    if extra := sorted(places - expected):
        sentences.append(f"Found, but outside the range: {listed(map(str, extra))}.")
    message = told(sentences) or "The items are those of the range."
    where = [at_line(facts.context.lines[line])]
    return outcome(code, not sentences, " ".join(text.split()), _as_ranges(places), message, where)


def _as_ranges(places: set[int]) -> str:
    ordered = sorted(places)
    missing = list(holes(ordered))
    starts = [ordered[0], *(high + 1 for _, high in missing)]
    ends = [*(low - 1 for low, _ in missing), ordered[-1]]
    return listed(shown(low, high) for low, high in zip(starts, ends, strict=True))


def _range_on_cover(facts: Facts) -> tuple[str, int] | None:
    """Give the range behind its label, in the next cell, or on one of the next lines, and the line it stands on."""
    matcher = facts.context.parser.vocabulary["labels"].matcher_of("items_range")
    lines = facts.context.lines[: facts.cover_end]
    for line in lines:
        cells = line.text.split("\t") if line.text else []
        for number, cell in enumerate(cells):
            label = matcher.opening(fold(cell.strip()))
            if label is None:
                continue
            rest = [cell.strip()[label.end :], *cells[number + 1 : number + 2]]
            below = [other.text for other in lines[line.index + 1 : line.index + 1 + _BELOW]]
            for text in (*rest, *(below if not any(map(str.isalnum, rest[0])) else ())):
                if _only_numbers(text) and not any(True for _ in facts.context.parser.dates.find(text)):
                    return text.strip(" :\t"), line.index
    return None


def _only_numbers(text: str) -> bool:
    """Say whether a text holds numbers and hardly any words."""
    return any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) <= 12 and len(text) <= 80


def numbering(facts: Facts) -> Check:
    """Look for holes in the numbers of the items, series by series."""
    code = "numbering"
    numbers = read_numbers(item.value for item in facts.agenda.bodies if item.shape is not PLAIN)
    series: dict[str, list[int]] = {}
    for number in numbers:
        series.setdefault(number.series, []).append(number.place)
    if not any(len(set(places)) > 1 for places in series.values()):
        return nothing(code, "There are not two items to count.")
    missing = [
        f"{name.upper()} {shown(low, high)}".strip() for name, places in series.items() for low, high in holes(places)
    ]
    lines = {item.value: item.line for item in facts.agenda.bodies}
    after = _before_holes([number.value for number in numbers], series)
    message = (
        f"Missing between the items: {listed(missing)}. They may be closed, or their headings were not recognised."
        if missing
        else "The numbers run without holes."
    )
    runs = "; ".join(f"{name.upper()} {_as_ranges(set(places))}".strip() for name, places in series.items())
    spans = [at_line(lines[value]) for value in after]
    return outcome(code, not missing, "no holes", runs, message, spans)


def _before_holes(values: Sequence[str], series: dict[str, list[int]]) -> Iterator[str]:
    edges = {(name, low - 1) for name, places in series.items() for low, _ in holes(places)}
    return (number.value for number in read_numbers(values) if (number.series, number.place) in edges)


def bookmarks(facts: Facts) -> Check:
    """Compare the items found with those that the source's own bookmarks name."""
    code = "bookmarks"
    named = list(dict.fromkeys(_bookmarked(facts)))
    if not named:
        return nothing(code, "No bookmark of the source names an item.")
    items: dict[str, Item] = {key(item.value): item for item in facts.agenda.bodies}
    expected = {key(value) for value in named}
    lost = [value for value in named if key(value) not in items]
    extra = [item for number, item in items.items() if number not in expected]
    sentences = []
    if lost:
        sentences.append(f"Bookmarked, but not found: {listed(lost)}.")
    if extra:
        sentences.append(f"Found, but without a bookmark: {listed(item.value for item in extra)}.")
    if double := list(twice(key(value) for value in _bookmarked(facts))):
        sentences.append(f"Bookmarked twice: {listed(double)}.")
    message = told(sentences) or "Every bookmarked item was found."
    spans = [at_line(item.line) for item in extra]
    return outcome(
        code, not lost and not extra, counted(len(named), "item"), counted(len(items), "item"), message, spans
    )


def _bookmarked(facts: Facts) -> Iterator[str]:
    """Give the numbers at the start of bookmarks, from the level that most of them stand on."""
    found: dict[int, list[str]] = {}
    for bookmark in facts.context.reading.bookmarks:
        for shape in facts.context.parser.items:
            match = shape.pattern.match(bookmark.title.strip())
            if match is not None:
                found.setdefault(bookmark.level, []).append(shape.value(match))
                break
    best: list[str] = []
    for values in found.values():
        best = values if len(values) > len(best) else best
    return iter(best)
