"""Read the records of Danish municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nordic_civic.hooks import hookimpl
from nordic_civic.parser import Parser

from .patterns import GROUPS, IDENTIFIERS, ITEMS, LAWS, VOTES

if TYPE_CHECKING:
    from nordic_civic.adapters import Adapter

nordic_civic_api = 1

PARSER = Parser(
    name="denmark",
    version="0.1.0",
    country="DK",
    languages=("da",),
    package=__name__,
    identifiers=IDENTIFIERS,
    items=ITEMS,
    votes=VOTES,
    groups=GROUPS,
    laws=LAWS,
)


@hookimpl
def nordic_civic_parsers() -> tuple[Parser, ...]:
    """Hand over the Danish parser."""
    return (PARSER,)


@hookimpl
def nordic_civic_adapters() -> tuple[Adapter, ...]:
    """Hand over the adapters of Danish exports."""
    from .adapters import ADAPTERS

    return ADAPTERS
