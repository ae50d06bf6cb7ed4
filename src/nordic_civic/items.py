"""The items of a meeting: where each case starts and ends, and which lines only list the cases."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import attrs

from .furniture import Furniture
from .lines import Line
from .outline import Heading
from .parser import ItemShape, Parser
from .text import fold, key

_CONFIRM_WITHIN = 6
_HIGHEST = 9999
_DOT = "•"
_MARKS = "#* "
_TITLE = 100
_SHORTEST_LIST = 3
_PARTS = frozenset(
    ("decision", "recommendation", "background", "summary", "treatment", "procedure", "attachments", "basis")
)


@attrs.frozen
class Item:
    """A line that looks like the heading of a case.

    `value` is the number as cited, `start` to `end` where it stands; `first` and `last` are the line indices of what
    belongs to it (`last` excluded): `first` lies before `line` where the title stands above the number, or the whole
    line was printed once before. A `listed` one directly follows an item without text: it stands in a list.
    `languages` are those of its headings; `copies` are the same case as it is printed in other languages.
    """

    line: Line
    shape: ItemShape
    value: str
    start: int
    end: int
    first: int
    last: int
    headings: int = 0
    size: int = 0
    listed: bool = False
    languages: frozenset[str] = frozenset()
    copies: tuple[Item, ...] = ()


@attrs.frozen
class Agenda:
    """The cases of a document: `bodies` with their text, `listed` items of a table of contents or an agenda list."""

    bodies: tuple[Item, ...]
    listed: tuple[Item, ...]


def find_items(
    lines: Sequence[Line], furniture: Furniture, headings: Sequence[Heading], labels: frozenset[int], parser: Parser
) -> Agenda:
    """Find the items, and tell those that hold a case from those that only list it.

    `labels` are the indices of lines that hold a label.
    """
    by_line = {heading.line: heading for heading in headings}
    found = _candidates(lines, furniture, by_line, parser)
    confirmed = _confirmed(found, lines, furniture, by_line, labels, parser)
    doubled = _doubled(found, lines)
    candidates = [
        attrs.evolve(item, first=doubled.get(item.line.index, _title_above(item, lines, furniture, by_line, labels)))
        for item in confirmed
    ]
    measured = _measured(candidates, lines, furniture, by_line)
    return _told_apart(measured)


def _candidates(
    lines: Sequence[Line], furniture: Furniture, headings: Mapping[int, Heading], parser: Parser
) -> list[Item]:
    found: list[Item] = []
    width = _width(lines)
    previous: Line | None = None
    for line in lines:
        if not line.text or line in furniture:
            previous = None if line in furniture else previous
            continue
        item = _candidate(line, parser)
        if item is None or not _may_start(line, previous, width, headings, item):
            item = _candidate(line, parser, listed=True)
        if item is not None:
            found.append(item)
        previous = line
    return found


def _width(lines: Sequence[Line]) -> int:
    lengths = sorted(len(line.text) for line in lines if line.text)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _candidate(line: Line, parser: Parser, *, listed: bool = False) -> Item | None:
    for shape in parser.items:
        text = line.text.lstrip(_MARKS + _DOT if shape.weak else _MARKS)
        skipped = len(line.text) - len(text)
        text = text.rstrip("*")
        match = shape.pattern.match(text) if shape.listed is listed else None
        if match is not None:
            start, end = match.span("value")
            base = line.start + skipped
            return Item(line, shape, shape.value(match), base + start, base + end, line.index, line.index)
    return None


def _may_start(line: Line, previous: Line | None, width: int, headings: Mapping[int, Heading], item: Item) -> bool:
    """Say whether a case can start here: not in the middle of a paragraph, nor right below a dated decision."""
    above = headings.get(previous.index) if previous is not None else None
    if above is not None and above.role == "decision" and above.date and not line.blank_before:
        return False
    if line.blank_before or previous is None or line.level or previous.index in headings:
        return True
    if item.shape.weak:
        return False
    if item.end == line.end and previous.blank_before:
        return True
    return previous.text[-1:] in '.:;)!?»”"' or len(previous.text) < 0.7 * width


def _confirmed(
    candidates: Sequence[Item],
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    parser: Parser,
) -> list[Item]:
    """Keep weak candidates only where a label or a known section follows at once and the numbers rise.

    Those of a list of cases are kept where more of them stand there.
    """
    strong = [item for item in candidates if not item.shape.weak]
    if strong:
        return strong
    named = _in_list(candidates, headings)
    candidates = [item for item in candidates if not item.shape.listed]
    starts = {item.line.index for item in candidates}
    shut = parser.vocabulary["headings"].matcher_of("closed")
    weighed = [
        (item, _case_follows(item, lines, furniture, headings, labels, starts, bool(shut.search(item.line.folded))))
        for item in candidates
    ]
    rising = _rising([(item, weight) for item, weight in weighed if weight])
    if len(named) > len(rising):
        return named
    return [] if len(rising) == 1 and not _opens(rising[0], lines) else rising


def _in_list(candidates: Sequence[Item], headings: Mapping[int, Heading]) -> list[Item]:
    """Give the items behind a heading for a list of cases whose numbers run 1, 2, 3 …, and those that repeat them."""
    first = min(
        (h.line for h in headings.values() if h.role == "contents" and h.row and h.row.attributes.get("cases")),
        default=None,
    )
    if first is None:
        return []
    behind = [item for item in candidates if item.line.index > first]
    run: dict[str, str] = {}
    for item in behind:
        if item.value == str(len(run) + 1):
            run[item.value] = item.line.folded
    if len(run) < _SHORTEST_LIST:
        return []
    return [item for item in behind if run.get(item.value) == item.line.folded]


def _doubled(candidates: Sequence[Item], lines: Sequence[Line]) -> dict[int, int]:
    """Give for the line of an item the line right before it that already said the same."""
    found: dict[int, int] = {}
    for before, item in itertools.pairwise(candidates):
        between = lines[before.line.index + 1 : item.line.index]
        if key(before.line.text) == key(item.line.text) and not any(line.text for line in between):
            found[item.line.index] = before.first
    return found


def _title_above(
    item: Item,
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
) -> int:
    """Give the line where an item begins: the title above it, where its line is a bare number and a part follows."""
    at = item.line.index
    below = next((line for line in lines[at + 1 :] if line.text and line not in furniture), None)
    parts = below is not None and (below.index in labels or below.index in headings)
    if item.shape.weak or not parts or lines[item.line.index].text[item.end - item.line.start :].strip(" .:"):
        return item.first
    above = lines[at - 1] if at else None
    title = above is not None and above.text and above not in furniture and above.blank_before
    return at - 1 if title and above is not None and above.text[-1] not in ".:;," else item.first


def _rising(weighed: Sequence[tuple[Item, int]]) -> list[Item]:
    """Keep the heaviest chain of candidates whose numbers rise (a list inside a case starts again from 1)."""
    best: dict[int, tuple[int, int]] = {}
    tree = [(0, -1)] * (_HIGHEST + 2)
    before: list[int] = []
    for index, (item, weight) in enumerate(weighed):
        number = min(int("".join(c for c in item.value if c.isdecimal()) or 0), _HIGHEST)
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


def _case_follows(
    item: Item,
    lines: Sequence[Line],
    furniture: Furniture,
    headings: Mapping[int, Heading],
    labels: frozenset[int],
    starts: set[int],
    closed: bool,
) -> int:
    """Weigh what follows a candidate: 10 for a label at once, 2 for a part of a case, 0 for nothing of the kind.

    A closed point may have its title and no more: 1.
    """
    seen = 0
    for line in lines[item.line.index + 1 : item.line.index + 40]:
        if not line.text or line in furniture:
            continue
        if line.index in starts:
            return int(closed)
        if line.index in labels:
            return 10
        if line.index in headings and headings[line.index].role in _PARTS:
            return 2
        seen += 1
        if seen >= _CONFIRM_WITHIN:
            return 0
    return int(closed and seen == 0)


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
        best = max(group, key=lambda item: (min(item.headings, 1), _holds_text(item), not item.listed, item.size))
        printed = [item for item in group if item is best or _other_language(item, best)]
        listed.extend(item for item in group if item not in printed)
        bodies.append(attrs.evolve(printed[0], copies=tuple(printed[1:])))
    bodies.sort(key=lambda item: item.first)
    return Agenda(tuple(_lengthened(bodies, listed)), tuple(sorted(listed, key=lambda item: item.first)))


def _other_language(item: Item, best: Item) -> bool:
    """Say whether an item holds a case of its own, with headings in other languages than another's."""
    return bool(item.languages and best.languages) and item.languages.isdisjoint(best.languages)


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
    width = max(40, _width(lines[item.first : item.last]) or 40)
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
    if line.blank_before or previous.text.endswith((".", ":")):
        return fold(line.text[:1]) == line.text[:1] and line.text[:1].isalpha() and not line.blank_before
    return len(previous.text) >= 0.5 * width or line.text[:1].islower()
