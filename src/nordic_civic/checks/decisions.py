"""Decisions against the headings that announce them; and documents without the records that they must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..outline import Heading
from ..recognise.outcomes import outcome_of
from ..records import Case, Check
from .base import Facts, counted, listed, nothing, outcome, told


def decisions(facts: Facts) -> Check:
    """Look for a taken decision with text and outcome in every case whose text announces one.

    A heading without any words below it is told; it fails the check only where most headings are such.
    """
    code = "decisions"
    if not facts.sitting:
        return nothing(code, f"A document of the kind {facts.kind} takes no decisions.")
    announced = list(_announced(facts))
    taken = [decision for found in facts.taken.values() for decision in found]
    if not announced and not taken:
        return nothing(code, "No heading announces a decision, and none was found.")
    undecided: list[tuple[Case, Heading]] = []
    empty: list[tuple[Case, Heading]] = []
    for case, headings in announced:
        if facts.taken.get(case.id):
            continue
        said = [_words(facts, heading) for heading in headings]
        if not any(said):
            empty.append((case, headings[0]))
        elif any(words and outcome_of(facts.context, words)[0] != "none" for words in said):
            undecided.append((case, headings[0]))
    weak = [decision for decision in taken if decision.outcome is None or not decision.text.strip()]
    sentences = list(_told(facts, [case for case, _ in undecided], [case for case, _ in empty]))
    if weak:
        sentences.append(f"Without outcome or text: {listed(facts.name(one.case_id) for one in weak)}.")
    spans = [facts.span(heading.start, heading.end) for _, heading in (*undecided, *empty)]
    spans += [one.spans[0] for one in weak]
    message = told(sentences) or "Every case with a heading of decision has a decision with text and outcome."
    decided = len(announced) - len(undecided) - len(empty)
    bare = 2 * len(empty) > len(announced)
    passed = not undecided and not weak and not bare
    return outcome(code, passed, f"{counted(len(announced), 'case')} decided", f"{decided} decided", message, spans)


def _told(facts: Facts, undecided: Sequence[Case], empty: Sequence[Case]) -> Iterator[str]:
    if undecided:
        names = listed(facts.name(case.id) for case in undecided)
        yield f"A heading announces a decision, but none was read: {names}. Look at the text under it."
    if empty:
        names = listed(facts.name(case.id) for case in empty)
        yield f"A heading announces a decision, but no words follow it: {names}."


def _announced(facts: Facts) -> Iterator[tuple[Case, list[Heading]]]:
    """Give the cases with a heading of this sitting's decision, and those headings."""
    if not facts.agenda.bodies:
        headings = _own_decisions(facts, facts.headings)
        if headings and facts.result.cases:
            yield facts.result.cases[0], headings
        return
    for item in facts.agenda.bodies:
        case = facts.cases_by_item.get(item.line.index)
        headings = _own_decisions(facts, facts.inside(item))
        if case is not None and headings:
            yield case, headings


def _own_decisions(facts: Facts, headings: Sequence[Heading]) -> list[Heading]:
    """Give the headings of decision that stand under no other body's or earlier treatment."""
    found: list[Heading] = []
    past = False
    for heading in headings:
        if heading.role == "decision":
            if facts.own(heading) and not past:
                found.append(heading)
        elif heading.role in ("history", "instance", "treatment"):
            past = heading.role == "history" or (past and heading.role == "instance") or not facts.own(heading)
        elif heading.role in ("background", "summary", "recommendation"):
            past = False
    return found


def _words(facts: Facts, heading: Heading) -> str:
    """Give the words under a heading, up to the next one."""
    rest = facts.context.reading.text[heading.end : facts.context.lines[heading.last_line].end]
    lines = facts.context.lines[heading.last_line + 1 : facts.after(heading)]
    kept = [line.text for line in lines if line.text and line not in facts.context.furniture]
    return "\n".join([rest.strip(), *kept]).strip()


def records(facts: Facts) -> Check:
    """Look whether a document has the records that its kind cannot be without."""
    code = "records"
    result = facts.result
    counts = {name: len(getattr(result, name)) for name in ("cases", "proposals", "decisions", "mandates")}
    found = ", ".join(counted(count, name.removesuffix("s")) for name, count in counts.items())
    if not any(counts.values()):
        what = "This municipal document gave no record at all: its layout is unknown, or it has no text."
        return outcome(code, False, "records", "none", what)
    if facts.kind in ("minutes", "minutes_extract", "agenda") and not facts.agenda.bodies and not counts["decisions"]:
        what = "No item was found by its heading, and no decision: the layout is unknown."
        return outcome(code, facts.kind == "minutes_extract" and bool(counts["proposals"]), "items", found, what)
    if facts.kind == "minutes" and not any(facts.taken.values()):
        cases = counted(counts["cases"], "case")
        what = f"Minutes with {cases} took no decision at all. Look for headings that were not recognised."
        return outcome(code, False, "decisions", found, what)
    return outcome(code, True, "records", found, "The document gave records.")
