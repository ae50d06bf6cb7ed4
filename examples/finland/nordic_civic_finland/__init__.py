"""Read the records of Finnish municipalities, in Finnish and Swedish."""

from __future__ import annotations

from nordic_civic.hooks import hookimpl
from nordic_civic.parser import Parser

from .patterns import IDENTIFIERS, ITEMS, LAWS, VOTES

nordic_civic_api = 1

PARSER = Parser(
    name="finland",
    version="0.1.0",
    country="FI",
    languages=("fi", "sv"),
    package=__name__,
    identifiers=IDENTIFIERS,
    items=ITEMS,
    votes=VOTES,
    laws=LAWS,
)


@hookimpl
def nordic_civic_parsers() -> tuple[Parser, ...]:
    """Hand over the Finnish parser."""
    return (PARSER,)
