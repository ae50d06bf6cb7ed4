"""What refers to what inside a case: votes to proposals, proposals to the decision, who took no part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .adoption import adopt, same_words
from .ballots import whole_votes
from .blocks import Block
from .context import Context
from .draft import CaseDraft, Draft, VoteDraft
from .forms import AGENTS, Found
from .mentions import Mention, Shadow
from .recognise.decisions import alike, is_historic
from .recognise.outcomes import outcome_of
from .recognise.voters import bystanders
from .rolls import cast
from .rows import Row
from .sides import made_by_named, settle_votes
from .text import key
from .values import Agent

_TELLING = 60
_RESULT_WITHIN = 4000
_NOT_YET = frozenset(("recommended", "mixed", "referred_back", "postponed"))
_SITTING = frozenset(("decision", "vote", "treatment", "motion", "absence", "disqualification", "dissent", "instance"))
_TURNED = frozenset(("rejected", "forwarded", "other"))


def resolve_case(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Tie the votes, results and decision of a case together."""
    case.proposals[:] = _once(case.proposals)
    case.decisions[:] = _told_once(case.decisions)
    case.votes[:] = whole_votes(case.votes, [draft.first for draft in case.proposals])
    cast(case.votes, case.rolls)
    taken = [draft for draft in case.decisions if draft.fields["role"] == "taken"]
    _tie_votes(case)
    _mark_casting(context, case, parts)
    _stand_aside(context, case, parts)
    settle_votes(context, case, parts)
    _results(context, case, parts)
    if not taken and context.kind in ("minutes", "minutes_extract"):
        taken = _by_result(context, case)
    _countered(case)
    if taken:
        for proposal in case.proposals:
            if proposal.fields.get("outcome") is None:
                proposal.fields["outcome"] = _outcome_by(context, proposal, taken[-1])
        _lose_alternatives(case, taken[-1])
    adopt(context, case, taken)
    _hand_over(case, taken)


def _lose_alternatives(case: CaseDraft, decision: Draft) -> None:
    """Let a motion that was set against another proposal, and whose words were not resolved, have lost."""
    against = [vote.first for vote in case.votes if vote.fields.get("shape") == "alternatives"]
    told = key(decision.text)
    for proposal in case.proposals:
        set_up = proposal.fields.get("kind") == "motion" and proposal.fields.get("position") in ("new", "amend")
        if set_up and proposal.fields.get("outcome") is None and any(proposal.first < first for first in against):
            proposal.fields["outcome"] = "adopted" if key(proposal.text) in told else "rejected"


def _once(proposals: Sequence[Draft]) -> list[Draft]:
    """Keep of proposals with the same words the first: a sitting told twice has them once."""
    found: dict[str, Draft] = {}
    told: set[str] = set()
    for draft in sorted(proposals, key=lambda draft: draft.first):
        words = key(draft.text)
        if draft.rule == "reported" and draft.fields["kind"] != "recommendation":
            who = " ".join(key(agent.name) for agent in draft.fields["proposers"])
            if who in told:
                continue
            told.add(who)
        if len(words) > _TELLING and any(other in words for other in found if len(other) > _TELLING):
            continue
        found.setdefault(words, draft)
    return list(found.values())


def _told_once(decisions: Sequence[Draft]) -> list[Draft]:
    """Leave out a decision whose words, body and day are another's: a history may tell the sitting's own again."""
    kept: list[Draft] = []
    for draft in sorted(decisions, key=lambda draft: draft.fields["role"] == "cited"):
        words = key(draft.text)
        if not any(_same_sitting(draft, other) and words in key(other.text) for other in kept):
            kept.append(draft)
    return [draft for draft in decisions if draft in kept]


def _same_sitting(one: Draft, other: Draft) -> bool:
    if not one.fields.get("date") or one.fields["date"] != other.fields.get("date") or one.heading is other.heading:
        return False
    body, same = one.fields.get("body"), other.fields.get("body")
    return body is not None and same is not None and alike(body, same)


def _tie_votes(case: CaseDraft) -> None:
    """Let each vote be about the last proposal before it; numbered alternatives about the last two."""
    proposals = sorted(case.proposals, key=lambda draft: draft.first)
    places = [draft.first for draft in proposals]
    for vote in case.votes:
        before = proposals[: bisect_left(places, vote.first)]
        if len(vote.options) > 1 and len(before) >= len(vote.options):
            vote.about = before[-len(vote.options)]
        elif before:
            vote.about = before[-1]


def _own(parts: Sequence[Block]) -> Iterator[Block]:
    """Give the parts that tell of the sitting itself."""
    return (block for block in parts if block.role in _SITTING)


def _mark_casting(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Mark the tied votes that the text says the chair's casting vote decided: the last one before the words."""
    tied = [vote for vote in case.votes if vote.fields.get("for") == vote.fields.get("against") is not None]
    matcher = context.parser.vocabulary["votes"].matcher_of("casting_vote")
    for block in _own(parts) if tied else ():
        view = context.view(block.whole)
        for start, end in context.sentences(view):
            if matcher.first(context.shadow(view, start, end).text) is not None:
                before = [vote for vote in tied if vote.first < view.offset(end)]
                (before or tied[:1])[-1].fields["casting_vote"] = True


def _stand_aside(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Note the persons who took no part in the decision."""
    aside: list[Agent] = case.fields.setdefault("not_participating", [])
    for block in _own(parts):
        if not is_historic(context, block):
            aside.extend(bystanders(context, context.view(block.section.ranges)))
    case.fields["not_participating"] = list({key(agent.name): agent for agent in reversed(aside)}.values())[::-1]


def _results(context: Context, case: CaseDraft, parts: Sequence[Block]) -> None:
    """Read what the text says became of the proposals ("Dermed ble forslaget ikke vedtatt")."""
    proposals = sorted(case.proposals, key=lambda draft: draft.first)
    matcher = context.parser.vocabulary["results"].matcher
    for block in parts:
        unread = block.role in ("background", "summary", "attachments", "basis", "recipients", "dissent", "")
        if unread or (block.role == "decision" and block.resumes is None):
            continue
        if block.role in ("treatment", "vote") and is_historic(context, block):
            continue
        view = context.view(block.whole if block.role != "decision" else block.section.ranges)
        for start, end in context.sentences(view):
            if not matcher.may_hold(view.text[start:end]):
                continue
            shadow = context.shadow(view, start, end)
            found = matcher.longest(shadow.text)
            if found is None:
                continue
            row: Row = found.form.row
            if _on_recommendation(context, case, (view.offset(start), view.offset(end)), row, shadow):
                continue
            at = view.offset(start)
            chosen = row.meaning == "adopted" and _chosen(context, case, shadow, found, at)
            if not chosen and not _of_others(case, shadow, found, at):
                _apply(case, proposals, (view.offset(start), view.offset(end)), row, shadow)
            case.fields["result"] = Draft("decision", view, start, end, "results", fields={"outcome": row.meaning})


def _of_others(case: CaseDraft, shadow: Shadow, found: Found, at: int) -> bool:
    """Say whether a result is about a recommendation that the document does not hold: its office made none here."""
    agents = shadow.agents(found)
    if not agents or any(agent.kind not in ("office", "body") for agent in agents):
        return False
    places = [place for _, place, _ in found.slots]
    named = any(made_by_named(case, shadow, at, place, place + 1) is not None for place in places)
    return not named and not any(draft.fields.get("kind") == "recommendation" for draft in case.proposals)


def _chosen(context: Context, case: CaseDraft, shadow: Shadow, found: Found, at: int) -> bool:
    """Settle a choice between proposals ("puts A's against B's and finds that B's is adopted"); say whether it was one.

    What the chair (who opens the sentence) names before the finding and does not find adopted has fallen.
    """
    winner = made_by_named(case, shadow, at, found.start)
    put = made_by_named(case, shadow, at, 1, found.start)
    places = [place for place in range(found.start, len(shadow.text)) if shadow.text[place] in AGENTS]
    named = any(not _is_sitting_body(context, shadow.mention_at(place)) for place in places)
    if put is None or put is winner or not named:
        return False
    for proposal, outcome in ((put, "rejected"), (winner, "adopted")):
        if proposal is not None and proposal.fields.get("outcome") is None:
            proposal.fields["outcome"] = outcome
    return True


def _is_sitting_body(context: Context, mention: Mention | None) -> bool:
    agents = mention.value if mention is not None and isinstance(mention.value, tuple) else ()
    return context.body is not None and bool(agents) and alike(agents[0], context.body)


def _by_result(context: Context, case: CaseDraft) -> list[Draft]:
    """Take the result of the last vote as the decision, where the minutes give no other words for it."""
    result = case.fields.get("result")
    if not isinstance(result, Draft):
        return []
    result.fields.update(role="taken", body=context.body, date=context.date)
    case.decisions.append(result)
    return [result]


def _countered(case: CaseDraft) -> None:
    """Call a member's proposal an amendment where a recommendation stands before it: it is against or beside that."""
    put = min((draft.first for draft in case.proposals if draft.fields.get("kind") == "recommendation"), default=None)
    for draft in case.proposals:
        new = draft.fields.get("kind") == "motion" and draft.fields.get("position") == "new"
        if new and draft.rule != "reported" and put is not None and draft.first > put:
            draft.fields["position"] = "amend"


def _on_recommendation(context: Context, case: CaseDraft, sentence: tuple[int, int], row: Row, shadow: Shadow) -> bool:
    """Tie the votes of a sentence that opens with the recommendation to it, to nothing where the text has none.

    Say whether that settles the sentence: a recommendation that the text has is settled as any proposal is.
    """
    if context.parser.vocabulary["votes"].matcher_of("recommendation").opening(shadow.text) is None:
        return False
    at, end = sentence
    about = next((draft for draft in case.proposals if draft.fields.get("kind") == "recommendation"), None)
    votes = [vote for vote in case.votes if at <= vote.first < end and len(vote.options) < 2]
    for vote in votes:
        vote.about = about
        vote.fields["result"] = ("carried" if row.meaning == "adopted" else "lost") if about is not None else None
    return about is None and bool(votes)


def _apply(case: CaseDraft, proposals: Sequence[Draft], sentence: tuple[int, int], row: Row, shadow: Shadow) -> None:
    """Let a sentence tell the outcome of the proposal that it names, else of the one voted on, else of the last."""
    at, end = sentence
    vote = max((v for v in case.votes if v.first <= end), key=lambda v: v.first, default=None)
    before = [draft for draft in proposals if draft.first <= at]
    if not before:
        return
    if vote is not None and len(vote.options) > 1 and vote.about is not None:
        _apply_options(vote, before, row, shadow.text)
        return
    named, own = made_by_named(case, shadow, at), False
    if row.attributes.get("about") == "recommendation":
        put = [draft for draft in before if draft.fields.get("kind") == "recommendation"]
        named, own = (put[-1], True) if put else (named, False)
    if named is not None and vote is not None and (vote.first >= at or (own and vote.fields.get("result") is None)):
        vote.about = named
    voted = vote.about if vote is not None and at - vote.first < _RESULT_WITHIN else None
    meant = [draft for draft in before if draft.fields.get("position") == row.attributes.get("of")]
    about = named or (meant[-1] if meant else voted or before[-1])
    if about.fields.get("outcome") is None:
        about.fields["outcome"] = row.meaning
    if vote is not None and vote.about is about and vote.fields.get("result") is None:
        vote.fields["result"] = "carried" if row.meaning == "adopted" else "lost"


def _apply_options(vote: VoteDraft, before: Sequence[Draft], row: Row, shadow: str) -> None:
    names = list(vote.options)
    named = next((name for name in names if f" {name}" in shadow), None)
    winner = (
        named if named is not None and row.meaning == "adopted" else max(names, key=lambda name: vote.options[name])
    )
    for name, draft in zip(names, before[-len(names) :], strict=False):
        if draft.fields.get("outcome") is None:
            draft.fields["outcome"] = "adopted" if name == winner else "rejected"
    vote.fields["result"] = "carried" if names[0] == winner else "lost"


def _outcome_by(context: Context, proposal: Draft, decision: Draft) -> str | None:
    """Give what the decision says of a proposal: the same words or outcome, or a resolution that only points to it."""
    outcome: str = decision.fields["outcome"]
    position = proposal.fields.get("position")
    if position in ("reject", "refer_back", "postpone", "support", "amend"):
        return _by_position(str(position), outcome)
    kept = outcome if outcome in _NOT_YET else "adopted"
    if same_words(proposal, decision):
        return kept
    if proposal.rule == "reported" and proposal.fields.get("kind") != "recommendation":
        return outcome if outcome in _TURNED else None
    if proposal.fields.get("kind") == "recommendation":
        if outcome in _TURNED and outcome_of(context, proposal.text)[0] == outcome:
            return kept
        return {"noted": "adopted", "other": None}.get(outcome, outcome)
    return None


def _by_position(position: str, outcome: str) -> str | None:
    wanted = {"reject": "rejected", "refer_back": "referred_back", "postpone": "postponed"}.get(position)
    if wanted is not None:
        return "adopted" if outcome == wanted else "rejected" if outcome in ("adopted", "recommended") else None
    if position == "support":
        return "adopted" if outcome in ("adopted", "recommended", "noted") else None
    return None


def _hand_over(case: CaseDraft, taken: Sequence[Draft]) -> None:
    """Give votes, dissents, recipients and those who took no part to the decision that they belong to."""
    dissents = tuple(case.fields.pop("dissents", ()))
    absent = tuple(case.fields.pop("not_participating", ()))
    if not taken:
        return
    decision = taken[-1]
    decision.fields["vote_drafts"] = list(case.votes)
    decision.fields["dissents"] = dissents
    decision.fields["not_participating"] = absent
    decision.fields["recipients"] = tuple(case.fields.get("recipients", ()))
