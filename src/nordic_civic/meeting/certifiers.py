"""Who was chosen to certify the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..candidates import Item
from ..context import Context
from ..items import Agenda
from ..labels import Label
from ..lines import Line
from ..outline import Heading
from ..text import fold
from ..values import Agent
from .names import NameIndex
from .tables import cells_of

_BELOW = 3
_MOST = 50
_FIRST_ITEMS = 10
_TITLE = 3


def certifiers(
    context: Context,
    labels: Sequence[Label],
    headings: Sequence[Heading],
    lines: Sequence[Line],
    agenda: Agenda | None = None,
) -> tuple[Agent, ...]:
    """Give those who were chosen to certify the minutes: behind their label or heading, or on the lines below it.

    Where there is no such line, the item of `agenda` whose title is about choosing them tells who was chosen.
    """
    opened = {label.line for label in labels} | {heading.line for heading in headings}
    return _people(context, _values(context, labels, headings, lines, opened)) or _people(
        context, _chosen(context, headings, lines, agenda.bodies if agenda is not None else ())
    )


def _people(context: Context, texts: Iterable[str]) -> tuple[Agent, ...]:
    """Give the persons in some texts, each once."""
    known = NameIndex()
    found: list[Agent] = []
    for text in texts:
        for cell in cells_of(text):
            for mention in context.parser.agents.find(cell):
                agents = mention.value if isinstance(mention.value, tuple) else ()
                for agent in agents:
                    if agent.kind == "person" and " " in agent.name and not known.find(agent.name):
                        known.add(agent.name)
                        found.append(agent)
        if len(found) >= _MOST:
            break
    return tuple(found)


def _values(
    context: Context, labels: Sequence[Label], headings: Sequence[Heading], lines: Sequence[Line], opened: set[int]
) -> Iterator[str]:
    text = context.reading.text
    for label in labels:
        if label.meaning == "certifiers":
            yield label.value
            yield from _below(lines, label.last_line, opened)
    matcher = context.parser.vocabulary["roles"].matcher_of("certifier")
    for heading in headings:
        if heading.role == "signature" and matcher.first(fold(text[heading.start : heading.end])) is not None:
            line = lines[heading.last_line]
            yield text[heading.end : max(line.end, heading.end)]
            yield from _below(lines, heading.last_line, opened)


def _chosen(
    context: Context, headings: Sequence[Heading], lines: Sequence[Line], items: Sequence[Item]
) -> Iterator[str]:
    """Give the lines of decision of the item about choosing certifiers."""
    matcher = context.parser.vocabulary["roles"].matcher_of("certifier")
    for item in items[:_FIRST_ITEMS]:
        title = " ".join(line.folded for line in lines[item.first : item.first + _TITLE])
        if matcher.first(title) is None:
            continue
        inside = (heading for heading in headings if item.first <= heading.line < item.last)
        decided = next((heading for heading in inside if heading.role == "decision"), None)
        if decided is not None:
            following = next((heading.line for heading in inside), item.last)
            yield context.reading.text[decided.end : max(lines[decided.last_line].end, decided.end)]
            yield from (line.text for line in lines[decided.last_line + 1 : following][: 2 * _BELOW])
            return


def _below(lines: Sequence[Line], last: int, opened: set[int]) -> Iterator[str]:
    """Give the next lines up to a blank one, a label or a heading."""
    for line in lines[last + 1 : last + 1 + _BELOW]:
        if not line.text or line.index in opened:
            return
        yield line.text
