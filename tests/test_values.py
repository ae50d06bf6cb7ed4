"""Values: what they accept, what they refuse, and how they read."""

# Building objects from wrong types is what these tests are about.
# mypy: disable-error-code="arg-type"

import doctest
import pickle
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nordic_civic import diagnostics, errors, ids, typed, values
from nordic_civic.errors import NordicCivicError, RecordError
from nordic_civic.strategies import objects
from nordic_civic.typed import Value
from nordic_civic.values import (
    Agent,
    Attachment,
    Attendee,
    Ballot,
    Dissent,
    Edtf,
    EdtfInterval,
    Evidence,
    Identifier,
    Item,
    Municipality,
    Recurrence,
    Reference,
    Span,
    Vote,
)

# Drawing whole records is the slow part, so a few of them must do.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CLASSES = [c for c in vars(values).values() if isinstance(c, type) and issubclass(c, Value) and c is not Value]


@pytest.mark.parametrize("module", [diagnostics, errors, ids, typed, values], ids=lambda m: m.__name__)
def test_examples_run(module: Any) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_every_value_of_the_schema_is_there() -> None:
    names = {
        "Span", "Identifier", "Agent", "Adoption", "Item", "Reference", "Ballot", "Vote", "Dissent", "Attachment",
        "Evidence", "Attendee", "Municipality", "Plugin", "LanguagePart",
    }  # fmt: skip
    assert {cls.__name__ for cls in CLASSES} == names


@pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
@few
@given(data=st.data())
def test_values_are_frozen_slotted_hashable_and_survive_pickling(cls: type[Any], data: st.DataObject) -> None:
    value = data.draw(objects(cls))
    assert not hasattr(value, "__dict__")
    first = attrs.fields(cls)[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, first, getattr(value, first))
    assert pickle.loads(pickle.dumps(value)) == value
    assert hash(attrs.evolve(value)) == hash(value)


def test_short_forms_have_sensible_defaults() -> None:
    assert Agent("Byrådet", kind="body") == Agent("Byrådet", "body", None, None)
    assert Item(text="Plan").items == ()
    assert Vote().casting_vote is False
    assert Vote().ballots == ()
    assert Attendee("Kari Moe").status == "present"
    assert Attachment("Plan").restricted is False
    assert Municipality("Fjordvik").code is None
    assert Identifier("item", "7/24").scheme is None


@pytest.mark.parametrize(
    ("build", "path", "words"),
    [
        (lambda: Agent("Kari", kind="boss"), "Agent.kind", "one of person, party, body"),
        (lambda: Agent("", kind="body"), "Agent.name", "not empty"),
        (lambda: Agent(7, kind="body"), "Agent.name", "got 7 (int)"),
        (lambda: Span(1, True), "Span.end", "got True (bool)"),
        (lambda: Span(1.0, 2), "Span.start", "got 1.0 (float)"),
        (lambda: Span(-1, 2), "Span.start", "from 0"),
        (lambda: Span(5, 2), "Span.end", "2 lies before the start, 5"),
        (lambda: Span(1, 2, page=0), "Span.page", "from 1"),
        (lambda: Vote(for_="7"), "Vote.for_", "got '7' (str)"),
        (lambda: Vote(casting_vote=1), "Vote.casting_vote", "true or false"),
        (lambda: Vote(method="whisper"), "Vote.method", "unanimous"),
        (lambda: Vote(ballots=[]), "Vote.ballots", "a tuple"),
        (lambda: Ballot("Kari", choice=None), "Ballot.choice", "got None"),
        (lambda: Item(text=None), "Item.text", "a string"),
        (lambda: Item(text="x", outcome="fine"), "Item.outcome", "adopted"),
        (lambda: Item(text="x", items=(Item(text="y"), "z")), "Item.items[1]", "expected Item"),
        (lambda: Dissent("protest", text="x"), "Dissent.kind", "reservation"),
        (lambda: Reference("book", "x"), "Reference.kind", "law"),
        (lambda: Attachment("x", date="soon"), "Attachment.date", "EDTF"),
        (lambda: Attendee("x", items=("1", 2)), "Attendee.items[1]", "got 2 (int)"),
        (lambda: Evidence("outcome", (0, 1)), "Evidence.span", "expected Span"),
        (lambda: Identifier("number", "1"), "Identifier.role", "dossier"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_field(build: Any, path: str, words: str) -> None:
    with pytest.raises(RecordError) as caught:
        build()
    assert caught.value.path == path
    assert words in str(caught.value)


def test_a_subclass_of_str_is_no_plain_string() -> None:
    class Clever(str):
        __slots__ = ()

    with pytest.raises(RecordError, match="Clever"):
        Agent(Clever("Kari"), kind="person")


def test_words_become_members_of_a_closed_vocabulary() -> None:
    assert typed.one_of("body", values.AGENT_KINDS) == "body"
    with pytest.raises(RecordError, match="one of person, party, body"):
        typed.one_of("boss", values.AGENT_KINDS)


EDTF = [
    "2014", "2014-05", "2014-05-22", "2013-23", "2013-36", "201X", "19XX", "2014-XX", "2014-05-XX", "2014?",
    "2014-05-22~", "2014/2015", "2014-05-22/2014-05-23", "../2015", "2014/..", "/2015", "2014/", "2014-05-22T18:00",
    "2014-05-22T18:00:30Z", "2014-05-22T18:00+02:00",
]  # fmt: skip
NOT_EDTF = [
    "", "soon", "14", "2014-5", "2014-13", "2014-00", "2014-05-32", "2014-04-31", "2014-02-30", "22.05.2014", "/",
    "..", "../..", "2014-05-22 ", "2014\n", "٢٠١٤", "2014-05-22T25:00", "2014/2015/2016",
]  # fmt: skip


def accepts(hint: Any, text: str) -> bool:
    return bool(get_args(hint)[1].accepts(text))


@pytest.mark.parametrize("text", EDTF)
def test_edtf_dates_are_accepted(text: str) -> None:
    assert accepts(Edtf, text)
    assert accepts(EdtfInterval, text) == ("/" in text)


@pytest.mark.parametrize("text", NOT_EDTF)
def test_other_dates_are_refused(text: str) -> None:
    assert not accepts(Edtf, text)
    assert not accepts(EdtfInterval, text)


@pytest.mark.parametrize("text", ["R/P1Y", "R5/P3M", "R/2014-01-01/P1Y", "R/P1Y6M"])
def test_recurrences_are_accepted(text: str) -> None:
    assert accepts(Recurrence, text)


@pytest.mark.parametrize("text", ["R/P", "P1Y", "R/1Y", "yearly", "R/P1M1Y"])
def test_other_recurrences_are_refused(text: str) -> None:
    assert not accepts(Recurrence, text)


def test_a_repr_shows_what_is_set() -> None:
    assert repr(Span(1, 2)) == "Span(start=1, end=2)"
    assert repr(Span(1, 2, 3)) == "Span(start=1, end=2, page=3)"
    assert repr(Vote(for_=0)) == "Vote(for_=0)"
    assert repr(Item(text="Plan")) == "Item(text='Plan')"


def test_ids_follow_from_their_parts_alone() -> None:
    first = ids.make_id("case", "a" * 64, 1, 20, 0)
    assert first == ids.make_id("case", "a" * 64, 1, 20, 0)
    assert first.startswith("case-")
    others = [
        ids.make_id("case", "b" * 64, 1, 20, 0),
        ids.make_id("case", "a" * 64, 12, 0, 0),
        ids.make_id("case", "a" * 64, "1", 20, 0),
        ids.make_id("case", "a" * 64, 1, 20, 1),
        ids.make_id("proposal", "a" * 64, 1, 20, 0),
    ]
    assert len({first, *others}) == 6


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (errors.ReadError("It is a folder.", "minutes"), "minutes: It is a folder."),
        (errors.UnsupportedFormat("No reader.", "a.bin", "application/x"), "a.bin: No reader."),
        (errors.DamagedDocument("It is empty."), "It is empty."),
        (errors.LimitExceeded("pages", 30, 20, "a.txt"), "a.txt: The limit of 20 pages is exceeded: 30."),
        (errors.MissingDependency("pdf", "PDF", "a.pdf"), "a.pdf: To read PDF, run: pip install 'nordic-civic[pdf]'"),
        (errors.PluginLoadError("No module.", plugin="atlantis"), "atlantis: No module."),
        (errors.VocabularyError("a.toml", 3, "forms", "is empty"), "a.toml, row 3, forms: is empty"),
        (errors.VocabularyError("a.toml", None, None, "is no TOML"), "a.toml: is no TOML"),
        (errors.RecordError("cases[0].id", "is missing"), "cases[0].id: is missing"),
        (errors.ExportError("The disk is full.", target="x.db"), "x.db: The disk is full."),
    ],
    ids=lambda e: type(e).__name__,
)
def test_errors_read_as_a_sentence_and_cross_between_processes(error: NordicCivicError, text: str) -> None:
    assert str(error) == text
    assert isinstance(error, NordicCivicError)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == text
