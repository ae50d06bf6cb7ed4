"""docs/exports.md: every field is told of, every name in it is written by the code, and the other way round."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree

import nordic_civic as nc
from nordic_civic.exporters import BUILT_IN, akn, tables
from nordic_civic.exporters.jsonld import context
from nordic_civic.exporters.shapes import shapes
from nordic_civic.records import Case, Decision, Document, Mandate, Meeting, Proposal
from nordic_civic.values import Agent, Attendee, Ballot, Dissent, Municipality, Vote

PAGE = (Path(__file__).parents[1] / "docs" / "exports.md").read_text(encoding="utf-8")
FORMATS = ("popolo", "jsonld", "akn", "ical")
RECORDS = (Document, Meeting, Case, Proposal, Decision, Mandate)
ROWS = {
    cells[0]: dict(zip(FORMATS, cells[1:], strict=True))
    for line in PAGE.splitlines()
    if re.match(r"\| [A-Z]\w+\.\w+ \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
}
TEXT = """Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Møtested: Rådhuset
Dato: 14.05.2024
Tidspunkt: 18:00 - 20:30

Sak 21/24 Sykkelvei

Forslag fra Kari Moe (H):
Saken sendes tilbake.

Vedtak:
1. Planen for sykkelvei vedtas.
2. Kommunedirektøren bes legge frem en sak om finansiering senest ved utgangen av 2024.
"""


@pytest.fixture(scope="module")
def full() -> nc.ParseResult:
    parsed = nc.parse(TEXT)
    assert parsed.meeting is not None and parsed.mandates
    moe = Agent("Kari Moe", "person", "H")
    vote = Vote(method="count", for_=1, result="lost", ballots=(Ballot("Kari Moe", "H", choice="yes"),))
    dissent = Dissent("protocol_note", (moe,), text="Nei.")
    petition = attrs.evolve(parsed.proposals[0], id="petition", kind="petition", outcome="rejected")
    return attrs.evolve(
        parsed,
        document=attrs.evolve(parsed.document, municipality=Municipality("Fjordvik", "1", "test")),
        meeting=attrs.evolve(parsed.meeting, attendance=(Attendee("Kari Moe", "H", "Leder"),), certified_by=(moe,)),
        cases=(attrs.evolve(parsed.cases[0], summary="Om veien."),),
        proposals=(*parsed.proposals, petition),
        decisions=(attrs.evolve(parsed.decisions[0], votes=(vote,), dissents=(dissent,)),),
    )


def told(format: str) -> str:
    return "\n".join(row[format] for row in ROWS.values())


def names(format: str) -> set[str]:
    return set(re.findall(r"[\w@]+", told(format)))


def exported(format: str, result: nc.ParseResult) -> bytes:
    stream = io.BytesIO()
    nc.export(result, format, stream)
    return stream.getvalue()


def test_every_field_of_every_record_has_a_row_and_no_other() -> None:
    wanted = [f"{cls.__name__}.{shape.name}" for cls in RECORDS for shape in shapes(cls)]
    assert sorted(ROWS) == sorted(wanted)
    assert all(cell for row in ROWS.values() for cell in row.values())


def test_every_format_and_every_table_is_told_of() -> None:
    assert re.findall(r"^\| `(\w+)` \| a f", PAGE, re.MULTILINE) == list(BUILT_IN)
    for table in tables.tables():
        assert f"| `{table}` | {', '.join(f'`{name}`' for name in tables.columns(table))} |\n" in PAGE


def test_popolo_writes_what_the_page_says(full: nc.ParseResult) -> None:
    data = json.loads(exported("popolo", full))
    written = {f"{name}.{key}" for name, values in data.items() for one in values for key in one}
    written |= {f"sources.{key}" for one in data["events"] for source in one["sources"] for key in source}
    said = set(re.findall(r"\b(?:events|memberships|motions|vote_events|sources)\.\w+", told("popolo")))
    assert said - {"sources.note"} <= written  # a text has no file to note
    keys = {name.partition(".")[2] for name in written if not name.startswith(("persons", "organizations"))}
    elsewhere = {"id", "sources", "person_id", "on_behalf_of_id", "role"}  # of memberships, in words
    assert keys - names("popolo") <= elsewhere


def test_json_ld_has_a_term_for_every_field_that_the_page_says_it_holds() -> None:
    terms = {field: row["jsonld"].split(" ")[0] for field, row in ROWS.items() if not row["jsonld"].startswith("–")}
    assert {term for term in terms.values() if term != "@id"} <= set(context())
    own = {"@id", *terms.values()}
    assert all(name in own for name in ("deadline", "voteEvent", "wasDerivedFrom", "stance"))


def test_akoma_ntoso_writes_what_the_page_says(full: nc.ParseResult) -> None:
    root: Any = etree.fromstring(akn.tree(full).bytes())
    tags = {etree.QName(one).localname for one in root.iter()}
    attributes = {name for one in root.iter() for name in one.attrib}
    prose = {"name", "and", "or", "its", "the", "in", "of", "only", "where", "has", "none", "item", "file", "that"}
    said = {name for name in names("akn") if re.search("[a-z][A-Z]|FRBR|^(?:num|heading|p|voting|count)$", name)}
    assert said - prose <= tags | attributes
    assert {"debateBody", "blockList", "FRBRWork"} <= tags
    structure = {"akomaNtoso", "debate", "meta", "identification", "FRBRWork", "FRBRExpression", "FRBRManifestation"}
    structure |= {"FRBRuri", "FRBRformat", "analysis", "parliamentary", "references", "preface", "debateBody", "item"}
    structure |= {"TLCObject", "TLCPerson", "TLCOrganization", "listIntroduction"}
    assert tags - names("akn") <= structure


def test_icalendar_writes_what_the_page_says(full: nc.ParseResult) -> None:
    lines = exported("ical", full).decode().replace("\r\n ", "").split("\r\n")
    written = {re.split("[:;]", line)[0] for line in lines if line}
    said = {name for name in names("ical") if name.isupper() and len(name) > 1}
    assert said <= written
    assert written - said == {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "CATEGORIES", "TRANSP"}


def test_every_example_is_python_and_every_link_leads_somewhere() -> None:
    for block in re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        compile(block, "docs/exports.md", "exec")
    folder = Path(__file__).parents[1] / "docs"
    for target in re.findall(r"\]\(([^):#]+)\)", PAGE):
        assert (folder / target).exists(), target


def test_the_exporter_of_the_page_works() -> None:
    block = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[-1]
    names: dict[str, Any] = {}
    exec(compile(block, "docs/exports.md", "exec"), names)
    from nordic_civic.plugins import Plugins

    brought = Plugins(exporters=tuple(names["nordic_civic_exporters"]()))
    stream = io.BytesIO()
    nc.export(nc.parse(TEXT), "outcomes", stream, plugins=brought)
    assert stream.getvalue() == b"2024-05-14\tadopted\n"


def test_the_page_on_scale_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    page = (Path(__file__).parents[1] / "docs" / "scale.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    for kind, block in blocks:
        if kind == "python":
            compile(block, "docs/scale.md", "exec")
    shown = next(place for place, (kind, _) in enumerate(blocks) if kind == "text")
    exec(compile(blocks[shown - 1][1], "docs/scale.md", "exec"), {})
    assert capsys.readouterr().out == blocks[shown][1]
    for target in re.findall(r"\]\(([^):#]+)\)", page):
        assert (Path(__file__).parents[1] / "docs" / target).exists(), target
