"""The conformance of the plugin: its tables, its patterns, its golden documents, its adapters."""

from pathlib import Path

from nordic_civic_sweden import PARSER
from nordic_civic_sweden.adapters.erms import ERMS
from nordic_civic_sweden.adapters.fgs import FGS

from nordic_civic.testing import AdapterConformance, Conformance

EXPORTS = Path(__file__).parent / "exports"


class TestConformance(Conformance):
    """The kit's checks of the Swedish parser."""

    parser = PARSER
    golden = Path(__file__).parent / "golden"


class TestFgs(AdapterConformance):
    """The kit's checks of the adapter fgs-arendehantering."""

    adapter = FGS
    golden = EXPORTS / "fgs-arendehantering"


class TestErms(AdapterConformance):
    """The kit's checks of the adapter fgs-erms."""

    adapter = ERMS
    golden = EXPORTS / "fgs-erms"
