"""The stages in order: read (or adapt), identify, segment, recognise, resolve, assemble, check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from .context import Context
from .deciding import deciding_body, deciding_date
from .diagnostics import Diagnostic
from .errors import VocabularyError
from .faults import Faults
from .hints import Hints
from .identify import Head, choose_parser, find_municipality, is_municipal, latest_date, named, read_head
from .ids import document_id
from .kinds import kind_of
from .loading import Source, load_source
from .parser import Parser
from .reading import Reading
from .records import ParseResult
from .results import with_records, without_records
from .stages import Stages, segment_document

if TYPE_CHECKING:
    from .plugins import Plugins

__all__ = ["Source", "Stages", "load_source", "parse", "parse_reading", "segment_document"]


def parse(
    source: Source,
    *,
    country: str | None = None,
    municipality: str | None = None,
    body: str | None = None,
    date: str | None = None,
    media_type: str | None = None,
    plugins: Plugins | None = None,
) -> ParseResult:
    """Parse a record: a path, bytes, a text, or a file object.

    A `str` that holds a line break or more than 250 characters is taken as the text itself. The other arguments are
    hints and outweigh what the document says: `country` (ISO 3166-1), `municipality` and `body` (names), `date` (EDTF),
    `media_type`. `plugins` are those to take part (default: all that are installed and active).

    Raise ReadError where the source cannot be read, and nothing else: what was not understood is a diagnostic.

    >>> result = parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> len(result.cases)
    1
    """
    from .adapters import find_adapter, run
    from .plugins import plugins as installed
    from .readers import read

    active = plugins or installed()
    hints = Hints(country, municipality, body, date)
    hints.check(active.parsers)
    data, name = load_source(source)
    digest = document_id(data)
    adapter = find_adapter(data, active.adapters)
    adapted = run(adapter, data, digest, name, hints, active.parsers) if adapter is not None else None
    if adapted is not None:
        return adapted
    reading = read(data, name=name, media_type=media_type, readers=active.readers)
    return parse_reading(reading, digest, name, active.parsers, hints)


def parse_reading(
    reading: Reading, digest: str, source: str | None, parsers: Sequence[Parser], hints: Hints
) -> ParseResult:
    """Parse what a reader gave: the stages behind reading, in order."""
    faults = Faults()
    parser, language = _choose(reading.text, parsers, hints.country, faults)
    if parser is None:
        faults.diagnostics.append(Diagnostic.of("NC201"))
        return without_records(reading, digest, source, language, None, faults)
    stages = segment_document(reading, parser, faults)
    head = faults.run(_NO_HEAD, _head, reading, stages, parser)
    evidence = (reading.text, parser, stages.headings, stages.labels, len(stages.agenda.bodies), head.kind)
    if not hints.given and not faults.run(False, is_municipal, *evidence):
        return without_records(reading, digest, source, language, head.date, faults)
    head = hints.over(_placed(head, reading, parser), parser)
    context = Context(
        reading,
        parser,
        stages.lines,
        stages.furniture,
        digest,
        body=head.body,
        date=head.date,
        faults=faults,
        rolls=stages.rolls,
    )
    if context.body is None:
        head = attrs.evolve(head, body=named(faults.run(None, deciding_body, context, stages.headings)))
        context.body = head.body
    if context.date is None and head.kind in (None, "minutes", "minutes_extract"):
        head = attrs.evolve(head, date=faults.run(None, deciding_date, context, stages.headings))
        context.date = head.date
    context.kind = kind_of(head, stages.headings, stages.agenda, stages.labels, stages.lines)
    return with_records(context, stages, head, source, language)


def _choose(
    text: str, parsers: Sequence[Parser], country: str | None, faults: Faults
) -> tuple[Parser | None, str | None]:
    """Choose among the parsers whose tables can be read; of those not chosen no more is read than the language."""
    usable = [parser for parser in parsers if _reads(parser, faults, "language")]
    while True:
        parser, language = faults.run((None, None), choose_parser, text, usable, country)
        if parser is None or _reads(parser, faults):
            return parser, language
        usable.remove(parser)


def _reads(parser: Parser, faults: Faults, table: str | None = None) -> bool:
    """Say whether a parser's tables can be read; one without them must not cost the others the document."""
    try:
        return bool([parser.vocabulary[table]] if table else parser.vocabulary.tables)
    except (VocabularyError, ImportError, OSError) as error:
        message = f"The tables of the parser {parser.name} cannot be read: {error}"
        faults.diagnostics.append(Diagnostic.of("NC804", message, rule=parser.name))
        return False


_NO_HEAD = Head(None, None, None, None, None, None, None)


def _head(reading: Reading, stages: Stages, parser: Parser) -> Head:
    return read_head(stages.lines, stages.furniture, stages.labels, stages.headings, parser, reading.text)


def _placed(head: Head, reading: Reading, parser: Parser) -> Head:
    """Look a municipality without a certain code up again by the latest day that the text names."""
    if head.municipality is None or head.municipality.code is not None:
        return head
    day = latest_date(reading.text, parser)
    return attrs.evolve(head, municipality=find_municipality(reading.text, parser, day) or head.municipality)
