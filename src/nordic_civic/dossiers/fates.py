"""What became of mandates: given, extended, discharged, or overdue at a given day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import attrs

from ..records import MandateKind, MandateStatus
from ..text import key
from .days import last_day

Fate = Literal["proposed", "given", "extended", "discharged", "overdue"]

_ORDER: dict[MandateStatus, int] = {"proposed": 0, "given": 1, "extended": 2, "discharged": 3}


@attrs.frozen
class Given:
    """One mandate record of a dossier, as far as its fate depends on it; `assignees` are names, `date` is its day."""

    id: str
    kind: MandateKind
    status: MandateStatus
    text: str
    assignees: tuple[str, ...] = ()
    date: str | None = None
    deadline: str | None = None


@attrs.frozen
class MandateFate:
    """What became of one task.

    mandate_id: the record that gave it; the first one where none did
    fate: `proposed`, `given`, `extended`, `discharged`, or `overdue` (given or extended, and its deadline has passed)
    since: the day of the step that made it so
    deadline: its deadline, the later one where it was extended
    steps: the records that tell of it, in order: the first and those that repeat, extend or end it

    >>> MandateFate("mandate-1", "given", "2024-05-14", None, ("mandate-1",)).open
    True
    """

    mandate_id: str
    fate: Fate
    since: str | None
    deadline: str | None
    steps: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Say whether it is still to be done."""
        return self.fate in ("given", "extended", "overdue")


def fates(mandates: Iterable[Given], on: date | None = None) -> tuple[MandateFate, ...]:
    """Follow the mandates of one dossier; with `on`, as things stood on that day.

    A record that gives what one before it proposed or gave, in the same words, is a step of the same task. One that
    extends or ends a task is a step of the task of the same kind and assignee: the one with the same words, or else the
    only one that is open. Where that leaves a choice, it stands alone.

    >>> given = Given("m-1", "assignment", "given", "Report.", ("Rådmannen",), "2024-01-10", "2024-06")
    >>> ended = Given("m-2", "assignment", "discharged", "Ended.", ("Rådmannen",), "2024-09-01")
    >>> [one.fate for one in fates([ended, given])], [one.fate for one in fates([ended, given], date(2024, 7, 1))]
    (['discharged'], ['overdue'])
    """
    known = [one for one in mandates if on is None or one.date is None or one.date[:10] <= on.isoformat()]
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
    return tuple(_fate(task, on) for task in tasks)


def _only_open(one: Given, by_assignee: dict[tuple[str, str], list[list[Given]]]) -> list[Given] | None:
    found = {
        id(task): task
        for name in one.assignees
        for task in by_assignee.get((one.kind, key(name)), ())
        if not any(step.status == "discharged" for step in task) and any(step.status != "proposed" for step in task)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _fate(task: Sequence[Given], on: date | None) -> MandateFate:
    furthest = max(task, key=lambda one: _ORDER[one.status])
    first = next(one for one in task if one.status == furthest.status)
    told = [one.deadline for one in task if one.deadline and one.status == furthest.status]
    deadline = told[-1] if told else next((one.deadline for one in reversed(task) if one.deadline), None)
    fate: Fate = furthest.status
    last = last_day(deadline)
    if on is not None and last is not None and last < on and fate in ("given", "extended"):
        fate = "overdue"
    origin = next((one for one in task if one.status == "given"), task[0])
    return MandateFate(origin.id, fate, first.date, deadline, tuple(one.id for one in task))
