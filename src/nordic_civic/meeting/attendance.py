"""Who took part in a sitting: the lists on its cover, in its items, and what its text says of coming and going."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import attrs

from ..context import Context
from ..items import Agenda
from ..labels import Label
from ..lines import Line
from ..outline import Heading
from ..text import fold
from ..values import Attendee, AttendeeStatus
from .bullets import bulleted
from .entries import Entry, EntryReader
from .movements import with_movements
from .names import name_parts
from .officers import officers
from .parts import Layout, Part, parts
from .tables import cells_of, is_head, read_row

_LONG = 60
_LITTLE_WORDS = 6
_MOST_JOINED = 2000
_HEAD_ROWS = 2
_MOST_PEOPLE = 1000


def read_attendance(
    context: Context,
    lines: Sequence[Line],
    headings: Sequence[Heading],
    labels: Sequence[Label] = (),
    agenda: Agenda | None = None,
) -> Iterator[Attendee]:
    """Give the people of a sitting in the order of the text, each status of a person once.

    `agenda` tells which items an absence covers; without it all is said of the whole sitting.
    """
    layout = Layout(context, lines, headings, labels, agenda or Agenda((), ()))
    reader = EntryReader(context, layout.values)
    found = list(islice(_listed(reader, layout), _MOST_PEOPLE))
    yield from with_movements(layout, _whole(layout, _once([*found, *officers(reader, layout, found)])))


def _listed(reader: EntryReader, layout: Layout) -> Iterator[Attendee]:
    yield from bulleted(reader, layout)
    for part in parts(layout):
        for entry in read_part(reader, part):
            if part.item is not None and not entry.items:
                entry.items = (part.item,)
            yield entry.attendee()


def read_part(reader: EntryReader, part: Part) -> Iterator[Entry]:
    """Give the people of one list, up to where it turns into prose."""
    text = reader.context.reading.text
    head: list[str] = []
    last: Entry | None = None
    group: str | None = None
    rows = _logical([text[start:end] for start, end in part.ranges], reader)
    for number, row in enumerate(rows):
        cells = cells_of(row)
        if number < _HEAD_ROWS and not head and is_head(reader, cells):
            head = cells
            continue
        found = _people(reader, cells, row, part.status, head)
        if found:
            for entry in found:
                entry.party = entry.party or group
                yield entry
            last = found[-1]
        elif (code := _group(reader, row)) is not None:
            group = code
        elif last is not None and _is_prose(row):
            return
        elif last is not None and len(row) < _LONG:
            reader.qualify(last, row)


def _people(
    reader: EntryReader, cells: Sequence[str], row: str, status: AttendeeStatus, head: Sequence[str]
) -> list[Entry]:
    return read_row(reader, cells, status, head) if len(cells) > 1 else reader.entries(row, status)


def _group(reader: EntryReader, row: str) -> str | None:
    """Give the party of a line that names one for the people below it; bare letters are a cell of the line above."""
    bare = row.strip()
    return reader.party(bare) if bare.endswith(":") or len(bare) > 5 else None


def _is_prose(row: str) -> bool:
    return len(row) >= _LONG and sum(word.islower() for word in row.split()) >= _LITTLE_WORDS


def _logical(rows: Iterable[str], reader: EntryReader) -> list[str]:
    """Join the lines of a list that runs on: after a comma, inside a bracket, before a small letter."""
    out: list[str] = []
    lines = [row.strip() for row in rows]
    width = max(map(len, lines), default=0)
    joiners = reader.context.parser.vocabulary["language"].words("and")
    for line in lines:
        before = out[-1] if out else ""
        if before and len(before) < _MOST_JOINED and _runs_on(before, line, width, joiners):
            out[-1] = f"{before} {line}"
        else:
            out.append(line)
    return out


def _runs_on(before: str, line: str, width: int, joiners: frozenset[str]) -> bool:
    if "\t" in before or "  " in before:
        return False
    if before.count("(") > before.count(")") or before.endswith((",", ";")) or line.startswith("("):
        return True
    if fold(before.split()[-1]) in joiners or line[:1].islower():
        return True
    listed = before.count(",") > 1 and not before.endswith(".")
    return listed and width >= _LONG and len(before) >= 0.75 * width


def _once(found: Iterable[Attendee]) -> list[Attendee]:
    """Keep each person's status once; items told at several places are put together."""
    seen: dict[tuple[tuple[str, ...], str], Attendee] = {}
    for one in found:
        key = (name_parts(one.name), one.status)
        known = seen.get(key)
        if known is None:
            seen[key] = one
        elif known.items and not one.items:
            seen[key] = attrs.evolve(known, items=())
        elif known.items:
            seen[key] = attrs.evolve(known, items=tuple(dict.fromkeys((*known.items, *one.items))))
    return list(seen.values())


def _whole(layout: Layout, found: Sequence[Attendee]) -> list[Attendee]:
    """Say of the whole sitting what minutes of several items say of each."""
    values = set(layout.values)
    if len(values) < 2 or layout.context.kind == "minutes_extract":
        return list(found)
    return [attrs.evolve(one, items=()) if values <= set(one.items) else one for one in found]
