"""What the caller knows about a document and says beforehand."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from .errors import ReadError
from .identify import Head
from .parser import Parser
from .values import Agent, Municipality


@attrs.frozen
class Hints:
    """Country (ISO 3166-1), municipality and body (names), date (EDTF): each outweighs what the document says."""

    country: str | None = None
    municipality: str | None = None
    body: str | None = None
    date: str | None = None

    @property
    def given(self) -> bool:
        """Say whether a hint makes the document a municipal record by the caller's word."""
        return any((self.municipality, self.body))

    def check(self, parsers: Sequence[Parser]) -> None:
        """Refuse a country that no installed plugin reads."""
        known = sorted({parser.country for parser in parsers})
        if self.country is not None and self.country not in known:
            raise ReadError(
                f"No installed plugin reads the country {self.country!r}; installed are {', '.join(known) or 'none'}."
            )

    def over(self, head: Head, parser: Parser) -> Head:
        """Put the hints over what the document's head says."""
        body = head.body
        if self.body is not None:
            found = parser.agents.head(self.body.split()[-1])
            kind = found.kind if found is not None else "body"
            body = Agent(self.body, kind=kind)  # type: ignore[arg-type]
        date = self.date or head.date
        municipality = head.municipality
        if self.municipality is not None:
            municipality = parser.registry.lookup_phrase(self.municipality, on=date) or Municipality(self.municipality)
        return attrs.evolve(head, body=body, date=date, municipality=municipality)
