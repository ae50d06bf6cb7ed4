"""Facts that a document tells twice: the date and the body of the sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..meeting.parts import alike
from ..outline import Heading
from ..records import Check
from ..text import fold
from ..values import Span
from .base import Facts, at_line, body_of, listed, nothing, outcome, told

_HELD = ("treatment", "decision")
_HEAD = 45
_DAY = 10
_SHORT = 4


def dates(facts: Facts) -> Check:
    """Compare the date of the sitting on the cover, in page heads and in the headings of treatment, and its weekday."""
    code = "dates"
    meant = facts.context.date
    if meant is None or len(meant) != _DAY:
        return nothing(code, "The document names no day of its own.")
    sources = [*_labelled_dates(facts), *_page_dates(facts), *_heading_dates(facts, meant)]
    weekdays = list(_wrong_weekdays(facts))
    if not sources and not weekdays:
        return nothing(code, "The date stands in one place only.")
    wrong = [(value, where, span) for value, where, span in sources if value != meant]
    sentences = [f"{where} says {value}." for value, where, _ in wrong]
    sentences += [sentence for sentence, _ in weekdays]
    message = told(sentences) or "Every place that names the date of the sitting says the same."
    spans = [span for *_, span in wrong] + [span for _, span in weekdays]
    found = listed(dict.fromkeys(value for value, *_ in sources)) or meant
    return outcome(code, not sentences, meant, found, message, spans)


def _labelled_dates(facts: Facts) -> Iterator[tuple[str, str, Span]]:
    for label in facts.labels:
        if label.meaning == "meeting_date" and label.line < facts.cover_end and not label.tabled:
            for mention in facts.context.parser.dates.find(label.value):
                if isinstance(mention.value, str) and len(mention.value) == _DAY:
                    yield mention.value, "The label of the date", facts.span(label.start, label.end)
                    break


def _page_dates(facts: Facts) -> Iterator[tuple[str, str, Span]]:
    """Give the dates that page heads repeat."""
    counts: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for line in facts.context.lines:
        if facts.context.furniture.lines.get(line.index) != "header" or not any(map(str.isdigit, line.text)):
            continue
        days = [mention.value for mention in facts.context.parser.dates.find(line.text)]
        if len(days) == 1 and isinstance(days[0], str) and len(days[0]) == _DAY:
            counts[days[0]] += 1
            first.setdefault(days[0], at_line(line))
    for value, count in counts.items():
        if count > 1:
            yield value, "The head of the pages", first[value]


def _heading_dates(facts: Facts, meant: str) -> Iterator[tuple[str, str, Span]]:
    """Give the dates of this body's own treatment: of an item, the sitting's where one heading has it."""
    for name, headings in _by_item(facts):
        held = [heading for heading in headings if heading.date is not None and len(heading.date) == _DAY]
        kept = [heading for heading in held if heading.date == meant] or held
        for heading in kept[:1]:
            if heading.date is not None:
                yield heading.date, f"The heading of {name}", facts.span(heading.start, heading.end)


def _by_item(facts: Facts) -> Iterator[tuple[str, list[Heading]]]:
    """Give the headings of treatment by the sitting's own body, item by item."""
    groups = [(item.value, facts.inside(item)) for item in facts.agenda.bodies] or [("the treatment", facts.headings)]
    for name, inside in groups:
        own = [heading for heading in inside if heading.role == "treatment" and body_of(heading) is not None]
        yield name, [heading for heading in own if alike(body_of(heading) or heading.agents[0], facts.context.body)]


def _wrong_weekdays(facts: Facts) -> Iterator[tuple[str, Span]]:
    """Give the dates of the head that stand beside another day of the week than theirs."""
    rows = facts.context.parser.vocabulary["dates"].of("weekday")
    days = [(fold(form), int(row.attributes["value"])) for row in rows for form in row.forms if len(form) > _SHORT]
    filled = [line for line in facts.context.lines[: facts.cover_end] if line.text]
    for line in filled[:_HEAD]:
        for mention in facts.context.parser.dates.find(line.text):
            before = fold(line.text[: mention.start]).replace(",", " ").split()[-2:]
            named = next((day for word in reversed(before) for form, day in days if word.startswith(form)), None)
            if named is None or not isinstance(mention.value, str) or len(mention.value) != _DAY:
                continue
            if date.fromisoformat(mention.value).isoweekday() != named:
                written = line.text[mention.start : mention.end]
                yield f"{written} is not the day of the week that stands before it.", at_line(line)


def bodies(facts: Facts) -> Check:
    """Compare the body on the cover with those whose treatment the items record."""
    code = "bodies"
    meant = facts.context.body
    if meant is None:
        return nothing(code, "The document names no body of its own.")
    sources = [*_labelled_bodies(facts), *_treating(facts)]
    if not sources:
        return nothing(code, "The body stands in one place only.")
    wrong = [(name, where, span) for name, where, span, same in sources if not same]
    sentences = [f"{where} says {name}." for name, where, _ in wrong]
    message = told(sentences) or "Every place that names the body of the sitting says the same."
    found = listed(dict.fromkeys(name for name, *_ in sources))
    return outcome(code, not wrong, meant.name, found, message, [span for *_, span in wrong])


def _labelled_bodies(facts: Facts) -> Iterator[tuple[str, str, Span, bool]]:
    for label in facts.labels:
        if label.meaning != "body" or label.line >= facts.cover_end or not label.value or label.tabled:
            continue
        for mention in facts.context.parser.agents.find(label.value)[:1]:
            agents = mention.value if isinstance(mention.value, tuple) else ()
            for agent in agents[:1]:
                if agent.kind == "body":
                    same = alike(agent, facts.context.body)
                    yield agent.name, "The label of the body", facts.span(label.start, label.end), same


def _treating(facts: Facts) -> Iterator[tuple[str, str, Span, bool]]:
    """Give for each item whose treatment on the day of the sitting it records: the sitting body's own where it can."""
    for item in facts.agenda.bodies:
        own = [h for h in facts.inside(item) if h.role in _HELD and body_of(h) is not None]
        today = [h for h in own if h.date is not None and h.date == facts.context.date]
        best = next((h for h in today if alike(body_of(h) or h.agents[0], facts.context.body)), None)
        for heading in [best] if best is not None else today[:1]:
            agent = body_of(heading)
            if agent is not None:
                span = facts.span(heading.start, heading.end)
                yield agent.name, f"The heading of {item.value}", span, alike(agent, facts.context.body)
