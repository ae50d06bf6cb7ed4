"""Decisions that a text tells of: made by another body, or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..draft import Draft
from ..forms import BODY, DATE, IDENTIFIER
from ..mentions import Mention, Shadow
from ..outline import Section
from ..rows import Row
from ..values import OUTCOMES, Agent, Identifier
from ..view import View
from .decisions import resolution
from .outcomes import outcome_of
from .proposals import items_of, list_end, trimmed

_YEAR = re.compile(r"(?<=\w\s)((?:19|20)\d\d)(?![\d:/–-]|\.\d)(?!\s?[-–]\s?\d)")

_DAY = len("2024-01-01")
_CLOSE = 40
_FAR = 80


def cited_in_text(context: Context, sections: Sequence[Section]) -> Iterator[Draft]:
    """Find cited decisions in running text: a sentence with a body, a verb of deciding and a date or number."""
    seen: set[tuple[str, str]] = set()
    for section in sections:
        view = context.view(section.ranges)
        ranges = list(context.sentences(view))
        for number, (start, end) in enumerate(ranges):
            draft = _cited(context, view, start, end, ranges[number - 1] if number else None)
            if draft is None:
                continue
            body: Agent = draft.fields["body"]
            place = (body.name.lower(), f"{draft.fields.get('date')} {draft.fields.get('item')}")
            if place in seen:
                continue
            seen.add(place)
            _lengthen(context, view, draft, ranges[number + 1 :])
            yield draft


def _cited(context: Context, view: View, start: int, end: int, before: tuple[int, int] | None) -> Draft | None:
    matcher = context.parser.vocabulary["citations"].matcher_of(*OUTCOMES, "decided")
    if not matcher.may_hold(view.text[start:end]):
        return None
    shadow = context.shadow(view, start, end)
    found = max(matcher.search(shadow.text), key=lambda item: item.end - item.start, default=None)
    if found is None:
        return None
    body = next(iter(shadow.agents(found, "body", "agent")), None) or _nearest_body(
        shadow, found.start, found.end + _FAR
    )
    lead = shadow.text.find(":", found.end)
    if body is None or (0 <= lead <= found.end + 1 and BODY not in shadow.text[: found.end]):
        return _behind_colon(context, view, start + shadow.back(lead) + 1 if lead >= 0 else end, before)
    date = _date_of(shadow, found.start, found.end)
    item = _nearest(shadow, IDENTIFIER, found.start)
    earlier = None
    if date is None and item is None:
        earlier = _date_before(context, view, before) or _only_year(shadow.text)
    if body is None or (date is None and item is None and earlier is None):
        return None
    row: Row = found.form.row
    outcome = row.meaning
    if outcome == "decided":
        outcome = outcome_of(context, view.text[start:end])[0] or "adopted"
        outcome = "adopted" if outcome == "none" else outcome
    low, high = _bracket(shadow, found.start, found.end)
    draft = Draft("decision", view, start + shadow.back(low), start + shadow.back(high), "citations")
    draft.fields.update(role="cited", body=body, outcome=outcome)
    draft.told("outcome", start + shadow.back(found.start), start + shadow.back(found.end))
    if date is not None:
        draft.fields["date"] = date.value
        draft.told("date", start + date.start, start + date.end)
    if earlier is not None:
        draft.fields["date"] = earlier
    if item is not None and isinstance(item.value, Identifier) and item.value.role == "item":
        draft.fields["item"] = item.value.value
    return draft


def _date_of(shadow: Shadow, start: int, end: int) -> Mention | None:
    """Give the day nearest to the verb; a month or year only where it stands close: else it dates another thing."""
    date = _nearest(shadow, DATE, start)
    if date is None or (isinstance(date.value, str) and len(date.value) >= _DAY):
        return date
    place = next(at for at, char in enumerate(shadow.text) if char == DATE and shadow.mention_at(at) is date)
    return date if start - _CLOSE <= place <= end + _CLOSE else None


def _bracket(shadow: Shadow, start: int, end: int) -> tuple[int, int]:
    """Give the inside of the bracket that tells of a decision, verb and date or number; else the whole sentence."""
    opened, closed = shadow.text.rfind("(", 0, start), shadow.text.find(")", end)
    inside = shadow.text[opened + 1 : closed] if 0 <= opened < closed else ""
    if ")" in inside or "(" in inside or not (DATE in inside or IDENTIFIER in inside):
        return 0, len(shadow.text)
    return opened + 1, closed


def _behind_colon(context: Context, view: View, end: int, before: tuple[int, int] | None) -> Draft | None:
    """Read "Følgende ble vedtatt:" and what stands behind it as a decision of the body in the sentence before."""
    if before is None or view.text[end - 1 : end] != ":":
        return None
    shadow = context.shadow(view, *before)
    body, date = _nearest_body(shadow, 0), _nearest(shadow, DATE, len(shadow.text))
    following = view.text[end:]
    start, stop = trimmed(view.text, end, list_end(view, end + len(following) - len(following.lstrip()), context.that))
    if body is None or date is None or stop <= start:
        return None
    draft = Draft("decision", view, start, stop, "citations")
    outcome = outcome_of(context, view.text[start:stop])[0]
    draft.fields.update(
        role="cited", body=body, date=date.value, outcome=outcome if outcome and outcome != "none" else "adopted"
    )
    return draft


def _only_year(text: str) -> str | None:
    """Give the one year that a sentence names, behind a word ("under 2025", "år 2021")."""
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def _date_before(context: Context, view: View, before: tuple[int, int] | None) -> str | None:
    """Give the day that the sentence before names together with a body."""
    if before is None:
        return None
    shadow = context.shadow(view, *before)
    days = [m.value for m in shadow.mentions if m.mark == DATE and isinstance(m.value, str) and len(m.value) == _DAY]
    return days[-1] if days and BODY in shadow.text else None


def _nearest_body(shadow: Shadow, position: int, stop: int | None = None) -> Agent | None:
    mention = _nearest(shadow, BODY, position, stop)
    return mention.value[0] if mention is not None and isinstance(mention.value, tuple) else None


def _nearest(shadow: Shadow, mark: str, position: int, stop: int | None = None) -> Mention | None:
    places = [at for at, char in enumerate(shadow.text[:stop]) if char == mark]
    if not places:
        return None
    return shadow.mention_at(min(places, key=lambda at: (abs(at - position), at)))


def _lengthen(context: Context, view: View, draft: Draft, following: Sequence[tuple[int, int]]) -> None:
    """Take in the sentences behind it that go on about the same decision ("Beslutningen …")."""
    table = context.parser.vocabulary["citations"]
    opener = table.matcher_of("continues")
    for start, end in following[:2]:
        if opener.opening(context.shadow(view, start, end).text) is None:
            return
        draft.end = end


def cited_lead(context: Context, section: Section) -> Draft | None:
    """Read a lead-in that names a body and the day of its sitting, with its proposal, as that body's decision."""
    heading = section.heading
    if (
        heading is None
        or not heading.date
        or not heading.agents
        or heading.agents[0].kind != "body"
        or not heading.slotted
    ):
        return None
    view = context.view([(heading.start, heading.end), *section.ranges])
    start, end = trimmed(view.text, 0, len(view.text))
    draft = Draft("decision", view, start, end, "citations", heading=heading)
    items = items_of(context, view, start, end)
    draft.fields.update(role="cited", body=heading.agents[0], date=heading.date, outcome="recommended", items=items)
    return draft


def cited_history(context: Context, section: Section) -> Draft | None:
    """Read a part headed by a body and a date as that body's decision."""
    heading = section.heading
    if heading is None or not heading.agents or section.empty:
        return None
    view = context.view(section.ranges)
    if not view.text.strip():
        return None
    low, high = resolution(context, view, 0, len(view.text))
    outcome, start, end = outcome_of(context, view.text[low:high])
    if outcome in (None, "none"):
        return None
    draft = Draft("decision", view, low, high, "history", heading=heading)
    draft.fields.update(role="cited", body=heading.agents[0], outcome=outcome)
    if heading.date:
        draft.fields["date"] = heading.date
    draft.told("outcome", low + start, low + end)
    return draft
