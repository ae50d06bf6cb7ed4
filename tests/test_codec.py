"""Plain data and JSON: round trips, refusals with paths, and the same bytes each time."""

import copy
import doctest
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nordic_civic import codec
from nordic_civic.codec import dump, dumps, from_dict, load, loads, to_dict
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import RecordError
from nordic_civic.records import Case, Check, Decision, Document, Mandate, Meeting, ParseResult, Proposal
from nordic_civic.strategies import objects, results
from nordic_civic.values import Agent, Item, Span, Vote

# Drawing whole records is the slow part, so a few of them must do.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

HERE = (Span(0, 4),)
RESULT = ParseResult(
    document=Document(id="0" * 64, text="Møte 🎼", spans=(Span(0, 6),), kind="minutes"),
    cases=(Case(id="case-1", text="Møte", spans=HERE),),
    decisions=(
        Decision(
            id="decision-1",
            case_id="case-1",
            text="Møte",
            spans=HERE,
            body=Agent("Byrådet", "body"),
            items=(Item("1", text="Møte", items=(Item("a", text="Mø", span=Span(0, 2)),)),),
            votes=(Vote(method="count", for_=7, against=4),),
        ),
    ),
)
DATA = to_dict(RESULT)


def test_examples_run() -> None:
    outcome = doctest.testmod(codec)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize(
    "cls", [Document, Meeting, Case, Proposal, Decision, Mandate, Check, Diagnostic], ids=lambda c: c.__name__
)
@few
@given(data=st.data())
def test_every_record_survives_the_round_trip(cls: type[Any], data: st.DataObject) -> None:
    record = data.draw(objects(cls))
    assert from_dict(cls, json.loads(json.dumps(to_dict(record)))) == record


@few
@given(results())
def test_every_result_survives_the_round_trip(result: ParseResult) -> None:
    text = dumps(result)
    assert loads(text) == result
    assert dumps(loads(text)) == text
    assert loads(text.encode()) == result


def test_plain_data_is_plain() -> None:
    def check(value: object) -> None:
        assert type(value) in (dict, list, str, int, bool, type(None))
        for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(member)

    check(DATA)


def test_json_starts_with_the_version_and_keeps_the_order_of_the_classes() -> None:
    assert list(DATA) == [
        "schema_version", "document", "meeting", "cases", "proposals", "decisions", "mandates", "checks", "diagnostics",
    ]  # fmt: skip
    assert DATA["schema_version"] == 1
    assert next(iter(DATA["document"])) == "id"
    assert list(DATA["document"])[-4:] == ["text", "spans", "evidence", "plugin"]
    assert DATA["decisions"][0]["votes"][0] == {
        "method": "count", "for": 7, "against": 4, "abstained": None, "absent": None, "casting_vote": False,
        "proposal_id": None, "result": None, "ballots": [],
    }  # fmt: skip


def test_letters_stay_letters() -> None:
    assert "Møte 🎼" in dumps(RESULT)
    assert "\\u" not in dumps(RESULT)


def replaced(path: list[str | int], value: object) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "where", "words"),
    [
        (["document", "kind"], "report", "document.kind", "one of minutes"),
        (["document", "text"], 1, "document.text", "got 1 (int)"),
        (["document", "mood"], "good", "document.mood", "no field"),
        (["document", "pages"], [0, "1"], "document.pages[1]", "got '1' (str)"),
        (["document", "pages"], "01", "document.pages", "expected a list"),
        (["document"], None, "document", "expected an object"),
        (["document"], [], "document", "expected an object"),
        (["extra"], 1, "extra", "no field"),
        (["cases"], {}, "cases", "expected a list"),
        (["cases", 0], "case-1", "cases[0]", "expected an object"),
        (["cases", 0, "restricted"], 0, "cases[0].restricted", "true or false"),
        (["cases", 0, "spans", 0, "start"], "0", "cases[0].spans[0].start", "got '0' (str)"),
        (["cases", 0, "spans", 0, "start"], True, "cases[0].spans[0].start", "got True (bool)"),
        (["cases", 0, "spans", 0, "start"], 0.0, "cases[0].spans[0].start", "got 0.0 (float)"),
        (["cases", 0, "spans", 0, "end"], 99, "cases[0].spans[0]", "outside the text"),
        (["cases", 0, "spans", 0, "start"], 5, "cases[0].spans[0].end", "before the start"),
        (["cases", 0, "spans"], [], "cases[0].spans", "at least one span"),
        (["cases", 0, "spans"], None, "cases[0].spans", "expected a list"),
        (["decisions", 0, "votes", 0, "for"], "7", "decisions[0].votes[0].for", "got '7' (str)"),
        (["decisions", 0, "votes", 0, "for_"], 7, "decisions[0].votes[0].for_", "no field"),
        (["decisions", 0, "items", 0, "items", 0, "text"], None, "decisions[0].items[0].items[0].text", "a string"),
        (["decisions", 0, "body", "kind"], "boss", "decisions[0].body.kind", "one of person"),
        (["decisions", 0, "body"], "Byrådet", "decisions[0].body", "expected an object"),
        (["decisions", 0, "case_id"], "case-9", "decisions[0].case_id", "no record has the id"),
        (["decisions", 0, "date"], "soon", "decisions[0].date", "EDTF"),
        (["schema_version"], 2, "schema_version", "expected 1, got 2"),
        (["schema_version"], True, "schema_version", "expected 1, got True"),
        (["schema_version"], "1", "schema_version", "expected 1, got '1'"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(path: Any, value: object, where: str, words: str) -> None:
    data = replaced(path, value)
    with pytest.raises(RecordError) as caught:
        from_dict(ParseResult, data)
    assert caught.value.path == where
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (["schema_version"], "schema_version"),
        (["document"], "document"),
        (["document", "id"], "document.id"),
        (["cases", 0, "spans", 0, "end"], "cases[0].spans[0].end"),
        (["decisions", 0, "items", 0, "text"], "decisions[0].items[0].text"),
    ],
)
def test_a_missing_field_is_refused_with_its_path(path: Any, where: str) -> None:
    data = copy.deepcopy(DATA)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    with pytest.raises(RecordError) as caught:
        from_dict(ParseResult, data)
    assert caught.value.path == where


def test_reading_leaves_the_data_alone() -> None:
    before = copy.deepcopy(DATA)
    from_dict(ParseResult, DATA)
    assert before == DATA


@pytest.mark.parametrize("text", ["", "{", "nothing", b"\xff\xfe\xfa", "[" * 100_000])
def test_text_that_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(RecordError, match="this is not JSON"):
        loads(text)


def test_points_nested_beyond_reason_are_refused() -> None:
    item: dict[str, Any] = {"text": "x"}
    for _ in range(300):
        item = {"text": "x", "items": [item]}
    text = json.dumps(replaced(["decisions", 0, "items"], [item]))
    with pytest.raises(RecordError, match="too deeply"):
        loads(text)


@pytest.mark.parametrize("text", ["[]", "null", "1", '"x"'])
def test_json_that_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="expected an object"):
        loads(text)


def test_files_hold_the_same_bytes_however_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    dump(RESULT, path)
    raw, text = io.BytesIO(), io.StringIO()
    dump(RESULT, raw)
    dump(RESULT, text)
    assert path.read_bytes() == raw.getvalue() == text.getvalue().encode()
    assert path.read_bytes().endswith(b"}\n")
    assert load(path) == load(str(path)) == load(io.BytesIO(raw.getvalue())) == load(io.StringIO(text.getvalue()))
    dump(RESULT, path, indent=2)
    assert load(path) == RESULT
    assert path.read_text(encoding="utf-8").startswith('{\n  "schema_version": 1,\n  "document": {\n')


def test_a_half_character_is_refused_before_the_file_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    with pytest.raises(RecordError, match="UTF-8"):
        dump(Item(text="\ud800"), path)
    assert not path.exists()


def test_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "from nordic_civic.codec import loads, dumps; from nordic_civic.ids import make_id; import sys;"
        "t = sys.stdin.buffer.read().decode();"
        "sys.stdout.buffer.write((dumps(loads(t)) + make_id('case', t, 1)).encode())"
    )
    text = dumps(RESULT)
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "LC_ALL": "C"},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(runs) == 1
    assert runs.pop().decode().startswith(text)


def test_records_load_without_cattrs() -> None:
    code = "import sys, nordic_civic.codec, nordic_civic.schema; print('cattrs' in sys.modules)"
    env = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env)
    assert done.stdout.strip() == b"False"
