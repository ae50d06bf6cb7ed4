"""What an adapter is, and how a source finds the one that maps it to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs

from nordic_civic.errors import DamagedDocument, NordicCivicError, ReadError
from nordic_civic.faults import Faults, strict
from nordic_civic.hints import Hints
from nordic_civic.parser import Parser
from nordic_civic.records import ParseResult
from nordic_civic.results import without_records

from .build import build
from .export import Export
from .render import render

__all__ = ["Adapter", "find_adapter", "run"]

_TELLING = 400  # letters from which on a guess at the language is worth something


@attrs.frozen(slots=True)
class Adapter:
    """Hold how one structured export is recognised and mapped to records.

    `detect` looks at the bytes alone and must be quick; `adapt` gives the export's fields, or None where the bytes
    turn out to be something else, or raises a `ReadError`. `country` (ISO 3166-1) is the country whose parser reads the
    prose in the fields; the first of `media_types` is the document's.

    >>> Adapter("shout", "IS", ("text/x-shout",), lambda data: data[:1] == b"!", lambda data: Export()).detect(b"!")
    True
    """

    name: str
    country: str
    media_types: tuple[str, ...]
    detect: Callable[[bytes], bool]
    adapt: Callable[[bytes], Export | None]


def find_adapter(data: bytes, adapters: Iterable[object]) -> Adapter | None:
    """Give the first adapter that recognises the bytes, or None.

    >>> shout = Adapter("shout", "IS", ("text/x-shout",), lambda data: data[:1] == b"!", lambda data: Export())
    >>> find_adapter(b"!", [shout]) is shout, find_adapter(b"?", [shout])
    (True, None)
    """
    return next((one for one in adapters if isinstance(one, Adapter) and one.detect(data)), None)


def run(
    adapter: Adapter,
    data: bytes,
    digest: str,
    source: str | None,
    hints: Hints,
    parsers: Sequence[Parser] | None = None,
) -> ParseResult | None:
    """Map a source to records, or give None where it turns out to be none of the adapter's.

    `parsers` are those of all active plugins, if not given. Raise ReadError where the source cannot be read, or no
    active plugin reads the adapter's country. The hints outweigh the fields.
    """
    if parsers is None:
        from nordic_civic.plugins import parsers as active

        parsers = active()
    export = _adapted(adapter, data)
    if export is None:
        return None
    parser = next((one for one in parsers if one.country == adapter.country), None)
    if parser is None:
        raise ReadError(f"No active plugin reads the country {adapter.country!r} of a {adapter.name} export.", source)
    rendered = render(export, adapter.media_types[0])
    if export.shared and _foreign(rendered.reading.text, parsers):
        return None
    language = _language(rendered.reading.text, parser, parsers)
    if not export.municipal and not hints.given:
        return without_records(rendered.reading, digest, source, language, None, Faults())
    return build(export, rendered, parser, language, digest, source, hints)


def _adapted(adapter: Adapter, data: bytes) -> Export | None:
    """Call an adapter; whatever strange content makes it raise is a damaged export."""
    try:
        return adapter.adapt(data)
    except NordicCivicError as error:
        if isinstance(error, ReadError):
            raise
        raise DamagedDocument(f"The {adapter.name} export holds what no record may: {error}") from error
    except Exception as error:
        if strict():
            raise
        raise DamagedDocument(f"The {adapter.name} export is not built as such exports are: {error!r}") from error


def _foreign(text: str, parsers: Sequence[Parser]) -> bool:
    """Say whether a text of some length is in a language that no plugin reads."""
    from nordic_civic.language import detect

    guess = detect(text, parsers)[0] if sum(map(str.isalpha, text)) >= _TELLING else None
    return guess is not None and not any(guess in parser.languages for parser in parsers)


def _language(text: str, parser: Parser, parsers: Sequence[Parser]) -> str:
    from nordic_civic.identify import choose_parser

    if len(parser.languages) == 1:
        return parser.languages[0]
    return choose_parser(text, parsers, parser.country)[1] or parser.languages[0]
