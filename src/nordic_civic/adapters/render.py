"""An export as a text to read: what stands where, line by line, so that every record points into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from nordic_civic.errors import DamagedDocument
from nordic_civic.readers.builder import Line, clean, compose
from nordic_civic.readers.html import parse_page
from nordic_civic.reading import Reading
from nordic_civic.text import squeeze

from .export import Export, Matter, Part, Participant, Words
from .fields import clock

__all__ = ["Placed", "PlacedPart", "Rendered", "render"]

_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>|&(?:[a-zA-Z]{2,8}|#\d{1,7});")
_TITLE, _ITEM, _PART = 1, 2, 3


@attrs.frozen(slots=True)
class PlacedPart:
    """A part and its lines: that of its heading (None where it has none), and the first and last of its text."""

    part: Part
    heading: int | None
    first: int
    last: int


@attrs.frozen(slots=True)
class Placed:
    """A matter and its lines: that of its title, those of its labels, its parts; `last` is excluded."""

    matter: Matter
    line: int
    labels: tuple[int, ...]
    parts: tuple[PlacedPart, ...]
    last: int


@attrs.frozen(slots=True)
class Rendered:
    """The text of an export, and where its matters stand in it; the lines before `head` are the sitting's."""

    reading: Reading
    matters: tuple[Placed, ...]
    head: int


@attrs.define(slots=True)
class _Sheet:
    lines: list[Line] = attrs.field(factory=list)
    count: int = 0

    def add(self, text: str, *, gap: bool = False, level: int = 0, furniture: bool = False) -> int:
        """Add one line; give its number in the text."""
        self.count += gap and self.count > 0
        self.lines.append(Line(text, gap, level, furniture))
        self.count += 1
        return self.count - 1

    def add_prose(self, content: str) -> None:
        """Add a field of text or HTML as the reader of web pages reads it."""
        gap = True
        for line in _prose(content):
            pieces = [piece for piece in clean(line.text)[0].split("\n") if piece.strip()]
            for number, piece in enumerate(pieces):
                self.add(
                    piece,
                    gap=gap or (line.gap and not number),
                    level=line.level and line.level + _PART,
                    furniture=line.furniture,
                )
                gap = False


def _prose(content: str) -> Sequence[Line]:
    if _MARKUP.search(content):
        try:
            return parse_page(content).lines
        except DamagedDocument:
            pass  # what cannot be read as a page is read as text
    lines: list[Line] = []
    gap = False
    for text in content.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if text.strip(" \xa0\t"):
            lines.append(Line(text.strip(" \xa0\t"), gap))
        gap = not text.strip(" \xa0\t")
    return lines


def render(export: Export, media_type: str) -> Rendered:
    """Write an export as a text: the sitting, then matter by matter its title, labels, parts and attachments.

    >>> matter = Matter("Budget", "1", "1.", parts=(Part("Decision", "<p>Adopted.</p>"),))
    >>> print(render(Export(body="The council", matters=(matter,)), "text/xml").reading.text)
    The council
    <BLANKLINE>
    1. Budget
    <BLANKLINE>
    Decision
    <BLANKLINE>
    Adopted.
    <BLANKLINE>
    """
    sheet = _Sheet()
    _head(sheet, export)
    head = sheet.count
    matters = tuple(_matter(sheet, matter, export.words) for matter in export.matters)
    reading = compose(
        sheet.lines, media_type, title=squeeze(export.title or "") or None, diagnostics=export.diagnostics
    )
    return Rendered(reading, matters, head)


def _head(sheet: _Sheet, export: Export) -> None:
    words = export.words
    said = (squeeze(text) for text in (export.body, export.heading, export.title) if text)
    titles = {"", *(squeeze(matter.title) for matter in export.matters)}
    for number, text in enumerate(one for one in dict.fromkeys(said) if one not in titles):
        sheet.add(text, level=0 if number else _TITLE)
    times = " – ".join(time for time in (clock(export.start) or clock(export.date), clock(export.end)) if time)
    date = words.date if export.sitting else words.dated
    labels = [(date, export.date), (words.time, times), (words.place, export.place)]
    labels += [(_label(words, identifier.role), identifier.value) for identifier in export.identifiers]
    _labels(sheet, labels)
    for number, text in enumerate(export.lines):
        sheet.add(squeeze(text) or "-", gap=not number)
    statuses = (
        (words.present, ("present", "substitute", "official")),
        (words.absent, ("absent",)),
        (words.members, (None,)),
    )
    for word, status in statuses:
        _people(sheet, word, [person for person in export.participants if person.status in status])


def _labels(sheet: _Sheet, labels: Iterable[tuple[str, str | None]]) -> list[int]:
    return [sheet.add(f"{word}: {squeeze(value)}") for word, value in labels if value and value.strip()]


def _people(sheet: _Sheet, word: str, people: Sequence[Participant]) -> None:
    for number, person in enumerate(people):
        if not number:
            sheet.add(word, gap=True, level=_ITEM)
        party = f" ({squeeze(person.party)})" if person.party and not person.name.rstrip().endswith(")") else ""
        role = f", {squeeze(person.role)}" if person.role else ""
        sheet.add(f"- {squeeze(person.name)}{party}{role}")


def _label(words: Words, role: str) -> str:
    known = {"dossier": words.dossier, "document": words.document, "classification": words.classification}
    return known.get(role, words.foreign)


def _matter(sheet: _Sheet, matter: Matter, words: Words) -> Placed:
    title = squeeze(f"{matter.lead} {matter.title}") or "-"
    line = sheet.add(title, gap=True, level=_ITEM)
    labels = _labels(sheet, [(_label(words, one.role), one.text or one.value) for one in matter.identifiers])
    if matter.restricted:
        labels.append(sheet.add(words.closed))
    parts = tuple(_part(sheet, part) for part in matter.parts if part.content.strip(" \xa0\t\r\n"))
    _ballots(sheet, matter, words)
    for number, attachment in enumerate(matter.attachments):
        if not number:
            sheet.add(words.attachments, gap=True, level=_PART)
        sheet.add(f"- {squeeze(attachment.title)}")
    return Placed(matter, line, tuple(labels), parts, sheet.count)


def _ballots(sheet: _Sheet, matter: Matter, words: Words) -> None:
    for number, ballot in enumerate(matter.ballots):
        if not number:
            sheet.add(words.votes, gap=True, level=_PART)
        party = f" ({ballot.party})" if ballot.party else ""
        sheet.add(squeeze(f"- {ballot.name}{party}: {words.choices.get(ballot.choice, ballot.choice)}"))


def _part(sheet: _Sheet, part: Part) -> PlacedPart:
    heading = sheet.add(squeeze(part.heading), gap=True, level=_PART) if part.heading.strip() else None
    before = sheet.count
    sheet.add_prose(part.content)
    return PlacedPart(part, heading, before, sheet.count)
