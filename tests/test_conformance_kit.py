"""The conformance class under pytest: ten lines are a plugin's whole test, and a failing check says what to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from nordic_civic.plugins import parsers
from nordic_civic.template import NewPlugin, write
from nordic_civic.testing import AdapterConformance, Conformance, ExporterConformance, ReaderConformance
from nordic_civic.testing.conformance import parameters

NEW = NewPlugin("shoal", "parser", "XF", ("fo",))
TEST = """
from pathlib import Path

from nordic_civic_shoal import PARSER

from nordic_civic.testing import AdapterConformance, Conformance, ExporterConformance, ReaderConformance


class TestConformance(Conformance):
    parser = PARSER
    golden = Path(__file__).parent / "golden"
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    write(NEW, tmp_path)
    folder = tmp_path / NEW.name
    (folder / "tests" / "test_conformance.py").write_text(TEST, encoding="utf-8")
    return folder


def run(plugin: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests/test_conformance.py", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(plugin), "COLUMNS": "200"}
    return subprocess.run(command, cwd=plugin, env=environment, capture_output=True, text=True, check=False)


def test_the_whole_conformance_test_is_ten_lines(plugin: Path) -> None:
    assert len([line for line in TEST.splitlines() if line]) <= 10
    done = run(plugin, "--nordic-civic-examples", "5")
    assert done.returncode == 0, done.stdout
    for test in (
        "test_row[headings:1]",
        "test_pattern_takes_linear_time[votes 1 (tally)]",
        "test_golden_document[minutes.txt]",
        "test_result_fits_the_schema[minutes.txt]",
        "test_another_process_gives_the_same_records",
        "test_no_records_from_another_country[FI-fi]",
        "test_no_records_from_what_is_not_municipal[da-company]",
        "test_hostile_text_breaks_nothing",
    ):
        assert f"::TestConformance::{test} PASSED" in done.stdout


def test_a_failing_check_says_what_to_do(plugin: Path) -> None:
    table = plugin / NEW.package / "vocabulary" / "headings.toml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace('gloss = "decision"', 'gloss = ""', 1), encoding="utf-8")
    done = run(plugin, "-k", "row")
    assert done.returncode == 1
    assert "headings:1 (decision): has no gloss" in done.stdout
    assert "What to do: Write `gloss`: what the row means, in English." in done.stdout
    assert "tables.py" not in done.stdout.partition("FAILURES")[2]  # the author's file is shown, not the kit's


def test_a_plugin_without_golden_documents_fails(plugin: Path) -> None:
    for path in (plugin / "tests" / "golden").iterdir():
        path.unlink()
    done = run(plugin, "-k", "golden")
    assert done.returncode == 1 and "There is no golden document in" in done.stdout


def test_an_exponential_pattern_fails_and_does_not_hang(plugin: Path) -> None:
    patterns = plugin / NEW.package / "patterns.py"
    text = patterns.read_text(encoding="utf-8")
    patterns.write_text(f'{text}\nLAWS = (re.compile(r"Act,? (?:\\d+\\.?)+ x"),)\n', encoding="utf-8")
    done = run(plugin, "-k", "test_pattern")
    assert done.returncode == 1
    assert "test_pattern_takes_linear_time[laws 1] FAILED" in done.stdout
    assert "its time grows faster than the text" in done.stdout


@pytest.mark.parametrize("argument", ["row", "document", "shape", "foreign", "sample"])
def test_every_argument_of_the_class_has_its_cases(argument: str, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").touch()

    class Example(Conformance):
        parser = parsers()[0]
        golden = tmp_path

    cases = parameters(Example, argument)
    assert cases and len({test for test, _ in cases}) == len(cases)
    assert parameters(Example, "tmp_path") is None


def test_pytest_finds_the_kit_by_its_entry_point() -> None:
    (point,) = metadata.distribution("nordic-civic").entry_points.select(group="pytest11")
    assert (point.name, point.value) == ("nordic_civic", "nordic_civic.pytest_plugin")


def test_loading_the_pytest_plugin_imports_nothing_of_the_core() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import nordic_civic.pytest_plugin; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["nordic_civic", "nordic_civic.pytest_plugin"]


def test_importing_the_kit_needs_neither_pytest_nor_hypothesis() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('pytest', 'hypothesis', 'jsonschema'))); "
        "import nordic_civic.testing; print(nordic_civic.testing.Conformance.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "Conformance\n", done.stderr


def test_the_page_on_testing_lists_every_check() -> None:
    page = (Path(__file__).parents[1] / "docs" / "plugins" / "testing.md").read_text(encoding="utf-8")
    for kind in (Conformance, ReaderConformance, AdapterConformance, ExporterConformance):
        (section,) = re.findall(rf"^#+ `{kind.__name__}`\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
        listed = re.findall(r"^\| `(test_\w+)` \|", section, re.MULTILINE)
        assert sorted(listed) == [name for name in dir(kind) if name.startswith("test_")]
