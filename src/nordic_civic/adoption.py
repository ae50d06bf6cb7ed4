"""Which proposals a decision adopted, and the points that it carries where its own words only point to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .context import Context
from .draft import CaseDraft, Draft
from .recognise.decisions import alike
from .recognise.outcomes import outcome_words
from .text import WORD, fold, key
from .values import Agent, Item

_ALIKE = 0.9
_COMPARED = 600
_TOO_SHORT = 20
_MOST = 50
_CARRIED = ("adopted", "recommended")
_ADOPTS = ("adopted", "recommended", "noted")


def adopt(context: Context, case: CaseDraft, taken: Sequence[Draft]) -> None:
    """Say which proposals the decisions of a case adopted: those they repeat, else the one they point to."""
    open_to = [draft for draft in case.proposals if draft.fields.get("outcome") in _CARRIED]
    for decision in taken:
        repeated = [draft for draft in _near(open_to, decision) if same_words(draft, decision)]
        if repeated:
            decision.told("adopted", decision.start, decision.end)
            decision.adopted.extend((draft, ()) for draft in repeated)
        elif decision.fields.get("outcome") in _ADOPTS:
            _follow(context, case, decision, open_to)


def _near(proposals: Sequence[Draft], decision: Draft) -> Sequence[Draft]:
    """Give the proposals to compare with a decision, in order: all, of very many the nearest."""
    if len(proposals) <= _MOST:
        return proposals
    nearest = sorted(proposals, key=lambda draft: abs(draft.first - decision.first))[:_MOST]
    return sorted(nearest, key=lambda draft: draft.first)


def same_words(proposal: Draft, decision: Draft) -> bool:
    """Say whether a decision has the words of a proposal, or nearly."""
    ours, theirs = key(proposal.text), key(decision.text)
    if len(ours) <= _TOO_SHORT or ours in theirs:
        return len(ours) > _TOO_SHORT or ours == theirs
    matcher = SequenceMatcher(None, ours[:_COMPARED], theirs[:_COMPARED])
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _follow(context: Context, case: CaseDraft, decision: Draft, proposals: Sequence[Draft]) -> None:
    """Carry the points of the one recommendation that a decision points to."""
    recommended = [draft for draft in proposals if draft.fields.get("kind") == "recommendation"]
    for start, end, named in _pointers(context, decision):
        meant = _meant(case, recommended, named)
        if meant is None:
            continue
        points = _points(context, meant, decision)
        if points:
            decision.told("adopted", start, end)
            decision.adopted.append((meant, points))
            return


def _pointers(context: Context, decision: Draft) -> Iterator[tuple[int, int, tuple[Agent, ...]]]:
    """Give the passages that only point: sentences that end in such words, or an outcome and nothing else."""
    if _only_outcome(context, decision.text):
        yield decision.start, decision.end, ()
    if decision.fields.get("items", ()):
        return
    view, matcher = decision.view, context.parser.vocabulary["outcomes"].matcher_of("as_proposed")
    for start, end in context.sentences(view, decision.start, decision.end):
        shadow = context.shadow(view, start, end)
        for found in matcher.search(shadow.text):
            if not WORD.search(_without_votes(context, shadow.text[found.end :])):
                yield start, end, shadow.agents(found, "proposer")


def _without_votes(context: Context, rest: str) -> str:
    for found in reversed(context.parser.vocabulary["votes"].matcher_of("unanimous").search(rest)):
        rest = rest[: found.start] + rest[found.end :]
    return rest


def _only_outcome(context: Context, text: str) -> bool:
    """Say whether a text is words of an outcome from end to end, "and" and numbers of points aside."""
    folded = fold(text)
    for _, start, end in reversed(outcome_words(context, text)):
        folded = folded[:start] + folded[end:]
    joining = context.parser.vocabulary["language"].words("and")
    return all(word in joining or not any(map(str.isalpha, word)) for word in WORD.findall(folded))


def _meant(case: CaseDraft, recommended: Sequence[Draft], named: Sequence[Agent]) -> Draft | None:
    """Give the recommendation by those who are named, else the only one."""
    by_named = [draft for draft in recommended if _any_alike(draft.fields["proposers"], named)]
    if len(by_named) == 1:
        return by_named[0]
    passed_on = any(
        _any_alike([cited.fields["body"]], named)
        for cited in case.decisions
        if cited.fields["role"] == "cited" and cited.fields.get("body") and cited.fields["outcome"] in _CARRIED
    )
    if len(recommended) != 1 or (any(agent.kind == "body" for agent in named) and not passed_on):
        return None
    return recommended[0]


def _any_alike(some: Sequence[Agent], others: Sequence[Agent]) -> bool:
    return any(alike(one, other) for one in some for other in others)


def _points(context: Context, proposal: Draft, decision: Draft) -> tuple[Item, ...]:
    """Give the points that were adopted: those that the decision numbers, else all; a text without points is one."""
    items: tuple[Item, ...] = proposal.fields.get("items") or (
        Item(text=proposal.text, span=context.spans(proposal.view, proposal.start, proposal.end)[0]),
    )
    used = {item.number for item in decision.fields.get("items", ()) if item.outcome in (None, *_ADOPTS)} - {None}
    if not used:
        return items
    return tuple(item for number, item in enumerate(items, 1) if (item.number or str(number)) in used)
