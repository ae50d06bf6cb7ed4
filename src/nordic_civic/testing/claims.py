"""One document, one plugin: its own parser reads it, and which one that is does not hang on a name."""

from __future__ import annotations

from pathlib import Path

import attrs

from ..parser import Parser
from ..plugins import Plugins
from .company import beside, reader_of
from .failure import Nonconforming

_REMEDY = (
    'Put words that only your country\'s records have into `identity.toml` (meaning = "municipal", a high `weight`); '
    "of two plugins for a language the one whose rows weigh more reads the document."
)


def check_claims(path: Path, parser: Parser) -> None:
    """Check that of all installed plugins only one claims a document that `parser` reads, and that it is `parser`.

    A document that no plugin reads (a golden one that is no municipal record) passes.
    """
    __tracebackhide__ = True
    reader = _reader(path, beside(parser))
    if reader not in (None, parser.name):
        raise Nonconforming(f"{path.name} is a document of the plugin {parser.name}, and {reader} reads it.", _REMEDY)
    for other in _rivals(parser) if reader else ():
        for name in ("!", "~"):  # before and after any other name: of two that weigh the same the name decides
            renamed = attrs.evolve(parser, name=f"{name}{parser.name}")
            if _reader(path, attrs.evolve(beside(parser), parsers=(renamed, other))) == other.name:
                raise Nonconforming(f"{path.name} is claimed by two plugins, {parser.name} and {other.name}.", _REMEDY)


def _rivals(parser: Parser) -> tuple[Parser, ...]:
    """Give the other parsers for one of the parser's languages."""
    return tuple(
        other
        for other in beside(parser).parsers
        if other is not parser and set(other.languages) & set(parser.languages) and parser.name != other.name
    )


def _reader(path: Path, plugins: Plugins) -> str | None:
    from ..pipeline import parse

    return reader_of(parse(path, plugins=plugins))
