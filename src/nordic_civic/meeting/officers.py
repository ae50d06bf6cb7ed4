"""Chair and secretary, where a label names them outside the lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..labels import Label
from ..values import Attendee, AttendeeStatus
from .entries import EntryReader
from .names import NameIndex
from .parts import Layout
from .tables import cells_of

_STATUS: dict[str, AttendeeStatus] = {"chair": "present", "secretary": "official"}
_BELOW = 3
_LONGEST_WORD = 40


def officers(reader: EntryReader, layout: Layout, listed: Sequence[Attendee]) -> Iterator[Attendee]:
    """Give the chair and the secretary that the cover names with a label, unless a list has them."""
    known = NameIndex.of(one.name for one in listed)
    first = layout.first_line
    for label in layout.labels:
        status = _STATUS.get(label.meaning)
        if status is None or label.line >= first:
            continue
        found = _named(reader, layout, label)
        if found is not None and not known.find(found[0]):
            known.add(found[0])
            yield Attendee(found[0], found[1], _word(layout, label), status)


def _named(reader: EntryReader, layout: Layout, label: Label) -> tuple[str, str | None] | None:
    """Give the name of a label's value, or of the next lines where a dotted line for signing stands before it."""
    below = [line.text for line in layout.lines[label.last_line + 1 : label.last_line + 1 + _BELOW]]
    for text in (label.value, *(below if not any(map(str.isalpha, label.value)) else ())):
        person = reader.person(text)
        if person is not None:
            return person.name, person.party
    return None


def _word(layout: Layout, label: Label) -> str | None:
    line = layout.lines[label.line]
    end = label.start if label.start > line.start and label.line == label.last_line else line.end
    cells = [cell for cell in cells_of(layout.context.reading.text[line.start : end]) if any(map(str.isalpha, cell))]
    word = cells[-1].strip(" :.") if cells else ""
    return word if 0 < len(word) <= _LONGEST_WORD else None
