"""Records and results drawn from the hints of their classes."""

import functools
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from nordic_civic.records import Case, Check, Decision, Document, Mandate, Meeting, ParseResult, Proposal
from nordic_civic.typed import optional
from nordic_civic.values import Item, Span

LENGTH = 60  # every span drawn lies inside a text of so many characters

_CHARACTERS = st.characters(codec="utf-8")
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(_CHARACTERS, max_size=12),
    bool: st.booleans(),
    int: st.integers(),
}


def objects(cls: Any) -> st.SearchStrategy[Any]:
    """Draw objects of one of the classes of `values`, `records` or `diagnostics`.

    >>> from hypothesis import find
    >>> find(objects(Span), lambda span: span.start > 3)
    Span(start=4, end=4)
    """
    return st.deferred(lambda: _drawn(cls)) if cls is Item else _drawn(cls)


@st.composite
def results(draw: st.DrawFn) -> ParseResult:
    """Draw results: their records are tied by ids that exist, and stand inside the text.

    >>> isinstance(results(), st.SearchStrategy)
    True
    """
    document = attrs.evolve(
        draw(objects(Document)), text="x" * LENGTH, kind=draw(st.sampled_from(["minutes", "letter", None]))
    )
    cases = _numbered("case", draw(st.lists(objects(Case), min_size=1, max_size=2)))
    case_id = draw(st.sampled_from([case.id for case in cases]))
    proposals = _numbered("proposal", draw(st.lists(objects(Proposal), max_size=2)), case_id=case_id)
    on = draw(st.sampled_from([None, *(proposal.id for proposal in proposals)]))
    decisions = _numbered("decision", draw(st.lists(objects(Decision), max_size=2)), case_id=case_id)
    decisions = tuple(_tied(decision, on) for decision in decisions)
    mandates = _numbered("mandate", draw(st.lists(objects(Mandate), max_size=2)), case_id=case_id, origin_id=on)
    return ParseResult(
        document=document,
        meeting=draw(st.none() | objects(Meeting)),
        cases=cases,
        proposals=proposals,
        decisions=decisions,
        mandates=mandates,
        checks=tuple(draw(st.lists(objects(Check), max_size=1))),
    )


def _tied(decision: Decision, proposal_id: str | None) -> Decision:
    """Let the votes and adoptions of a decision be about one proposal, or about none."""
    votes = tuple(attrs.evolve(vote, proposal_id=proposal_id) for vote in decision.votes)
    if proposal_id is None:
        return attrs.evolve(decision, votes=votes, adopted=())
    adopted = tuple(attrs.evolve(one, proposal_id=proposal_id) for one in decision.adopted)
    return attrs.evolve(decision, votes=votes, adopted=adopted)


@functools.cache
def _drawn(cls: Any) -> st.SearchStrategy[Any]:
    if cls is Span:
        ends = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
        return st.builds(lambda at, page: Span(at[0], at[1], page), ends, st.none() | st.integers(1, 9))
    hints = get_type_hints(cls, include_extras=True)
    fields = {field.name: _accepted(hints[field.name]) for field in attrs.fields(cls)}
    if cls is Item:
        fields["items"] = st.just(()) | st.lists(objects(Item), max_size=1).map(tuple)
    return st.builds(cls, **fields)


def _accepted(hint: Any) -> st.SearchStrategy[Any]:
    """Draw what a hint accepts."""
    origin, args = get_origin(hint), get_args(hint)
    if (inner := optional(hint)) is not None:
        return st.none() | _accepted(inner)
    if origin is Annotated:
        return _constrained(args[0], args[1].keywords)
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(_accepted(args[0]), max_size=2).map(tuple)
    return _LEAVES[hint] if hint in _LEAVES else objects(hint)


def _constrained(base: Any, keywords: Any) -> st.SearchStrategy[Any]:
    """Draw what a constraint accepts, from its JSON Schema keywords."""
    if "pattern" in keywords:
        whole = keywords["pattern"].removesuffix("$") + r"\Z"
        return st.from_regex(whole, alphabet=st.characters(max_codepoint=127))
    if "minItems" in keywords:
        return st.lists(_accepted(get_args(base)[0]), min_size=keywords["minItems"], max_size=2).map(tuple)
    if base is int:
        return st.integers(keywords["minimum"], 10**6)
    return st.text(_CHARACTERS, min_size=keywords["minLength"], max_size=12)


def _numbered(kind: str, records: list[Any], **fields: Any) -> tuple[Any, ...]:
    return tuple(attrs.evolve(record, id=f"{kind}-{at}", **fields) for at, record in enumerate(records))
