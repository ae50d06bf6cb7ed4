"""What all adapters share: finding one, its faults, XML and JSON that nobody vouches for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nordic_civic.adapters import Adapter, Export, Matter, Part, find_adapter, run
from nordic_civic.adapters.data import read_json, said
from nordic_civic.adapters.markup import opening, read_xml
from nordic_civic.adapters.render import render
from nordic_civic.errors import DamagedDocument, ReadError
from nordic_civic.hints import Hints


def adapter(adapt: Callable[[bytes], Export | None]) -> Adapter:
    return Adapter("shout", "IS", ("text/x-shout",), lambda data: data[:1] == b"!", adapt)


def broken(data: bytes) -> Export | None:
    raise KeyError(data)


def test_what_is_no_adapter_is_never_asked() -> None:
    assert find_adapter(b"!", [object(), adapter(lambda data: None)]) is not None
    assert find_adapter(b"?", [adapter(lambda data: None)]) is None


def test_what_turns_out_to_be_something_else_is_left_to_the_readers() -> None:
    assert run(adapter(lambda data: None), b"!", "0" * 64, None, Hints(), ()) is None


def test_a_country_that_no_plugin_reads_is_said() -> None:
    with pytest.raises(ReadError, match="No active plugin reads the country 'IS'"):
        run(adapter(lambda data: Export()), b"!", "0" * 64, "a.shout", Hints(), ())


def test_an_adapter_that_breaks_makes_a_damaged_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NORDIC_CIVIC_STRICT", raising=False)
    with pytest.raises(DamagedDocument, match="shout export"):
        run(adapter(broken), b"!", "0" * 64, None, Hints(), ())


def test_an_adapter_that_breaks_shows_how_in_strict_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NORDIC_CIVIC_STRICT", "1")
    with pytest.raises(KeyError):
        run(adapter(broken), b"!", "0" * 64, None, Hints(), ())


def test_the_places_of_matters_and_parts_are_lines_of_the_text() -> None:
    parts = (Part("Background", "<p>One.</p><p>Two.</p>"), Part("", "Three.\r\rFour."))
    rendered = render(Export(body="Council", matters=(Matter("Roads", "7", "Item 7", parts=parts),)), "text/xml")
    lines = rendered.reading.text.split("\n")
    placed = rendered.matters[0]
    assert lines[placed.line] == "Item 7 Roads" and placed.last == len(lines) - 1
    assert [lines[part.heading] for part in placed.parts if part.heading is not None] == ["Background"]
    assert ["|".join(filter(None, lines[part.first : part.last])) for part in placed.parts] == [
        "One.|Two.",
        "Three.|Four.",
    ]


def test_separators_inside_a_line_keep_the_places_right() -> None:
    rendered = render(Export(matters=(Matter("A", parts=(Part("H", "<p>x\x85y</p>"),)), Matter("B"))), "text/xml")
    lines = rendered.reading.text.split("\n")
    assert [lines[placed.line] for placed in rendered.matters] == ["A", "B"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><root a='1'>", "root"),
        ("<?xml version='1.0' encoding='utf-16'?><root/>".encode("utf-16"), "root"),
        (b"text", ""),
        (b"", ""),
        (b"<", ""),
    ],
)
def test_the_root_is_told_from_the_first_bytes(data: bytes, name: str) -> None:
    assert opening(data)[0] == name


def test_entities_are_not_opened_and_do_not_grow() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    data = f'<!DOCTYPE r [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/hostname">]><r><b>x&a9;</b><c>&f;</c></r>'
    node, _ = read_xml(data.encode())
    assert len(node.text("b")) < 20 and node.text("c") in ("", "&f;")


def test_xml_without_any_element_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read_xml(b"\x00\x01\x02")


def test_json_that_never_ends_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read_json(b"[" * 200_000)


def test_fields_that_hold_something_else_say_nothing() -> None:
    others: list[object] = [None, [], "x", 1, {"b": []}, {"b": False}]
    assert [said({"a": other}, "a", "b") for other in others] == [""] * 6
    assert said({"a": {"b": 7}}, "a", "b") == "7"
