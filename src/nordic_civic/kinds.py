"""Which kind of document this is: by its title, and by what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from .identify import Head
from .items import Agenda
from .labels import Label
from .lines import Line
from .outline import Heading
from .recognise.decisions import alike

_AHEAD = frozenset(("agenda", "case_presentation"))
_OWN = frozenset(("decision", "recommendation", "motion", "treatment"))


def kind_of(
    head: Head, headings: Sequence[Heading], agenda: Agenda, labels: Sequence[Label], lines: Sequence[Line]
) -> str:
    """Give the kind of a document that is municipal.

    The title says what it was meant to be, the parts what it is: an agenda with decisions filled in is minutes, minutes
    of one item without a cover are an extract, a memo that sets out a remit is terms of reference.
    """
    roles = {heading.role for heading in headings}
    title = head.kind if head.kind != "not_municipal" else None
    decided = _decided(headings, head)
    if _is_remit(headings, title, decided):
        return "terms_of_reference"
    if title in ("letter", "motion", "regulation", "case_presentation", "memo", "terms_of_reference") and not decided:
        return title
    if title in ("minutes", "minutes_extract", "agenda", None) or decided:
        if decided:
            return _minutes(title, headings, agenda, lines)
        if title == "minutes_extract":
            return title
        if title == "minutes" and agenda.bodies:
            return "minutes"
        if title == "agenda" or len(agenda.bodies) > 1:
            return "agenda"
    if _is_letter(headings, labels) and not roles & _OWN:
        return "letter"
    if "motion" in roles and not roles & {"treatment", "decision"}:
        return "motion"
    if roles & {"recommendation"}:
        return "case_presentation"
    if head.recipient is not None:
        return "letter"
    return title or "other_municipal"


def _is_letter(headings: Sequence[Heading], labels: Sequence[Label]) -> bool:
    """Say whether a document has the marks of a letter: the other party's reference, a greeting at its end."""
    return any(label.meaning == "foreign" and label.value for label in labels) or (
        any(label.meaning == "recipient" and label.value for label in labels)
        and any(heading.role == "signature" for heading in headings)
    )


def _decided(headings: Sequence[Heading], head: Head) -> bool:
    """Say whether the document tells of a decision; papers for a sitting may tell of those of a body before."""
    before = False
    for heading in headings:
        if heading.role in ("instance", "treatment") and heading.agents:
            before = head.kind in _AHEAD and _before(heading, head)
        decides = heading.role == "decision" or (heading.role == "treatment" and (heading.agents or heading.date))
        if decides and not before:
            return True
    return False


def _before(heading: Heading, head: Head) -> bool:
    """Say whether a heading is about an earlier sitting, or another body's."""
    other = head.body is not None and heading.agents[0].kind == "body" and not alike(heading.agents[0], head.body)
    return other and bool(heading.date and head.date and heading.date < head.date)


def _is_remit(headings: Sequence[Heading], title: str | None, decided: bool) -> bool:
    roles = [heading.role for heading in headings]
    parts = {"remit", "members", "task", "reporting", "time_frame"} & set(roles)
    several = "remit" in parts and len(parts) >= 2 and title != "regulation"
    return not decided and (title == "terms_of_reference" or several)


def _minutes(title: str | None, headings: Sequence[Heading], agenda: Agenda, lines: Sequence[Line]) -> str:
    if title == "minutes_extract":
        return title
    cover = any(heading.role in ("attendance", "announcement", "contents") for heading in headings)
    if len(agenda.bodies) > 1 or (cover and agenda.listed):
        return "minutes"
    first = agenda.bodies[0].line.index if agenda.bodies else len(lines)
    attended = any(heading.role == "attendance" and heading.line < first for heading in headings)
    return "minutes" if attended else "minutes_extract"
