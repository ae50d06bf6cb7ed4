"""What the parser verifies about its own work."""

from __future__ import annotations

from collections.abc import Sequence

from .context import Context
from .items import Agenda
from .labels import Label
from .outline import Heading
from .records import Check, ParseResult


def run_checks(
    context: Context, agenda: Agenda, headings: Sequence[Heading], labels: Sequence[Label], result: ParseResult
) -> tuple[Check, ...]:
    """Run every check on a finished result."""
    del context, agenda, headings, labels, result
    return ()
