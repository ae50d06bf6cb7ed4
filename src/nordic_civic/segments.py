"""The labelled segments of a document: joined, they are its text. Nothing is lost, furniture is a label."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .furniture import Furniture
from .lines import Line
from .outline import Heading


@attrs.frozen
class Segment:
    """A run of lines with one label.

    `label` is the role of the part ("decision", "background", …; "" before the first heading), "heading", or
    "furniture:" and its kind. `start` and `end` are offsets in the document's text.
    """

    start: int
    end: int
    label: str


def segments(
    text: str, lines: Sequence[Line], furniture: Furniture, headings: Sequence[Heading]
) -> tuple[Segment, ...]:
    """Label every character of a text, line by line, neighbours with one label put together.

    >>> from nordic_civic.reading import Reading
    >>> from nordic_civic.lines import line_table
    >>> text = "Vedtak\\n\\nJa."
    >>> found = segments(text, line_table(Reading(text=text, media_type="text/plain")), Furniture({}), ())
    >>> "".join(text[part.start:part.end] for part in found) == text
    True
    """
    heads = {line: heading for heading in headings for line in range(heading.line, heading.last_line + 1)}
    found: list[Segment] = []
    role = ""
    for number, line in enumerate(lines):
        end = lines[number + 1].raw if number + 1 < len(lines) else len(text)
        heading = heads.get(line.index)
        if heading is not None:
            role = heading.role
        label = "heading" if heading is not None else role
        if line.index in furniture.lines:
            label = f"furniture:{furniture.lines[line.index]}"
        if found and found[-1].label == label:
            found[-1] = attrs.evolve(found[-1], end=end)
        elif end > line.raw:
            found.append(Segment(line.raw, end, label))
    return tuple(found)
