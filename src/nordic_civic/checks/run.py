"""Run every check on a finished result."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..context import Context
from ..items import Agenda
from ..labels import Label
from ..outline import Heading
from ..records import Check, ParseResult
from .agreement import bodies, dates
from .base import Facts, nothing
from .coverage import coverage
from .decisions import decisions, records
from .items import bookmarks, items_listed, items_range, numbering
from .voters import voters
from .votes import tally, total

CHECKS: tuple[Callable[[Facts], Check], ...] = (
    items_listed,
    items_range,
    bookmarks,
    numbering,
    decisions,
    tally,
    voters,
    total,
    coverage,
    records,
    dates,
    bodies,
)
"""The checks in the order in which they are told; each is named after its code."""


def run_checks(
    context: Context, agenda: Agenda, headings: Sequence[Heading], labels: Sequence[Label], result: ParseResult
) -> tuple[Check, ...]:
    """Run every check; one that crashes is told as a fault of the document's context and compares nothing."""
    facts = Facts(context, agenda, headings, labels, result)
    return tuple(context.faults.run(_crashed(check.__name__), check, facts) for check in CHECKS)


def _crashed(code: str) -> Check:
    return nothing(code, "The check itself crashed; a diagnostic says how.")
