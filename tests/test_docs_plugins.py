"""docs/plugins: every block runs and prints what it says; every hook, argument, value and meaning is told of."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import re
import runpy
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import attrs
import pytest

from nordic_civic import hooks
from nordic_civic.parser import API_VERSION, Parser
from nordic_civic.plugins import plugins
from nordic_civic.template import NewPlugin, write
from nordic_civic.testing import MEANINGS, check_row, table_rows

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "plugins").glob("*.md"))
TUTORIAL = ROOT / "docs" / "plugins" / "tutorial.md"
REFERENCE = (ROOT / "docs" / "plugins" / "reference.md").read_text(encoding="utf-8")
TABLES = (ROOT / "docs" / "plugins" / "tables.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

# What stands in for an environment: `python -m venv` and pip are told apart from what is to run; a plugin that pip is asked
# to install where it stands is put on the path, as an installed distribution.
PYTHON = """\
#!/bin/bash
case "$*" in
  "-m venv .venv") mkdir -p .venv/bin site && cp "$0" "$(dirname "$0")/pip" "$(dirname "$0")/nordic-civic" .venv/bin/ ;;
  "-m build") test -f pyproject.toml ;;
  *) PYTHONPATH="$PWD/site:$PYTHONPATH" exec "{python}" "$@" ;;
esac
"""
COMMAND = """\
#!/bin/bash
test -d site && export PYTHONPATH="$PWD/site:$PYTHONPATH"
exec "{python}" -m nordic_civic "$@"
"""
PIP = """\
#!/bin/bash
if [ "$2" = -e ]; then exec "{python}" "{install}"; fi
"""
INSTALL = """\
import os, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
info = f"site/{project['name'].replace('-', '_')}-{project['version']}.dist-info"
os.makedirs(info)
open(f"{info}/METADATA", "w").write(f"Metadata-Version: 2.1\\nName: {project['name']}\\nVersion: {project['version']}\\n")
points = project["entry-points"]["nordic_civic.plugins"]
lines = ["[nordic_civic.plugins]", *(f"{name} = {module}" for name, module in points.items()), ""]
open(f"{info}/entry_points.txt", "w").write("\\n".join(lines))
for module in points.values():
    os.symlink(os.path.abspath(module), f"site/{module}")
"""


def blocks(page: Path) -> list[tuple[str, str, str]]:
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [(kind, where, body) for kind, where, body in found]


def assert_printed(wanted: str, printed: str) -> None:
    assert doctest.OutputChecker().check_output(wanted, printed, FLAGS), f"wanted:\n{wanted}\nprinted:\n{printed}"


class Walk:
    """Do what a page says, block by block, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "walk"}
        self.printed = ""
        tools = folder.parent / "tools"
        tools.mkdir()
        (tools / "install.py").write_text(INSTALL, encoding="utf-8")
        for name, script in (("python", PYTHON), ("pip", PIP), ("nordic-civic", COMMAND)):
            text = script.replace("{python}", sys.executable).replace("{install}", str(tools / "install.py"))
            (tools / name).write_text(text, encoding="utf-8")
            (tools / name).chmod(0o755)
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        # COLUMNS keeps tables whole; the cache of bytecode would not see a file that is written twice in a second.
        self.environment = {
            **os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1",
            "NORDIC_CIVIC_STRICT": "1", "PYTEST_ADDOPTS": "-p no:cacheprovider",
        }  # fmt: skip

    def block(self, kind: str, where: str, body: str) -> None:
        if kind in ("sh", "console"):
            self._shell(kind, body)
        elif where and ("/" in where):
            path = self.folder / where
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif kind == "python":
            printed = StringIO()
            with redirect_stdout(printed):
                exec(compile(body, "page", "exec"), self.names)
            self.printed = printed.getvalue()
        elif kind == "text":
            assert_printed(body, self.printed)
        else:
            assert kind == "toml", f"a block of {kind} does not run"
            check_toml(body, where, self.folder.parent)

    def _shell(self, kind: str, body: str) -> None:
        if kind == "sh":
            script = f"set -e\n{body}\npwd > {self.folder.parent}/where\n"
            done = self._run(script)
            assert done.returncode == 0, done.stdout
            self.folder = Path((self.folder.parent / "where").read_text(encoding="utf-8").strip())
            return
        command, _, wanted = body.partition("\n")
        assert command.startswith("$ ")
        assert_printed(wanted, self._run(command.removeprefix("$ ")).stdout)

    def _run(self, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def check_toml(body: str, table: str, folder: Path) -> None:
    """Read a block; where it names a table, put it in the place of a new plugin's and check its rows."""
    assert tomllib.loads(body)
    if not table:
        return
    name = f"docs{len(list(folder.iterdir()))}"
    made = NewPlugin(name, "parser", "XD", ("en",))
    write(made, folder)
    (folder / name / made.package / "vocabulary" / f"{table}.toml").write_text(body, encoding="utf-8")
    sys.path.insert(0, str(folder / name))
    try:
        parser = importlib.import_module(made.package).PARSER
    finally:
        sys.path.remove(str(folder / name))
    rows = [row for row in table_rows(parser) if str(row).startswith(f"{table}:")]
    assert rows
    for row in rows:
        assert row.meaning in MEANINGS[table]
        check_row(parser, row)


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    folder = tmp_path / "walk"
    folder.mkdir()
    (folder / "minutes.txt").write_text("Fjordvik kommune\n\nSak 1/24 Budsjett\n\nVedtak:\nBudsjettet vedtas.\n")
    return Walk(folder)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_runs(page: Path, walk: Walk) -> None:
    found = blocks(page)
    assert found
    assert page.read_text(encoding="utf-8").count("```") == 2 * len(found)
    for kind, where, body in found:
        walk.block(kind, where, body)


def test_the_tutorial_is_as_long_as_it_says() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    told = re.search(r"ends at (\d+) lines", text)
    assert told is not None and int(told[1]) < 300
    files = {
        where: body for _, where, body in blocks(TUTORIAL) if "/" in where and not where.startswith("tests/golden")
    }
    assert sum(body.count("\n") for body in files.values()) <= int(told[1])


def test_the_reference_is_generated_from_the_code() -> None:
    generate = runpy.run_path(str(ROOT / "docs" / "plugins" / "generate.py"))
    assert generate["page"]() == REFERENCE, "run: python docs/plugins/generate.py"
    assert set(generate["EXAMPLES"]) == set(generate["VALUES"]) == set(hooks.VALUES)


def hook_names() -> list[str]:
    return [name for name, value in vars(hooks).items() if hasattr(value, f"{hooks.PROJECT}_spec")]


def test_every_hook_is_listed_with_its_value() -> None:
    assert sorted(hook_names()) == sorted(hooks.VALUES)


@pytest.mark.parametrize("name", sorted(hooks.VALUES))
def test_every_hook_and_argument_is_documented_and_tested(name: str) -> None:
    section = REFERENCE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert section and (inspect.getdoc(getattr(hooks, name)) or "").splitlines()[0].rstrip(".") in section
    for argument in inspect.signature(getattr(hooks, name)).parameters:
        assert f"`{argument}`" in section, f"{name}: the argument {argument} is not documented"
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py")]
    templates = [path.read_text(encoding="utf-8") for path in template_files()]
    assert any(name in text for text in tests) or any(name in text for text in templates)


def template_files() -> Iterator[Path]:
    from nordic_civic import template

    yield from (Path(template.__file__).parent / "files").rglob("*.tmpl")


@pytest.mark.parametrize("name", sorted(hooks.VALUES))
def test_the_example_of_a_hook_is_a_plugin(name: str, tmp_path: Path) -> None:
    section = REFERENCE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    (example,) = [body for kind, _, body in BLOCK.findall(section) if kind == "python"]
    (tmp_path / f"shown_{name}.py").write_text(textwrap.dedent(example), encoding="utf-8")
    loaded = plugins(folders=[tmp_path], only=[f"shown_{name}"], strict=True)
    assert len(getattr(loaded, name.removeprefix("nordic_civic_"))) == 1


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Parser)])
def test_every_field_of_a_parser_is_told_of(field: str) -> None:
    section = REFERENCE.partition("### nordic_civic.parser.Parser\n")[2].partition("\n| field")[0]
    assert f"`{field}`" in section


def told_meanings() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, text in re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", TABLES, re.MULTILINE | re.DOTALL):
        points = re.findall(r"^- ((?:.|\n(?=  ))*)", text, re.MULTILINE)
        found[table] = {name for point in points for name in re.findall(r"`(\w+)`", re.split(r":\s", point + " ")[0])}
    return found


@pytest.mark.parametrize("table", sorted(MEANINGS))
def test_every_meaning_of_a_table_is_told_of(table: str) -> None:
    told = told_meanings()[table] - {"value"}
    assert told == set(MEANINGS[table]), sorted(told ^ MEANINGS[table])


def test_the_version_page_names_the_interface() -> None:
    text = (ROOT / "docs" / "plugins" / "versioning.md").read_text(encoding="utf-8")
    assert f"nordic_civic_api = {API_VERSION}\n" in text and "NC803" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in target]
    assert not [target for target in targets if not (page.parent / target).exists()]
