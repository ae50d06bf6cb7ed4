"""What the checks share: the facts they look at, and how they put an outcome."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from ..candidates import Item
from ..context import Context
from ..items import Agenda
from ..labels import Label
from ..lines import Line
from ..meeting.parts import alike
from ..outline import Heading
from ..records import Case, Check, Decision, ParseResult
from ..values import Agent, Span

_SHOWN = 6
_LONGEST_NAME = 60
_MOST_SPANS = 20
_BODIES = frozenset(("body", "office", "group"))


@attrs.frozen(eq=False)
class Facts:
    """One document's segmentation and its records, as the checks compare them."""

    context: Context
    agenda: Agenda
    headings: Sequence[Heading]
    labels: Sequence[Label]
    result: ParseResult
    _parties: dict[str, bool] = attrs.field(factory=dict, init=False)

    @property
    def kind(self) -> str:
        """Give the kind of the document."""
        return self.context.kind

    @property
    def sitting(self) -> bool:
        """Say whether the document records a sitting or a part of one."""
        return self.kind in ("minutes", "minutes_extract")

    @cached_property
    def cover_end(self) -> int:
        """Give the index of the line where the first item with known parts begins."""
        bodies = self.agenda.bodies
        return next((item.line.index for item in bodies if item.headings), len(self.context.lines))

    @cached_property
    def cases_by_item(self) -> Mapping[int, Case]:
        """Give the case of each item, by the index of the item's first line."""
        starts = [item.line.start for item in self.agenda.bodies]
        found: dict[int, Case] = {}
        for case in self.result.cases:
            at = bisect_right(starts, case.spans[0].start) - 1
            if at >= 0:
                found.setdefault(self.agenda.bodies[at].line.index, case)
        return found

    @cached_property
    def taken(self) -> Mapping[str, Sequence[Decision]]:
        """Give the decisions taken, by the id of their case."""
        found: dict[str, list[Decision]] = {}
        for decision in self.result.decisions:
            if decision.role == "taken":
                found.setdefault(decision.case_id, []).append(decision)
        return found

    @cached_property
    def item_of_case(self) -> Mapping[str, str]:
        """Give the number of each case's item, by the id of the case."""
        by_line = {item.line.index: item.value for item in self.agenda.bodies}
        return {case.id: by_line[line] for line, case in self.cases_by_item.items()}

    def is_party(self, name: str) -> bool:
        """Say whether a voter's name is a party's, which stands for its members."""
        if name not in self._parties:
            self._parties[name] = " " not in name and self.context.parser.registry.party(name.strip("()")) is not None
        return self._parties[name]

    def name(self, case_id: str) -> str:
        """Give what a message calls a case: its item's number, else its title."""
        return self.item_of_case.get(case_id) or self._names.get(case_id) or "the case"

    @cached_property
    def _names(self) -> Mapping[str, str | None]:
        return {case.id: _case_name(case) for case in self.result.cases}

    def inside(self, item: Item) -> Sequence[Heading]:
        """Give the headings inside an item."""
        first = bisect_right(self._heading_lines, item.first - 1)
        return self.headings[first : bisect_right(self._heading_lines, item.last - 1)]

    @cached_property
    def _heading_lines(self) -> Sequence[int]:
        return [heading.line for heading in self.headings]

    def after(self, heading: Heading) -> int:
        """Give the index of the line where a heading's part ends: at the next heading, its item's end, or the last."""
        at = bisect_right(self._heading_lines, heading.line)
        following = self._heading_lines[at] if at < len(self._heading_lines) else len(self.context.lines)
        bodies = self.agenda.bodies
        place = bisect_right(bodies, heading.line, key=lambda item: item.first) - 1
        inside = place >= 0 and heading.line < bodies[place].last
        return min(following, bodies[place].last) if inside else following

    def span(self, start: int, end: int) -> Span:
        """Give a span of the text with its page."""
        pages = self.context.reading.pages
        return Span(start, end, max(1, bisect_right(pages, start)) if pages else None)

    def own(self, heading: Heading) -> bool:
        """Say whether a heading is about this sitting: no other date, no other body with a date."""
        if heading.date is not None and self.context.date is not None:
            return heading.date == self.context.date
        body = body_of(heading)
        return heading.date is None or body is None or alike(body, self.context.body)


def _case_name(case: Case) -> str | None:
    number = next((one.value for one in case.identifiers if one.role == "item"), None)
    title = case.title
    return number or (title if title is None or len(title) <= _LONGEST_NAME else f"{title[:_LONGEST_NAME]}…")


def body_of(heading: Heading) -> Agent | None:
    """Give the body that a heading names."""
    return next((agent for agent in heading.agents if agent.kind in _BODIES), None)


def nothing(code: str, why: str) -> Check:
    """Give the outcome of a check that had nothing to compare."""
    return Check(code, None, message=why)


def outcome(
    code: str, passed: bool, expected: object, found: object, message: str, spans: Iterable[Span] = ()
) -> Check:
    """Give the outcome of a check that compared something."""
    return Check(code, passed, str(expected), str(found), message, tuple(dict.fromkeys(spans))[:_MOST_SPANS])


def listed(names: Iterable[str]) -> str:
    """Put names into a list for a message, the first few of many.

    >>> listed(["1", "2"])
    '1, 2'
    """
    kept = list(names)
    more = f" and {len(kept) - _SHOWN} more" if len(kept) > _SHOWN else ""
    return ", ".join(kept[:_SHOWN]) + more


def counted(number: int, noun: str) -> str:
    """Put a number before a noun.

    >>> counted(1, "vote"), counted(3, "vote")
    ('1 vote', '3 votes')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def told(sentences: Iterable[str]) -> str:
    """Put what was noticed into one message, the first few of many."""
    kept = list(sentences)
    more = f" {len(kept) - _SHOWN} more like these." if len(kept) > _SHOWN else ""
    return " ".join(kept[:_SHOWN]) + more


def at_line(line: Line) -> Span:
    """Give the span of a line."""
    return Span(line.start, line.end, line.page)


def twice(values: Iterable[str]) -> Iterator[str]:
    """Give the values that stand more than once."""
    return (value for value, count in Counter(values).items() if count > 1)
