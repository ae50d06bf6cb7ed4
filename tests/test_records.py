"""Records: what they accept, how they read, and that a result's records fit together."""

# Building objects from wrong types is what these tests are about.
# mypy: disable-error-code="arg-type"

import doctest
import re
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nordic_civic import links, records
from nordic_civic.diagnostics import CODES, Diagnostic
from nordic_civic.errors import RecordError
from nordic_civic.records import (
    Case,
    Check,
    Decision,
    Document,
    Mandate,
    Meeting,
    ParseResult,
    Proposal,
    Record,
)
from nordic_civic.strategies import objects
from nordic_civic.values import Agent, Evidence, Identifier, Item, LanguagePart, Plugin, Reference, Span, Vote

# Drawing whole records is the slow part, so a few of them must do.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

HERE = (Span(0, 5),)
PASSAGE: dict[str, Any] = {"text": "Saken utsettes til neste møte.", "spans": HERE}
RECORDS = [Document, Meeting, Case, Proposal, Decision, Mandate]

# The fields of each record, as the published schema names them, in the order of the JSON.
FIELDS = {
    Document: "id source media_type kind country language languages title date municipality body author recipient"
    " identifiers pages",
    Meeting: "id body date start end place number attendance certified_by",
    Case: "id identifiers title body date summary attachments references restricted recipients",
    Proposal: "id case_id kind position proposers addressee items outcome",
    Decision: "id case_id role body date item outcome items adopted votes dissents recipients not_participating",
    Mandate: "id case_id kind assignees assigner items deadline period recurrence members chair secretary legal_basis"
    " reports_to status origin_id",
}


def document(**fields: Any) -> Document:
    return Document(**{"id": "0" * 64, "text": "x" * 40, "spans": (Span(0, 40),), **fields})


def case(key: str = "case-1", **fields: Any) -> Case:
    return Case(id=key, **{**PASSAGE, **fields})


def decision(key: str = "decision-1", **fields: Any) -> Decision:
    return Decision(**{"id": key, "case_id": "case-1", **PASSAGE, **fields})


def proposal(key: str = "proposal-1", **fields: Any) -> Proposal:
    return Proposal(**{"id": key, "case_id": "case-1", "kind": "motion", **PASSAGE, **fields})


def mandate(key: str = "mandate-1", **fields: Any) -> Mandate:
    return Mandate(**{"id": key, "case_id": "case-1", "kind": "assignment", **PASSAGE, **fields})


@pytest.mark.parametrize("module", [records, links], ids=lambda m: m.__name__)
def test_examples_run(module: Any) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize("cls", RECORDS, ids=lambda c: c.__name__)
def test_fields_stand_in_the_order_of_the_schema(cls: type[Any]) -> None:
    names = [field.name for field in attrs.fields(cls)]
    assert names == [*FIELDS[cls].split(), "text", "spans", "evidence", "plugin"]


@pytest.mark.parametrize("cls", RECORDS, ids=lambda c: c.__name__)
@few
@given(data=st.data())
def test_records_compare_by_content_and_are_frozen(cls: type[Any], data: st.DataObject) -> None:
    record = data.draw(objects(cls))
    assert isinstance(record, Record)
    assert record == attrs.evolve(record)
    assert not hasattr(record, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.text = ""  # type: ignore[misc]  # that it is read-only is the point


@pytest.mark.parametrize(
    ("build", "path"),
    [
        (lambda: decision(spans=()), "Decision.spans"),
        (lambda: decision(spans=[Span(0, 1)]), "Decision.spans"),
        (lambda: decision(spans=(Span(0, 1), (1, 2))), "Decision.spans[1]"),
        (lambda: decision(id=""), "Decision.id"),
        (lambda: decision(case_id=None), "Decision.case_id"),
        (lambda: decision(role="made"), "Decision.role"),
        (lambda: decision(outcome="approved"), "Decision.outcome"),
        (lambda: decision(date="22. mai 2014"), "Decision.date"),
        (lambda: decision(body="Byrådet"), "Decision.body"),
        (lambda: decision(votes=(None,)), "Decision.votes[0]"),
        (lambda: decision(plugin="norway"), "Decision.plugin"),
        (lambda: decision(evidence=(Span(0, 1),)), "Decision.evidence[0]"),
        (lambda: proposal(kind="idea"), "Proposal.kind"),
        (lambda: proposal(position="against"), "Proposal.position"),
        (lambda: mandate(kind="task"), "Mandate.kind"),
        (lambda: mandate(status="done"), "Mandate.status"),
        (lambda: mandate(period="2015"), "Mandate.period"),
        (lambda: mandate(recurrence="yearly"), "Mandate.recurrence"),
        (lambda: mandate(members=(Agent("A", "person"), "B")), "Mandate.members[1]"),
        (lambda: case(restricted=None), "Case.restricted"),
        (lambda: case(title=""), "Case.title"),
        (lambda: document(id="document-1"), "Document.id"),
        (lambda: document(kind="report"), "Document.kind"),
        (lambda: document(country="Norway"), "Document.country"),
        (lambda: document(language="Norwegian"), "Document.language"),
        (lambda: document(languages=("nb",)), "Document.languages[0]"),
        (lambda: document(pages=(0, -1)), "Document.pages[1]"),
        (lambda: Meeting(id="m", start="6 pm", **PASSAGE), "Meeting.start"),
        (lambda: Check("numbering", passed=1), "Check.passed"),
        (lambda: Diagnostic("E1", "info", "x"), "Diagnostic.code"),
        (lambda: Diagnostic("NC301", "fatal", "x"), "Diagnostic.severity"),
        (lambda: Diagnostic.of("NC000"), "Diagnostic.code"),
    ],
)
def test_a_wrong_field_is_refused_by_name(build: Any, path: str) -> None:
    with pytest.raises(RecordError) as caught:
        build()
    assert caught.value.path == path


def test_an_unknown_keyword_is_refused() -> None:
    with pytest.raises(TypeError, match="headline"):
        Case(id="case-1", headline="x", **PASSAGE)  # type: ignore[call-arg]


def test_a_repr_is_short() -> None:
    assert repr(decision()) == "<Decision decision-1 'Saken utsettes til neste møte.'>"
    assert len(repr(case(text="ord " * 10_000))) < 100
    result = ParseResult(document=document(), cases=(case(),), decisions=(decision(),))
    assert repr(result) == "<ParseResult 00000000 1 cases, 0 proposals, 1 decisions, 0 mandates>"


OUTSIDE = Span(39, 41)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"decisions": (decision(case_id="case-9"),)}, "decisions[0].case_id"),
        ({"proposals": (proposal(), proposal("p2", case_id="x"))}, "proposals[1].case_id"),
        ({"mandates": (mandate(origin_id="decision-9"),)}, "mandates[0].origin_id"),
        ({"mandates": (mandate(origin_id="case-1"),)}, "mandates[0].origin_id"),
        ({"decisions": (decision(votes=(Vote(), Vote(proposal_id="p9"))),)}, "decisions[0].votes[1].proposal_id"),
        ({"cases": (case(), case())}, "cases[1].id"),
        ({"decisions": (decision(), decision("case-1"))}, "decisions[1].id"),
        ({"cases": (case(spans=(Span(0, 5), OUTSIDE)),)}, "cases[0].spans[1]"),
        ({"decisions": (decision(evidence=(Evidence("date", OUTSIDE),)),)}, "decisions[0].evidence[0].span"),
        (
            {"decisions": (decision(items=(Item(text="a", items=(Item(text="b", span=OUTSIDE),)),)),)},
            "decisions[0].items[0].items[0].span",
        ),
        (
            {"cases": (case(references=(Reference("case", "x", identifier=Identifier("item", "1", span=OUTSIDE)),)),)},
            "cases[0].references[0].identifier.span",
        ),
        ({"document": document(languages=(LanguagePart("nn", OUTSIDE),))}, "document.languages[0].span"),
        ({"checks": (Check("numbering", spans=(OUTSIDE,)),)}, "checks[0].spans[0]"),
        ({"diagnostics": (Diagnostic.of("NC301", span=OUTSIDE),)}, "diagnostics[0].span"),
        ({"document": document(kind="not_municipal")}, "document.kind"),
        ({"document": None}, "document"),
        ({"cases": [case()]}, "cases"),
    ],
)
def test_records_that_do_not_fit_together_are_refused(fields: Any, path: str) -> None:
    with pytest.raises(RecordError) as caught:
        ParseResult(**{"document": document(), "cases": (case(),), **fields})
    assert caught.value.path == f"ParseResult.{path}"


def test_records_that_fit_together_are_accepted() -> None:
    result = ParseResult(
        document=document(),
        meeting=Meeting(id="meeting-1", **PASSAGE),
        cases=(case(),),
        proposals=(proposal(),),
        decisions=(decision(votes=(Vote(proposal_id="proposal-1"),)),),
        mandates=(mandate(origin_id="decision-1"), mandate("mandate-2", origin_id="proposal-1")),
    )
    assert result.decisions[0].votes[0].proposal_id == result.proposals[0].id


def test_a_document_that_is_not_municipal_stands_alone() -> None:
    assert ParseResult(document=document(kind="not_municipal")).cases == ()


def test_building_records_stays_cheap() -> None:
    body, plugin = Agent("Byrådet", "body"), Plugin("norway", "1")
    items = tuple(Item(str(number), text="x", span=HERE[0]) for number in range(3))
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for _ in range(1000):
            decision(body=body, date="2014-05-22", outcome="noted", items=items, plugin=plugin)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.1, f"{best * 1000:.0f} µs a record; about 5 are expected"


def test_the_diagnostics_page_and_the_registry_agree() -> None:
    page = (Path(__file__).parent.parent / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (NC\d{3}) \| (\w+) \| (.+) \|$", page, re.MULTILINE)
    assert rows == [(code, severity, meaning) for code, (severity, meaning) in CODES.items()]
    assert list(CODES) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_registered_code_makes_a_diagnostic(code: str) -> None:
    diagnostic = Diagnostic.of(code, span=Span(1, 2), rule="dates")
    assert (diagnostic.severity, diagnostic.message) == CODES[code]
    assert Diagnostic.of(code, "Here.").message == "Here."
