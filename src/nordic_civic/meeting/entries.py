"""People on a line of an attendance list: name, party, role, for whom, for which items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from ..context import Context
from ..forms import NAME, PERSON, Found
from ..rows import Row
from ..text import fold
from ..values import Attendee, AttendeeStatus
from .covered import Covered

ROLES = ("chair", "deputy_chair", "member", "substitute", "official", "secretary", "certifier")
_SEPARATOR = re.compile(r"[()\[\],;•|]|\s[-–]\s|\s[^\W\d_]{2,3}\s")
_INNER = re.compile(r"[()\[\],;]|\s[-–]\s")
_LONGEST_ROLE = 80
_LONGEST_UNKNOWN = 30
_MARKS = " \t.,:;-–•*·()"


@attrs.frozen
class Person:
    """A person named in a text: where, and the name, party and title as the list has them."""

    start: int
    end: int
    name: str
    party: str | None
    title: str | None


@attrs.define
class Entry:
    """One person of a list while the list is read; `unknown` counts letters near the name that say nothing known."""

    name: str
    party: str | None
    status: AttendeeStatus
    role: str | None = None
    replaced: str | None = None
    items: tuple[str, ...] = ()
    unknown: int = 0

    def attendee(self) -> Attendee:
        """Give the entry as a value."""
        return Attendee(self.name, self.party, self.role, self.status, self.replaced, self.items)


@attrs.define
class EntryReader:
    """Read lines of an attendance list with one document's words; `items` are the sitting's items in order."""

    context: Context
    items: Sequence[str]

    def row(self, text: str, *meanings: str) -> Row | None:
        """Give the row of the `roles` table whose form a text is, from its first to its last letter."""
        matcher = self.context.parser.vocabulary["roles"].matcher_of(*meanings)
        folded = fold(text).strip(_MARKS)
        found = matcher.opening(folded) or matcher.opening(folded + ".")
        return _row(found) if found is not None and found.end >= len(folded) else None

    def person(self, text: str) -> Person | None:
        """Give the first person in a text."""
        for mention in self.context.parser.agents.find(text):
            if mention.mark not in (PERSON, NAME) or not isinstance(mention.value, tuple):
                continue
            agent = mention.value[0]
            name, party, end = self._without_tail(agent.name, agent.party, text, mention.end)
            if " " in name or (mention.mark == PERSON and len(name) > 1):
                return Person(mention.start, end, name, party, agent.role)
        return None

    def _without_tail(self, name: str, party: str | None, text: str, end: int) -> tuple[str, str | None, int]:
        """Take party letters and roles off the end of a name that lost its columns ("Ola Vik Leder AP")."""
        words = name.split()
        while len(words) > 2:
            last = words[-1]
            code = self.party(last) if last.isupper() and len(last) > 1 else None
            if code is None and self.row(last, *ROLES) is None:
                break
            if code is not None:
                party = party or code
            elif text[:end].rstrip(_MARKS).endswith(last):
                end = text.rfind(last, 0, end)
            words.pop()
        return " ".join(words), party, end

    def party(self, text: str) -> str | None:
        """Give the canonical letters of a party's name or letters; None for anything long."""
        bare = text.strip(_MARKS)
        return self.context.parser.registry.party(bare) if 0 < len(bare) <= 40 and not bare[0].islower() else None

    @cached_property
    def _covered(self) -> Covered:
        return Covered(self.context, self.items)

    @cached_property
    def _and(self) -> frozenset[str]:
        return self.context.parser.vocabulary["language"].words("and")

    def entries(self, text: str, status: AttendeeStatus) -> list[Entry]:
        """Give the people of a line, [] where the line is prose."""
        found: list[Entry] = []
        lead = 0
        surname, group = "", None
        for segment in self._segments(text):
            person = self.person(segment)
            if person is None:
                bare = segment.strip(_MARKS)
                surname = bare if bare.istitle() and " " not in bare and self.row(bare, *ROLES) is None else ""
                if found:
                    self.qualify(found[-1], segment)
                else:
                    lead += len(bare)
                continue
            name, before = person.name, segment[: person.start].strip()
            if " " not in name:
                if not surname:
                    continue
                name = f"{surname}, {name}"
            if found and before and self._for_whom(before) is not None and found[-1].replaced is None:
                found[-1].replaced = name
                continue
            code = self.party(before) if before.endswith(":") else None
            group = code or group
            entry = Entry(name, person.party or group, status, unknown=lead)
            lead, surname = 0, ""
            for beside in (before if code is None else "", person.title or "", segment[person.end :]):
                if beside:
                    self.qualify(entry, beside)
            entry.role = entry.role or person.title
            found.append(entry)
        return found if all(entry.unknown <= _LONGEST_UNKNOWN for entry in found) else []

    def _segments(self, text: str) -> Iterator[str]:
        """Cut a line at commas, dashes and "and" that stand outside brackets and between no digits."""
        start = depth = position = 0
        while (match := _SEPARATOR.search(text, position)) is not None:
            position = match.end()
            mark = match.group().strip()
            if mark in ("(", "["):
                depth += 1
            elif mark in (")", "]"):
                depth = max(0, depth - 1)
            elif mark.isalpha() and fold(mark) not in self._and:
                position -= 1
            elif depth == 0 and not _between_digits(text, match.start(), match.end()):
                yield text[start : match.start()]
                start = match.end()
            elif mark.isalpha():
                position -= 1
        yield text[start:]

    def _for_whom(self, text: str) -> Found | None:
        return self.context.parser.vocabulary["roles"].matcher_of("substitutes_for").first(fold(text))

    def qualify(self, entry: Entry, text: str) -> bool:
        """Read what stands beside a name into its entry; False where nothing of it was understood."""
        replaced = self._replaced(text, entry.status == "substitute" and entry.replaced is None)
        known = replaced is not None
        if replaced is not None:
            entry.replaced, entry.status, text = replaced[0], "substitute", text[: replaced[1]]
        for piece in self._pieces(text):
            known = self._piece(entry, piece) or known
        return known

    def _replaced(self, text: str, expected: bool) -> tuple[str, int] | None:
        """Give whom a substitute sits for, and where in the text that is told."""
        found = self._for_whom(text)
        if found is None:
            person = self.person(text) if expected else None
            return (person.name, 0) if person is not None else None
        after = text[found.end :]
        person = self.person(after)
        if person is None or len(after[: person.start].strip(_MARKS)) > 12:
            return None
        return person.name, found.start

    def _pieces(self, text: str) -> Iterator[str]:
        start = 0
        for match in _INNER.finditer(text):
            if not _between_digits(text, match.start(), match.end()):
                yield text[start : match.start()]
                start = match.end()
        yield text[start:]

    def _piece(self, entry: Entry, piece: str) -> bool:
        bare = piece.strip(_MARKS)
        if not bare:
            return False
        absent = self.context.parser.vocabulary["roles"].matcher_of("absent").opening(fold(bare))
        items = self._covered.items(piece) if any(map(str.isdigit, bare)) else None
        if items is not None:
            entry.items = items
            self._beside(entry, piece[: self._covered.start(piece)])
            entry.status = "absent" if absent is not None else entry.status
            return True
        if absent is not None:
            entry.status = "absent"
            return True
        code = self.party(bare) if len(bare) <= 6 or entry.party is None else None
        if code is not None and entry.party is None:
            entry.party = code
            return True
        return self._role(entry, bare)

    def _beside(self, entry: Entry, lead: str) -> None:
        """Read the role that stands before the items in one piece ("ekonomichef § 14")."""
        found = self.context.parser.vocabulary["roles"].matcher_of("came", "left", "absent").first(fold(lead))
        bare = (lead[: found.start] if found is not None else lead).strip(_MARKS)
        if bare and entry.role is None:
            self._role(entry, bare)

    def _role(self, entry: Entry, bare: str) -> bool:
        found = self.context.parser.vocabulary["roles"].matcher_of(*ROLES).opening(fold(bare))
        if found is None and entry.status != "official":
            entry.unknown += sum(map(str.isalpha, bare))
            return False
        if entry.role is None and len(bare) <= _LONGEST_ROLE:
            entry.role = bare
        if found is not None:
            entry.status = status_of(_row(found), entry.status)
        return True


def status_of(row: Row, status: AttendeeStatus) -> AttendeeStatus:
    """Give the status that a role gives somebody whom the list has as `status`."""
    if row.meaning == "substitute" or row.attributes.get("serving_substitute"):
        return "substitute" if status == "present" else status
    if row.meaning in ("official", "secretary") and status == "present":
        return "official"
    return status


def _row(found: Found) -> Row:
    return found.form.row


def _between_digits(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return before.isdigit() and (after.isdigit() or after == "§")
