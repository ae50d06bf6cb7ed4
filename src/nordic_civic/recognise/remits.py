"""A group's terms of reference: who sits in it, what it is to do, until when, and to whom it reports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..blocks import Block
from ..context import Context
from ..draft import CaseDraft, Draft
from ..forms import BODY
from ..mentions import Shadow, kind_of_first
from ..outline import Section
from ..points import find_points
from ..text import fold
from ..values import Agent, Reference
from .deadlines import last_day, period_end
from .proposals import items_of, trimmed

_LEAD_LINE = 120


def find_remit(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Read a document that sets out a group's remit as one mandate: from its membership or task to the end."""
    if context.kind not in ("terms_of_reference", "regulation"):
        return
    first = _first(parts, ("remit",) if context.kind == "regulation" else ("members", "task"))
    first = first if first is not None else _first(parts, ("remit", "members", "task"))
    if first is None:
        return
    ranges = [part for block in parts[first:] for part in _with_heading(block.section, block is parts[first])]
    view = context.view(ranges)
    start, end = trimmed(view.text, 0, len(view.text))
    if end - start < MIN_REMIT:
        return
    start = _behind_lead(view.text, start, end)
    draft = Draft("mandate", view, start, end, "remits")
    shadow = context.shadow(view, start, end)
    group = _regulated(context, case) or _group(context, parts[first:], shadow)
    draft.fields.update(
        kind="terms_of_reference",
        assignees=(group,) if group else (),
        assigner=_assigner(case),
        status="given",
        items=items_of(context, view, start, end),
        members=_members(context, parts[first].section),
        **_chairs(shadow, context),
    )
    draft.fields.update(_period(context, parts))
    draft.fields["legal_basis"] = _laws(context, view.text)
    draft.origin = next((d for d in case.decisions if d.fields.get("role") == "cited"), None)
    case.mandates.append(draft)


MIN_REMIT = 80


def _first(parts: Sequence[Block], roles: tuple[str, ...]) -> int | None:
    return next((n for n, part in enumerate(parts) if part.role in roles and not part.section.empty), None)


def _regulated(context: Context, case: CaseDraft) -> Agent | None:
    """Give the body that a regulation's title names ("Reglemente för socialnämnden")."""
    if context.kind != "regulation":
        return None
    named = context.parser.agents.find(str(case.fields.get("title") or ""))
    found = next((m for m in named if m.mark == BODY and isinstance(m.value, tuple)), None)
    return found.value[0] if found is not None and isinstance(found.value, tuple) else None


def _with_heading(section: Section, first: bool) -> Sequence[tuple[int, int]]:
    heading = section.heading
    if first or heading is None:
        return section.ranges
    return [(heading.start, heading.start), (heading.start, heading.end), (heading.end, heading.end), *section.ranges]


def _behind_lead(text: str, start: int, end: int) -> int:
    """Leave out a lead-in line ("Udvalget sammensættes af:")."""
    stop = text.find("\n", start, end)
    if 0 <= stop < start + _LEAD_LINE and text[start:stop].rstrip().endswith(":"):
        return trimmed(text, stop + 1, end)[0]
    return trimmed(text, start, end)[0]


def _group(context: Context, parts: Sequence[Block], shadow: Shadow) -> Agent | None:
    for block in parts:
        heading = block.section.heading
        if heading is None:
            continue
        named = [agent for agent in heading.agents if agent.kind in ("body", "group")]
        if named:
            return named[0]
        line = context.reading.text[heading.start : heading.end]
        found = next((m for m in context.parser.agents.find(line) if m.mark == BODY), None)
        if found is not None and isinstance(found.value, tuple):
            agent: Agent = found.value[0]
            return agent
    mention = next((m for m in shadow.mentions if m.mark == BODY and isinstance(m.value, tuple)), None)
    return mention.value[0] if mention is not None and isinstance(mention.value, tuple) else None


def _assigner(case: CaseDraft) -> Agent | None:
    cited = next((draft for draft in case.decisions if draft.fields.get("role") == "cited"), None)
    return cited.fields["body"] if cited is not None else None


def _members(context: Context, section: Section) -> tuple[Agent, ...]:
    view = context.view(section.ranges)
    found = []
    for point in find_points(view, 0, len(view.text)):
        text = view.text[point.start : point.end].strip(" .,")
        if text and len(text) < 200:
            mention = next(iter(context.parser.agents.find(text)), None)
            kind = kind_of_first(mention, "group")
            found.append(Agent(text, kind=kind))
    return tuple(found)


def _chairs(shadow: Shadow, context: Context) -> dict[str, Agent]:
    """Read "X er formand for udvalget", "Y er sekretær": a role of the tables said of an agent."""
    out: dict[str, Agent] = {}
    for field, meaning in (("chair", "chair"), ("secretary", "secretary")):
        words = "|".join(
            re.escape(form.lower()) for row in context.parser.vocabulary["roles"].of(meaning) for form in row.forms
        )
        if not words:
            continue
        match = re.search(rf"([{BODY}])[^.\n{BODY}]{{0,40}}?[{BODY}]?\s\w{{2,4}}\s(?:{words})\b", shadow.text)
        if match is None:
            continue
        mention = shadow.mention_at(match.start(1))
        line = (
            max(shadow.source.rfind("\n", 0, mention.start), shadow.source.rfind(". ", 0, mention.start)) + 1
            if mention
            else 0
        )
        if mention is not None and isinstance(mention.value, tuple):
            name = shadow.source[line : shadow.back(match.end())].strip()
            out[field] = Agent(_subject(context, name), kind="office")
    return out


def _subject(context: Context, sentence: str) -> str:
    """Give what stands before the word for "is"."""
    words = "|".join(re.escape(word) for word in context.parser.vocabulary["grammar"].words("is"))
    return re.split(rf"\s(?:{words})\s", sentence)[0] if words else sentence


def term_of_office(context: Context, parts: Sequence[Block]) -> str | None:
    """Give the period that a section headed by a word for the term of office tells ("Valgperiode")."""
    terms = context.parser.vocabulary["dates"].matcher_of("term")
    for block in parts:
        heading = block.section.heading
        named = fold(context.reading.text[heading.start : heading.end]) if heading is not None else ""
        if block.role == "time_frame" and terms.first(named) is not None:
            return _period(context, [block]).get("period")
    return None


def _period(context: Context, parts: Sequence[Block]) -> dict[str, str]:
    terms = context.parser.vocabulary["dates"].matcher_of("term")
    for block in parts:
        view = context.view(_with_heading(block.section, False))
        for start, end in context.sentences(view):
            if block.role != "time_frame" and not terms.may_hold(view.text[start:end]):
                continue
            shadow = context.shadow(view, start, end)
            if block.role == "time_frame" or terms.search(shadow.text):
                period = period_end(context, shadow)
                if period:
                    return {"period": _whole(period)}
    return {}


def _whole(period: str) -> str:
    begin, end = period.split("/")
    return f"{begin}/{last_day(end) if end != '..' else end}"


def _laws(context: Context, text: str) -> tuple[Reference, ...]:
    found = [match.group().strip() for pattern in context.parser.laws for match in pattern.finditer(text)]
    return tuple(Reference("law", law) for law in dict.fromkeys(found))
