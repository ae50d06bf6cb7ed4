"""Tables in the head of a case, and lists that number cases by their place alone."""

from __future__ import annotations

import pytest

import nordic_civic as nc
from nordic_civic.furniture import Furniture
from nordic_civic.header_tables import find_tables
from nordic_civic.lines import line_table
from nordic_civic.outline import HeadingFinder
from nordic_civic.parser import Parser
from nordic_civic.plain_rows import plain_rows
from nordic_civic.plugins import plugins
from nordic_civic.reading import Reading


@pytest.fixture(scope="module")
def norwegian() -> Parser:
    """Give the Norwegian parser: its words head the tables below."""
    return next(parser for parser in plugins().parsers if parser.country == "NO")


def _rows(text: str, parser: Parser) -> list[list[tuple[str, str]]]:
    lines = [line for line in line_table(Reading(text=text, media_type="text/plain")) if line.text]
    tables = find_tables(lines, parser)
    return [[(label.meaning, label.value) for label in row] for table in tables for row in table.rows[1:]]


def test_a_row_for_each_body(norwegian: Parser) -> None:
    """Without cells the words themselves tell which column they belong to."""
    text = "Saknr Utval Type Dato\n12/15 Formannskapet PS 11.03.2015\n26/15 Kommunestyret PS 25.03.2015\n\nNy veg\n"
    assert _rows(text, norwegian) == [
        [("meeting_date", "11.03.2015"), ("body", "Formannskapet"), ("item", "12/15")],
        [("meeting_date", "25.03.2015"), ("body", "Kommunestyret"), ("item", "26/15")],
    ]


def test_cells_are_read_by_column(norwegian: Parser) -> None:
    """The second cell is the place, though its words could name a body."""
    text = "Organ\tMøtestad\tMøtedato\nFylkesutvalet\tKommunestyresalen\t22.04.2015\n"
    assert _rows(text, norwegian) == [
        [("body", "Fylkesutvalet"), ("place", "Kommunestyresalen"), ("meeting_date", "22.04.2015")]
    ]


def test_cells_on_lines_of_their_own(norwegian: Parser) -> None:
    """A table read cell by cell, as from a web page."""
    text = "Saksgang\n\nMøtedato\n\nSaknr\n\nFormannskapet\n\n05.04.2016\n\n55/16\n\nHøring\n"
    assert _rows(text, norwegian) == [[("body", "Formannskapet"), ("meeting_date", "05.04.2016"), ("item", "55/16")]]


@pytest.mark.parametrize(
    "text",
    [
        "Saksnr Tittel\n12/15 Ny veg på Nes\n",
        "Utvalg: Formannskapet\nMøtedato: 12.03.2015\n",
        "Saksnr Utvalg Møtedato\nSaken ble behandlet i et langt møte i formannskapet uten at noen tok ordet.\n",
    ],
)
def test_what_is_no_header_table(text: str, norwegian: Parser) -> None:
    """A list of cases, labels with their values, and running text below a row of labels."""
    assert _rows(text, norwegian) == []


def test_places_on_a_list_count_on(norwegian: Parser) -> None:
    """A list that starts anew inside a case is not one of cases; a line that repeats a row is."""
    text = "Saksliste:\n1. Opprop\n2. Budsjett\n3. Eventuelt\n\n1. Opprop\nNi møtte.\n1. Et punkt\n"
    lines = line_table(Reading(text=text, media_type="text/plain"))
    furniture = Furniture({})
    headings = HeadingFinder(norwegian).find(lines, furniture)
    assert [line.index for line in plain_rows(lines, furniture, headings)] == [1, 2, 3, 5]


def test_a_table_of_one_case_gives_its_numbers() -> None:
    """The body that decides last is the document's, and its own day outweighs that of the sitting."""
    text = (
        "Fjordvik kommune\n\nSaksframlegg\n\nArkivsaksnr.: 14/2107\nDato: 01.03.2014\n\nSaksnr Utvalg Møtedato\n"
        "12/14 Formannskapet 11.03.2014\n26/14 Kommunestyret 25.03.2014\n\nNy gangvei på Nes\n\n"
        "Rådmannens innstilling:\nGangveien bygges.\n"
    )
    result = nc.parse(text, country="NO")
    (case,) = result.cases
    assert case.title == "Ny gangvei på Nes"
    assert [i.value for i in case.identifiers] == ["14/2107", "12/14", "26/14"]
    assert result.document.body is not None
    assert (result.document.body.name, result.document.date) == ("Kommunestyret", "2014-03-01")


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("legge frem en sak våren 2021", "2021-21"),
        ("legge frem en sak i løpet av 1. kvartal 2021", "2021-33"),
        ("legge frem en sak innen utgangen av 2. kvartal 2021", "2021-06-30"),
        ("legge frem en sak før sommeren 2021", "2021-22"),
        ("legge frem rapporten fra høsten 2019", None),
    ],
)
def test_seasons_and_quarters_as_deadlines(words: str, deadline: str | None) -> None:
    """A season at the end of a task is when it is due, unless it says where something is from."""
    text = f"Fjordvik kommune\n\nSak 1/20 Budsjett\n\nVedtak:\nKommunestyret ber rådmannen {words}.\n"
    (mandate,) = nc.parse(text, country="NO").mandates
    assert mandate.deadline == deadline
