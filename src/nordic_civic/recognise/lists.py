"""Lists behind a heading: the documents a case rests on, and who is told of the decision."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..forms import DATE
from ..mentions import kind_of_first
from ..outline import Section
from ..points import MARKER
from ..text import fold
from ..values import Agent, Attachment


def _entries(context: Context, section: Section) -> Iterator[str]:
    """Give the entries of a list: a marker or a blank line starts one, so does a line where none has a marker."""
    text = context.reading.text
    lines = [text[start:end].strip() for start, end in section.ranges]
    marked = any(MARKER.match(line) for line in lines)
    entry = ""
    for line in lines:
        marker = MARKER.match(line)
        if not line or marker or not marked:
            if entry:
                yield entry
            entry = ""
        entry = f"{entry} {line[marker.end() :] if marker else line}".strip()
    if entry:
        yield entry


def attachments_in(context: Context, section: Section) -> Iterator[Attachment]:
    """Give the documents that a part lists, with their date where the title says one."""
    for entry in _entries(context, section):
        if not any(char.isalpha() for char in entry) or len(entry) > 400:
            continue
        date = next((m.value for m in context.parser.dates.find(entry, year=context.year) if m.mark == DATE), None)
        closed = context.parser.vocabulary["labels"].matcher_of("closed").search(fold(entry))
        yield Attachment(entry, date=date if isinstance(date, str) else None, restricted=bool(closed))


def recipients_in(context: Context, section: Section) -> Iterator[Agent]:
    """Give those that a part lists as receiving the decision."""
    for entry in _entries(context, section):
        for name in entry.split(";"):
            cleaned = name.strip(" .,")
            if not any(char.isalpha() for char in cleaned) or len(cleaned) > 120:
                continue
            mention = next(iter(context.parser.agents.find(cleaned)), None)
            kind = kind_of_first(mention, "organisation")
            yield Agent(cleaned, kind=kind)
