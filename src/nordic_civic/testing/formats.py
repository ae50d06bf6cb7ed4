"""The kit for readers, adapters and exporters: a class each, as short to use as that for parsers."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..adapters import Adapter
from ..exporters.base import Exporter
from ..plugins import Plugins
from ..readers.base import Reader
from .adapting import check_adapted, check_country, check_damaged_export, check_matters
from .company import among
from .conformance import DocumentConformance
from .detecting import check_detects, check_leaves_alone
from .exporting import check_hostile_results, check_named, check_nothing, check_repeats, check_round_trip, check_streams
from .golden import EXPECTED, documents_in
from .reading import check_damaged, check_found, check_kinds, check_reading


class ReaderConformance(DocumentConformance):
    """Everything that a reader must hold to: name a subclass `Test…` and set `reader` and `golden`."""

    reader: ClassVar[Reader]

    @classmethod
    def company(cls) -> Plugins:
        """Give the installed plugins with the reader before the others."""
        return among("readers", cls.reader)

    def test_kinds_can_be_asked_for(self) -> None:
        """Media types and suffixes are written as the core compares them."""
        check_kinds(self.reader)

    def test_own_bytes_are_recognised(self, document: Path) -> None:
        """A golden document is found by its bytes, or by its suffix."""
        check_found(self.reader, document)

    def test_other_bytes_are_left_alone(self) -> None:
        """Nothing of another format is claimed."""
        check_leaves_alone(self.reader)

    def test_a_reading_is_sound(self, document: Path) -> None:
        """Text, pages, headings and furniture are what the core expects."""
        check_reading(self.reader, document.read_bytes())

    def test_damaged_bytes_are_read_or_refused(self, document: Path, nordic_civic_examples: int) -> None:
        """Whatever the bytes are, there is a reading or a ReadError."""
        check_damaged(self.reader, document.read_bytes(), nordic_civic_examples)


class AdapterConformance(DocumentConformance):
    """Everything that an adapter must hold to: name a subclass `Test…` and set `adapter` and `golden`."""

    adapter: ClassVar[Adapter]

    @classmethod
    def company(cls) -> Plugins:
        """Give the installed plugins with the adapter before the others."""
        return among("adapters", cls.adapter)

    def test_a_plugin_reads_its_country(self) -> None:
        """Prose in a field needs the parser of a country."""
        check_country(self.adapter)

    def test_golden_document(self, document: Path) -> None:
        """A golden export gives what its expectation says, where one lies beside it."""
        if document.with_name(document.name + EXPECTED).exists():
            super().test_golden_document(document)

    def test_own_exports_are_recognised(self, document: Path) -> None:
        """A golden export is found by its bytes."""
        check_detects(self.adapter, document)

    def test_other_bytes_are_left_alone(self) -> None:
        """Nothing of another format is claimed."""
        check_leaves_alone(self.adapter)

    def test_an_export_has_fields(self, document: Path) -> None:
        """A golden export comes to fields."""
        check_adapted(self.adapter, document)

    def test_matters_are_found(self) -> None:
        """At least one golden export holds a matter."""
        check_matters(self.adapter, documents_in(self.golden))

    def test_damaged_exports_are_mapped_or_refused(self, document: Path, nordic_civic_examples: int) -> None:
        """Whatever the bytes are, there is an export, None or an error of the library."""
        check_damaged_export(self.adapter, document.read_bytes(), nordic_civic_examples)


class ExporterConformance:
    """Everything that an exporter must hold to: name a subclass `Test…` and set `exporter`."""

    exporter: ClassVar[Exporter]

    def test_it_is_found_by_its_name(self) -> None:
        """No format of the library stands before it."""
        check_named(self.exporter)

    def test_it_takes_results_one_by_one(self, tmp_path: Path) -> None:
        """An archive is larger than memory."""
        check_streams(self.exporter, tmp_path)

    def test_nothing_is_written_of_nothing(self, tmp_path: Path) -> None:
        """No results are no error."""
        check_nothing(self.exporter, tmp_path)

    def test_the_same_results_give_the_same_bytes(self, tmp_path: Path) -> None:
        """A second export gives the same."""
        check_repeats(self.exporter, tmp_path)

    def test_strange_text_is_written_or_refused(self, tmp_path: Path) -> None:
        """Whatever a record says, it is written or there is an ExportError."""
        check_hostile_results(self.exporter, tmp_path)

    def test_what_is_read_back_is_what_was_written(self, tmp_path: Path) -> None:
        """An exporter that reads gives the results that it wrote."""
        check_round_trip(self.exporter, tmp_path)
