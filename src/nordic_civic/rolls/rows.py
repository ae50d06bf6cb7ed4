"""One row of a voting list: whose it is, and the mark, the words or the numbers in its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from ..parser import Parser
from ..text import fold
from ..values import Choice
from .cells import Cell
from .head import Head
from .words import choice_of

_MARK = re.compile(r"[xX×✓✔√☒☑■●•*1]")
_COUNT = re.compile(r"\d{1,3}")
_NUMBER = re.compile(r"^\d{1,3}[.)]?\s+")
_NAME = re.compile(r"(?P<name>[^(),;:]{2,60})(?:\((?P<party>[^()]{1,20})\))?")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*,?")
_FIRST = re.compile(r",\s(?P<name>[^(),;:]{2,40})(?:\((?P<party>[^()]{1,20})\))?")
_SAID = re.compile(r"\s*[:–-]\s+(?=\S+(?: \S+){0,3}$)|:\s*(?=\S+$)")
_MOST_WORDS = 6
_ROLES = ("chair", "deputy_chair", "member", "substitute")


@attrs.frozen
class Voter:
    """A member as a row names them."""

    name: str
    party: str | None = None

    @property
    def whole(self) -> bool:
        """Say whether the name has more than one part."""
        return " " in self.name


@attrs.frozen
class Row:
    """A member's row: the choice in each of the votes that it tells one for; `sure` where every mark was clear."""

    voter: Voter
    choices: Mapping[int, Choice]
    sure: bool = True


def marked_row(head: Head, cells: Sequence[Cell], parser: Parser) -> Row | None:
    """Read a row with marks under the columns of a head; None where it names nobody."""
    choices: dict[int, Choice] = {}
    named: list[Cell] = []
    sure = True
    for cell in cells:
        if _MARK.fullmatch(cell.text) is None:
            named.append(cell)
            continue
        column = head.column_of(cell)
        if column is None or (column.choice is not None and column.vote in choices):
            sure = False
        elif column.choice is not None:
            choices[column.vote] = column.choice
    voter = _voter([(cell, _serves(head, cell)) for cell in named], parser)
    return Row(voter, choices, sure and (voter.whole or voter.party is not None)) if voter is not None else None


def spoken_row(cells: Sequence[Cell], words: Mapping[str, Choice], parser: Parser) -> Row | None:
    """Read a row that tells the choice in words behind the name; None where it does not."""
    if len(cells) == 1:
        cells = _said(cells[0])
    said = [choice for cell in cells[1:] if (choice := choice_of(words, cell.text)) is not None]
    if not said:
        return None
    voter = _voter([(cell, False) for cell in cells if choice_of(words, cell.text) is None], parser)
    return Row(voter, dict(enumerate(said))) if voter is not None else None


def _said(cell: Cell) -> list[Cell]:
    """Cut "Anna Ek (S): ja" in two."""
    match = _SAID.search(cell.text)
    if match is None:
        return [cell]
    end = cell.start + match.end()
    return [Cell(cell.text[: match.start()], 0, cell.start, end), Cell(cell.text[match.end() :], 1, end, cell.end)]


def totals_row(head: Head, cells: Sequence[Cell], parser: Parser) -> dict[tuple[int, Choice], int]:
    """Give the numbers of a row that sums up its columns, by vote and choice; {} where it is no such row."""
    found: dict[tuple[int, Choice], int] = {}
    for cell in cells:
        column = head.column_of(cell) if _COUNT.fullmatch(cell.text) else None
        if column is not None and column.choice is not None:
            found[column.vote, column.choice] = int(cell.text)
    wanted = sum(column.choice is not None for column in head.columns)
    if len(found) < min(2, wanted) or (sum(found.values()) == head.votes and marked_row(head, cells, parser)):
        return {}
    return found


def _serves(head: Head, cell: Cell) -> bool:
    column = head.column_of(cell)
    return column is not None and column.substitute


def _voter(cells: Sequence[tuple[Cell, bool]], parser: Parser) -> Voter | None:
    """Give who voted: the member, or who serves for the member; names in two cells are one name."""
    voter: Voter | None = None
    party: str | None = None
    for cell, serves in cells:
        code = _party(cell.text, parser)
        if code is not None:
            party = party or code
            continue
        person = _person(cell.text, parser)
        if person is None:
            continue
        if serves and person.whole:
            return person
        if voter is None:
            voter = person
        elif not voter.whole and not person.whole:
            voter = Voter(f"{voter.name} {person.name}", voter.party or person.party)
    return attrs.evolve(voter, party=voter.party or party) if voter is not None else None


def _party(text: str, parser: Parser) -> str | None:
    bare = text.strip("()[] .")
    return parser.registry.party(bare) if 0 < len(bare) <= _MOST_WORDS or " " in bare else None


def _person(text: str, parser: Parser) -> Voter | None:
    """Read a cell as a name: words with capitals, without digits; a role before it and what follows left out."""
    bare = _NUMBER.sub("", text)
    role = parser.vocabulary["roles"].matcher_of(*_ROLES).opening(fold(bare))
    if role is not None:
        bare = bare[role.end :].strip(" .:,")
    match = _NAME.match(bare)
    if match is None:
        return None
    parts = match["name"].split()
    first = _FIRST.match(bare, match.end()) if len(parts) == 1 else None
    if first is not None and all(word[0].isupper() and _WORD.fullmatch(word) for word in first["name"].split()):
        parts, match = [f"{parts[0]},", *first["name"].split()], first
    party = _party(match["party"], parser) if match["party"] else None
    if party is None and len(parts) > 2 and parts[-1].isupper():
        party = _party(parts[-1], parser)
        parts = parts[:-1] if party is not None else parts
    capital = sum(part[0].isupper() for part in parts)
    if not parts or not all(map(_WORD.fullmatch, parts)) or len(parts) > _MOST_WORDS:
        return None
    lower = len(parts) - capital
    return Voter(" ".join(parts), party) if parts[0][0].isupper() and parts[-1][0].isupper() and lower <= 2 else None
