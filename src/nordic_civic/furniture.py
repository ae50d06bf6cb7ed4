"""Page furniture: page numbers, running heads, signature rows, letterheads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import attrs

from .forms import BODY, DATE, Found, without_overlap
from .lines import Line
from .mentions import make_shadow, without_clashes
from .parser import Parser
from .points import BULLETS
from .reading import Reading
from .sittings import labelled_sittings
from .text import fold

_RULE = re.compile(r"[\s\-_=.…|*·]+")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}(?:\s*[(/]\s*\d{1,4}\)?)?[-–\s]*")
_FOOT = re.compile(r"(?P<name>[^\n]{3,60}?)\s+\d{1,3}")
_APART = 40
_ALNUM = re.compile(r"\w")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 4
_HEAD_LINES = 6
_PARTS = ("decision", "recommendation", "motion", "treatment", "background", "summary", "history", "attachments")


@attrs.frozen
class Furniture:
    """Which lines are furniture and why, by line index.

    The reasons are `page`, `signature`, `header`, `contact`, `rule`, `reader` (whose word it is) and `votes` (a row of
    a voting list, which is read as one).
    """

    lines: dict[int, str]

    def __contains__(self, line: Line) -> bool:
        return line.index in self.lines


def find_furniture(reading: Reading, lines: Sequence[Line], parser: Parser) -> Furniture:
    """Find the furniture of a document, by the reader's word, the country's words, position and repetition."""
    found: dict[int, str] = {}
    _by_reader(reading, lines, found)
    _loose_bullets(lines, found)
    _by_words(lines, parser, found)
    _by_position(lines, parser, found)
    _page_heads(lines, parser, found)
    _recurring_heads(lines, parser, found)
    _contacts(lines, parser, found)
    _numbered_feet(lines, parser, found)
    for sitting in labelled_sittings(lines, parser):
        for index in range(sitting.first.index, sitting.last.index + 1):
            found.pop(index, None)
    return Furniture(found)


def _by_reader(reading: Reading, lines: Sequence[Line], found: dict[int, str]) -> None:
    """Label the lines that lie inside a range of the reader's."""
    ranges = sorted(reading.furniture)
    starts = [start for start, _ in ranges]
    ends = list(accumulate((end for _, end in ranges), max))
    for line in lines:
        before = bisect_right(starts, line.start)
        if line.text and before and line.end <= ends[before - 1]:
            found[line.index] = "reader"


def _loose_bullets(lines: Sequence[Line], found: dict[int, str]) -> None:
    """Label the bullets that a reader put on lines of their own, away from their points."""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.text in BULLETS and (following is None or not following.text or following.text in BULLETS):
            found.setdefault(line.index, "rule")


def _by_words(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    matcher = parser.vocabulary["furniture"].matcher_of("signature", "page", "header")
    for line in lines:
        if not line.text or len(line.text) > 200:
            continue
        if _RULE.fullmatch(line.text):
            found.setdefault(line.index, "rule")
            continue
        found_words = without_overlap(matcher.search(line.folded))
        meaning = found_words[0].form.row.meaning if found_words else ""
        rest = _without(line.folded, found_words)
        if meaning and not _ALNUM.search(rest):
            found.setdefault(line.index, meaning)


def _without(text: str, found: Sequence[Found]) -> str:
    """Cut what was found out of a text."""
    parts, at = [], 0
    for item in found:
        parts.append(text[at : item.start])
        at = item.end
    return " ".join([*parts, text[at:]])


def _by_position(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    """Label page numbers and lines that come back at the edge of at least half of the pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.text and line.page:
            pages.setdefault(line.page, []).append(line)
    edges = [line for page in pages.values() for line in {*page[:_EDGE_LINES], *page[-_EDGE_LINES:]}]
    shapes = Counter((_shape(line), _PAGE_NUMBER.fullmatch(line.text) is not None) for line in edges)
    for line in edges:
        if any(shape.pattern.match(line.text) for shape in parser.items if not shape.weak):
            continue
        if _opens_part(line, parser):
            continue
        if _PAGE_NUMBER.fullmatch(line.text) or shapes[(_shape(line), False)] >= max(3, len(pages) / 2):
            found.setdefault(line.index, "page")
    if not pages:
        numbers = [line for line in lines if line.text.isdecimal() and len(line.text) <= 3]
        rising = [int(line.text) for line in numbers]
        if len(numbers) >= 3 and rising == sorted(set(rising)) and rising[-1] - rising[0] == len(rising) - 1:
            found.update((line.index, "page") for line in numbers)


def _numbered_feet(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    """Label running feet that end in the page's number: the municipality's name in each, numbers that count on."""
    feet: dict[str, list[Line]] = {}
    for line in lines:
        foot = _FOOT.fullmatch(line.text) if line.text and line.index not in found else None
        if foot is not None and parser.registry.phrases.match(foot["name"]):
            feet.setdefault(fold(foot["name"].strip()), []).append(line)
    for group in feet.values():
        numbers = [int(line.text.split()[-1]) for line in group]
        if len(group) > 1 and all(0 < after - before < _APART for before, after in pairwise(numbers)):
            found.update((line.index, "page") for line in group)


def _opens_part(line: Line, parser: Parser) -> bool:
    """Say whether a line is the bare heading of a part of a case: each item may begin a page with the same one."""
    opened = parser.vocabulary["headings"].matcher_of(*_PARTS).opening(line.folded)
    return opened is not None and opened.end >= len(line.folded.rstrip(": "))


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.folded)


def _page_heads(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    """Label the running head behind a page's foot or at a page's start: a body, a title, a date and nothing else."""
    last_page = None
    open_head = 0
    for position, line in enumerate(lines):
        starts_page = line.page is not None and line.page != last_page and line.page > 1
        last_page = line.page if line.text else last_page
        if not line.text:
            continue
        if line.index in found:
            if found[line.index] in ("page", "signature"):
                open_head = _HEAD_LINES
            continue
        if starts_page:
            open_head = _HEAD_LINES
        if open_head and is_head(line.text, parser, _next_text(lines, position)):
            found[line.index] = "header"
            open_head -= 1
        else:
            open_head = 0


def _next_text(lines: Sequence[Line], position: int) -> str:
    return lines[position + 1].text if position + 1 < len(lines) else ""


def is_head(text: str, parser: Parser, following: str = "") -> bool:
    """Say whether a line holds nothing but a body, a document's title, a date, or a label with one of these."""
    if len(text) > 90:
        return False
    if text.endswith("-") or (following and fold(text).split()[-1] in parser.vocabulary["language"].words("and")):
        text = f"{text} {following}"
    opened = parser.vocabulary["headings"].matcher.opening(fold(text))
    if opened is not None and opened.end >= len(text.rstrip(": ")):
        return False
    if any(shape.pattern.match(text) for shape in parser.items if not shape.weak):
        return False
    bodies = [mention for mention in parser.agents.find(text) if mention.mark == BODY]
    mentions = without_clashes([*parser.dates.find(text), *bodies])
    shadow = make_shadow(text, mentions).text
    words = parser.vocabulary["kinds"].matcher.search(shadow)
    words += parser.vocabulary["labels"].matcher_of("date", "meeting_date", "items_range").search(shadow)
    rest = _without(shadow, without_overlap(words))
    known = rest != text.lower() or BODY in rest or DATE in rest
    rest = re.sub(r"\bnr\b|\d+", " ", rest)
    return known and not re.search(r"[^\W\ue000-\ue005]", rest)


def _recurring_heads(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    """Label heads that a text without pages repeats in its midst: at least three times, at least two kinds together."""
    shapes: dict[str, list[Line]] = {}
    for line in lines:
        if line.text and line.index not in found and len(line.text) < 60:
            shapes.setdefault(_shape(line), []).append(line)
    heads = {shape for shape, group in shapes.items() if len(group) >= 3 and is_head(group[0].text, parser)}
    marked = [line for shape in heads for line in shapes[shape]]
    by_index = {line.index: _shape(line) for line in marked}
    for index, shape in by_index.items():
        near = {by_index[other] for other in range(index - 5, index + 6) if other in by_index}
        if len(near) > 1 or any(found.get(other) in ("page", "header") for other in range(index - 4, index + 5)):
            found[index] = "header"
        del shape


def _contacts(lines: Sequence[Line], parser: Parser, found: dict[int, str]) -> None:
    """Label a letterhead's block of addresses and numbers: three contact labels or more with little between them."""
    matcher = parser.vocabulary["furniture"].matcher_of("contact")
    labelled = [line.index for line in lines if line.text and len(line.text) < 120 and matcher.opening(line.folded)]
    for group in _groups(labelled):
        if len(group) < 3:
            continue
        first, last = group[0], group[-1]
        above = next((i for i in range(first - 1, max(-1, first - 4), -1) if lines[i].text), None)
        if above is not None and _letterhead_name(lines, above, parser):
            first = above
        for index in range(first, last + 1):
            if lines[index].text:
                found.setdefault(index, "contact")


def _letterhead_name(lines: Sequence[Line], index: int, parser: Parser) -> bool:
    text = lines[index].text
    return len(text) < 60 and lines[index].blank_before and not text.endswith((".", ":", ",")) and is_head(text, parser)


def _groups(indices: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for index in indices:
        if group and index - group[-1] > 4:
            yield group
            group = []
        group.append(index)
    if group:
        yield group
