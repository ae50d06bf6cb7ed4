"""Which plugins a check runs with: the parser under test beside all that are installed, or alone."""

from __future__ import annotations

import attrs

from ..hooks import Named
from ..parser import Parser
from ..plugins import Plugins, plugins
from ..records import ParseResult


def beside(parser: Parser | None) -> Plugins:
    """Give the installed plugins with `parser` among them, in the place of one of its name.

    >>> beside(None) is plugins()
    True
    """
    installed = plugins()
    if parser is None or parser in installed.parsers:
        return installed
    others = tuple(one for one in installed.parsers if one.name != parser.name)
    return attrs.evolve(installed, parsers=(*others, parser))


def among(hook: str, value: Named) -> Plugins:
    """Give the installed plugins with a reader, adapter or exporter before the others of its kind.

    `hook` is the kind, `readers`, `adapters` or `exporters`.

    >>> among("readers", plugins().adapters[0]).readers[0] is plugins().adapters[0]
    True
    """
    installed = plugins()
    others = tuple(one for one in getattr(installed, hook) if one.name != value.name)
    return attrs.evolve(installed, **{hook: (value, *others)})


def alone(parser: Parser) -> Plugins:
    """Give `parser` as the only parser, with the readers that are installed and no adapter.

    >>> [len(alone(parser).parsers) for parser in plugins().parsers[:1]]
    [1]
    """
    return attrs.evolve(plugins(), parsers=(parser,), adapters=(), installed=(), diagnostics=())


def reader_of(result: ParseResult) -> str | None:
    """Give the name of the plugin that read a document as a municipal record, or None.

    >>> from nordic_civic import parse
    >>> reader_of(parse(b"The weather was fine."))
    """
    plugin = result.document.plugin
    return plugin.name if plugin is not None else None


def records_of(result: ParseResult) -> int:
    """Count the records of a result.

    >>> from nordic_civic import parse
    >>> records_of(parse(b"The weather was fine."))
    0
    """
    return sum(map(len, (result.cases, result.proposals, result.decisions, result.mandates)))
