"""Results as Arrow: the published schema, `parse_batches`, and points under points in one list."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest

import nordic_civic as nc
from nordic_civic.batch import Options
from nordic_civic.values import Adoption, Item

pa = pytest.importorskip("pyarrow")

from nordic_civic.arrow import (  # noqa: E402 - only where pyarrow is
    BATCH,
    input_schema,
    parse_batches,
    record_batch,
    results,
    schema,
    schema_text,
)

PUBLISHED = Path(__file__).parent.parent / "docs" / "arrow-schema.txt"
TEXT = "Fjordvik kommune\nFormannskapet 14.05.2024\n\nSak {}/24 Bro\n\nVedtak:\n1. Broen bygges.\n2. Veien stenges.\n"


def batch(*documents: bytes | None) -> Any:
    return pa.record_batch([[f"{n}.txt" for n in range(len(documents))], list(documents)], schema=input_schema())


def test_the_published_schema_is_the_one_the_classes_give() -> None:
    told = 'run: python -c "from nordic_civic.arrow import schema_text as t; print(t(), end=str())"'
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), f"{told} > docs/arrow-schema.txt"
    assert schema().metadata == {b"nordic_civic.schema_version": b"1"}


def test_batches_give_the_results_of_parse() -> None:
    texts = [TEXT.format(number).encode() for number in range(5)]
    (parsed,) = parse_batches([batch(*texts)])
    assert parsed.schema.equals(schema(), check_metadata=True)
    wanted = [nc.parse(text) for text in texts]
    named = [attrs.evolve(one, document=attrs.evolve(one.document, source=f"{n}.txt")) for n, one in enumerate(wanted)]
    assert list(results(parsed)) == named
    assert parsed.column("source").to_pylist() == [f"{n}.txt" for n in range(5)]


def test_a_document_that_cannot_be_read_is_a_row_with_its_error() -> None:
    (parsed,) = parse_batches([batch(TEXT.format(1).encode(), b"", None)])
    errors = parsed.column("error").to_pylist()
    assert errors[0] is None and "no bytes at all" in errors[1] and errors[2] == "There are no bytes in this row."
    assert parsed.column("document").to_pylist()[1:] == [None, None]
    assert len(list(results(parsed))) == 1


def test_who_reads_the_bytes_may_say_why_there_are_none() -> None:
    fields = [("name", pa.string()), ("data", pa.binary()), ("error", pa.string()), ("size", pa.int64())]
    given = pa.RecordBatch.from_pylist([{"name": "a.txt", "error": "The disk is gone."}], schema=pa.schema(fields))
    (parsed,) = parse_batches([given])
    assert parsed.column("error").to_pylist() == ["The disk is gone."]


def test_batches_are_cut_and_taken_one_by_one() -> None:
    given = iter([batch(*[TEXT.format(1).encode()] * 5), batch(TEXT.format(2).encode())])
    parsed = parse_batches(given, size=2)
    assert next(parsed).num_rows == 2
    assert next(given).num_rows == 1  # the second was not taken before it was needed
    assert [one.num_rows for one in parsed] == [2, 1]
    assert BATCH == 250


def test_options_reach_the_parse_and_travel() -> None:
    work = pickle.loads(pickle.dumps(partial(parse_batches, options=Options(country="NO", municipality="Fjordvik"))))
    (parsed,) = work([batch(TEXT.format(1).encode())])
    assert parsed.column("document")[0]["municipality"]["name"].as_py() == "Fjordvik"


def test_a_country_that_no_plugin_reads_is_an_error() -> None:
    with pytest.raises(nc.ReadError, match="XX"):
        list(parse_batches([batch(b"Hei")], Options(country="XX")))


def test_points_under_points_keep_their_place() -> None:
    inner = Item("a", text="x", items=(Item("i", text="y"), Item("ii", text="z")))
    items = (Item("1", text="one", items=(inner, Item("b", text="w"))), Item("2", text="two"))
    result = nc.parse(TEXT.format(1))
    result = attrs.evolve(result, decisions=(attrs.evolve(result.decisions[0], items=items),), mandates=())
    made = record_batch([result])
    depths = [item["depth"] for item in made.column("decisions")[0].as_py()[0]["items"]]
    assert depths == [0, 1, 2, 2, 1, 0]
    assert list(results(made)) == [result]


def test_the_points_that_a_decision_adopts_come_back() -> None:
    here = (nc.Span(0, 0),)
    points = (Item(text="1", items=(Item(text="a"),)),)
    result = nc.ParseResult(
        document=nc.Document(id="0" * 64, text="", spans=here),
        cases=(nc.Case(id="c", text="", spans=here),),
        proposals=(nc.Proposal(id="p", case_id="c", kind="motion", text="", spans=here),),
        decisions=(nc.Decision(id="d", case_id="c", text="", spans=here, adopted=(Adoption("p", points),)),),
    )
    assert list(results(record_batch([result]))) == [result]
