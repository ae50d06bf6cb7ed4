"""Who voted how, where the text names the voters: with their party, or as the attendance list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..ballots import SIDES
from ..context import Context
from ..draft import VoteDraft
from ..forms import NAME, PARTY, PERSON, Found, without_overlap
from ..meeting.names import NameIndex
from ..mentions import Mention, Shadow
from ..rows import Row
from ..text import fold
from ..values import Agent, Attendee, Ballot
from ..view import View

_LEAD = re.compile(r"\s?(?:\((?P<bracketed>\d{1,3})\)|(?P<bare>\d{1,3}))?\s?:?\s?")
_MARKS = f"[{PERSON}{NAME}]"
_TITLE = r"(?:[^\W\d_][\w.]*\s){0,2}"


@lru_cache(maxsize=8)
def _index(attendance: tuple[Attendee, ...]) -> tuple[NameIndex, dict[str, Attendee]]:
    known = {one.name: one for one in reversed(attendance)}
    return NameIndex.of(known), known


def member(context: Context, name: str) -> Attendee | None:
    """Give the one person of the attendance list whom a name can mean."""
    index, known = _index(context.attendance)
    found = index.find(name)
    return known[found[0]] if len(found) == 1 else None


def voters(context: Context, mention: Mention) -> Sequence[Agent]:
    """Give the persons and parties of a mention; of bare names those on the attendance list, with its party."""
    agents = mention.value if isinstance(mention.value, tuple) else ()
    if mention.mark in (PERSON, PARTY):
        return [agent for agent in agents if agent.kind in ("person", "party")]
    if mention.mark != NAME:
        return []
    found = [(agent, member(context, agent.name)) for agent in agents]
    return [Agent(_name(agent.name, one.name), "person", one.party) for agent, one in found if one is not None]


def _name(written: str, listed: str) -> str:
    """Give a name as written, without a word behind it that is none of the person's."""
    return listed if written.startswith(f"{listed} ") else written


def named_sides(
    context: Context, view: View, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[VoteDraft]:
    """Find the sides of votes that a passage tells by the voters' names alone, outside what is `taken` already."""
    matcher = context.parser.vocabulary["votes"].matcher_of(*SIDES)
    names = _names(context.parser.vocabulary["language"].words("and"))
    for low, high in context.sentences(view, start, end):
        if any(low < stop and high > begin for begin, stop in taken):
            continue
        shadow = context.shadow(view, low, high)
        runs = list(names.finditer(shadow.text))
        for found in without_overlap(matcher.search(shadow.text)) if runs else ():
            row: Row = found.form.row
            run, count = _beside(shadow, found, runs) if not row.attributes.get("stance") else (None, None)
            if run is not None:
                runs.remove(run)
                yield _side(context, shadow, row, run, count, view.offset(low + shadow.back(run.start())))


def _names(joiners: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern of persons in a row: joined by commas and the words for "and", with a word or two before one."""
    joined = "|".join(sorted(map(re.escape, joiners)))
    return re.compile(rf"{_MARKS}(?:(?:,\s|,?\s(?:{joined})\s){_TITLE}{_MARKS})*")


def _beside(shadow: Shadow, found: Found, runs: Sequence[re.Match[str]]) -> tuple[re.Match[str] | None, int | None]:
    """Give the names that a word of voting is said of, and their number where it is told.

    They stand right behind it ("Mot stemte Kari Vik"), behind its colon, or right before it ("Kari Vik stemte mot").
    """
    text = shadow.text
    lead = _LEAD.match(text, found.end)
    colon = lead is not None and ":" in lead.group()
    verb = " " in text[found.start : found.end].strip() or colon
    if lead is not None and verb:
        after = next((run for run in runs if run.start() == lead.end()), None)
        if after is not None:
            count = lead["bracketed"] or lead["bare"]
            return after, int(count) if count else None
    row: Row = found.form.row
    if colon or not (verb or row.meaning == "abstained"):
        return None, None
    return next((run for run in runs if text[run.end() : found.start] == " "), None), None


def _side(context: Context, shadow: Shadow, row: Row, run: re.Match[str], count: int | None, first: int) -> VoteDraft:
    """Make one side of a vote; its number is that of the names where each is a known person's."""
    found = _mentions(shadow, run)
    known = [agent for mention in found for agent in voters(context, mention)]
    named = sum(len(mention.value) for mention in found if isinstance(mention.value, tuple))
    fields: dict[str, object] = {"method": "count", "shape": "named", "keep_open": True}
    fields["ballots"] = [Ballot(agent.name, agent.party, choice=SIDES[row.meaning]) for agent in known]
    if count is not None or (known and len(known) == named):
        fields[row.meaning] = count if count is not None else named
    return VoteDraft(fields, first)


def bystanders(context: Context, view: View) -> Iterator[Agent]:
    """Give the persons whom a passage says to have taken no part; that somebody only left says nothing of a case."""
    matcher = context.parser.vocabulary["votes"].matcher_of("not_participating")
    names = _names(context.parser.vocabulary["language"].words("and"))
    being = context.parser.vocabulary["grammar"].words("is")
    if matcher.first(fold(view.text)) is None:
        return
    for low, high in context.sentences(view):
        shadow = context.shadow(view, low, high)
        runs = list(names.finditer(shadow.text))
        for found in without_overlap(matcher.search(shadow.text)) if runs else ():
            row: Row = found.form.row
            if row.attributes.get("leaves"):
                continue
            inside = (run for run in runs if found.start <= run.start() < found.end)
            before = (run for run in runs if _is_of(shadow.text[run.end() : found.start], being))
            run = next(inside, None) or next(before, None)
            if run is not None:
                yield from (agent for mention in _mentions(shadow, run) for agent in voters(context, mention))


def _mentions(shadow: Shadow, run: re.Match[str]) -> list[Mention]:
    places = range(run.start(), run.end())
    return [mention for place in places if (mention := shadow.mention_at(place)) is not None]


def _is_of(between: str, being: frozenset[str]) -> bool:
    """Say whether what is said behind a name is said of it: nothing but a word for being stands between."""
    return between == " " or (between[:1] == " " and between.strip() in being)
