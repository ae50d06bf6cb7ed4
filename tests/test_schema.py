"""The JSON Schema: published, complete, and of one mind with the classes."""

import copy
import doctest
import json
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from nordic_civic import records, schema, values
from nordic_civic.codec import to_dict
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.records import Case, Decision, Document, ParseResult
from nordic_civic.schema import descriptions, json_schema, schema_text
from nordic_civic.strategies import results
from nordic_civic.typed import Constraint
from nordic_civic.values import Span, Vote

# Drawing whole records is the slow part, so a few of them must do.
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PUBLISHED = Path(__file__).parent.parent / "docs" / "schema.json"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
CLASSES = [
    cls
    for module in (values, records)
    for cls in vars(module).values()
    if isinstance(cls, type) and attrs.has(cls) and cls not in (records.Record, Constraint)
]
RESULT = ParseResult(
    document=Document(id="0" * 64, text="Møte", spans=(Span(0, 4),)),
    cases=(Case(id="case-1", text="Møte", spans=(Span(0, 4),)),),
    decisions=(Decision(id="d-1", case_id="case-1", text="Mø", spans=(Span(0, 2),), votes=(Vote(for_=1),)),),
    diagnostics=(Diagnostic.of("NC301"),),
)


def test_examples_run() -> None:
    outcome = doctest.testmod(schema)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_published_schema_is_the_one_the_classes_give() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run: nordic-civic schema > docs/schema.json"


def test_every_class_that_a_result_can_hold_is_defined() -> None:
    names = {cls.__name__ for cls in CLASSES} - {"ParseResult"}
    assert set(json_schema()["$defs"]) == names


@pytest.mark.parametrize("cls", set(CLASSES), ids=lambda c: c.__name__)
def test_every_field_is_described_and_no_other(cls: type[Any]) -> None:
    fields = {field.name.rstrip("_") for field in attrs.fields(cls)}
    assert set(descriptions(cls)) == fields
    assert (cls.__doc__ or "").split("\n")[0].endswith(".")


def test_keys_stand_in_the_order_of_the_data() -> None:
    written = json_schema()
    assert list(written["properties"]) == list(to_dict(RESULT))
    assert written["required"] == list(to_dict(RESULT))
    assert list(written["$defs"]["Vote"]["properties"]) == list(to_dict(Vote()))


def test_hints_become_rules() -> None:
    definitions = json_schema()["$defs"]
    decision = definitions["Decision"]["properties"]
    assert decision["role"]["enum"] == ["taken", "cited"]
    assert decision["outcome"]["enum"][-1] is None
    assert decision["body"]["anyOf"] == [{"$ref": "#/$defs/Agent"}, {"type": "null"}]
    assert decision["items"]["items"] == {"$ref": "#/$defs/Item"}
    assert decision["item"]["type"] == ["string", "null"]
    assert decision["date"]["pattern"].startswith("^")
    assert definitions["Item"]["properties"]["items"]["items"] == {"$ref": "#/$defs/Item"}
    assert definitions["Span"]["properties"]["start"]["minimum"] == 0
    assert definitions["Span"]["additionalProperties"] is False


@few
@given(results())
def test_every_result_is_valid(result: ParseResult) -> None:
    VALIDATOR.validate(json.loads(json.dumps(to_dict(result))))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema_version"], 2),
        (["extra"], 1),
        (["document", "id"], "short"),
        (["document", "kind"], "report"),
        (["document", "country"], "Norway"),
        (["cases", 0, "restricted"], None),
        (["cases", 0, "date"], "soon"),
        (["cases", 0, "title"], ""),
        (["decisions", 0, "spans", 0, "start"], "0"),
        (["decisions", 0, "spans", 0, "start"], -1),
        (["decisions", 0, "votes", 0, "for"], 1.5),
        (["decisions", 0, "votes", 0, "for_"], 1),
        (["decisions", 0, "items"], [None]),
        (["decisions", 0, "spans"], []),
        (["diagnostics", 0, "code"], "E1"),
    ],
)
def test_what_the_classes_refuse_the_schema_refuses(path: list[str | int], value: object) -> None:
    data = copy.deepcopy(to_dict(RESULT))
    VALIDATOR.validate(data)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)
