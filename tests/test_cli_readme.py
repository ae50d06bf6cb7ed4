"""README.md and docs/cli.md: their examples print what they say, their commands and links exist."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from nordic_civic.cli import _parser, main

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/cli.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: str) -> list[tuple[str, str]]:
    return [match.groups() for match in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))]  # type: ignore[misc]


def commands(page: str) -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    shell = "\n".join(body for kind, body in blocks(page) if kind in ("sh", "console"))
    yield from re.findall(r"(?:^|[ /])(nordic-civic [a-z][^\n|&]*)", shell, re.MULTILINE)
    yield from re.findall(r"^\| `(nordic-civic [^`]*)`", text, re.MULTILINE)


def assert_printed(wanted: str, printed: str) -> None:
    assert doctest.OutputChecker().check_output(wanted, printed, FLAGS), f"wanted:\n{wanted}\nprinted:\n{printed}"


@pytest.fixture(autouse=True)
def _beside_the_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def test_the_python_examples_print_what_the_readme_says() -> None:
    found, names = blocks("README.md"), {"__name__": "readme"}
    examples = [place for place, (kind, _) in enumerate(found) if kind == "python"]
    assert len(examples) >= 3
    for place in examples:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(found[place][1], "README.md", "exec"), names)
        following = found[place + 1] if place + 1 < len(found) else ("", "")
        assert_printed(following[1] if following[0] == "text" else "", printed.getvalue())


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_print_what_the_pages_say(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = [body for kind, body in blocks(page) if kind == "console"]
    assert shown
    for body in shown:
        command, _, wanted = body.partition("\n")
        main(shlex.split(command)[2:])
        assert_printed(wanted, capsys.readouterr().out)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_exists(page: str) -> None:
    named = list(commands(page))
    assert len(named) >= 5
    for command in named:
        _parser().parse_args(shlex.split(command)[1:])


def test_there_are_two_commands_and_no_third() -> None:
    shell = [body for kind, body in blocks("README.md") if kind == "sh"]
    assert [body.count("\n") for body in shell] == [1, 1]
    assert "nordic-civic parse seeds" in shell[0] and "-m pytest" in shell[1]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in target]
    assert targets
    assert not [target for target in targets if not ((ROOT / page).parent / target).exists()]
