"""Parsers that extend another: a vendor's words for a country, one municipality's extra headings."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .parser import Parser


def extended(base: Parser, further: Parser) -> Parser:
    """Give a parser with the shapes and tables of another before its own; its name, country and registers stay.

    The version tells of both ("1.0+fjordvik.2.1"), so that every record does and a store parses anew.

    >>> base = Parser("shoal", "1.0", "XF", ("fo",), "nordic_civic")
    >>> more = Parser("fjordvik", "2.1", "XF", ("fo",), "", extends="shoal")
    >>> extended(base, more).name, extended(base, more).version
    ('shoal', '1.0+fjordvik.2.1')
    """
    joiner = "." if "+" in base.version else "+"
    return attrs.evolve(
        base,
        version=f"{base.version}{joiner}{further.name}.{further.version}",
        further=(*base.further, *([further.package] if further.package else []), *further.further),
        identifiers=further.identifiers + base.identifiers,
        items=further.items + base.items,
        votes=further.votes + base.votes,
        groups=further.groups + base.groups,
        laws=further.laws + base.laws,
    )


def with_extensions(parsers: Sequence[Parser]) -> tuple[tuple[Parser, ...], tuple[Parser, ...]]:
    """Put those that extend another into it; give the parsers that remain, and those whose base is missing.

    >>> with_extensions([Parser("fjordvik", "2.1", "XF", ("fo",), "", extends="shoal")])[1][0].extends
    'shoal'
    """
    whole = {parser.name: parser for parser in parsers if parser.extends is None}
    alone: list[Parser] = []
    for parser in parsers:
        if parser.extends is None:
            continue
        if parser.extends in whole:
            whole[parser.extends] = extended(whole[parser.extends], parser)
        else:
            alone.append(parser)
    return tuple(whole.values()), tuple(alone)
