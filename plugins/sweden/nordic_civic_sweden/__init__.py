"""Read the records of Swedish municipalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nordic_civic.hooks import hookimpl
from nordic_civic.parser import Parser

from .patterns import IDENTIFIERS, ITEMS, LAWS, VOTES

if TYPE_CHECKING:
    from nordic_civic.adapters import Adapter

nordic_civic_api = 1

PARSER = Parser(
    name="sweden",
    version="0.1.0",
    country="SE",
    languages=("sv",),
    package=__name__,
    identifiers=IDENTIFIERS,
    items=ITEMS,
    votes=VOTES,
    laws=LAWS,
)


@hookimpl
def nordic_civic_parsers() -> tuple[Parser, ...]:
    """Hand over the Swedish parser."""
    return (PARSER,)


@hookimpl
def nordic_civic_adapters() -> tuple[Adapter, ...]:
    """Hand over the adapters of Swedish exports."""
    from .adapters import ADAPTERS

    return ADAPTERS
