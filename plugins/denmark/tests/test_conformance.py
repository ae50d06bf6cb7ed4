"""The conformance of the plugin: its tables, its patterns, its golden documents, its adapters."""

from pathlib import Path

from nordic_civic_denmark import PARSER
from nordic_civic_denmark.adapters.acadre import ACADRE
from nordic_civic_denmark.adapters.edoc import EDOC
from nordic_civic_denmark.adapters.firstagenda import FIRSTAGENDA
from nordic_civic_denmark.adapters.fujitsu import FUJITSU
from nordic_civic_denmark.adapters.publication import PUBLICATION
from nordic_civic_denmark.adapters.sbsys import SBSYS

from nordic_civic.testing import AdapterConformance, Conformance

EXPORTS = Path(__file__).parent / "exports"


class TestConformance(Conformance):
    """The kit's checks of the Danish parser."""

    parser = PARSER
    golden = Path(__file__).parent / "golden"


class TestFirstagenda(AdapterConformance):
    """The kit's checks of the adapter firstagenda."""

    adapter = FIRSTAGENDA
    golden = EXPORTS / "firstagenda"


class TestPublication(AdapterConformance):
    """The kit's checks of the adapter agenda-publication."""

    adapter = PUBLICATION
    golden = EXPORTS / "agenda-publication"


class TestFujitsu(AdapterConformance):
    """The kit's checks of the adapter edoc-fujitsu."""

    adapter = FUJITSU
    golden = EXPORTS / "edoc-fujitsu"


class TestEdoc(AdapterConformance):
    """The kit's checks of the adapter edoc."""

    adapter = EDOC
    golden = EXPORTS / "edoc"


class TestAcadre(AdapterConformance):
    """The kit's checks of the adapter acadre."""

    adapter = ACADRE
    golden = EXPORTS / "acadre"


class TestSbsys(AdapterConformance):
    """The kit's checks of the adapter sbsys."""

    adapter = SBSYS
    golden = EXPORTS / "sbsys"
