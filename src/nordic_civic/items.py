"""The items of a meeting: where each case starts and ends, and which lines only list the cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from .candidates import HIGHEST, Item, candidates, in_lists, number_of, running_list, weigh, with_beginnings
from .case_heads import head_start
from .furniture import Furniture
from .header_tables import HeaderTable
from .labels import Label
from .lines import Line, usual_width
from .outline import Heading
from .parser import Parser
from .plain_rows import PLAIN, plain_rows
from .text import digits, fold, key

_TITLE = 100
_FULL = 0.9


@attrs.frozen
class Agenda:
    """The cases of a document: `bodies` with their text, `listed` items of a table of contents or an agenda list."""

    bodies: tuple[Item, ...]
    listed: tuple[Item, ...]


def find_items(
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Sequence[Heading],
    labels: Sequence[Label],
    tables: Sequence[HeaderTable],
    parser: Parser,
) -> Agenda:
    """Find the items, and tell those that hold a case from those that only list it."""
    by_line = {heading.line: heading for heading in headings}
    rows = plain_rows(lines, furniture, headings)
    labelled = frozenset(label.line for label in labels)
    found = with_beginnings(
        candidates(lines, furniture, by_line, tables, rows, parser), lines, furniture, by_line, labelled
    )
    running = running_list(found, by_line)
    found = [item for item in found if not item.shape.listed]
    weighed = weigh([item for item in found if item.shape.weak], found, lines, furniture, by_line, labelled, parser)
    listed = in_lists(found, headings)
    strong = [item for item in found if not item.shape.weak]
    weak = _chosen([*weighed, *((item, 1) for item in listed)], lines)
    chosen = strong or (running if len(running) > len(weak) else weak)
    chosen = _with_tables(chosen, tables, lines, furniture, by_line, labelled, parser)
    if strong:
        chosen = _with_numbers(
            chosen, [item for item, weight in weighed if weight > 1], listed, lines, furniture, by_line
        )
    chosen = _with_places(chosen, rows)
    return _told_apart(_measured(_aligned(_measured(chosen, lines, furniture, by_line)), lines, furniture, by_line))


def _chosen(weighed: Sequence[tuple[Item, int]], lines: Sequence[Line]) -> list[Item]:
    """Keep of weak candidates those with some weight whose numbers rise."""
    ordered = sorted(weighed, key=lambda pair: (pair[0].first, pair[1]))
    rising = _rising([(item, weight) for item, weight in ordered if weight])
    return [] if len(rising) == 1 and not _opens(rising[0], lines) else rising


def _with_tables(
    chosen: Sequence[Item],
    tables: Sequence[HeaderTable],
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    parser: Parser,
) -> list[Item]:
    """Add the cases that only the table in their head numbers, where a document holds several such cases."""
    numbered = [table for table in tables if table.numbers]
    known = {digits(item.value) for item in chosen}
    if len({digits(table.numbers[0].value) for table in numbered}) < 2 and not any(
        digits(label.value) in known for table in numbered for label in table.numbers
    ):
        return list(chosen)
    out = list(chosen)
    starts = {item.line.index: item.value for item in chosen}
    for table in numbered:
        first = head_start(table, lines, furniture, headings, labels, starts, parser)
        if first in starts:
            continue
        item = _from_table(table, lines, known, parser)
        if item is not None:
            out.append(attrs.evolve(item, first=first))
    return sorted(out, key=lambda item: item.first)


def _from_table(table: HeaderTable, lines: Sequence[Line], known: set[str], parser: Parser) -> Item | None:
    """Give the item of a table: the number that the document lists, else the first."""
    label = next((label for label in table.numbers if digits(label.value) in known), table.numbers[0])
    line = lines[label.line]
    for shape in parser.items:
        match = shape.pattern.match(label.value)
        if match is not None:
            return Item(line, shape, shape.value(match), label.start, label.end, line.index, line.index)
    return None


def _with_numbers(
    chosen: Sequence[Item],
    weak: Sequence[Item],
    listed: Sequence[Item],
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
) -> list[Item]:
    """Add bare numbers that repeat a listed number above the case's text, and list what stands beside them."""
    numbers = {digits(item.value) for item in chosen}
    repeated = [item for item in weak if digits(item.value) in numbers]
    measured = _measured(sorted([*chosen, *repeated], key=lambda item: item.first), lines, furniture, headings)
    told = {digits(item.value) for item in measured if not item.shape.weak and (item.headings or _holds_text(item))}
    bodies = [item for item in repeated if digits(item.value) not in told]
    rows = [item for item in listed if digits(item.value) not in numbers]
    if len(rows) == len(listed):
        rows = []
    return sorted([*chosen, *bodies, *rows], key=lambda item: item.first)


def _with_places(chosen: Sequence[Item], rows: Sequence[Line]) -> list[Item]:
    """Add the cases that a list numbers by their place alone, where it numbers others in full, or all."""
    lines = {item.line.index for item in chosen}
    if chosen and not any(line.index in lines for line in rows):
        return list(chosen)
    out = list(chosen)
    for line in rows:
        match = PLAIN.pattern.fullmatch(line.text)
        if line.index not in lines and match is not None:
            end = line.start + match.end("value")
            out.append(Item(line, PLAIN, PLAIN.value(match), line.start, end, line.index, line.index))
    return sorted(out, key=lambda item: item.first)


def _aligned(items: Sequence[Item]) -> list[Item]:
    """Let a case with text and a row of a list that have one number, but not the same series, be one."""
    values = Counter(key(item.value) for item in items)
    rows = {digits(item.value): item.value for item in items if not item.headings and not _holds_text(item)}
    out: list[Item] = []
    for item in items:
        listed = rows.get(digits(item.value))
        told = item.headings or _holds_text(item)
        if told and listed is not None and values[key(item.value)] == values[key(listed)] == 1:
            item = attrs.evolve(item, value=listed)
        out.append(item)
    return out


def _rising(weighed: Sequence[tuple[Item, int]]) -> list[Item]:
    """Keep the heaviest chain of candidates whose numbers rise (a list inside a case starts again from 1)."""
    best: dict[int, tuple[int, int]] = {}
    tree = [(0, -1)] * (HIGHEST + 2)
    before: list[int] = []
    for index, (item, weight) in enumerate(weighed):
        number = number_of(item)
        score, previous = _highest(tree, number)
        before.append(previous)
        best[index] = (score + weight, index)
        at = number + 1
        while at < len(tree):
            tree[at] = max(tree[at], best[index], key=lambda pair: pair[0])
            at += at & -at
    at = max(best.values(), default=(0, -1), key=lambda pair: pair[0])[1]
    chain: list[Item] = []
    while at >= 0:
        chain.append(weighed[at][0])
        at = before[at]
    return chain[::-1]


def _highest(tree: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    found = (0, -1)
    while number > 0:
        found = max(found, tree[number], key=lambda pair: pair[0])
        number -= number & -number
    return found


def _opens(item: Item, lines: Sequence[Line]) -> bool:
    before = sum(len(line.text) for line in lines[: item.line.index])
    return before < 400


def _measured(
    candidates: Sequence[Item], lines: Sequence[Line], furniture: Furniture, headings: Mapping[int, Heading]
) -> list[Item]:
    found: list[Item] = []
    for number, item in enumerate(candidates):
        last = candidates[number + 1].first if number + 1 < len(candidates) else len(lines)
        inside = lines[item.first : last]
        size = sum(len(line.text) for line in inside if line not in furniture)
        parts = [headings[line.index] for line in inside if line.index in headings]
        known = sum(1 for part in parts if part.role not in ("other", "instance"))
        languages = frozenset(language for part in parts if part.row is not None for language in part.row.language)
        bare = bool(found) and found[-1].size <= len(found[-1].line.text)
        found.append(attrs.evolve(item, last=last, headings=known, size=size, listed=bare, languages=languages))
    return found


def _told_apart(items: Sequence[Item]) -> Agenda:
    """Of items with one number keep the one that holds the case; later ones that go on with it lengthen it."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item.value), []).append(item)
    bodies: list[Item] = []
    listed: list[Item] = []
    for group in groups.values():
        best = max(group, key=_tells)
        printed = [item for item in group if item is best or _other_language(item, best)]
        listed.extend(item for item in group if item not in printed)
        bodies.append(attrs.evolve(printed[0], copies=tuple(printed[1:])))
    bodies.sort(key=lambda item: item.first)
    return Agenda(tuple(_lengthened(bodies, listed)), tuple(sorted(listed, key=lambda item: item.first)))


def _other_language(item: Item, best: Item) -> bool:
    """Say whether an item holds a case of its own, with headings in other languages than another's."""
    return bool(item.languages and best.languages) and item.languages.isdisjoint(best.languages)


def _tells(item: Item) -> tuple[int, ...]:
    """Rank the lines with one number by what says that the case stands there, not its row of a list."""
    text = item.shape is PLAIN and item.size > len(item.line.text)
    return min(item.headings, 1), _holds_text(item), text, not item.listed, item.size


def _holds_text(item: Item) -> bool:
    """Say whether more follows an item's line than a title that wraps."""
    return item.size > 2 * len(item.line.text) + _TITLE


def _lengthened(bodies: Sequence[Item], listed: Sequence[Item]) -> list[Item]:
    """Let a case go on over the page heads that repeat its number ("§ 16 forts.")."""
    out: list[Item] = []
    for number, body in enumerate(bodies):
        last = body.last
        limit = bodies[number + 1].first if number + 1 < len(bodies) else None
        for item in listed:
            if item.first == last and key(item.value) == key(body.value) and (limit is None or item.last <= limit):
                last = item.last
        out.append(attrs.evolve(body, last=last))
    return out


def continuation_lines(agenda: Agenda) -> frozenset[int]:
    """Give the indices of the lines inside a case that only repeat its number."""
    inside = {index for body in agenda.bodies for index in range(body.line.index + 1, body.last)}
    return frozenset(item.line.index for item in agenda.listed if item.line.index in inside)


def title_lines(
    item: Item, lines: Sequence[Line], furniture: Furniture, stops: frozenset[int]
) -> list[tuple[int, int]]:
    """Give the ranges of an item's title: behind its number, else the lines up to the first stop or blank.

    `stops` are the indices of lines that cannot belong to a title: headings and labels.
    """
    ranges: list[tuple[int, int]] = []
    if item.end < item.line.end:
        ranges.append((item.end, item.line.end))
    if item.shape is PLAIN:
        return ranges
    width = max(40, usual_width(lines[item.first : item.last]) or 40)
    previous = item.line
    for line in lines[item.line.index + 1 : min(item.last, item.line.index + 12)]:
        if line in furniture:
            continue
        if line.index in stops:
            break
        if not line.text:
            if ranges:
                break
            continue
        if ranges and not _goes_on(previous, line, width):
            break
        ranges.append((line.start, line.end))
        previous = line
    return ranges


def _goes_on(previous: Line, line: Line, width: int) -> bool:
    if line.text.endswith(".") and line.text[:1].isupper() and len(previous.text) < _FULL * width:
        return False
    if line.blank_before or previous.text.endswith((".", ":")):
        return fold(line.text[:1]) == line.text[:1] and line.text[:1].isalpha() and not line.blank_before
    return len(previous.text) >= 0.5 * width or line.text[:1].islower()
