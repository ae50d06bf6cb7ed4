"""Decisions that a text tells of: made by another body, or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from ..context import Context
from ..draft import Draft
from ..forms import BODY, DATE, IDENTIFIER, Found
from ..mentions import Mention, Shadow
from ..outline import Section
from ..rows import Row
from ..text import CAPITAL, fold
from ..values import OUTCOMES, Agent, Identifier
from ..view import View
from .clauses import clauses
from .decisions import resolution
from .outcomes import outcome_of
from .proposals import items_of, list_end, trimmed

_YEAR = re.compile(r"(?<=[^\W\d]\s)((?:19|20)\d\d)(?![\d:/–-]|\.\d)(?!\s?[-–]\s?\d)")
_NEXT_DAY = re.compile(
    rf"{DATE}(?:,?\s{IDENTIFIER})?(?:,|\s\w{{2,4}}|,\s\w{{2,4}})\s(?:\w{{2,3}}\s)?(?P<day>{DATE})(?=(?:,?\s(?P<number>{IDENTIFIER}))?)"
)
_NAMED = re.compile(rf"(?<=[^\W\d_]\s)(?<![.:]\s){CAPITAL}[^\W\d_]{{3,}}")
_DAY = len("2024-01-01")
_MONTH = len("2024-01")
_CLOSE = 40
_FAR = 80


def cited_in_text(context: Context, sections: Sequence[Section]) -> Iterator[Draft]:
    """Find cited decisions in running text: a clause with a body, a verb of deciding and a date or number."""
    told: list[Draft] = []
    for section in sections:
        view = context.view(section.ranges)
        ranges = list(context.sentences(view))
        for number, (start, end) in enumerate(ranges):
            before = ranges[number - 1] if number else None
            for draft in _cited(context, view, start, end, before):
                known = next((other for other in told if _same(draft, other)), None)
                if known is not None and draft.start < end:
                    continue
                if known is not None:  # what stands behind a colon are the decision's own words
                    told.remove(known)
                told.append(draft)
                if draft.end == end:
                    _lengthen(context, view, draft, ranges[number + 1 :])
    yield from (draft for draft in told if not any(_vaguer(draft, other) for other in told))


def _same(draft: Draft, other: Draft) -> bool:
    """Say whether a decision was told of before: by its body, and by its day or number as far as it gives them."""
    body, known = draft.fields["body"], other.fields["body"]
    if body.name.lower() != known.name.lower():
        return False
    date, item = draft.fields.get("date"), str(draft.fields.get("item") or "").partition("/")[0]
    told = str(other.fields.get("item") or "").partition("/")[0]
    return (date in (None, other.fields.get("date"))) and item in ("", told)


def _vaguer(draft: Draft, other: Draft) -> bool:
    """Say whether another draft gives the day of the body's decision that this one dates by a season or a year."""
    date, day = str(draft.fields.get("date") or ""), str(other.fields.get("date") or "")
    if len(date) in (0, _DAY) or len(day) != _DAY or date[:4] != day[:4]:
        return False
    body: Agent = draft.fields["body"]
    known: Agent = other.fields["body"]
    return body.name.lower() == known.name.lower()


def _cited(context: Context, view: View, start: int, end: int, before: tuple[int, int] | None) -> Iterator[Draft]:
    matcher = context.parser.vocabulary["citations"].matcher_of(*OUTCOMES, "decided")
    if not matcher.may_hold(view.text[start:end]):
        return
    shadow = context.shadow(view, start, end)
    for clause in clauses(shadow, matcher, context.parser.vocabulary["language"].words("and")):
        found, low, high = clause.found, clause.start, clause.end
        inside = context.shadow(view, start + shadow.back(low), start + shadow.back(high))
        body = next(iter(shadow.agents(found, "body", "agent")), None) or _nearest_body(
            inside, found.start - low, found.end - low + _FAR
        )
        lead = shadow.text.find(":", found.end)
        if body is None or (0 <= lead <= found.end + 1 and BODY not in shadow.text[: found.end]):
            told = _behind_colon(context, view, start + shadow.back(lead) + 1 if lead >= 0 else end, before)
            yield from [told] if told is not None else []
            continue
        yield from _told(context, Told(view, start + shadow.back(low), inside, found, low), body, before)


@attrs.frozen
class Told:
    """A clause that tells of a decision: its shadow, where it stands, and the form found (in the sentence's shadow)."""

    view: View
    start: int
    shadow: Shadow
    found: Found
    shift: int

    @property
    def verb(self) -> tuple[int, int]:
        """Give the range of the form in the clause's own shadow."""
        return max(0, self.found.start - self.shift), self.found.end - self.shift


def _told(context: Context, told: Told, body: Agent, before: tuple[int, int] | None) -> Iterator[Draft]:
    """Give the decision of a clause; where it names several days in a row, one for each."""
    shadow, (verb, after) = told.shadow, told.verb
    date = _date_of(context, shadow, verb, after)
    item = _nearest(shadow, IDENTIFIER, verb)
    earlier = None
    if date is None:
        earlier = _only_year(shadow.text[max(0, verb - _CLOSE) : after + _CLOSE])
        earlier = earlier or (None if item else _date_before(context, told.view, before) or _only_year(shadow.text))
    earlier = None if _to_come(context, earlier) else earlier
    if date is None and item is None and earlier is None:
        return
    draft = _draft(context, told, body)
    if date is not None:
        draft.told("date", told.start + date.start, told.start + date.end)
    if date is not None or earlier is not None:
        draft.fields["date"] = date.value if date is not None else earlier
    if item is not None and isinstance(item.value, Identifier) and item.value.role == "item":
        draft.fields["item"] = item.value.value
    yield draft
    for day, number in _days_in_a_row(shadow, date):
        further = _draft(context, told, body)
        further.fields["date"] = day
        if number is not None:
            further.fields["item"] = number
        yield further


def _draft(context: Context, told: Told, body: Agent) -> Draft:
    shadow, (verb, after) = told.shadow, told.verb
    row: Row = told.found.form.row
    outcome = row.meaning
    if outcome == "decided":
        outcome = outcome_of(context, shadow.source)[0] or "adopted"
        outcome = "adopted" if outcome == "none" else outcome
    low, high = _bracket(shadow, verb, after)
    start = max(shadow.back(low), _apposed(context, shadow, verb) if row.attributes.get("apposed") else 0)
    draft = Draft("decision", told.view, told.start + start, told.start + shadow.back(high), "citations")
    draft.fields.update(role="cited", body=body, outcome=outcome)
    draft.told("outcome", told.start + shadow.back(verb), told.start + shadow.back(after))
    return draft


def _days_in_a_row(shadow: Shadow, date: Mention | None) -> Iterator[tuple[str, str | None]]:
    """Give the days, with their numbers, that follow a first one in a row ("den 3 maj, § 4, den 5 juni och …")."""
    if date is None:
        return
    at = next((n for n, char in enumerate(shadow.text) if char == DATE and shadow.mention_at(n) is date), None)
    if at is None:
        return
    while (match := _NEXT_DAY.match(shadow.text, at)) is not None:
        at = match.end("day") - 1
        day, number = shadow.mention_at(at), match["number"] and shadow.mention_at(match.start("number"))
        if day is None or not isinstance(day.value, str) or len(day.value) < _DAY:
            return
        value = number.value if number else None
        yield day.value, value.value if isinstance(value, Identifier) else None


def _apposed(context: Context, shadow: Shadow, verb: int) -> int:
    """Give where in the source the name of a participle's thing starts ("… gäller Riktlinjer för resor, antagna av …").

    It is the first word with a capital inside the sentence that no municipality bears; 0 where there is none.
    """
    names = context.parser.registry.names()
    for match in _NAMED.finditer(shadow.source, 0, shadow.back(verb)):
        word = fold(match.group())
        if word not in names and word.removesuffix("s") not in names and not _in_mention(shadow, match.start()):
            return match.start()
    return 0


def _in_mention(shadow: Shadow, place: int) -> bool:
    return any(mention.start <= place < mention.end for mention in shadow.mentions)


def _date_of(context: Context, shadow: Shadow, start: int, end: int) -> Mention | None:
    """Give the day nearest to the verb, none that is still to come; a month or year only where it stands close."""
    days = [(at, shadow.mention_at(at)) for at, char in enumerate(shadow.text) if char == DATE]
    past = [(at, day) for at, day in days if day is not None and not _to_come(context, day.value)]
    if not past:
        return None
    place, date = min(past, key=lambda one: (abs(one[0] - start), one[0]))
    whole = isinstance(date.value, str) and len(date.value) >= _DAY
    return date if whole or start - _CLOSE <= place <= end + _CLOSE else None


def _to_come(context: Context, date: object) -> bool:
    """Say whether a date lies behind the document's own day: nothing was decided then.

    A season or quarter of the document's own year may have been before.
    """
    if context.date is None or not isinstance(date, str):
        return False
    named = date[:4] if len(date) == _MONTH and date[5:] > "12" else date
    return named > context.date[: len(named)]


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
