"""Dossiers: what joins cases, what does not, timelines, and what became of mandates."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nordic_civic as nc
from nordic_civic.dossiers import Dossier, Given, MandateFate, Report, Tie, dossiers, fates, reports, timeline
from nordic_civic.dossiers import given as given_in
from nordic_civic.dossiers.days import last_day
from nordic_civic.dossiers.join import Group, Member, join
from nordic_civic.store import Store
from nordic_civic.store.matters import refresh

HERE = (nc.Span(0, 1),)
TOWN = nc.Municipality("Fjordvik")
BOARD, COUNCIL = nc.Agent("Formannskapet", "body"), nc.Agent("Kommunestyret", "body")


def number(role: str, value: str) -> nc.Identifier:
    return nc.Identifier(role, value)  # type: ignore[arg-type]


def case(name: str, *numbers: nc.Identifier, **fields: object) -> nc.Case:
    return nc.Case(id=f"case-{name}", text="x", spans=HERE, identifiers=numbers, **fields)  # type: ignore[arg-type]


def document(*cases: nc.Case, town: nc.Municipality | None = TOWN, cites: Sequence[nc.Decision] = ()) -> nc.ParseResult:
    name = "".join(one.id for one in cases).encode().hex().ljust(64, "0")[:64]
    read = nc.Document(id=name, text="x", spans=HERE, municipality=town, country="XF", source=f"{cases[0].id}.txt")
    return nc.ParseResult(document=read, cases=cases, decisions=tuple(cites))


def cited(of: str, item: str, body: nc.Agent = BOARD, day: str | None = "2024-05-14") -> nc.Decision:
    fields = {"body": body, "date": day, "item": item, "role": "cited", "outcome": "recommended"}
    return nc.Decision(id=f"cited-{of}-{item}", case_id=f"case-{of}", text="x", spans=HERE, **fields)  # type: ignore[arg-type]


def joined(*results: nc.ParseResult) -> list[list[str]]:
    return sorted(sorted(one.removeprefix("case-") for one in dossier.case_ids) for dossier in dossiers(results))


DOSSIER = number("dossier", "24/1187")


def test_the_same_dossier_number_of_a_municipality() -> None:
    one, two = document(case("a", DOSSIER)), document(case("b", DOSSIER, number("item", "3/24")))
    assert joined(one, two) == [["a", "b"]]
    (dossier,) = dossiers([one, two])
    assert dossier.number == "24/1187" and dossier.municipality == "Fjordvik"
    assert [(tie.rule, tie.value, tie.case_ids) for tie in dossier.ties] == [
        ("dossier", "XF fjordvik: 24/1187", ("case-a", "case-b"))
    ]


@pytest.mark.parametrize("town", [nc.Municipality("Sundby"), nc.Municipality("Fjordvik", "9999"), None])
def test_the_same_number_elsewhere_is_another_matter(town: nc.Municipality | None) -> None:
    assert joined(document(case("a", DOSSIER)), document(case("b", DOSSIER), town=town)) == [["a"], ["b"]]


def test_where_the_municipality_is_unknown_nothing_is_joined() -> None:
    assert joined(document(case("a", DOSSIER), town=None), document(case("b", DOSSIER), town=None)) == [["a"], ["b"]]


def test_titles_and_classes_join_nothing() -> None:
    same = {"title": "Ny bro", "body": BOARD, "date": "2024-05-14"}
    code = number("classification", "L12")
    assert joined(document(case("a", code, **same)), document(case("b", code, **same))) == [["a"], ["b"]]


def test_an_agenda_and_its_minutes() -> None:
    agenda = document(case("a", number("item", "PS 21/24"), body=BOARD, date="2024-05-14"))
    minutes = document(case("b", number("item", "Sak 21/2024"), body=BOARD, date="2024-05-14"))
    assert joined(agenda, minutes) == [["a", "b"]]


@pytest.mark.parametrize("other", [{"body": COUNCIL, "date": "2024-05-14"}, {"body": BOARD, "date": "2024-06-14"}, {}])
def test_a_bare_number_needs_the_body_and_the_day(other: dict[str, object]) -> None:
    one = document(case("a", number("item", "§ 29"), body=BOARD, date="2024-05-14"))
    assert joined(one, document(case("b", number("item", "§ 29"), **other))) == [["a"], ["b"]]


def test_a_decision_that_another_document_tells_of() -> None:
    board = document(case("a", number("item", "§ 29"), number("dossier", "KS 2024-5"), body=BOARD, date="2024-05-14"))
    council = document(case("b", number("item", "§ 3"), body=COUNCIL, date="2024-05-28"), cites=[cited("b", "§ 29")])
    assert joined(board, council) == [["a", "b"]]
    (tie,) = dossiers([board, council])[0].ties
    assert (tie.rule, tie.case_ids, tie.citing_ids) == ("item", ("case-a",), ("case-b",))


def test_a_reference_by_body_date_and_number() -> None:
    reference = nc.Reference("case", "§ 29", number("item", "§ 29"), BOARD, "2024-05-14")
    board = document(case("a", number("item", "§ 29"), body=BOARD, date="2024-05-14"))
    assert joined(board, document(case("b", references=(reference,)))) == [["a", "b"]]


def test_two_that_cite_what_no_document_has_are_not_joined() -> None:
    results = [document(case(name), cites=[cited(name, "§ 29")]) for name in "ab"]
    assert joined(*results) == [["a"], ["b"]]


def test_a_letter_and_its_answer() -> None:
    letter = document(case("a", number("document", "24/1187-2")))
    answer = document(case("b", number("foreign", "24/1187-2")))
    assert joined(letter, answer) == [["a", "b"]]
    assert joined(letter, document(case("b", number("foreign", "24/1187-3")))) == [["a"], ["b"]]


def test_numbers_that_differ_outweigh_a_citation() -> None:
    board = document(case("a", number("item", "§ 29"), DOSSIER, body=BOARD, date="2024-05-14"))
    other = document(case("b", number("dossier", "24/2001")), cites=[cited("b", "§ 29")])
    assert joined(board, other) == [["a"], ["b"]]
    assert [[(tie.rule, tie.joined) for tie in one.ties] for one in dossiers([board, other])] == [
        [("item", False)],
        [("item", False)],
    ]


def test_numbers_of_other_series_do_not() -> None:
    board = document(case("a", number("item", "§ 29"), number("dossier", "ON 24-7"), body=BOARD, date="2024-05-14"))
    other = document(case("b", number("dossier", "KS 24-90")), cites=[cited("b", "§ 29")])
    assert joined(board, other) == [["a", "b"]]


def test_what_many_matters_cite_joins_none_of_them() -> None:
    rules = document(case("rules", number("item", "§ 1"), body=COUNCIL, date="2020-01-30"))
    matters = [
        document(case(name, number("dossier", f"24/{name}")), cites=[cited(name, "§ 1", COUNCIL, "2020-01-30")])
        for name in "123"
    ]
    assert joined(rules, *matters) == [["1"], ["2"], ["3"], ["rules"]]


def test_a_chain_does_not_bring_different_numbers_together() -> None:
    first = document(case("1", number("dossier", "24/1")), cites=[cited("1", "§ 29")])
    middle = document(
        case("m", number("item", "§ 29"), body=BOARD, date="2024-05-14"), cites=[cited("m", "§ 7", COUNCIL)]
    )
    last = document(case("2", number("dossier", "24/2"), number("item", "§ 7"), body=COUNCIL, date="2024-05-14"))
    assert joined(first, middle) == [["1", "m"]]
    assert joined(middle, last) == [["2", "m"]]
    assert joined(first, middle, last) == [["1"], ["2"], ["m"]]


def test_two_items_of_one_document_with_one_number_are_not_one() -> None:
    sitting = {"body": BOARD, "date": "2024-05-14"}
    minutes = document(case("a", number("item", "PS 1/24"), **sitting), case("b", number("item", "RS 1/24"), **sitting))
    assert joined(minutes) == [["a"], ["b"]]


@st.composite
def archives(draw: st.DrawFn) -> list[nc.ParseResult]:
    """Draw documents that share few numbers, so that ties meet and contradict one another."""
    results = []
    for name in range(draw(st.integers(1, 7))):
        numbers = [number("dossier", f"24/{n}") for n in draw(st.lists(st.integers(1, 3), max_size=1))]
        numbers += [number("item", f"§ {n}") for n in draw(st.lists(st.integers(1, 4), max_size=1))]
        numbers += [
            number(role, "24/9-1") for role in draw(st.lists(st.sampled_from(["document", "foreign"]), max_size=1))
        ]
        body = draw(st.sampled_from([BOARD, COUNCIL]))
        items = draw(st.lists(st.integers(1, 4), max_size=2, unique=True))
        cites = [cited(str(name), f"§ {n}", draw(st.sampled_from([BOARD, COUNCIL]))) for n in items]
        results.append(document(case(str(name), *numbers, body=body, date="2024-05-14"), cites=cites))
    return results


@settings(max_examples=150, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_input_makes_no_difference(results: list[nc.ParseResult], chance: random.Random) -> None:
    shuffled = results[:]
    chance.shuffle(shuffled)
    found = dossiers(results)
    assert found == dossiers(shuffled)
    assert sorted(one for dossier in found for one in dossier.case_ids) == sorted(r.cases[0].id for r in results)


@settings(max_examples=150, deadline=None)
@given(archives())
def test_different_numbers_are_never_joined(results: list[nc.ParseResult]) -> None:
    numbers = {one.cases[0].id: [i.value for i in one.cases[0].identifiers if i.role == "dossier"] for one in results}
    for dossier in dossiers(results):
        assert len({value for one in dossier.case_ids for value in numbers[one]}) <= 1


@settings(max_examples=60, deadline=None)
@given(archives())
def test_the_store_joins_as_the_library_does(results: list[nc.ParseResult]) -> None:
    with Store(":memory:") as store:
        for result in results:
            store.put(result)
        refresh(store)
        assert stored(store) == dossiers(results)


def stored(store: Store) -> list[Dossier]:
    found = []
    for key, *row in store.connection.execute(
        "SELECT key, id, number, title, country, municipality, first_date, last_date FROM dossiers"
        " ORDER BY coalesce(first_date, '9999'), id"
    ).fetchall():
        cases = store.connection.execute(
            "SELECT c.id FROM dossier_cases dc JOIN cases c ON c.id = dc.case_id JOIN documents d ON d.key = c.document"
            " WHERE dc.dossier = ? ORDER BY coalesce(c.date, d.date, '9999'), c.id",
            (key,),
        ).fetchall()
        found.append(Dossier(*row, case_ids=tuple(name for (name,) in cases), ties=tuple(ties(store, key))))
    return found


def ties(store: Store, key: int) -> list[Tie]:

    rows = store.connection.execute(
        "SELECT rule, value, joined, case_id, cites FROM dossier_ties WHERE dossier = ? ORDER BY rule, value, case_id",
        (key,),
    ).fetchall()
    made = []
    for rule, value, is_joined in dict.fromkeys(row[:3] for row in rows):
        members = [row[3:] for row in rows if row[:2] == (rule, value)]
        owners, citing = (tuple(name for name, cites in members if cites == which) for which in (0, 1))
        made.append(Tie(rule, value, owners, citing, bool(is_joined)))
    return made


def test_joining_takes_time_in_proportion() -> None:
    def steps(size: int) -> int:
        groups = [
            Group("item", str(n), None, [Member(n, n, False), Member(n + 1, n + 1, True)]) for n in range(size - 1)
        ]
        asked = 0

        def given_groups() -> list[Group]:
            nonlocal asked
            asked += 1
            return groups

        forest = join(size, given_groups).forest
        assert {forest.find(one) for one in range(size)} == {0}
        return asked

    assert steps(2000) == steps(20) <= 6


TEXT = """\
{body_town} kommune

Møteprotokoll

Utvalg: {body}
Møtedato: {day}

PS {item}/24 Ny bro over elva

Arkivsaksnr: 24/1187

{before}
Behandling:
Kari Moe (H) fremmet følgende tilleggsforslag:
Broen skal ha belysning.

Vedtak:
1. Broen bygges.
2. Kommunedirektøren bes legge fram en sak om finansiering innen 1. mars 2025.
"""


def parsed(body: str, day: str, item: int, before: str = "") -> nc.ParseResult:
    text = TEXT.format(body_town="Fjordvik", body=body, day=day, item=item, before=before)
    return nc.parse(text, country="NO", municipality="Fjordvik")


def test_a_timeline_runs_from_the_first_proposal_to_the_last_decision() -> None:
    board = parsed("Formannskapet", "14.05.2024", 21)
    council = parsed(
        "Kommunestyret", "28.05.2024", 40, "Formannskapet vedtok 14.05.2024 i sak 21/24 å anbefale broen.\n"
    )
    (dossier,) = dossiers([council, board])
    events = timeline(dossier.case_ids, [council, board])
    assert [(one.date, one.kind) for one in events] == [
        (day, kind) for day in ("2024-05-14", "2024-05-28") for kind in ("case", "proposal", "decision", "mandate")
    ]
    assert events[2].who == ("Formannskapet",) and events[2].what == "adopted"
    assert {tie.rule for tie in dossier.ties} == {"dossier", "item"}
    (task,) = fates(given_in(dossier.case_ids, [board, council]), date(2025, 3, 2))
    assert (task.fate, task.since, task.deadline, len(task.steps)) == ("overdue", "2024-05-14", "2025-03-01", 2)


def test_what_a_text_tells_of_is_left_out_where_it_was_decided_under_another_name() -> None:
    fields: dict[str, object] = {"text": "x", "spans": HERE, "case_id": "case-a", "outcome": "recommended"}
    own = nc.Decision(id="taken-a", body=nc.Agent("Utvalget", "body"), date="2024-05-14", **fields)  # type: ignore[arg-type]
    board = document(case("a", DOSSIER, number("item", "§ 29"), body=BOARD, date="2024-05-14"), cites=[own])
    council = document(case("b", DOSSIER, body=COUNCIL, date="2024-05-28"), cites=[cited("b", "§ 29")])
    found = timeline(["case-a", "case-b"], [council, board])
    assert [one.record_id for one in found if one.kind == "decision"] == ["taken-a"]
    alone = timeline(["case-b"], [council])
    assert [one.record_id for one in alone if one.kind == "decision"] == ["cited-b-§ 29"]


def mandate(name: str, status: str, day: str | None, **fields: object) -> Given:
    first = Given(name, "assignment", status, f"Text {name}", ("Rådmannen",), day)  # type: ignore[arg-type]
    return attrs.evolve(first, **fields)  # type: ignore[arg-type]


def test_a_mandate_is_given_extended_and_discharged() -> None:
    steps = [
        mandate("1", "given", "2024-01-10", deadline="2024-06"),
        mandate("2", "extended", "2024-06-20", deadline="2024-12-31"),
        mandate("3", "discharged", "2025-02-01"),
    ]
    days = {date(2024, 2, 1): "given", date(2024, 7, 15): "extended", date(2025, 1, 15): "overdue"}
    days |= {date(2025, 3, 1): "discharged"}
    for day, fate in days.items():
        (task,) = fates(reversed(steps), day)
        assert task.fate == fate
    assert fates(steps)[0].steps == ("1", "2", "3")
    assert not fates(steps)[0].open


def test_a_proposed_task_that_is_given_is_one_task() -> None:
    steps = [
        mandate("1", "proposed", "2024-01-10", text="Rapporter."),
        mandate("2", "given", "2024-02-10", text="RAPPORTER"),
    ]
    (task,) = fates(steps)
    assert (task.mandate_id, task.fate, task.since) == ("2", "given", "2024-02-10")
    assert fates(steps[:1])[0].fate == "proposed"


def test_where_it_is_not_clear_which_task_ended_none_is() -> None:
    steps = [
        mandate("1", "given", "2024-01-10"),
        mandate("2", "given", "2024-01-10"),
        mandate("3", "discharged", "2024-05-01"),
    ]
    assert [one.fate for one in fates(steps)] == ["given", "given", "discharged"]
    same = attrs.evolve(steps[2], text=steps[1].text)
    assert [one.fate for one in fates([*steps[:2], same])] == ["given", "discharged"]


def reported(**fields: object) -> Report:
    return attrs.evolve(Report("d-1", "Formannskapet", "2025-02-11", ("1",)), **fields)  # type: ignore[arg-type]


TASK = mandate("1", "given", "2024-05-14", deadline="2025-01", reports_to=("Formannskapet",))


def test_a_task_is_overdue_until_its_report_is_noted() -> None:
    days = {date(2025, 1, 31): "given", date(2025, 2, 1): "overdue", date(2025, 2, 11): "reported"}
    for day, fate in days.items():
        assert [one.fate for one in fates([TASK], day, [reported()])] == [fate]
    (task,) = fates([TASK], None, [reported(id="d-2"), reported()])
    assert (task.since, task.report_id, task.open) == ("2025-02-11", "d-1", True)


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ({}, {"body": "Kommunestyret"}),
        ({}, {"body": None}),
        ({}, {"date": "2024-05-14"}),
        ({}, {"date": None}),
        ({}, {"mandate_ids": ("2",)}),
        ({"date": None}, {}),
        ({"recurs": True}, {}),
        ({"kind": "appointment"}, {}),
        ({"status": "proposed"}, {}),
    ],
)
def test_what_is_no_report(task: dict[str, object], report: dict[str, object]) -> None:
    (found,) = fates([attrs.evolve(TASK, **task)], None, [reported(**report)])  # type: ignore[arg-type]
    assert found.fate == task.get("status", "given") and found.report_id is None


def test_a_report_on_one_of_several_tasks_is_told_of_none() -> None:
    tasks = [TASK, attrs.evolve(TASK, id="2", text="Another.")]
    assert [one.fate for one in fates(tasks, None, [reported(mandate_ids=("1", "2"))])] == ["given", "given"]
    assert [one.fate for one in fates(tasks, None, [reported(mandate_ids=("2",))])] == ["given", "reported"]


def test_a_report_before_the_task_was_extended_or_ended_says_nothing() -> None:
    later = mandate("2", "extended", "2025-03-01", reports_to=("Formannskapet",))
    assert [one.fate for one in fates([TASK, later], None, [reported()])] == ["extended"]
    (task,) = fates([TASK, later], None, [reported(date="2025-04-01")])
    assert (task.fate, task.since) == ("reported", "2025-04-01")
    ended = mandate("3", "discharged", "2025-05-01")
    assert [one.fate for one in fates([TASK, ended], None, [reported()])] == ["discharged"]


GIVEN_AND_NOTED = {
    "NO": (
        """Fjordvik kommune\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nMøtedato: 14.05.2024

PS 21/24 Ny bro over elva\n\nArkivsaksnr: 24/1187

Vedtak:\n1. Broen bygges.\n2. Kommunedirektøren bes legge fram en sak om finansiering innen 1. mars 2025.\n""",
        """Fjordvik kommune\n\nMøteprotokoll\n\nUtvalg: Formannskapet\nMøtedato: 11.02.2025

PS 3/25 Finansiering av bro\n\nArkivsaksnr: 24/1187

Bakgrunn:\nFormannskapet vedtok 14.05.2024 i sak 21/24 å be kommunedirektøren legge fram en sak om finansiering.

Vedtak:\nRedegjørelsen tas til orientering.\n""",
    ),
    "SE": (
        """Åmåsa kommun\nKommunstyrelsen\nSammanträdesprotokoll\n2024-05-14

§ 29 Cykelväg längs Storgatan\nDnr KS 2024-187

Kommunstyrelsens beslut
Kommundirektören får i uppdrag att utreda en cykelväg längs Storgatan senast den 1 mars 2025.\n""",
        """Åmåsa kommun\nKommunstyrelsen\nSammanträdesprotokoll\n2025-02-11

§ 7 Redovisning av uppdrag om cykelväg\nDnr KS 2024-187

Sammanfattning av ärendet
Kommunstyrelsen beslutade den 14 maj 2024, § 29, att ge kommundirektören i uppdrag att utreda en cykelväg.

Kommunstyrelsens beslut\nKommunstyrelsen lägger redovisningen till handlingarna.\n""",
    ),
    "DK": (
        """Birkeby Kommune\n\nØkonomiudvalget\nReferat\nDato: 14. maj 2024

Punkt 5. Cykelsti langs Storegade\nSagsnr. 05.01.00-P20-1-24

Beslutning
Godkendt, idet forvaltningen anmodes om at udarbejde en plan for cykelstien inden 1. marts 2025.\n""",
        """Birkeby Kommune\n\nØkonomiudvalget\nReferat\nDato: 11. februar 2025

Punkt 3. Plan for cykelsti\nSagsnr. 05.01.00-P20-1-24

Sagsfremstilling
Økonomiudvalget besluttede den 14. maj 2024 (punkt 5), at forvaltningen skulle udarbejde en plan for cykelstien.

Beslutning\nRedegørelsen blev taget til efterretning.\n""",
    ),
}


def fates_of(results: Sequence[nc.ParseResult]) -> list[MandateFate]:
    (dossier,) = dossiers(results)
    return list(fates(given_in(dossier.case_ids, results), None, reports(dossier.case_ids, results)))


@pytest.mark.parametrize("country", GIVEN_AND_NOTED)
def test_a_report_that_the_body_takes_note_of(country: str) -> None:
    results = [nc.parse(text, country=country, municipality="Birkeby") for text in GIVEN_AND_NOTED[country]]
    (task,) = fates_of(results)
    assert (task.fate, task.since, task.deadline) == ("reported", "2025-02-11", "2025-03-01")
    assert task.report_id in {one.id for one in results[1].decisions if one.outcome == "noted"}
    assert fates_of(results[::-1]) == [task]
    with Store(":memory:") as store:
        for result in results:
            store.put(result)
        refresh(store)
        kept = store.connection.execute("SELECT mandate_id, fate, since, deadline, report_id FROM mandate_fates")
        assert kept.fetchall() == [(task.mandate_id, task.fate, task.since, task.deadline, task.report_id)]


@pytest.mark.parametrize("country", GIVEN_AND_NOTED)
def test_without_the_citation_nothing_is_reported(country: str) -> None:
    first, second = GIVEN_AND_NOTED[country]
    told = second.split("\n\n")
    texts = (first, "\n\n".join(part for part in told if "2024, §" not in part and "14." not in part))
    (task,) = fates_of([nc.parse(text, country=country, municipality="Birkeby") for text in texts])
    assert task.fate == "given"


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2024-05-14", "2024-05-14"),
        ("2024-XX", None),
        ("2024-02-XX", "2024-02-29"),
        ("2013-23", "2013-11-30"),
        ("2013-24", "2014-02-28"),
        ("2024-36", "2024-12-31"),
        ("2024-40", "2024-06-30"),
        ("2024/2027", "2027-12-31"),
        ("2024/..", None),
        ("2024-05?", "2024-05-31"),
        ("2024-05-14T12:00", "2024-05-14"),
        ("202X", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_deadline(edtf: str | None, day: str | None) -> None:
    found = last_day(edtf)
    assert (found.isoformat() if found else None) == day
