"""The outline of a document: which lines open a part, and what each part holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .forms import AGENTS, BODY, DATE, IDENTIFIER, NAME, Found
from .furniture import Furniture
from .lines import Line
from .matcher import Matcher
from .mentions import Shadow, make_shadow, without_clashes
from .parser import Parser
from .rows import Row
from .sittings import LabelledSitting, labelled_sittings
from .values import Agent

_MARKUP = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\w))?")
_LEAD = re.compile(r"^(?:[-–•*]\s+)?(?:(?:\d{1,2}|[a-zA-Z])[.)]\s+)?")
_TAIL_WORD = re.compile(r"[^\W\d_]{6,}")
_NUMBERED = rf"(?:(?:[^\W\d_]{{2,5}}|§)\.?\s*[\d/{IDENTIFIER}]+|[\d/{IDENTIFIER}]*)"
_INSTANCE = re.compile(
    rf"^(?:{BODY}[\s,;:–-]*(?:\w{{1,3}}\s+)?{DATE}|{DATE}[\s,;:–-]*{BODY})[\s,;:–-]*{_NUMBERED}[.:]?$"
)
_DOT = "• "
_LONGEST = 200
_FULL = 60
_COLON = re.compile(r":(?!\d)")


_TAILED = frozenset(("decision", "recommendation", "treatment", "history", "motion", "vote"))
PASSING = frozenset(("vote", "absence", "disqualification"))
"""Roles whose lead-in ("For stemte A og B.") holds one paragraph and then gives back to the part around it."""


@attrs.frozen
class Heading:
    """A line (or its start) that opens a part: the role of the part and who and when the heading names.

    `start` and `end` are offsets in the document; what stands after `end` on the line already belongs to the part.
    `row` is the vocabulary row, None for a heading known only by its look or its body and date. A heading that `flows`
    is the start of the passage itself ("Forvaltningen indstiller, at …"); one that does not stand `apart` (with a blank
    line before it) may be a sentence of the running text. `presenters` are named on a line above a recommendation,
    at the offsets `presented`.
    """

    role: str
    start: int
    end: int
    line: int
    level: int = 0
    agents: tuple[Agent, ...] = ()
    addressee: Agent | None = None
    date: str | None = None
    row: Row | None = None
    last_line: int = -1
    flows: bool = False
    apart: bool = True
    presenters: tuple[Agent, ...] = ()
    presented: tuple[int, int] | None = None

    @property
    def slotted(self) -> bool:
        """Say whether the heading is a lead-in: a sentence with places for who and what, not a bare label."""
        return self.row is not None and any("{" in form for form in self.row.forms)

    @property
    def resolves(self) -> bool:
        """Say whether the heading is itself a clause of the resolution ("X föreslår Y besluta att"), no mere title."""
        return self.row is not None and bool(self.row.attributes.get("resolves"))


@attrs.frozen
class Section:
    """A part of a case: its heading and the ranges of its lines (an empty range is a blank line)."""

    heading: Heading | None
    ranges: tuple[tuple[int, int], ...]

    @property
    def role(self) -> str:
        """Give the heading's role, "" before the first heading."""
        return self.heading.role if self.heading else ""

    @property
    def empty(self) -> bool:
        """Say whether the part has no text of its own."""
        return all(start == end for start, end in self.ranges)


@attrs.frozen(eq=False)
class HeadingFinder:
    """Recognise headings with one parser's tables."""

    parser: Parser

    @property
    def matcher(self) -> Matcher:
        """Give the matcher of the `headings` table."""
        return self.parser.vocabulary["headings"].matcher

    @property
    def _that(self) -> tuple[str, ...]:
        """Give the words that open a clause, each with the space before it."""
        return tuple(f" {word}" for word in self.parser.vocabulary["grammar"].words("that"))

    def find(self, lines: Sequence[Line], furniture: Furniture) -> list[Heading]:
        """Find the headings among the lines that are not furniture, in order."""
        found: list[Heading] = []
        body = [line for line in lines if line.text and line not in furniture]
        skip = -1
        sittings = {sitting.first.index: sitting for sitting in labelled_sittings(lines, self.parser)}
        for position, line in enumerate(body):
            if line.index <= skip:
                continue
            sitting = sittings.get(line.index)
            if sitting is not None:
                heading: Heading | None = _labelled(sitting)
            else:
                heading = self._heading(line, body[position + 1 : position + 4])
            if heading is not None and heading.slotted and position and _goes_on(line, body[position - 1]):
                heading = None
            if heading is not None:
                found.append(heading)
                skip = heading.last_line
        return found

    def _heading(self, line: Line, following: Sequence[Line]) -> Heading | None:
        text = _cut(line.text)
        lead = _MARKUP.match(text)
        offset = lead.end() if lead else 0
        if text.startswith(_DOT) and following and following[0].blank_before and following[0].text[:1] != _DOT[0]:
            offset = len(text) - len(text[1:].lstrip())
        if not (self.matcher.may_open(text[offset:]) or any(self.parser.dates.find(text[offset:]))):
            return self._unknown(line, text, following)
        shadow = self.shadow(text[offset:])
        if _INSTANCE.match(shadow.text):
            return _instance(line, shadow)
        heading = self._known(line, text, offset, shadow)
        if heading is None and NAME in shadow.text:
            unnamed = [mention for mention in shadow.mentions if mention.mark != NAME]
            heading = self._known(line, text, offset, make_shadow(text[offset:], unnamed))
        return heading or self._unknown(line, text, following)

    def _unknown(self, line: Line, text: str, following: Sequence[Line]) -> Heading | None:
        """Read a line that no table knows: the start of a lead-in that wraps, or a heading by its look."""
        if following and len(text) > 25 and text[-1] not in ".:" and not following[0].blank_before:
            return self._wrapped(line, following)
        if following and line.level:
            return Heading("other", line.start, line.end, line.index, line.level, last_line=line.index)
        return None

    def shadow(self, text: str) -> Shadow:
        """Give the shadow of a line: agents and dates as marks."""
        dates = list(self.parser.dates.find(text))
        return make_shadow(text, without_clashes([*dates, *self.parser.agents.find(text)]))

    def _known(self, line: Line, text: str, offset: int, shadow: Shadow) -> Heading | None:
        bullet = _LEAD.match(shadow.text)
        found = self.matcher.opening(shadow.text)
        if found is None and bullet and bullet.end() and line.text.endswith(":"):
            return None
        if found is None:
            return None
        passing = found.form.row.meaning in PASSING and _capital(text[offset:]) and _names_follow(shadow, found)
        if not passing and not _stands_alone(text[offset:], shadow, found):
            return None
        alone = _stands_alone(text[offset:], shadow, found)
        end = _after(shadow, found) if alone else shadow.back(found.end)
        row: Row = found.form.row
        start = line.start
        return Heading(
            role=row.meaning,
            start=start,
            end=start + offset + end,
            line=line.index,
            level=line.level,
            agents=_agents(shadow, found, end),
            addressee=next(iter(shadow.agents(found, "addressee")), None),
            date=_date(shadow, end),
            row=row,
            last_line=line.index,
            apart=line.blank_before,
            flows=_flows(text[: offset + end], text[offset + end :], found, self._that),
        )

    def _wrapped(self, line: Line, following: Sequence[Line]) -> Heading | None:
        """Read a lead-in that runs over two or three lines and ends in a colon."""
        text, last = line.text, line
        for after in following[:2]:
            if after.blank_before:
                return None
            text, last = f"{text} {after.text}", after
            colon = text.rfind(":", len(text) - len(after.text))
            if colon < len(text) - len(after.text) or text[colon + 1 : colon + 2].isdigit():
                continue
            shadow = self.shadow(text)
            found = self.matcher.opening(shadow.text)
            if found is None or not _stands_alone(text, shadow, found):
                return None
            end = _after(shadow, found)
            inside = end - (len(text) - len(after.text))
            if inside <= 0:
                return None
            row: Row = found.form.row
            return Heading(
                role=row.meaning,
                start=line.start,
                end=last.start + inside,
                line=line.index,
                agents=_agents(shadow, found, end),
                addressee=next(iter(shadow.agents(found, "addressee")), None),
                date=_date(shadow, end),
                row=row,
                last_line=last.index,
                apart=line.blank_before,
            )
        return None


def _goes_on(line: Line, before: Line) -> bool:
    """Say whether a line is the end of the sentence that the line before it began."""
    return not line.blank_before and line.text.endswith(".") and before.text[-1].isalnum() and len(before.text) > _FULL


def _cut(text: str) -> str:
    return text[:_LONGEST]


def _instance(line: Line, shadow: Shadow) -> Heading:
    agents = tuple(a for m in shadow.mentions if m.mark == BODY and isinstance(m.value, tuple) for a in m.value)
    date = next((m.value for m in shadow.mentions if m.mark == DATE and isinstance(m.value, str)), None)
    return Heading(
        "instance", line.start, line.end, line.index, line.level, agents[:1], None, date, last_line=line.index
    )


def _labelled(sitting: LabelledSitting) -> Heading:
    first, last = sitting.first, sitting.last
    return Heading(
        "instance", first.start, last.end, first.index, agents=sitting.agents, date=sitting.date, last_line=last.index
    )


def _names_follow(shadow: Shadow, found: Found) -> bool:
    """Say whether a lead-in names or goes on with those it is about ("Afbud Ada Holm", "For stemte (A)")."""
    rest = shadow.text[found.end :].lstrip(" ,:–-")
    return (
        bool(found.slots) or not rest or rest[-1] == ":" or rest[0] in AGENTS or rest[0].isdecimal() or rest[0] == "("
    )


def _capital(text: str) -> bool:
    first = text.lstrip(" -–•*")[:1]
    return first.isupper() or first.isdigit() or first in '§("»«”'


def _stands_alone(text: str, shadow: Shadow, found: Found) -> bool:
    """Say whether a form found at a line's start is a heading there and not the start of a sentence."""
    if not _capital(text):
        return False
    rest = shadow.text[found.end :].strip()
    if not rest or rest[0] == ":" or shadow.text[found.end] == "\t":
        return True
    if found.form.text.rstrip().endswith(":"):
        return True
    colon = _colon(rest)
    if found.form.row.meaning not in _TAILED and not (0 <= colon < 40):
        return False
    tail = rest if colon < 0 else rest[:colon]
    if colon < 0 and rest[-1] in ".;" and len(rest) > 1 and not rest[:-1].isdigit():
        return False
    if colon < 0 and not found.slots and _holder_named(shadow, found):
        return False
    if rest[0] in ".,;" and rest.strip(" .,;*_") != "":
        tail = tail[1:] if rest[0] == "," else "xxxxx"
    return not _TAIL_WORD.search(tail) and len(tail) < 60


def _holder_named(shadow: Shadow, found: Found) -> bool:
    """Say whether what follows a bare form names who it is about: then it is a sentence or the title of a document.

    That is an office or person; behind a word for a motion also the body that it is put to.
    """
    start = shadow.back(found.end)
    first = next((m.value for m in shadow.mentions if m.start >= start and isinstance(m.value, tuple)), ())
    kinds = ("office", "person", "body") if found.form.row.meaning == "motion" else ("office", "person")
    return any(isinstance(agent, Agent) and agent.kind in kinds for agent in first)


def _colon(text: str) -> int:
    """Give the place of the first colon that is none between digits ("kl. 14:00"), or -1."""
    match = _COLON.search(text)
    return match.start() if match else -1


def _after(shadow: Shadow, found: Found) -> int:
    """Give the offset in the line behind a heading, its tail and its colon."""
    rest = shadow.text[found.end :]
    if rest[:1] == "\t":
        return shadow.back(found.end + 1)
    colon = _colon(rest)
    if found.form.text.endswith(":"):
        return shadow.back(found.end)
    if colon >= 0 and not _TAIL_WORD.search(rest[:colon]):
        return shadow.back(found.end + colon + 1)
    return len(shadow.source)


def _flows(heading: str, rest: str, found: Found, that: Sequence[str]) -> bool:
    """Say whether a lead-in runs on into its text: with a comma or a word (one of `that`), not with a colon."""
    return (
        bool(found.slots)
        and not heading.rstrip().endswith(":")
        and bool(rest.strip() or heading.rstrip().endswith((",", *that)))
    )


def _agents(shadow: Shadow, found: Found, end: int) -> tuple[Agent, ...]:
    named = shadow.agents(found, "body", "agent", "proposer", "assigner", "person")
    if named or shadow.has(found, "addressee"):
        return named
    return tuple(a for m in shadow.mentions if m.end <= end and isinstance(m.value, tuple) for a in m.value)


def _date(shadow: Shadow, end: int) -> str | None:
    return next(
        (m.value for m in shadow.mentions if m.mark == DATE and m.start < end and isinstance(m.value, str)), None
    )


def sections(lines: Sequence[Line], furniture: Furniture, headings: Sequence[Heading]) -> Iterator[Section]:
    """Cut the lines of one case into sections, furniture left out."""
    starts = {heading.line: heading for heading in headings}
    current: Heading | None = None
    ranges: list[tuple[int, int]] = []
    until = -1
    for line in lines:
        heading = starts.get(line.index)
        if heading is not None:
            if _inside(heading, current):
                ranges.append((line.start, line.end))
                continue
            if heading.flows and current is not None and current.role == heading.role == "recommendation":
                ranges.append((line.start, line.end))
                continue
            if current is not None or any(start != end for start, end in ranges):
                yield Section(current, tuple(ranges))
            current, ranges, until = heading, [], heading.last_line
            if heading.flows:
                ranges.append((heading.start, line.end))
            elif heading.last_line == line.index and heading.end < line.end:
                ranges.append((heading.end, line.end))
            continue
        if line.index <= until:
            if line.index == until and current is not None and current.end < line.end:
                ranges.append((max(current.end, line.start), line.end))
            continue
        if line not in furniture:
            ranges.append((line.start, line.end))
    if current is not None or any(start != end for start, end in ranges):
        yield Section(current, tuple(ranges))


def _inside(heading: Heading, current: Heading | None) -> bool:
    """Say whether a heading is part of the named members' own proposal around it.

    A bare one ("Endringsforslag:") is, and a lead-in that quotes what a group or body proposes.
    """
    if current is None or heading.role not in ("motion", "recommendation"):
        return False
    if current.role != "motion" or not current.agents:
        return False
    if heading.role == "motion" and not heading.agents:
        return True
    members = all(agent.kind in ("person", "party") for agent in current.agents)
    quoted = heading.slotted and bool(heading.agents) and heading.agents[0].kind in ("group", "body")
    return members and quoted and not heading.date
