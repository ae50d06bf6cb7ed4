"""Rows of an attendance table: what each cell is, told by what stands in it and by the table's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..values import AttendeeStatus
from .entries import ROLES, Entry, EntryReader, status_of

CELLS = re.compile(r"\t| {2,}")
_MOST_CELLS = 12


def cells_of(text: str) -> list[str]:
    """Cut a line into its cells, at tabs or two spaces and more; empty cells are left out."""
    return [cell.strip() for cell in CELLS.split(text) if cell.strip()][:_MOST_CELLS]


def is_head(reader: EntryReader, cells: Sequence[str]) -> bool:
    """Say whether a row is the head of a table: cells that name columns, and nobody's name."""
    if any(reader.row(cell, "column", "substitutes_for") for cell in cells):
        return True
    return len(cells) > 1 and all(cell.istitle() and " " not in cell and not reader.party(cell) for cell in cells)


def names_replaced(reader: EntryReader, cells: Sequence[str]) -> bool:
    """Say whether the head of a table has a column for those whom substitutes sit for."""
    return any(reader.row(cell, "substitutes_for") for cell in cells)


def read_row(
    reader: EntryReader, cells: Sequence[str], status: AttendeeStatus, head: Sequence[str] = ()
) -> list[Entry]:
    """Give the people of a table's row under the cells of its `head`.

    A second name is whom the first sits for, where the head or the first one's role says so.
    """
    paired = names_replaced(reader, head)
    found: list[Entry] = []
    roles: list[str] = []
    party: str | None = None
    loose: list[str] = []
    for cell in cells:
        person = reader.person(cell)
        if person is not None and not cell[: person.start].strip(" .") and reader.row(cell, *ROLES) is None:
            if found and found[-1].replaced is None and (paired or found[-1].status == "substitute"):
                found[-1].replaced = person.name
                continue
            found.extend(reader.entries(cell, status))
        elif found:
            reader.qualify(found[-1], cell)
        elif (row := reader.row(cell, *ROLES)) is not None:
            roles.append(cell)
            status = status_of(row, status)
        elif (code := reader.party(cell)) is not None:
            party = party or code
        elif person is not None:
            found.extend(reader.entries(cell, status))
        elif cell.istitle():
            loose.append(cell)
    if not found and head and len(loose) == 2 and (roles or party):
        found.append(Entry(" ".join(loose), party, status))
    for entry in found[:1]:
        entry.role = entry.role or (roles[0] if roles else None)
        entry.party = entry.party or party
    return found
