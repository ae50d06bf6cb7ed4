"""The conformance of the plugin: its tables, its patterns, its golden documents, its adapters."""

from pathlib import Path

from nordic_civic_norway import PARSER
from nordic_civic_norway.adapters.einnsyn_json import EINNSYN_JSON
from nordic_civic_norway.adapters.einnsyn_xml import EINNSYN_XML
from nordic_civic_norway.adapters.fiks import FIKS

from nordic_civic.testing import AdapterConformance, Conformance

EXPORTS = Path(__file__).parent / "exports"


class TestConformance(Conformance):
    """The kit's checks of the Norwegian parser."""

    parser = PARSER
    golden = Path(__file__).parent / "golden"


class TestFiks(AdapterConformance):
    """The kit's checks of the adapter ks-fiks."""

    adapter = FIKS
    golden = EXPORTS / "ks-fiks"


class TestEinnsynXml(AdapterConformance):
    """The kit's checks of the adapter einnsyn-noark5."""

    adapter = EINNSYN_XML
    golden = EXPORTS / "einnsyn-noark5"


class TestEinnsynJson(AdapterConformance):
    """The kit's checks of the adapter einnsyn-jsonld."""

    adapter = EINNSYN_JSON
    golden = EXPORTS / "einnsyn-jsonld"
