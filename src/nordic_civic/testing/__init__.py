"""Check a plugin: its tables, its patterns, its golden documents. For plugin authors' own tests.

A plugin's whole conformance test is a few lines, which pytest runs through the plugin that nordic-civic brings::

    from pathlib import Path

    from nordic_civic.testing import Conformance
    from nordic_civic_iceland import PARSER


    class TestConformance(Conformance):
        parser = PARSER
        golden = Path(__file__).parent / "golden"

`ReaderConformance`, `AdapterConformance` and `ExporterConformance` are the same for the other kinds of plugin. Each
check is a function, too, that takes what it is about, and raises `Nonconforming`, an AssertionError, with what is wrong
and what to do. pytest and Hypothesis (`nordic-civic[test]`) are needed to run the classes; importing this module needs
neither.
"""

from .company import alone, beside, reader_of, records_of
from .conformance import Conformance
from .determinism import check_determinism, check_hash_seeds
from .failure import Nonconforming
from .formats import AdapterConformance, ExporterConformance, ReaderConformance
from .golden import EXPECTED, check_golden, documents_in, golden_documents
from .meanings import MEANINGS
from .outline import outline
from .results import check_lossless, check_schema, check_spans, check_uncrashed
from .samples import Sample, check_no_records, foreign_documents, not_municipal_documents
from .tables import check_meanings, check_row, explains, row_problems, table_rows, wins
from .timing import check_linear, check_tables_linear, growth, named_shapes, seconds, shapes_of

__all__ = [
    "EXPECTED",
    "MEANINGS",
    "AdapterConformance",
    "Conformance",
    "ExporterConformance",
    "Nonconforming",
    "ReaderConformance",
    "Sample",
    "alone",
    "beside",
    "check_determinism",
    "check_golden",
    "check_hash_seeds",
    "check_linear",
    "check_lossless",
    "check_meanings",
    "check_no_records",
    "check_row",
    "check_schema",
    "check_spans",
    "check_tables_linear",
    "check_uncrashed",
    "documents_in",
    "explains",
    "foreign_documents",
    "golden_documents",
    "growth",
    "named_shapes",
    "not_municipal_documents",
    "outline",
    "reader_of",
    "records_of",
    "row_problems",
    "seconds",
    "shapes_of",
    "table_rows",
    "wins",
]
