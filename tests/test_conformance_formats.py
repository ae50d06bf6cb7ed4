"""The kit for readers, adapters and exporters: a sound one passes, a faulty one is told what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs
import pytest

from nordic_civic.adapters import Adapter, Export, Matter
from nordic_civic.errors import DamagedDocument
from nordic_civic.exporters import BUILT_IN
from nordic_civic.exporters.base import Exporter, of_lines
from nordic_civic.exporters.run import exporter
from nordic_civic.exporters.target import Target
from nordic_civic.plugins import plugins
from nordic_civic.readers.base import Reader
from nordic_civic.reading import HeadingHint, Reading
from nordic_civic.records import ParseResult
from nordic_civic.testing import AdapterConformance, ExporterConformance, Nonconforming, ReaderConformance

KIND = "text/x-shout"
DOCUMENT = b"!Minutes"


def read(data: bytes) -> Reading:
    try:
        text = data[1:].decode("ascii")
    except UnicodeDecodeError as error:
        raise DamagedDocument("This is no ASCII.") from error
    return Reading(text.replace("\r", " "), KIND)


READER = Reader("shout", (KIND,), (".shout",), lambda data: data[:1] == b"!", read)


def adapt(data: bytes) -> Export:
    try:
        matters = json.loads(data)["shouted"]
        return Export(matters=tuple(Matter(str(one)) for one in matters))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedDocument("This is no such JSON.") from error


ADAPTER = Adapter("shout", "NO", ("application/json",), lambda data: b'"shouted"' in data, adapt)
EXPORT = b'{"shouted": ["Path", "Quay"]}'


def ids(results: Iterable[ParseResult]) -> Iterator[str]:
    return (f"{result.document.id}\n" for result in results)


EXPORTER = Exporter("shout", ".txt", of_lines(ids))


def failure(check: Callable[..., None], *arguments: object) -> str:
    with pytest.raises(Nonconforming) as caught:
        check(*arguments)
    assert caught.value.remedy
    return str(caught.value)


def reader_tests(**changes: object) -> ReaderConformance:
    class Faulty(ReaderConformance):
        reader = attrs.evolve(READER, **changes)

    return Faulty()


def document(tmp_path: Path, data: bytes = DOCUMENT) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_bytes(data)
    return path


def test_kinds_that_the_core_never_compares_are_told() -> None:
    assert "lower case, with the dot" in failure(reader_tests(suffixes=("SHOUT",)).test_kinds_can_be_asked_for)
    assert "type/subtype" in failure(reader_tests(media_types=("shout",)).test_kinds_can_be_asked_for)


def test_a_reader_that_claims_everything_is_told() -> None:
    told = failure(reader_tests(detect=lambda data: True).test_other_bytes_are_left_alone)
    assert "shout claims nothing" in told and "must be certain" in told


def test_a_detect_that_raises_is_told() -> None:
    told = failure(reader_tests(detect=lambda data: data[0] == 33).test_other_bytes_are_left_alone)
    assert "IndexError" in told and "may not raise" in told


def test_a_document_that_nothing_leads_to_is_told(tmp_path: Path) -> None:
    told = failure(reader_tests(detect=lambda data: False).test_own_bytes_are_recognised, document(tmp_path))
    assert "neither by its bytes nor by its suffix" in told and "add the suffix" in told


@pytest.mark.parametrize(
    "reading, says",
    [
        (Reading("A\u030a", KIND), "not in NFC"),
        (Reading("a\r\n", KIND), "End lines with"),
        (Reading("a", "text/plain"), "none of its own"),
        (Reading("a", KIND, pages=(5,)), "in the order of the text"),
        (Reading("a", KIND, furniture=((0, 9),)), "furniture at 0-9"),
        (Reading("a\nb", KIND, headings=(HeadingHint(0, 3, 1),)), "which is no line"),
        (Reading("a", KIND, headings=(HeadingHint(0, 1, 12),)), "Use 1 to 9"),
        ("a", "Give a nordic_civic.reading.Reading"),
    ],
)
def test_an_unsound_reading_is_told(tmp_path: Path, reading: object, says: str) -> None:
    assert says in failure(reader_tests(read=lambda data: reading).test_a_reading_is_sound, document(tmp_path))


def test_a_reader_that_raises_for_damaged_bytes_is_told(tmp_path: Path) -> None:
    tests = reader_tests(read=lambda data: Reading(data[1:].decode("ascii"), KIND))
    told = failure(tests.test_damaged_bytes_are_read_or_refused, document(tmp_path), 60)
    assert "UnicodeDecodeError" in told and "Raise a ReadError" in told


def adapter_tests(folder: Path = Path(), **changes: object) -> AdapterConformance:
    class Faulty(AdapterConformance):
        adapter = attrs.evolve(ADAPTER, **changes)
        golden = folder

    return Faulty()


def test_a_sound_adapter_passes(tmp_path: Path) -> None:
    path = document(tmp_path, EXPORT)
    tests = adapter_tests(path.parent)
    tests.test_matters_are_found()
    tests.test_a_plugin_reads_its_country()
    tests.test_own_exports_are_recognised(path)
    tests.test_other_bytes_are_left_alone()
    tests.test_an_export_has_fields(path)
    tests.test_damaged_exports_are_mapped_or_refused(path, 60)
    tests.test_golden_document(path)
    tests.test_result_fits_the_schema(path)


def test_an_adapter_of_a_country_that_nobody_reads_is_told() -> None:
    assert "Install the plugin of that country" in failure(adapter_tests(country="XF").test_a_plugin_reads_its_country)


def test_an_adapter_that_knows_no_export_or_all_is_told(tmp_path: Path) -> None:
    path = document(tmp_path, EXPORT)
    assert "does not recognise minutes.txt" in failure(
        adapter_tests(detect=lambda data: False).test_own_exports_are_recognised, path
    )
    told = failure(adapter_tests(detect=lambda data: data[:1] in b"{[").test_other_bytes_are_left_alone)
    assert "must be certain" in told


def test_an_adapter_that_gives_no_fields_is_told(tmp_path: Path) -> None:
    tests = adapter_tests(adapt=lambda data: None)
    assert "let `detect` say False" in failure(tests.test_an_export_has_fields, document(tmp_path, EXPORT))


def test_an_adapter_that_finds_no_matter_in_any_export_is_told(tmp_path: Path) -> None:
    tests = adapter_tests(document(tmp_path, EXPORT).parent, adapt=lambda data: Export())
    assert "Give a Matter for each item" in failure(tests.test_matters_are_found)


def test_an_adapter_that_raises_for_damaged_bytes_is_told(tmp_path: Path) -> None:
    tests = adapter_tests(adapt=lambda data: Export(matters=(Matter(json.loads(data)["shouted"][0]),)))
    told = failure(tests.test_damaged_exports_are_mapped_or_refused, document(tmp_path, EXPORT), 60)
    assert "JSONDecodeError" in told and "raise a DamagedDocument" in told


def test_an_expectation_beside_an_export_is_compared(tmp_path: Path) -> None:
    path = document(tmp_path, EXPORT)
    path.with_name("minutes.txt.expected").write_text("nothing\n", encoding="utf-8")
    assert "-nothing" in failure(adapter_tests().test_golden_document, path)


def exporter_tests(**changes: object) -> ExporterConformance:
    class Faulty(ExporterConformance):
        exporter = attrs.evolve(EXPORTER, **changes)

    return Faulty()


def first_only(results: Iterable[ParseResult], target: Target) -> None:
    of_lines(lambda some: ids([next(iter(some))]))(results, target)


def test_an_exporter_that_our_name_hides_is_told() -> None:
    assert "Choose another name" in failure(exporter_tests(name="json").test_it_is_found_by_its_name)
    assert "with the dot" in failure(exporter_tests(suffix="txt").test_it_is_found_by_its_name)


def test_an_exporter_that_leaves_results_is_told(tmp_path: Path) -> None:
    told = failure(exporter_tests(write=first_only).test_it_takes_results_one_by_one, tmp_path)
    assert "takes 1 of 7 results" in told and "to its end" in told


def test_an_exporter_that_wants_a_result_is_told(tmp_path: Path) -> None:
    told = failure(exporter_tests(write=first_only).test_nothing_is_written_of_nothing, tmp_path)
    assert "StopIteration" in told or "RuntimeError" in told


def test_an_exporter_that_writes_other_bytes_is_told(tmp_path: Path) -> None:
    drawn = iter(range(9))
    tests = exporter_tests(write=of_lines(lambda results: iter([f"{next(drawn)}{list(results)[:0]}"])))
    assert "the clock" in failure(tests.test_the_same_results_give_the_same_bytes, tmp_path)


def test_an_exporter_that_raises_for_strange_text_is_told(tmp_path: Path) -> None:
    def write(results: Iterable[ParseResult], target: Target) -> None:
        with target.open() as stream:
            stream.writelines(str(case.title).encode() for result in results for case in result.cases)

    told = failure(exporter_tests(write=write).test_strange_text_is_written_or_refused, tmp_path)
    assert "UnicodeEncodeError" in told and "Raise an ExportError" in told


def test_an_exporter_that_reads_something_else_is_told(tmp_path: Path) -> None:
    told = failure(exporter_tests(read=lambda path: iter(())).test_what_is_read_back_is_what_was_written, tmp_path)
    assert "leave `read` out" in told


@pytest.mark.parametrize("name", BUILT_IN)
def test_our_own_exporters_conform(name: str, tmp_path: Path) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    tests = type("Ours", (ExporterConformance,), {"exporter": exporter(name)})()
    for number, check in enumerate(check for check in dir(tests) if check.startswith("test_") and "name" not in check):
        (tmp_path / str(number)).mkdir()
        getattr(tests, check)(tmp_path / str(number))


@pytest.mark.parametrize("adapter", plugins().adapters, ids=lambda adapter: adapter.name)
def test_our_own_adapters_leave_other_bytes_alone(adapter: Adapter) -> None:
    type("Ours", (AdapterConformance,), {"adapter": adapter})().test_other_bytes_are_left_alone()
