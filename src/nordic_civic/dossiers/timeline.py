"""The timeline of a dossier: what was handled, proposed, decided and given to whom, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

import attrs

from ..records import Case, Decision, Mandate, ParseResult, Proposal, Record
from ..text import key
from .fates import Given, Report
from .keys import case_keys, cited_keys

EventKind = Literal["case", "proposal", "decision", "mandate"]

_ORDER = {"case": 0, "proposal": 1, "decision": 2, "mandate": 3}
_UNKNOWN = "9999"


@attrs.frozen
class Event:
    """One thing that happened in a dossier.

    date: the day, EDTF; null where it is not known
    kind: `case` (a body handled it), `proposal`, `decision` or `mandate`
    what: how: the proposal's kind and position, the decision's outcome, the mandate's kind and status
    who: the body that handled or decided, who proposed, who was given the task
    text: the words
    record_id: the record it was read from
    case_id: its case
    source: the file
    page: the page, where the file has pages

    >>> Event("2024-05-14", "decision", "adopted", ("Formannskapet",), "Vedtas.", "decision-1", "case-1").page is None
    True
    """

    date: str | None
    kind: EventKind
    what: str
    who: tuple[str, ...]
    text: str
    record_id: str
    case_id: str
    source: str | None = None
    page: int | None = None


def timeline(case_ids: Collection[str], results: Iterable[ParseResult]) -> list[Event]:
    """Give the events of the cases of one dossier, the first one first; undated ones stand last.

    What a text only tells of is left out where the documents have the decision itself.

    >>> import nordic_civic as nc
    >>> result = nc.parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
    >>> [event.kind for event in timeline([result.cases[0].id], [result])]
    ['case', 'decision']
    """
    events: dict[str, Event] = {}
    told: dict[str, frozenset[str]] = {}
    decided: set[str] = set()
    for result in results:
        for record in _records(result, frozenset(case_ids)):
            events[record.id] = _event(record, result)
            if isinstance(record, Decision) and record.role == "cited":
                told[record.id] = cited_keys(record, result.document)
        decided |= _decided(result)
    taken = {_place(one) for one in events.values() if one.kind == "decision" and one.record_id not in told}
    here = {name for name, keys in told.items() if _place(events[name]) in taken or not keys.isdisjoint(decided)}
    kept = [event for event in events.values() if event.record_id not in here]
    return sorted(kept, key=lambda one: (one.date or _UNKNOWN, _ORDER[one.kind], one.source or "", one.record_id))


def _decided(result: ParseResult) -> set[str]:
    """Give the keys of the items in which a document records a decision."""
    cases = {one.case_id for one in result.decisions if one.role == "taken"}
    return {one.value for name, one in case_keys(result) if name in cases and one.rule == "item" and not one.cites}


def given(case_ids: Collection[str], results: Iterable[ParseResult]) -> Iterator[Given]:
    """Give the mandates of the cases of one dossier, as `fates` takes them."""
    for result in results:
        for record in _records(result, frozenset(case_ids)):
            if isinstance(record, Mandate):
                names = tuple(agent.name for agent in record.assignees)
                yield Given(
                    record.id,
                    record.kind,
                    record.status,
                    record.text,
                    names,
                    date=_date(record, result),
                    deadline=record.deadline,
                    recurs=record.recurrence is not None,
                    reports_to=tuple(one.name for one in (record.assigner, record.reports_to) if one is not None),
                )


def reports(case_ids: Collection[str], results: Iterable[ParseResult]) -> Iterator[Report]:
    """Give the decisions of one dossier that may be reports on its mandates, as `fates` takes them."""
    chosen = frozenset(case_ids)
    own: dict[str, set[str]] = defaultdict(set)
    cites: dict[str, set[str]] = defaultdict(set)
    mandates: dict[str, list[str]] = defaultdict(list)
    noted: dict[str, tuple[Decision, str | None]] = {}
    for result in results:
        for case_id, one in case_keys(result):
            if one.rule != "item" or case_id not in chosen:
                continue
            if one.cites:
                cites[case_id].add(one.value)
            else:
                own[one.value].add(case_id)
        for record in _records(result, chosen):
            if isinstance(record, Mandate):
                mandates[record.case_id].append(record.id)
            elif isinstance(record, Decision) and record.role == "taken" and record.outcome == "noted":
                noted[record.id] = record, _date(record, result)
    for decision, day in noted.values():
        named = {case_id for value in cites[decision.case_id] for case_id in own[value]} - {decision.case_id}
        found = tuple(sorted({name for case_id in named for name in mandates[case_id]}))
        if found:
            yield Report(decision.id, decision.body.name if decision.body else None, day, found)


def _records(result: ParseResult, case_ids: frozenset[str]) -> Iterator[Case | Proposal | Decision | Mandate]:
    yield from (case for case in result.cases if case.id in case_ids)
    yield from (proposal for proposal in result.proposals if proposal.case_id in case_ids)
    yield from (decision for decision in result.decisions if decision.case_id in case_ids)
    yield from (mandate for mandate in result.mandates if mandate.case_id in case_ids)


def _date(record: Record, result: ParseResult) -> str | None:
    """Give the day of a record: its own, else of what it stands in, else of its case, else of the document."""
    if isinstance(record, Mandate) and record.origin_id is not None:
        origin = next(one for one in (*result.proposals, *result.decisions) if one.id == record.origin_id)
        return _date(origin, result)
    if isinstance(record, Case | Decision) and record.date is not None:
        return record.date
    if isinstance(record, Decision) and record.role == "cited":
        return None
    case = next((case for case in result.cases if case.id == getattr(record, "case_id", None)), None)
    return (case.date if case is not None else None) or result.document.date


def _event(record: Case | Proposal | Decision | Mandate, result: ParseResult) -> Event:
    kind, what, who, text = _told(record)
    case_id = record.id if isinstance(record, Case) else record.case_id
    place = (result.document.source, record.spans[0].page)
    return Event(_date(record, result), kind, what, who, text, record.id, case_id, *place)


def _told(record: Case | Proposal | Decision | Mandate) -> tuple[EventKind, str, tuple[str, ...], str]:
    if isinstance(record, Case):
        return "case", "handled", (record.body.name,) if record.body else (), record.title or record.text
    if isinstance(record, Proposal):
        names = tuple(f"{one.name} ({one.party})" if one.party else one.name for one in record.proposers)
        return "proposal", f"{record.kind}, {record.position}", names, record.text
    if isinstance(record, Decision):
        what = record.outcome or "decided"
        return "decision", what, (record.body.name,) if record.body else (), record.text
    names = tuple(one.name for one in record.assignees)
    return "mandate", f"{record.kind}, {record.status}", names, record.text


def _place(event: Event) -> tuple[str | None, str]:
    return event.date, " ".join(key(name) for name in event.who)
