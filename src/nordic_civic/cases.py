"""One case: its parts read by their roles into drafts of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import attrs

from .blocks import Block, Told, blocks
from .context import Context
from .copies import join_copies
from .draft import CaseDraft
from .forms import PERSON
from .outline import Section
from .recognise.bare import bare_decision
from .recognise.citations import cited_history, cited_in_text, cited_lead
from .recognise.decisions import alike, is_historic, is_sitting, read_decision, resumed, same_body
from .recognise.dissents import find_dissents, remarks
from .recognise.lists import attachments_in, recipients_in
from .recognise.mandates import find_mandates
from .recognise.outcomes import announces_none, outcome_of
from .recognise.proposals import from_background, from_debate, from_section, from_sitting
from .recognise.remits import find_remit, term_of_office
from .recognise.rulings import resolves, result_at
from .recognise.signatures import signers, writing_office
from .recognise.steps import cited_steps, without_steps
from .recognise.votes import find_votes
from .resolve import resolve_case
from .values import Agent

TOLD = frozenset(
    (
        "",
        "background",
        "summary",
        "history",
        "treatment",
        "other",
        "procedure",
        "instance",
        "remit",
        "task",
        "speeches",
        "questions",
    )
)
"""Roles whose running text may tell of decisions made elsewhere."""

_NEAR = 400
_UNRESOLVED = ("dissents", "not_participating", "result")


def read_case(context: Context, case: CaseDraft, sections: Sequence[Section]) -> None:
    """Read the parts of a case into drafts, each part alone: one that fails is told and costs only itself."""
    words = Told(partial(result_at, context), partial(resolves, context))
    parts = list(blocks(sections, context.reading.text, context.that, words))
    for number, block in enumerate(parts):
        reader = _READERS.get(block.role)
        if reader is not None:
            context.guarded(reader, context, case, block, parts[number + 1 :])
    if not any(block.role == "decision" for block in parts) and not case.decisions:
        context.guarded(_bare, context, case, parts)
    told = [block.section for block in parts if block.role in TOLD]
    context.guarded(_cited, context, case, told)
    context.guarded(find_remit, context, case, parts)
    context.guarded(join_copies, case)
    context.guarded(resolve_case, context, case, parts)
    for name in _UNRESOLVED:
        case.fields.pop(name, None)
    context.guarded(_mandates, context, case)
    context.guarded(_terms, context, case, parts)


def _recommendation(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    own = block.section.heading is not None and _is_own(context, block, following)
    if own and context.kind in ("minutes", "minutes_extract"):
        _decision(context, case, block, following)
        return
    if context.kind in ("minutes", "minutes_extract") and _is_step(context, case, block):
        _step(context, case, block, following)
        return
    section, steps = without_steps(context, block.section)
    case.decisions.extend(cited_steps(context, steps))
    draft = from_section(context, section, "recommendation", block.origin)
    if draft is None or announces_none(context, draft.text):
        return
    told = cited_lead(context, block.section)
    case.decisions.extend([told] if told is not None else [])
    draft.historic = is_historic(context, block)
    if context.kind == "motion":
        draft.fields["kind"] = "motion"
        draft.fields["proposers"] = draft.fields["proposers"] or signers(context)
        draft.fields["addressee"] = draft.fields["addressee"] or context.body
    elif not draft.fields["proposers"] and context.kind == "case_presentation":
        draft.fields["proposers"] = writing_office(context)
    case.proposals.append(draft)


def _is_own(context: Context, block: Block, following: Sequence[Block]) -> bool:
    """Say whether a recommendation is the sitting body's own step towards another body.

    It names the sitting body and whom it is for, or stands right under its decision. One that names the sitting body
    and is for another, without any decision behind it, is all that the body resolved.
    """
    heading = block.section.heading
    if heading is None or context.body is None or (block.within is not None and is_historic(context, block)):
        return False
    if not heading.agents:
        return block.after_decision and heading.addressee is not None
    if not heading.slotted or not any(same_body(agent, context.body) for agent in heading.agents):
        return False
    if block.after_decision:
        return True
    last = not any(other.role == "decision" and other.origin is None for other in following)
    return last and (heading.addressee is not None or _opens_with_other(context, block))


def _opens_with_other(context: Context, block: Block) -> bool:
    """Say whether a recommendation's own words start with a body other than the sitting one: who is to decide."""
    text = context.view(block.section.ranges).text.lstrip()
    first = next(iter(context.parser.agents.find(text[:_NEAR])), None)
    if first is None or first.start > 0 or not isinstance(first.value, tuple) or context.body is None:
        return False
    return first.value[0].kind == "body" and not same_body(first.value[0], context.body)


def _is_step(context: Context, case: CaseDraft, block: Block) -> bool:
    """Say whether a recommendation behind a vote is what the sitting body itself resolved ("Komiteens innstilling")."""
    heading = block.section.heading
    agents = heading.agents if heading is not None else ()
    if len(agents) != 1 or context.body is None or not case.votes or block.origin is not None:
        return False
    named, own = agents[0].name.casefold(), context.body.name.casefold().split()[0]
    return same_body(agents[0], context.body) or (
        agents[0].kind == "body" and named.startswith(own) and " " not in named
    )


def _step(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    """Read the sitting body's own step towards another body, its words without the heading."""
    heading = block.section.heading
    named = attrs.evolve(heading, agents=()) if heading is not None else None
    section = attrs.evolve(block.section, heading=named)
    draft = read_decision(context, case, attrs.evolve(block, section=section, role="decision"), following)
    if draft is not None:
        if draft.fields["outcome"] == "adopted":
            draft.fields["outcome"] = "recommended"
        case.decisions.append(draft)


def _motion(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    heading = block.section.heading
    before = len(case.proposals)
    if block.resumes is None and heading is not None and heading.agents:
        draft = from_section(context, block.section, "motion", block.origin)
        case.proposals.extend([draft] if draft else [])
    else:
        found = list(from_sitting(context, block.section))
        if not found:
            draft = from_section(context, block.section, "motion", block.origin)
            found = [draft] if draft else []
        case.proposals.extend(found)
    historic = is_historic(context, block)
    for draft in case.proposals[before:]:
        draft.historic = historic
        draft.fields["proposers"] = draft.fields["proposers"] or _named_in_title(context, case)
        if not draft.fields["proposers"] and draft.rule == "reported" and heading is not None:
            draft.fields["proposers"] = _named_before(context, heading.start)
    if not historic:
        case.votes.extend(find_votes(context, context.view(block.section.ranges)))


def _named_in_title(context: Context, case: CaseDraft) -> tuple[Agent, ...]:
    """Give the persons that a case's title names with their party ("Interpellasjon fra Kari Lund (SV)")."""
    title = str(case.fields.get("title") or "")
    return next(iter(_persons(context, title)), ())


def _named_before(context: Context, stop: int) -> tuple[Agent, ...]:
    """Give the persons that the text right before a lead-in names last ("NN (S) har lämnat en motion … Motionären")."""
    found = _persons(context, context.reading.text[max(0, stop - _NEAR) : stop])
    return found[-1] if found else ()


def _persons(context: Context, text: str) -> list[tuple[Agent, ...]]:
    return [m.value for m in context.parser.agents.find(text) if m.mark == PERSON and isinstance(m.value, tuple)]


def _decision(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    if block.absorbed or _delegated(context, block):
        return
    if block.resumes is not None:
        resumed(context, case, block)
        return
    draft = read_decision(context, case, block, following)
    if draft is not None:
        case.decisions.append(draft)


def _delegated(context: Context, block: Block) -> bool:
    """Say whether a part holds what an official decided by delegation, told of in the minutes of a body."""
    heading = block.section.heading
    deciders = heading.agents if heading is not None else ()
    sitting = context.body is not None and context.body.kind == "body"
    return sitting and bool(deciders) and all(agent.kind == "office" for agent in deciders)


def _bare(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    draft = bare_decision(context, parts)
    if draft is not None:
        stop = draft.view.offset(draft.end)
        case.proposals[:] = [other for other in case.proposals if not draft.first <= other.first < stop]
        case.decisions.append(draft)
        case.votes.extend(find_votes(context, draft.view, draft.start, draft.end) if not case.votes else ())


def _instance(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    heading = block.section.heading
    if heading is not None and is_sitting(context, heading):
        if outcome_of(context, context.view(block.section.ranges).text)[0] is not None:
            _decision(context, case, block, following)
        return
    draft = cited_history(context, block.section)
    if draft is not None:
        case.decisions.append(draft)


def _background(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    case.proposals.extend(from_background(context, block.section))
    if "summary" not in case.fields and block.role in ("summary", "background"):
        text = context.view(block.section.ranges).text.strip()
        if text:
            case.fields["summary"] = text


def _vote(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    if is_historic(context, block):
        return
    heading = block.section.heading
    ranges = block.section.ranges
    if heading is not None and heading.row is not None and heading.row.attributes.get("inline", True):
        ranges = ((heading.start, heading.end), *ranges)
    view = context.view(ranges)
    case.votes.extend(find_votes(context, view))
    case.fields.setdefault("dissents", []).extend(remarks(context, view, 0, len(view.text)))
    if block.role == "treatment" and block.resumes is None:
        case.proposals.extend(from_debate(context, block.section))


def _absence(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    """Take those whom a vote's own list of the absent names, behind the other sides of the vote."""
    del following
    if case.votes and not is_historic(context, block):
        found = find_votes(context, context.view(block.whole))
        case.votes.extend(vote for vote in found if vote.fields.get("absent") is not None and vote.fields["ballots"])


def _dissent(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    case.fields.setdefault("dissents", []).extend(find_dissents(context, block.section))


def _recipients(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    case.fields.setdefault("recipients", []).extend(recipients_in(context, block.section))


def _attachments(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    case.fields.setdefault("attachments", []).extend(attachments_in(context, block.section))


def _disqualification(context: Context, case: CaseDraft, block: Block, following: Sequence[Block]) -> None:
    del following
    view = context.view(block.section.ranges)
    shadow = context.shadow(view, 0, len(view.text))
    people = [a for m in shadow.mentions if isinstance(m.value, tuple) for a in m.value if a.kind == "person"]
    case.fields.setdefault("not_participating", []).extend(people[:1])


def _cited(context: Context, case: CaseDraft, told: Sequence[Section]) -> None:
    known = [(draft.fields["body"], draft.fields.get("date")) for draft in case.decisions if draft.fields.get("body")]
    for draft in cited_in_text(context, told):
        body, date = draft.fields["body"], draft.fields.get("date")
        if not any(date == day and alike(body, other) for other, day in known):
            case.decisions.append(draft)


def _mandates(context: Context, case: CaseDraft) -> None:
    for draft in case.proposals:
        if draft.historic or draft.fields.get("position") in ("support", "reject", "refer_back", "postpone"):
            continue
        addressee = draft.fields.get("addressee")
        case.mandates.extend(find_mandates(context, draft, addressee, "proposed"))
    for draft in case.decisions:
        if draft.fields["role"] == "taken":
            status = "proposed" if draft.fields.get("outcome") == "recommended" else "given"
            case.mandates.extend(find_mandates(context, draft, draft.fields.get("body"), status))


def _terms(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Give the appointments of a case the term of office that one of its sections tells."""
    elected = [draft for draft in case.mandates if draft.fields.get("kind") == "appointment"]
    period = term_of_office(context, parts) if elected else None
    for draft in elected:
        if period and not draft.fields.get("period"):
            draft.fields["period"] = period


_READERS: dict[str, Callable[[Context, CaseDraft, Block, Sequence[Block]], None]] = {
    "recommendation": _recommendation,
    "motion": _motion,
    "decision": _decision,
    "instance": _instance,
    "": _background,
    "background": _background,
    "summary": _background,
    "remit": _background,
    "task": _background,
    "treatment": _vote,
    "vote": _vote,
    "absence": _absence,
    "dissent": _dissent,
    "recipients": _recipients,
    "attachments": _attachments,
    "basis": _attachments,
    "disqualification": _disqualification,
}
