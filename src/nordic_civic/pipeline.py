"""The stages in order: read, identify, segment, recognise, assemble, resolve, check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import attrs

from .assemble import Assembler, whole
from .checks import run_checks
from .context import Context
from .diagnostics import Diagnostic
from .errors import ReadError
from .furniture import Furniture, find_furniture
from .hints import Hints
from .identify import Head, choose_parser, deciding_body, find_municipality, is_municipal, latest_date, named, read_head
from .ids import document_id, make_id
from .items import Agenda, find_items
from .kinds import kind_of
from .labels import Label, read_labels
from .lines import Line, line_table
from .meeting import certifiers, read_attendance, read_times
from .outline import Heading, HeadingFinder
from .parser import Parser
from .reading import Reading
from .records import Document, Meeting, ParseResult
from .segment import case_drafts
from .values import Agent, Plugin

Source = str | bytes | os.PathLike[str] | IO[bytes] | IO[str]


def parse(
    source: Source,
    *,
    country: str | None = None,
    municipality: str | None = None,
    body: str | None = None,
    date: str | None = None,
    media_type: str | None = None,
) -> ParseResult:
    """Parse a record: a path, bytes, a text, or a file object.

    A `str` that names no existing file and holds a line break or more than 250 characters is taken as the text itself.
    The other arguments are hints and outweigh what the document says: `country` (ISO 3166-1), `municipality` and `body`
    (names), `date` (EDTF), `media_type`.

    Raise ReadError where the source cannot be read. Nothing else is raised: what could not be understood is a diagnostic.

    >>> result = parse("Sak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> len(result.cases)
    1
    """
    from .plugins import parsers

    data, name = load_source(source)
    reading = _read(data, name, media_type)
    hints = Hints(country, municipality, body, date)
    hints.check(parsers())
    return parse_reading(reading, document_id(data), name, parsers(), hints)


def load_source(source: Source) -> tuple[bytes, str | None]:
    """Give the bytes of a source and its name, or raise ReadError.

    >>> load_source(b"Sak 1")
    (b'Sak 1', None)
    """
    if isinstance(source, bytes):
        return source, None
    if isinstance(source, str) and ("\n" in source or len(source) > 250):
        return source.encode("utf-8", "surrogatepass"), None
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        try:
            return path.read_bytes(), str(path)
        except FileNotFoundError:
            raise ReadError("There is no such file.", str(path)) from None
        except IsADirectoryError:
            raise ReadError("This is a folder; parse_many reads the files in it.", str(path)) from None
        except (OSError, ValueError) as error:
            raise ReadError(f"The file cannot be read: {error}.", str(path)) from error
    content = source.read()
    name = getattr(source, "name", None)
    return (content.encode("utf-8") if isinstance(content, str) else content), name if isinstance(name, str) else None


def _read(data: bytes, name: str | None, media_type: str | None) -> Reading:
    from .readers import read

    return read(data, name=name, media_type=media_type)


def parse_reading(
    reading: Reading, digest: str, source: str | None, parsers: Sequence[Parser], hints: Hints
) -> ParseResult:
    """Parse what a reader gave: the stages behind reading, in order."""
    parser, language = choose_parser(reading.text, parsers, hints.country)
    if parser is None:
        return _without_records(reading, digest, source, language, None)
    stages = segment_document(reading, parser)
    known, _ = is_municipal(reading.text, parser, stages.headings, stages.labels, len(stages.agenda.bodies))
    if not known and not hints.given:
        return _without_records(reading, digest, source, language, _dated(stages, parser))
    head = hints.over(
        read_head(stages.lines, stages.furniture, stages.labels, stages.headings, parser, reading.text), parser
    )
    if head.municipality is not None and head.municipality.code is None and hints.municipality is None:
        head = attrs.evolve(
            head, municipality=find_municipality(reading.text, parser, latest_date(reading.text, parser))
        )
    context = Context(reading, parser, stages.lines, stages.furniture, digest, body=head.body, date=head.date)
    if context.body is None:
        head = attrs.evolve(head, body=named(deciding_body(context, stages.headings)))
        context.body = head.body
    context.kind = kind_of(head, stages.headings, stages.agenda, stages.labels, stages.lines)
    return _records(context, stages, head, source, language)


@attrs.frozen
class Stages:
    """What segmentation gives: lines, furniture, headings, labels, items."""

    lines: tuple[Line, ...]
    furniture: Furniture
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]
    agenda: Agenda


def segment_document(reading: Reading, parser: Parser) -> Stages:
    """Cut a document into its parts with one parser's words."""
    lines = line_table(reading)
    furniture = find_furniture(reading, lines, parser)
    headings = HeadingFinder(parser).find(lines, furniture)
    body = [line for line in lines if line.text and line not in furniture]
    labels = read_labels(body, parser)
    agenda = find_items(lines, furniture, headings, frozenset(label.line for label in labels), parser)
    return Stages(lines, furniture, tuple(headings), tuple(labels), agenda)


def _dated(stages: Stages, parser: Parser) -> str | None:
    return read_head(stages.lines, stages.furniture, stages.labels, stages.headings, parser, "").date


def _without_records(
    reading: Reading, digest: str, source: str | None, language: str | None, date: str | None
) -> ParseResult:
    document = Document(
        id=digest,
        source=source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, reading.pages),
        kind="not_municipal",
        language=language,
        title=reading.title or None,
        date=date,
        pages=reading.pages,
    )
    return ParseResult(document=document, diagnostics=(*reading.diagnostics, Diagnostic.of("NC203")))


def _records(context: Context, stages: Stages, head: Head, source: str | None, language: str | None) -> ParseResult:
    assembler = Assembler(context)
    for case in case_drafts(context, stages.headings, stages.labels, stages.agenda, head):
        assembler.add(case)
    reading = context.reading
    document = Document(
        id=context.document_id,
        source=source,
        media_type=reading.media_type,
        text=reading.text,
        spans=whole(reading.text, reading.pages),
        plugin=assembler.plugin,
        kind=context.kind,  # type: ignore[arg-type]
        country=context.parser.country,
        language=language,
        title=reading.title or head.title,
        date=head.date,
        municipality=head.municipality,
        body=head.body,
        author=head.author,
        recipient=head.recipient,
        pages=reading.pages,
    )
    result = ParseResult(
        document=document,
        meeting=_meeting(context, stages, head, assembler.plugin),
        cases=tuple(assembler.cases),
        proposals=tuple(assembler.proposals),
        decisions=tuple(assembler.decisions),
        mandates=tuple(assembler.mandates),
        diagnostics=(*reading.diagnostics, *context.diagnostics),
    )
    return attrs.evolve(result, checks=run_checks(context, stages.agenda, stages.headings, stages.labels, result))


def _meeting(context: Context, stages: Stages, head: Head, plugin: Plugin) -> Meeting | None:
    if context.kind not in ("minutes", "minutes_extract", "agenda") or not (head.body or head.date):
        return None
    first = next((line for line in stages.lines if line.text), None)
    if first is None:
        return None
    start, end, place = read_times(stages.labels, context)
    last = stages.agenda.bodies[0].line.raw if stages.agenda.bodies else first.end
    text = context.reading.text[first.start : max(last, first.end)].rstrip()
    view = context.view(
        [
            (line.start, line.end)
            for line in stages.lines
            if first.index <= line.index and line.end <= first.start + len(text)
        ]
    )
    attendance = tuple(read_attendance(context, stages.lines, stages.headings))
    body: Agent | None = head.body
    return Meeting(
        id=make_id("meeting", context.document_id, first.start),
        text=view.text,
        spans=context.spans(view, 0, len(view.text)),
        plugin=plugin,
        body=body,
        date=head.date,
        start=start,
        end=end,
        place=place,
        attendance=attendance,
        certified_by=certifiers(context, stages.labels, stages.headings, stages.lines),
    )
