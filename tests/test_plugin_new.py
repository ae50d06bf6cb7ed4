"""`nordic-civic plugin new`: what it writes is whole, sound and shaped as our own plugins; what it refuses, and why."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from nordic_civic import __version__
from nordic_civic.cli import main
from nordic_civic.errors import PluginError
from nordic_civic.plugin_sources import GROUP
from nordic_civic.template import KINDS, NewPlugin, files, write

ROOT = Path(__file__).parents[1]
Captured = pytest.CaptureFixture[str]
OF_EACH_KIND = {
    "parser": NewPlugin("iceberg", "parser", "XI", ("is", "fo")),
    "reader": NewPlugin("iceberg", "reader"),
    "adapter": NewPlugin("iceberg", "adapter", "NO"),
    "exporter": NewPlugin("iceberg", "exporter"),
}


def usage(capsys: Captured, *argv: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(["plugin", "new", *argv])
    assert stopped.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


def installed(folder: Path, site: Path) -> dict[str, str]:
    """Put a plugin where Python finds it as an installed distribution; give the environment in which it is found."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"][GROUP]
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n" + "".join(f"{k} = {v}\n" for k, v in points.items()))
    for package in points.values():
        (site / package).symlink_to(folder / package, target_is_directory=True)
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "NORDIC_CIVIC_STRICT": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def names(folder: Traversable, path: str = "") -> set[str]:
    found: set[str] = set()
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found |= names(entry, f"{path}{entry.name}/")
        elif entry.is_file():
            found.add(f"{path}{entry.name}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_tests_of_a_new_plugin_pass_at_once(kind: str, tmp_path: Path) -> None:
    write(OF_EACH_KIND[kind], tmp_path)
    folder = tmp_path / "iceberg"
    environment = installed(folder, tmp_path / "site")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nordic-civic-examples", "5"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_country_is_active_beside_ours(tmp_path: Path) -> None:
    write(OF_EACH_KIND["parser"], tmp_path)
    environment = installed(tmp_path / "iceberg", tmp_path / "site")
    command = [sys.executable, "-m", "nordic_civic", "plugins"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = [line.split() for line in done.stdout.splitlines() if line.startswith("iceberg")]
    assert line == ["iceberg", "0.1.0", "XI", "is,", "fo", "nordic-civic-iceberg", "active"]


def test_a_new_country_has_the_shape_of_our_own() -> None:
    made = set(files(OF_EACH_KIND["parser"]))
    package = names(resources.files("nordic_civic_norway"))
    ours = {f"nordic_civic_iceberg/{name}" for name in package if not name.startswith("adapters/")}
    assert {name for name in made if name.startswith("nordic_civic_iceberg/")} == ours
    beside = {"pyproject.toml", "README.md", "tests/test_conformance.py", "tests/golden/README.md"}
    assert all((ROOT / "plugins" / "norway" / name).is_file() for name in beside)
    assert made - ours == beside | {"tests/golden/minutes.txt", "tests/golden/minutes.txt.expected"}


def test_a_new_country_has_the_settings_of_our_own() -> None:
    made = tomllib.loads(files(OF_EACH_KIND["parser"])["pyproject.toml"])
    ours = tomllib.loads((ROOT / "plugins" / "norway" / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(made["project"]["optional-dependencies"]["test"]) >= set(
        ours["project"]["optional-dependencies"]["test"]
    )
    for settings in (made, ours):
        for own in ("name", "description", "entry-points", "optional-dependencies"):
            settings["project"].pop(own)
        settings["tool"]["hatch"]["build"]["targets"]["wheel"].pop("packages")
    assert made == ours
    assert __version__.startswith("0.1."), "the dependency range of our own plugins goes with the version"


@pytest.mark.parametrize("kind", KINDS)
def test_no_placeholder_is_left(kind: str) -> None:
    for path, content in files(OF_EACH_KIND[kind]).items():
        assert "{{" not in path + content and "PACKAGE" not in path, path
        if path.endswith(".py"):
            compile(content, path, "exec")


@pytest.mark.parametrize("kind", KINDS)
def test_the_readme_names_files_that_exist(kind: str) -> None:
    made = files(OF_EACH_KIND[kind])
    words = set(made["README.md"].replace("`", " ").split())
    named = {word.strip(".:,") for word in words if word.startswith(("nordic_civic_iceberg/", "tests/"))}
    assert named
    for name in named:
        stem = name.partition("*")[0]
        assert any(path.startswith(stem) for path in made), name


def test_the_command_tells_what_it_wrote(tmp_path: Path, capsys: Captured) -> None:
    assert main(["plugin", "new", "iceberg", "--country", "xi", "--languages", "is, fo", "--into", str(tmp_path)]) == 0
    told = capsys.readouterr()
    paths = told.out.splitlines()
    assert f"{tmp_path}/iceberg/README.md" in paths and all(Path(path).is_file() for path in paths)
    assert (
        told.err == f"The plugin is in {tmp_path}/iceberg. Next: cd {tmp_path}/iceberg, and do what README.md says.\n"
    )
    text = (tmp_path / "iceberg/nordic_civic_iceberg/__init__.py").read_text(encoding="utf-8")
    assert 'country="XI"' in text and 'languages=("is", "fo")' in text


def test_it_asks_for_what_the_flags_leave_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    answers = io.StringIO("is\nis\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", answers)
    assert main(["plugin", "new", "iceberg", "--into", str(tmp_path)]) == 0
    assert "ISO 3166-1" in capsys.readouterr().err
    text = (tmp_path / "iceberg/nordic_civic_iceberg/__init__.py").read_text(encoding="utf-8")
    assert 'country="IS"' in text and 'languages=("is",)' in text


@pytest.mark.parametrize(
    "name", ["Iceberg", "ice-berg", "1ice", "", "class", "../ice", "ísland", "_ice", "nordic civic"]
)
def test_a_bad_name_is_refused(name: str, tmp_path: Path, capsys: Captured) -> None:
    told = usage(capsys, name, "--kind", "exporter", "--into", str(tmp_path))
    assert told.endswith(f"{name!r} is no plugin name: use small letters a-z, digits and _, a letter first.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments, wrong",
    [
        (("--country", "ICE", "--languages", "is"), "'ICE' is no country"),
        (("--country", "IS", "--languages", "icelandic!"), "'icelandic!' is no language"),
        (("--country", "IS", "--languages", ","), "at least one language"),
        (("--languages", "is"), "argument --country is required"),
        (("--country", "IS"), "argument --languages is required"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: tuple[str, ...], wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert wrong in usage(capsys, "iceberg", "--into", str(tmp_path), *arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_taken_name_is_refused(tmp_path: Path, capsys: Captured) -> None:
    told = usage(capsys, "norway", "--kind", "exporter", "--into", str(tmp_path))
    assert told.endswith("A plugin named 'norway' is installed already: choose another name.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_exists_is_never_written_over(kind: str, tmp_path: Path, capsys: Captured) -> None:
    place = tmp_path / "iceberg"
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / "nowhere")
    told = usage(capsys, "iceberg", "--kind", "exporter", "--into", str(tmp_path))
    assert f"{place} exists already" in told
    assert not (place / "README.md").exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "--into" in usage(capsys, "iceberg", "--kind", "exporter", "--into", str(tmp_path / "file"))


def test_errors_are_of_the_library() -> None:
    with pytest.raises(PluginError):
        NewPlugin("Ice")
