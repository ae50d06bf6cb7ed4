"""Proposals: blocks of recommendation, what members put forward, what the case text reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..draft import Draft
from ..forms import AGENTS, Found
from ..mentions import Shadow
from ..outline import Heading, Section
from ..points import MARKER, find_points, paragraphs
from ..rows import Row
from ..text import fold
from ..values import Agent, Item
from ..view import View
from .outcomes import outcome_of
from .signatures import before_signature
from .subjects import subjects

_FEW = 160
_PROCEDURAL = {"postponed": "postpone", "referred_back": "refer_back"}
_EDGE = " \n*-–_"


def items_of(context: Context, view: View, start: int, end: int) -> tuple[Item, ...]:
    """Give the points of a passage as items, nested ones inside."""
    return tuple(
        Item(
            point.number,
            text=view.text[point.start : point.end],
            span=context.spans(view, point.start, point.end)[0] if point.end > point.start else None,
            items=tuple(
                Item(
                    inner.number,
                    text=view.text[inner.start : inner.end],
                    span=context.spans(view, inner.start, inner.end)[0],
                )
                for inner in point.points
                if inner.end > inner.start
            ),
        )
        for point in find_points(view, start, end, context.that)
        if point.end > point.start
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space and marks of emphasis off the ends of a range."""
    part = text[start:end]
    low = start + len(part) - len(part.lstrip(" \n*_"))
    return low, max(low, start + len(part.rstrip(_EDGE)))


def from_section(context: Context, section: Section, kind: str, previous: Heading | None) -> Draft | None:
    """Read a whole part as one proposal, by those that its heading (or the body and date above it) names."""
    view = context.view(section.ranges)
    start, end = trimmed(view.text, 0, len(view.text))
    end = before_signature(context, view, start, end)
    if end <= start:
        return None
    heading = section.heading
    draft = Draft("proposal", view, start, end, "proposals", heading=heading)
    proposers = heading.agents if heading else ()
    if not proposers and previous is not None:
        proposers = previous.agents
    addressee = heading.addressee if heading else None
    if kind == "motion" and heading is not None and heading.slotted:
        start = _behind_place(context, view, start, end)
    start = _behind_marker(context, view, start, end)
    draft.start = start
    first = next(iter(context.sentences(view, start, end)), (start, end))
    found = _lead(context, view, *first)
    position = str(heading.row.attributes.get("position", "new")) if heading and heading.row else "new"
    if found is not None:
        shadow, match = found
        row: Row = match.form.row
        proposers = proposers or _all_proposers(context, view, start, end)
        addressee = addressee or next(iter(shadow.agents(match, "addressee")), None)
        draft.told("proposers", first[0] + shadow.back(match.start), first[0] + shadow.back(match.end))
        position = row.meaning if position == "new" and kind == "motion" else position
    if kind == "motion" and position in ("new", "amend"):
        position = _procedural(context, view.text[start:end]) or position
    if kind == "recommendation" and not proposers:
        proposers = subjects(context, view.text[start:end])
    if kind == "recommendation" and proposers and all(agent.kind in ("person", "party") for agent in proposers):
        kind = "motion"
    if not proposers and heading is not None and heading.presented is not None:
        proposers = heading.presenters
        draft.elsewhere.append(("proposers", *heading.presented, "presenters"))
    if heading is not None and heading.row is not None and heading.row.attributes.get("quoted"):
        draft.rule = "reported"
    draft.fields.update(
        kind=kind,
        position=position,
        proposers=context.named(proposers),
        addressee=addressee,
        items=items_of(context, view, start, end),
    )
    return draft


def _procedural(context: Context, text: str) -> str | None:
    """Give the position of a motion whose few words only put the case off or send it back ("Saken utsettes.")."""
    outcome, start, _ = outcome_of(context, text)
    opening = re.sub(r"[^\w\s]", "", fold(text[:start])).strip()
    if len(text) > _FEW or "\n" in text or (opening and f"{opening} " not in context.that):
        return None
    return _PROCEDURAL.get(str(outcome))


def _behind_place(context: Context, view: View, start: int, end: int) -> int:
    """Leave out the short lines that only say where an amendment belongs ("Endring pkt 3:")."""
    ranges = list(paragraphs(view.text, start, end))
    bare = context.parser.vocabulary["headings"].matcher_of("motion")
    for low, high in ranges[:-1]:
        line = view.text[low:high].strip()
        place = any(char.isdigit() for char in line) or bare.opening(line.lower()) is not None
        if len(line) > 110 or line[-1:] in '.,;!?"»”' or not place:
            return low
        start = high + 1
    return trimmed(view.text, start, end)[0]


def _behind_marker(context: Context, view: View, start: int, end: int) -> int:
    """Leave out a number that stands before the only point: one point is no list."""
    marker = MARKER.match(view.text, start, end)
    points = find_points(view, start, end, context.that)
    return marker.end() if marker is not None and len(points) == 1 and not points[0].points else start


def _all_proposers(context: Context, view: View, start: int, end: int) -> tuple[Agent, ...]:
    """Give those whom the lead-ins of a block name, each once."""
    found: dict[str, Agent] = {}
    for low, high in paragraphs(view.text, start, end):
        lead = _lead(context, view, low, min(high, low + 400))
        if lead is not None and lead[1].start < 120:
            for agent in lead[0].agents(lead[1], "proposer", "body", "agent", "person"):
                found.setdefault(agent.name, agent)
    return tuple(found.values())


def _lead(context: Context, view: View, start: int, end: int) -> tuple[Shadow, Found] | None:
    matcher = context.parser.vocabulary["proposals"].matcher
    if not matcher.may_hold(view.text[start:end]):
        return None
    shadow = context.shadow(view, start, end)
    found = matcher.first(shadow.text)
    return (shadow, found) if found is not None else None


def from_sitting(context: Context, section: Section) -> Iterator[Draft]:
    """Read a part that collects what members put forward: one proposal for each that names its proposers.

    A sentence that names nobody goes on with the proposal before it.
    """
    view = context.view(section.ranges)
    current: Draft | None = None
    for low, high in paragraphs(view.text, 0, len(view.text)):
        for start, end in context.sentences(view, low, high):
            found = _lead(context, view, start, end)
            if found is None or not found[0].agents(found[1]):
                if current is not None:
                    current.end = end
                continue
            if current is not None:
                yield _with_items(context, current)
            current = _put_forward(context, view, start, end, *found)
    if current is not None:
        yield _with_items(context, current)


def from_debate(context: Context, section: Section) -> Iterator[Draft]:
    """Find what members put forward in the account of a debate: the sentences that open with who proposes."""
    view = context.view(section.ranges)
    for start, end in context.sentences(view):
        found = _lead(context, view, start, end)
        if found is None or found[1].start > 0 or found[0].text[:1] not in AGENTS:
            continue
        draft = _put_forward(context, view, start, end, *found)
        if draft.fields["proposers"] and all(a.kind in ("person", "party", "group") for a in draft.fields["proposers"]):
            yield _with_items(context, draft)


def _with_items(context: Context, draft: Draft) -> Draft:
    draft.fields["items"] = items_of(context, draft.view, draft.start, draft.end)
    return draft


def _put_forward(context: Context, view: View, start: int, end: int, shadow: Shadow, found: Found) -> Draft:
    row: Row = found.form.row
    draft = Draft("proposal", view, start, end, "proposals")
    draft.fields.update(
        kind=str(row.attributes.get("kind", "motion")),
        position=row.meaning,
        proposers=context.named(shadow.agents(found, "proposer", "body", "agent", "person")),
        addressee=next(iter(shadow.agents(found, "addressee")), None),
    )
    draft.told("proposers", start + shadow.back(found.start), start + shadow.back(found.end))
    return draft


def from_background(context: Context, section: Section) -> Iterator[Draft]:
    """Find recommendations and motions that the case text reports, each from its lead-in on.

    Behind a colon the proposal is what follows (to the end of the list or paragraph); otherwise it is the sentence.
    """
    view = context.view(section.ranges)
    matcher = context.parser.vocabulary["proposals"].matcher
    done = 0
    for start, end in list(context.sentences(view)):
        if start < done or not matcher.may_hold(view.text[start:end]):
            continue
        shadow = context.shadow(view, start, end)
        found = next((item for item in matcher.search(shadow.text) if _reported(item)), None)
        if found is None:
            continue
        proposers = shadow.agents(found, "proposer", "body", "agent", "person")
        row: Row = found.form.row
        low, high = _behind_colon(context, view, start, end, start + shadow.back(found.end))
        quoted = _quoted_points(context, view, low, high)
        draft = (
            Draft("proposal", quoted, 0, len(quoted.text), "reported")
            if quoted
            else Draft("proposal", view, low, high, "reported")
        )
        draft.fields.update(
            kind=str(row.attributes.get("kind", "recommendation")),
            position=row.meaning,
            proposers=proposers,
            addressee=next(iter(shadow.agents(found, "addressee")), None),
            items=items_of(context, draft.view, draft.start, draft.end),
        )
        if not quoted:
            draft.told("proposers", start + shadow.back(found.start), start + shadow.back(found.end))
        done = high
        if not proposers and row.attributes.get("kind") == "recommendation":
            continue
        yield draft


def _reported(found: Found) -> bool:
    row: Row = found.form.row
    return bool(row.attributes.get("reported"))


def _behind_colon(context: Context, view: View, start: int, end: int, lead_end: int) -> tuple[int, int]:
    text = view.text
    colon = text.find(":", max(start, lead_end - 1))
    stop = text.find("\n", lead_end)
    if colon < 0 or (0 <= stop < colon) or colon > lead_end + 80:
        return start, end
    rest = text[colon + 1 :]
    if rest[:1] == "\n" or not rest.strip():
        low = colon + 1 + len(rest) - len(rest.lstrip())
        return low, list_end(view, low, context.that)
    stop = text.find("\n", colon)
    return trimmed(text, colon + 1, len(text) if stop < 0 else stop)


def _quoted_points(context: Context, view: View, start: int, end: int) -> View | None:
    """Give the numbered points that a text quotes one by one, with comments between them, as a view of their own."""
    first = MARKER.match(view.text, start, end)
    if first is None or first["number"] != "1":
        return None
    quoted = [(start, end)]
    for low, high in paragraphs(view.text, end, len(view.text)):
        marker = MARKER.match(view.text, low, high)
        if marker is not None and marker["number"] == str(len(quoted) + 1):
            quoted.append((low, high))
    if len(quoted) < 2 or quoted[1][0] <= end + 1:
        return None
    ranges: list[tuple[int, int]] = []
    for low, high in quoted:
        ranges.extend([*view.spans(low, high), (view.offset(high), view.offset(high))])
    return context.view(ranges)


def list_end(view: View, start: int, that: tuple[str, ...]) -> int:
    """Give the end of the list that starts at `start`; without a list the end of the paragraph."""
    ranges = list(paragraphs(view.text, start, len(view.text)))
    if not ranges:
        return len(view.text)
    marker = MARKER.match(view.text, ranges[0][0])
    bare = fold(view.text[ranges[0][0] : ranges[0][1]]).startswith(that) if that else False
    end = ranges[0][1]
    if marker is None and not bare:
        return end
    for low, high in ranges[1:]:
        if marker is not None and MARKER.match(view.text, low) is None:
            break
        if bare and not fold(view.text[low:high]).startswith(that):
            break
        end = high
    return end
