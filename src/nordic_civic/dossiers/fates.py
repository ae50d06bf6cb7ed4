"""What became of mandates: given, extended, reported back, discharged, or overdue at a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import attrs

from ..records import MandateKind, MandateStatus
from ..text import key
from .days import last_day

Fate = Literal["proposed", "given", "extended", "reported", "discharged", "overdue"]

_ORDER: dict[MandateStatus, int] = {"proposed": 0, "given": 1, "extended": 2, "discharged": 3}
_HELD: tuple[MandateStatus, ...] = ("given", "extended")
_REPORTED_ON: tuple[MandateKind, ...] = ("assignment", "terms_of_reference")


@attrs.frozen
class Given:
    """One mandate record of a dossier, as far as its fate depends on it.

    assignees: names
    date: its day
    recurs: whether it is to be done again and again
    reports_to: the names of the body that gave it and of whoever receives the result
    """

    id: str
    kind: MandateKind
    status: MandateStatus
    text: str
    assignees: tuple[str, ...] = ()
    date: str | None = None
    deadline: str | None = None
    recurs: bool = False
    reports_to: tuple[str, ...] = ()


@attrs.frozen
class Report:
    """A decision of the same dossier that takes note of something, in a case that names those where tasks were given.

    id: the decision
    body, date: whose it is, and its day
    mandate_ids: the mandates of the cases that its case names by body, number and day
    """

    id: str
    body: str | None
    date: str | None
    mandate_ids: tuple[str, ...]


@attrs.frozen
class MandateFate:
    """What became of one task.

    mandate_id: the record that gave it; the first one where none did
    fate: `proposed`, `given`, `extended`, `reported` (a report on it was noted), `discharged`, or `overdue` (given or
        extended, and its deadline has passed)
    since: the day of the step that made it so
    deadline: its deadline, the later one where it was extended
    steps: the records that tell of it, in order: the first and those that repeat, extend or end it
    report_id: the decision that took note of the report, where it is `reported`

    >>> MandateFate("mandate-1", "given", "2024-05-14", None, ("mandate-1",)).open
    True
    """

    mandate_id: str
    fate: Fate
    since: str | None
    deadline: str | None
    steps: tuple[str, ...]
    report_id: str | None = None

    @property
    def open(self) -> bool:
        """Say whether nothing is told that ended it; a report that was noted may have been about the way there."""
        return self.fate in ("given", "extended", "reported", "overdue")


def fates(mandates: Iterable[Given], on: date | None = None, reports: Iterable[Report] = ()) -> tuple[MandateFate, ...]:
    """Follow the mandates of one dossier; with `on`, as things stood on that day.

    A record that gives what one before it proposed or gave, in the same words, is a step of the same task. One that
    extends or ends a task is a step of the task of the same kind and assignee: the one with the same words, or else the
    only one that is open. Where that leaves a choice, it stands alone.

    A task is reported where the body that gave it, or whoever was to receive the result, takes note later, in a case
    that names the one where it was given; and only where no other task was given in the cases that are named.

    >>> given = Given("m-1", "assignment", "given", "Report.", ("Rådmannen",), "2024-01-10", "2024-06")
    >>> ended = Given("m-2", "assignment", "discharged", "Ended.", ("Rådmannen",), "2024-09-01")
    >>> [one.fate for one in fates([ended, given])], [one.fate for one in fates([ended, given], date(2024, 7, 1))]
    (['discharged'], ['overdue'])
    """
    known = [one for one in mandates if _known(one.date, on)]
    known.sort(key=lambda one: (one.date or "", _ORDER[one.status], one.id))
    tasks: list[list[Given]] = []
    by_words: dict[tuple[object, ...], list[Given]] = {}
    by_assignee: dict[tuple[str, str], list[list[Given]]] = defaultdict(list)
    for one in known:
        words = (one.kind, key(one.text), tuple(sorted(map(key, one.assignees))))
        task = by_words.get(words)
        if task is None and one.status in ("extended", "discharged"):
            task = _only_open(one, by_assignee)
        if task is None:
            task = []
            tasks.append(task)
            for name in {key(name) for name in one.assignees}:
                by_assignee[one.kind, name].append(task)
        task.append(one)
        by_words.setdefault(words, task)
    reported = _reported(tasks, [one for one in reports if _known(one.date, on)])
    return tuple(_fate(task, on, reported.get(task[0].id)) for task in tasks)


def _known(day: str | None, on: date | None) -> bool:
    return on is None or day is None or day[:10] <= on.isoformat()


def _only_open(one: Given, by_assignee: dict[tuple[str, str], list[list[Given]]]) -> list[Given] | None:
    found = {
        id(task): task
        for name in one.assignees
        for task in by_assignee.get((one.kind, key(name)), ())
        if not any(step.status == "discharged" for step in task) and any(step.status != "proposed" for step in task)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _reported(tasks: Iterable[Sequence[Given]], reports: Iterable[Report]) -> dict[str, Report]:
    """Give the first report on each task after it was last given or extended, by the id of the task's first record."""
    task_of = {one.id: task for task in tasks for one in task if one.status in _HELD and one.kind in _REPORTED_ON}
    found: dict[str, Report] = {}
    for report in sorted(reports, key=lambda one: (one.date or "", one.id)):
        named = {task_of[name][0].id: task_of[name] for name in report.mandate_ids if name in task_of}
        if len(named) == 1:
            ((first, task),) = named.items()
            if _answers(report, task):
                found.setdefault(first, report)
    return found


def _answers(report: Report, task: Sequence[Given]) -> bool:
    held = [one for one in task if one.status in _HELD]
    receivers = {key(name) for one in held for name in one.reports_to}
    later = report.date is not None and all(one.date is not None and one.date < report.date for one in held)
    return later and report.body is not None and key(report.body) in receivers and not any(one.recurs for one in held)


def _fate(task: Sequence[Given], on: date | None, report: Report | None) -> MandateFate:
    furthest = max(task, key=lambda one: _ORDER[one.status])
    first = next(one for one in task if one.status == furthest.status)
    told = [one.deadline for one in task if one.deadline and one.status == furthest.status]
    deadline = told[-1] if told else next((one.deadline for one in reversed(task) if one.deadline), None)
    origin = next((one for one in task if one.status == "given"), task[0])
    steps = tuple(one.id for one in task)
    if report is not None and furthest.status in _HELD:
        return MandateFate(origin.id, "reported", report.date, deadline, steps, report.id)
    fate: Fate = furthest.status
    last = last_day(deadline)
    if on is not None and last is not None and last < on and fate in _HELD:
        fate = "overdue"
    return MandateFate(origin.id, fate, first.date, deadline, steps)
