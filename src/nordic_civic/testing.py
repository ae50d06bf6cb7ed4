"""Check a plugin: its golden documents, its word tables, its patterns. For plugin authors' own tests.

A plugin's whole conformance test is a few lines::

    import pytest
    from nordic_civic.testing import golden_documents, check_golden, table_rows, check_row
    from my_plugin import PARSER

    @pytest.mark.parametrize("path", golden_documents(__file__), ids=str)
    def test_golden(path):
        check_golden(path)

    @pytest.mark.parametrize("row", table_rows(PARSER), ids=str)
    def test_row(row):
        check_row(PARSER, row)
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

from .forms import SLOTS, Form, Matcher, to_pattern, without_overlap
from .furniture import Furniture
from .labels import read_labels
from .lines import Line, line_table
from .mentions import make_shadow, without_clashes
from .outline import Heading, HeadingFinder
from .parser import Parser
from .reading import Reading
from .records import Decision, Mandate, ParseResult, Proposal
from .rows import Row
from .text import fold, squeeze

_WIDTH = 60
EXPECTED = ".expected"


def golden_documents(test_file: str) -> list[Path]:
    """Give the golden documents beside a test file: the files of its folder `golden` that are no expectations."""
    folder = Path(test_file).parent / "golden"
    return sorted(path for path in folder.iterdir() if path.suffix != EXPECTED and path.name != "README.md")


def check_golden(path: Path) -> None:
    """Compare what a document parses to with the outline beside it (`NAME.expected`).

    A missing expectation is written and then fails, so that somebody reads it before it counts.
    """
    from .pipeline import parse

    found = outline(parse(path))
    expectation = path.with_name(path.name + EXPECTED)
    if not expectation.exists():
        expectation.write_text(found, encoding="utf-8")
        raise AssertionError(f"{expectation.name} did not exist and was written: read it, correct it, run again")
    expected = expectation.read_text(encoding="utf-8")
    assert found == expected, f"{path.name} no longer gives what {expectation.name} says"


def outline(result: ParseResult) -> str:
    """Put a result into lines that a person can read and edit: the document, then each case with what stands in it.

    >>> from nordic_civic import parse
    >>> print(outline(parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n")).splitlines()[2])
    decision taken, adopted: Budsjettet vedtas.
    """
    document = result.document
    body = document.body.name if document.body else "-"
    place = document.municipality.name if document.municipality else "-"
    lines = [
        f"{document.kind} {document.country or '-'} {document.language or '-'}, {body}, {document.date or '-'}, {place}"
    ]
    if result.meeting is not None and result.meeting.attendance:
        lines.append("attendance: " + "; ".join(f"{who.name} ({who.status})" for who in result.meeting.attendance))
    for case in result.cases:
        numbers = ", ".join(f"{number.role} {number.value}" for number in case.identifiers)
        lines.append(f"case [{numbers}]{' (restricted)' if case.restricted else ''}: {case.title or '-'}")
        lines.extend(_proposal(record) for record in result.proposals if record.case_id == case.id)
        for record in result.decisions:
            if record.case_id == case.id:
                lines.extend(_decision(record))
        lines.extend(_mandate(record) for record in result.mandates if record.case_id == case.id)
    lines.extend(f"check {check.code} failed: {check.message}" for check in result.checks if check.passed is False)
    return "\n".join(lines) + "\n"


def _proposal(record: Proposal) -> str:
    who = ", ".join(agent.name for agent in record.proposers) or "-"
    points = f", {len(record.items)} points" if record.items else ""
    became = f" -> {record.outcome}" if record.outcome else ""
    return f"proposal {record.kind} {record.position} by {who}{points}{became}: {_short(record.text)}"


def _decision(record: Decision) -> list[str]:
    told = "" if record.role == "taken" else f" by {record.body.name if record.body else '-'} on {record.date or '-'}"
    points = f", {len(record.items)} points" if record.items else ""
    lines = [f"decision {record.role}{told}, {record.outcome}{points}: {_short(record.text)}"]
    for vote in record.votes:
        tally = f" {vote.for_}-{vote.against}" if vote.for_ is not None or vote.against is not None else ""
        named = f", {len(vote.ballots)} named" if vote.ballots else ""
        lines.append(f"  vote {vote.method}{tally}{named}{', ' + vote.result if vote.result else ''}")
    lines.extend(f"  {dissent.kind} by {', '.join(a.name for a in dissent.agents)}" for dissent in record.dissents)
    return lines


def _mandate(record: Mandate) -> str:
    who = ", ".join(agent.name for agent in record.assignees) or "-"
    when = "".join(
        f", {name} {value}"
        for name, value in (("by", record.deadline), ("in", record.period), ("every", record.recurrence))
        if value
    )
    return f"mandate {record.kind} {record.status} to {who}{when}: {_short(record.text)}"


def _short(text: str) -> str:
    words = squeeze(text)
    if len(words) <= 2 * _WIDTH:
        return words
    return f"{words[:_WIDTH].rsplit(' ', 1)[0]} … {words[-_WIDTH:].split(' ', 1)[-1]}"


def table_rows(parser: Parser) -> list[Row]:
    """Give every row of a parser's tables; `str` of a row names its file and place."""
    return [row for table in parser.vocabulary.tables.values() for row in table.rows]


def check_row(parser: Parser, row: Row) -> None:
    """Check one row: it is explained, its forms can be read, its examples match and its counter-examples do not."""
    assert row.gloss and row.source, f"{row}: needs a gloss (in English) and a source"
    assert row.forms or row.suffixes or row.modifiers or row.attributes, f"{row}: has no forms"
    assert row.match, f"{row}: needs at least one example in `match`"
    for form in row.forms:
        assert set(to_pattern(form)[1]) <= SLOTS, f"{row}: {form!r} has an unknown placeholder"
    if row.forms or row.suffixes or "company" in row.attributes:
        for example in row.match:
            assert explains(parser, row, example), f"{row}: the example {example!r} does not match any form"
        for example in row.reject:
            assert not wins(parser, row, example), f"{row}: the counter-example {example!r} matches"


def explains(parser: Parser, row: Row, text: str) -> bool:
    """Say whether a row's own forms are found in a line or sentence, as the stage that reads its table would see it."""
    table = row.name.split(":")[0]
    if table == "headings":
        return any(heading.role in (row.meaning, "instance") for heading in _headings(parser, text))
    if table == "agents":
        return any(
            agent.kind == row.meaning
            for m in parser.agents.find(text)
            if isinstance(m.value, tuple)
            for agent in m.value
        )
    matcher = Matcher(Form(form, row) for form in row.forms)
    return any(matcher.search(shadow) for shadow in _shadows(parser, text))


def wins(parser: Parser, row: Row, text: str) -> bool:
    """Say whether a text is read as a row says: where rows overlap, the one that explains most of it wins."""
    table = row.name.split(":")[0]
    if table == "headings":
        return any(heading.row is row for heading in _headings(parser, text))
    if table == "agents":
        return explains(parser, row, text)
    if table == "labels":
        return any(label.meaning == row.meaning for label in read_labels(_lines(text), parser))
    matcher = parser.vocabulary[table].matcher
    if table == "kinds":
        found = matcher.opening(fold(text).lstrip("#* "))
        return found is not None and found.form.row is row
    if table == "outcomes":
        return any(found.form.row is row for found in without_overlap(matcher.search(fold(text))))
    if table == "furniture":
        found_words = without_overlap(matcher.search(fold(text)))
        covered = sum(found.end - found.start for found in found_words)
        return covered >= len(text.strip()) and any(found.form.row is row for found in found_words)
    if row.meaning == "continues":
        found = parser.vocabulary[table].matcher_of("continues").opening(fold(text))
        return found is not None and found.form.row is row
    return any(
        found.form.row is row for shadow in _shadows(parser, text) for found in without_overlap(matcher.search(shadow))
    )


def _shadows(parser: Parser, text: str) -> set[str]:
    mentions = without_clashes([*parser.dates.find(text), *parser.agents.find(text)])
    return {fold(text), make_shadow(text, mentions).text}


def _lines(text: str) -> tuple[Line, ...]:
    return line_table(Reading(text=text, media_type="text/plain"))


def _headings(parser: Parser, text: str) -> list[Heading]:
    lines = _lines(f"{text}\n\n.")
    return HeadingFinder(parser).find(lines, Furniture({}))


def shapes_of(parser: Parser) -> list[re.Pattern[str]]:
    """Give the pattern of every shape of a parser: identifiers, items, votes, groups, laws."""
    return [
        *(shape.pattern for shape in parser.identifiers),
        *(shape.pattern for shape in parser.items),
        *(shape.pattern for shape in parser.votes),
        *(pattern for _, pattern in parser.groups),
        *parser.laws,
    ]


def seconds(parser: Parser, text: str) -> float:
    """Give the time that all shapes and all tables of a parser take over a text."""
    began = time.perf_counter()
    for pattern in shapes_of(parser):
        for _ in pattern.finditer(text):
            pass
    for table in parser.vocabulary.tables.values():
        table.matcher.search(fold(text))
    return time.perf_counter() - began


def growth(parser: Parser, unit: str, sizes: Sequence[int] = (400, 1600)) -> float:
    """Give how many times longer a text of the second size takes than one of the first, `unit` repeated."""
    first, second = (min(seconds(parser, unit * size) for _ in range(3)) for size in sizes)
    return second / max(first, 1e-4)
