"""The conformance of the plugin: its golden documents, its tables, its patterns."""

from pathlib import Path

import pytest
from nordic_civic_denmark import PARSER

from nordic_civic.testing import check_golden, check_row, golden_documents, growth, table_rows
from nordic_civic.vocabulary import Row


@pytest.mark.parametrize("path", golden_documents(__file__), ids=lambda path: path.name)
def test_golden_document(path: Path) -> None:
    check_golden(path)


@pytest.mark.parametrize("row", table_rows(PARSER), ids=str)
def test_every_row_explains_and_proves_itself(row: Row) -> None:
    check_row(PARSER, row)


@pytest.mark.parametrize("unit", ["1.", "a ", "§ 1 ", "A (S), ", "12/", "stemte for ", "-", ": ", "ja nej ", "Å"])
def test_patterns_take_time_in_proportion_to_the_text(unit: str) -> None:
    assert growth(PARSER, unit) < 16
