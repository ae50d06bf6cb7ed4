"""The items that a document lists: its table of contents, read anew from the lines, not from what was found."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..lines import Line
from ..text import key
from .base import Facts


@attrs.frozen
class Contents:
    """The lines that list items, each with its number; `end` is the index of the line where the first text begins."""

    lines: tuple[tuple[str, Line], ...]
    end: int


def read_contents(facts: Facts) -> Contents:
    """Give the lines above the first item's text that look like the headings of items.

    The second line with one number is that item's text; a document without any text of items is a list throughout.
    """
    found: list[tuple[str, Line]] = []
    seen: set[str] = set()
    end = facts.cover_end
    for value, line in _numbered_lines(facts):
        if line.index >= end:
            break
        if key(value) in seen:
            end = line.index
            break
        seen.add(key(value))
        found.append((value, line))
    return Contents(tuple(found), end)


def _numbered_lines(facts: Facts) -> Iterator[tuple[str, Line]]:
    """Give the lines with an item's number at their start; those that only may be one, under a heading of contents."""
    context = facts.context
    ranges = {label.last_line for label in facts.labels if label.meaning == "items_range"}
    roles = {heading.line: heading.role for heading in facts.headings}
    role = ""
    for line in context.lines[: facts.cover_end]:
        role = roles.get(line.index, role)
        if not line.text or line in context.furniture or line.index in ranges:
            continue
        text = line.text.lstrip("#* ")
        for shape in context.parser.items:
            match = shape.pattern.match(text)
            if match is not None and (not shape.weak or role == "contents"):
                yield shape.value(match), line
                break
