"""A row of a word table: a meaning and every way of writing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


@attrs.frozen(eq=False)
class Row:
    """One row of a table: a meaning and every way of writing it.

    `attributes` are the row's other keys (for example `position` of a proposal's lead-in).
    """

    meaning: str
    forms: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    gloss: str = ""
    source: str = ""
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    system: str | None = None
    attributes: Mapping[str, Any] = attrs.field(factory=dict)
    name: str = ""

    def __str__(self) -> str:
        """Give the file and the place of the row in it."""
        return self.name
