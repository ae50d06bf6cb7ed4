"""The conformance of the plugin: its tables, its patterns, its golden documents."""

from pathlib import Path

from nordic_civic_finland import PARSER

from nordic_civic.testing import Conformance


class TestConformance(Conformance):
    parser = PARSER
    golden = Path(__file__).parent / "golden"
