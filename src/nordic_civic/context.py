"""What every rule may ask while one document is parsed: views, shadows, sentences, spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import attrs

from .diagnostics import Diagnostic
from .faults import Faults
from .furniture import Furniture
from .identifiers import find_identifiers, identifier_mentions
from .lines import Line, usual_width
from .mentions import Mention, Shadow, make_shadow, without_clashes
from .parser import Parser
from .points import BULLETS, MARKER, sentences
from .reading import Reading
from .rolls import Roll
from .text import fold
from .values import Agent, Attendee, Identifier, Span
from .view import View, make_view, to_spans

_EARLY = 0.8


@attrs.define
class Context:
    """One document on its way through the stages.

    `body`, `date` and `kind` are what identification found (or the caller said) about the document; `rolls` are its
    voting lists, `attendance` the people of its sitting.
    """

    reading: Reading
    parser: Parser
    lines: Sequence[Line]
    furniture: Furniture
    document_id: str
    kind: str = "other_municipal"
    body: Agent | None = None
    date: str | None = None
    faults: Faults = attrs.field(factory=Faults)
    rolls: Sequence[Roll] = ()
    attendance: tuple[Attendee, ...] = ()

    @property
    def year(self) -> int | None:
        """Give the document's year, for dates written without one."""
        return int(self.date[:4]) if self.date else None

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Give the words whose full stop ends no sentence."""
        return self.parser.vocabulary["language"].words("abbreviation")

    @cached_property
    def _and(self) -> frozenset[str]:
        return self.parser.vocabulary["language"].words("and")

    @cached_property
    def that(self) -> tuple[str, ...]:
        """Give the words that open a clause, and so a point without a number ("att "), each with its space."""
        return tuple(f"{word} " for word in self.parser.vocabulary["grammar"].words("that"))

    def guarded(self, rule: Callable[..., None], *arguments: object) -> None:
        """Run a rule; one that crashes becomes a diagnostic and costs only its own finds."""
        self.faults.run(None, rule, *arguments)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Give the document's diagnostics, to add to."""
        return self.faults.diagnostics

    def view(self, ranges: Sequence[tuple[int, int]]) -> View:
        """Join ranges of lines into a view in which every point and every row of a table starts a paragraph.

        Several rules ask for the view of one part; it is made once.
        """
        part = tuple(ranges)
        if part not in self._views:
            self._views[part] = self._view(part)
        return self._views[part]

    @cached_property
    def _views(self) -> dict[tuple[tuple[int, int], ...], View]:
        return {}

    def _view(self, ranges: Sequence[tuple[int, int]]) -> View:
        text = self.reading.text
        out: list[tuple[int, int]] = []
        before = number = ""
        for start, end in ranges:
            line = text[start:end]
            point = bool(line) and self._starts_point(line, before, number)
            if (
                line
                and before
                and before.strip() not in BULLETS
                and (point or "\t" in line or "\t" in before or self._short(before, line))
            ):
                out.append((start, start))
            marker = MARKER.match(line) if point else None
            number = (marker["number"] or "") if marker is not None else number
            out.append((start, end))
            before = line
        return make_view(text, out, keep=self._and)

    @cached_property
    def _width(self) -> int:
        return usual_width(self.lines)

    def _short(self, before: str, line: str) -> bool:
        """Say whether a line ended early though the next word had room: then it was no wrapped line."""
        if not (line[:1].isupper() or line[:1] in '«"”(') or before.rstrip()[-1:] in ",-":
            return False
        if fold(before.split()[-1]) in self._and:
            return False
        return len(before.rstrip()) + len(line.split(None, 1)[0]) + 1 < _EARLY * self._width

    def _starts_point(self, line: str, before: str, number: str) -> bool:
        """Say whether a line starts a point: behind a line that ended, or with the number after the last point's."""
        if line.strip() in BULLETS:
            return True
        marker = MARKER.match(line)
        if marker is not None:
            ended = before.rstrip()[-1:] in ("", *".:;,?!)*") or f"{fold(before).split()[-1]} " in self.that
            next_one = number.isdigit() and marker["number"] == str(int(number) + 1)
            if line[:1].isalnum() and not (ended or next_one or self._short(before, line)):
                return False
            return next((True for mention in self.parser.dates.find(line[:40]) if mention.start == 0), False) is False
        opens = bool(self.that) and fold(line[:4]).startswith(self.that)
        return opens and (before.rstrip()[-1:] in ",;:." or len(before.rstrip()) < _EARLY * self._width)

    def named(self, agents: Sequence[Agent]) -> tuple[Agent, ...]:
        """Give agents with the genitive taken off a person's name that the document has without it, too."""
        return tuple(self._bare(agent) for agent in agents)

    def _bare(self, agent: Agent) -> Agent:
        bare = agent.name.removesuffix("s")
        if agent.kind != "person" or bare == agent.name:
            return agent
        known = re.search(rf"{re.escape(bare)}(?!\w)", self.reading.text)
        return attrs.evolve(agent, name=bare) if known else agent

    def spans(self, view: View, start: int, end: int) -> tuple[Span, ...]:
        """Give the spans in the document of a range of a view."""
        return to_spans(view, start, end, self.reading.pages)

    def shadow(self, view: View, start: int, end: int) -> Shadow:
        """Give the shadow of a range of a view, with dates, identifiers and agents as marks."""
        text = view.text[start:end]
        return make_shadow(text, without_clashes(self.mentions(text)))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Give the dates, identifiers and agents of a text."""
        yield from self.parser.dates.find(text, year=self.year)
        yield from self.faults.run((), self._identifier_mentions, text)
        yield from self.parser.agents.find(text)

    def _identifier_mentions(self, text: str) -> tuple[Mention, ...]:
        return tuple(identifier_mentions(text, self.parser))

    def identifiers(self, text: str, offset: int, roles: Sequence[str] | None = None) -> Sequence[Identifier]:
        """Give the identifiers of a text that stands at `offset`; a shape that crashes costs only these."""
        return self.faults.run((), self._identifiers, text, offset, roles)

    def _identifiers(self, text: str, offset: int, roles: Sequence[str] | None) -> tuple[Identifier, ...]:
        return tuple(find_identifiers(text, offset, self.parser, roles))

    def sentences(self, view: View, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Give the ranges of the sentences of a view."""
        return sentences(view.text, start, len(view.text) if end is None else end, self.abbreviations)
