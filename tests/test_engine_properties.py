"""What holds for every text: nothing lost, nothing crashes, every record points at its characters."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nordic_civic import ParseResult, dumps, loads, parse
from nordic_civic.pipeline import segment_document
from nordic_civic.plugins import parsers
from nordic_civic.reading import Reading
from nordic_civic.segments import segments
from nordic_civic.text import SOFT_HYPHENS

SLOW = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@functools.cache
def vocabulary_lines(country: str) -> tuple[str, ...]:
    parser = next(parser for parser in parsers() if parser.country == country)
    rows = [row for table in parser.vocabulary.tables.values() for row in table.rows]
    return tuple(dict.fromkeys(line for row in rows for line in (*row.match, *row.forms) if "{" not in line))


NUMBERS = [
    "Sak 1/24 Budsjett",
    "§ 3 Dnr KS 2024-11",
    "3. Skoler",
    "Sagsnr.: 24-000123",
    "1. Planen antas.",
    "- at det godkendes",
    "a) x",
]
PEOPLE = [
    "Ada Holm (S), Bo Lund (M) och Eva Ek (V)",
    "For forslaget stemte 2: Ada Holm (A), Bo Lund (H).",
    "Afbud: Bo Lund",
]
HOSTILE = [
    "\u00ad",
    "\ufffe",
    "\u2028",
    "İı",
    "ß" * 30,
    "(" * 40,
    "1." * 40,
    "§" * 20,
    "\ue000\ue001",
    "a" * 300,
    "\t\t",
    "{body}s",
]


@st.composite
def hostile_documents(draw: st.DrawFn) -> str:
    country = draw(st.sampled_from([parser.country for parser in parsers()]))
    line = st.one_of(
        st.sampled_from(vocabulary_lines(country)),
        st.sampled_from([*NUMBERS, *PEOPLE, *HOSTILE]),
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40),
        st.just(""),
    )
    return "\n".join(draw(st.lists(line, max_size=40)))


def squeezed(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in SOFT_HYPHENS and char != "-")


def check_result(result: ParseResult) -> None:
    text = result.document.text
    for record in (*result.cases, *result.proposals, *result.decisions, *result.mandates):
        assert record.spans
        assert all(0 <= span.start <= span.end <= len(text) for span in record.spans)
        assert squeezed("".join(text[span.start : span.end] for span in record.spans)) == squeezed(record.text)
        assert all(0 <= item.span.start <= item.span.end <= len(text) for item in record.evidence)


@SLOW
@given(hostile_documents(), st.sampled_from(["NO", "SE", "DK", None]))
@example("\xad\nreferat af afdelingsmøde", "NO")
def test_any_text_gives_a_result_whose_records_stand_in_it(text: str, country: str | None) -> None:
    if text:
        body = "Kommunestyret" if country else None
        result = parse(
            text.encode(), media_type="text/plain", country=country, body=body, date="2024-05-02" if country else None
        )
        check_result(result)
        assert not [note.message for note in result.diagnostics if note.code in ("NC901", "NC503")]


@SLOW
@given(hostile_documents())
def test_the_json_of_a_result_gives_the_result_back(text: str) -> None:
    if text:
        result = parse(text.encode(), media_type="text/plain", country="NO", body="Kommunestyret")
        assert loads(dumps(result)) == result


@SLOW
@given(hostile_documents(), st.sampled_from(["NO", "SE", "DK"]))
def test_the_same_bytes_give_the_same_json(text: str, country: str) -> None:
    if text:
        once = parse(text.encode(), media_type="text/plain", country=country)
        assert dumps(once) == dumps(parse(text.encode(), media_type="text/plain", country=country))


@SLOW
@given(hostile_documents())
def test_the_segments_joined_are_the_text(text: str) -> None:
    for parser in parsers():
        stages = segment_document(Reading(text=text, media_type="text/plain"), parser)
        parts = segments(text, stages.lines, stages.furniture, stages.headings)
        assert "".join(text[part.start : part.end] for part in parts) == text


@pytest.mark.parametrize(
    "unit", ["Sak 1/24 A\n\nVedtak:\nB.\n\n", "§ 1 A\n\nBeslut\nB antas.\n\n", "For forslaget stemte 1: A B (H). "]
)
def test_a_long_document_is_read_whole(unit: str) -> None:
    result = parse((unit * 300).encode(), media_type="text/plain", country="NO")
    check_result(result)
