"""Drafts to records: ids, spans, evidence, and the ties between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from .context import Context
from .diagnostics import Diagnostic
from .draft import CaseDraft, Draft, VoteDraft
from .errors import RecordError
from .ids import make_id
from .records import Case, Decision, Mandate, Proposal
from .values import Adoption, Evidence, Plugin, Span, Vote

_TYPES = {"proposal": Proposal, "decision": Decision, "mandate": Mandate}


@attrs.define
class Assembler:
    """Build the records of one document; a draft that breaks the schema is told and left out."""

    context: Context
    cases: list[Case] = attrs.field(factory=list)
    proposals: list[Proposal] = attrs.field(factory=list)
    decisions: list[Decision] = attrs.field(factory=list)
    mandates: list[Mandate] = attrs.field(factory=list)
    _ids: dict[int, str] = attrs.field(factory=dict)
    _seen: dict[tuple[str, int, int], int] = attrs.field(factory=dict)

    @property
    def plugin(self) -> Plugin:
        """Give who reads the records."""
        return Plugin(self.context.parser.name, self.context.parser.version)

    def add(self, case: CaseDraft) -> None:
        """Build a case and what belongs to it."""
        view = self.context.view(case.ranges)
        spans = self.context.spans(view, 0, len(view.text))
        if not spans:
            return
        case_id = self._id("case", spans)
        fields = {name: _frozen(value) for name, value in case.fields.items()}
        evidence = tuple(
            Evidence(field, Span(start, end), rule) for field, start, end, rule in case.evidence if end > start
        )
        record = self._built(
            Case, id=case_id, text=view.text, spans=spans, evidence=evidence, plugin=self.plugin, **fields
        )
        if record is None:
            return
        self.cases.append(record)
        self._add_drafts(case, case_id)

    def _add_drafts(self, case: CaseDraft, case_id: str) -> None:
        for draft in sorted(case.proposals, key=lambda d: d.first):
            self._draft(draft, case_id, self.proposals)
        for draft in sorted(case.decisions, key=lambda d: d.first):
            votes = draft.fields.pop("vote_drafts", ())
            draft.fields["votes"] = tuple(self._vote(vote) for vote in votes)
            known = [(self._ids[id(proposal)], items) for proposal, items in draft.adopted if id(proposal) in self._ids]
            draft.fields["adopted"] = tuple(Adoption(key, items) for key, items in known)
            self._draft(draft, case_id, self.decisions)
        for draft in sorted(case.mandates, key=lambda d: d.first):
            if draft.origin is not None:
                draft.fields["origin_id"] = self._ids.get(id(draft.origin))
            self._draft(draft, case_id, self.mandates)

    def _draft(self, draft: Draft, case_id: str, into: list[Any]) -> None:
        spans = self.context.spans(draft.view, draft.start, draft.end)
        if not spans:
            return
        record_id = self._id(draft.type, spans)
        evidence = tuple(
            Evidence(field, span, rule)
            for field, start, end, rule in draft.evidence
            for span in self.context.spans(draft.view, start, end)[:1]
        )
        evidence += tuple(Evidence(field, self._span(start, end), rule) for field, start, end, rule in draft.elsewhere)
        evidence += tuple(self._adopted_from(draft))
        record = self._built(
            _TYPES[draft.type],
            id=record_id,
            case_id=case_id,
            text=draft.text,
            spans=spans,
            evidence=evidence,
            plugin=self.plugin,
            **draft.fields,
        )
        if record is not None:
            self._ids[id(draft)] = record_id
            into.append(record)

    def _adopted_from(self, draft: Draft) -> Iterator[Evidence]:
        """Give where the proposals that a decision adopted have their words."""
        for proposal, items in draft.adopted:
            whole = self.context.spans(proposal.view, proposal.start, proposal.end)
            for span in [item.span for item in items if item.span is not None] or whole:
                yield Evidence("adopted", span, "adoption")

    def _span(self, start: int, end: int) -> Span:
        pages = self.context.reading.pages
        return Span(start, end, bisect_right(pages, start) or None)

    def _vote(self, vote: VoteDraft) -> Vote:
        fields = vote.fields
        ballots = tuple(fields.get("ballots", ()))
        return Vote(
            method=fields.get("method"),
            for_=fields.get("for"),
            against=fields.get("against"),
            abstained=fields.get("abstained"),
            absent=fields.get("absent"),
            casting_vote=bool(fields.get("casting_vote")),
            proposal_id=self._ids.get(id(vote.about)) if vote.about is not None else None,
            result=fields.get("result"),
            ballots=ballots,
        )

    def _id(self, kind: str, spans: Sequence[Span]) -> str:
        place = (kind, spans[0].start, spans[-1].end)
        number = self._seen.get(place, 0)
        self._seen[place] = number + 1
        return make_id(kind, self.context.document_id, place[1], place[2], number)

    def _built(self, cls: Any, **fields: Any) -> Any:
        try:
            return cls(**fields)
        except RecordError as error:
            message = f"A {cls.__name__.lower()} was left out: {error}"
            self.context.diagnostics.append(Diagnostic.of("NC503", message, span=fields["spans"][0]))
            return None


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def whole(text: str, pages: Iterable[int]) -> tuple[Span, ...]:
    """Give the span of a whole document."""
    return (Span(0, len(text), 1 if tuple(pages) else None),)
