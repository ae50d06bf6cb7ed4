"""What the wheel promises: three plugins with the same files, one version, and a README whose commands CI runs."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

import nordic_civic
from nordic_civic.plugin_sources import GROUP
from nordic_civic.plugins import plugins

ROOT = Path(__file__).parents[1]
FOLDERS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
SEEDS = {
    "000_027fdfab6db06890.txt": "6ca361187952bcf0ba8e8308e90078a61349236c16896272a9867b8a8d87eb30",
    "001_1a41035ded2bc818.txt": "19e09005c4ff5795c499895e99377d26f42c6aac0d9b3b8f42da84d5bf14c8ad",
    "002_e5663f766f487ce5.txt": "f585eb53fdad3c844a52fc38dc2edb346405b6d08b606f0bcd4a59308e700a0a",
    "003_ebd68aa308a476c8.txt": "d71cab4b982cb3cc2316726033f4659f931292867a3a44abbc386e4e76c9efb4",
    "004_0b70cf62755bb1ca.txt": "0974f980a3b27495ce18a74f3ee4b2d135ac982ca2c58444c3077d8384c78bde",
}


def project(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


OUR = project(ROOT)


def files(folder: Traversable, path: str = "") -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from files(entry, f"{path}{entry.name}/")
        elif entry.is_file():
            yield f"{path}{entry.name}"


def test_the_entry_points_are_the_plugin_folders() -> None:
    wanted = {folder: f"nordic_civic_{folder}" for folder in FOLDERS}
    assert OUR["project"]["entry-points"][GROUP] == wanted
    installed = metadata.distribution("nordic-civic").entry_points.select(group=GROUP)
    assert {point.name: point.value for point in installed} == wanted


def test_the_wheel_holds_the_core_and_every_plugin() -> None:
    packages = [f"plugins/{folder}/nordic_civic_{folder}" for folder in FOLDERS]
    build = OUR["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["packages"] == ["src/nordic_civic", *packages]
    assert build["dev-mode-dirs"] == ["src", *(f"plugins/{folder}" for folder in FOLDERS)]


def test_every_plugin_is_active() -> None:
    ours = {one.name: one.state for one in plugins(disable=(), only=FOLDERS).installed if one.name in FOLDERS}
    assert ours == dict.fromkeys(FOLDERS, "active")


def test_every_country_has_the_same_file_names() -> None:
    names = {folder: sorted(files(resources.files(f"nordic_civic_{folder}"))) for folder in FOLDERS}
    names = {folder: [name for name in found if not name.startswith("adapters/")] for folder, found in names.items()}
    first = names[FOLDERS[0]]
    assert "registry/municipalities.csv" in first
    assert {folder: sorted(set(found) ^ set(first)) for folder, found in names.items()} == {key: [] for key in FOLDERS}


def test_there_is_one_version() -> None:
    versions = {folder: project(ROOT / "plugins" / folder)["project"]["version"] for folder in FOLDERS}
    versions |= {f"parser {parser.name}": parser.version for parser in plugins(only=FOLDERS).parsers}
    versions |= {"nordic_civic": nordic_civic.__version__, "installed": metadata.version("nordic-civic")}
    assert set(versions.values()) == {OUR["project"]["version"]}, versions


def test_the_changelog_opens_with_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)", text, re.MULTILINE)
    assert newest is not None and newest[1] == OUR["project"]["version"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_plugin_can_be_built_alone(folder: str) -> None:
    settings = project(ROOT / "plugins" / folder)
    ours, theirs = OUR["project"], settings["project"]
    assert theirs["name"] == f"nordic-civic-{folder}" and theirs["license"] == ours["license"]
    assert theirs["requires-python"] == ours["requires-python"]
    assert theirs["entry-points"] == {GROUP: {folder: f"nordic_civic_{folder}"}}
    assert settings["build-system"] == OUR["build-system"]
    assert settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [f"nordic_civic_{folder}"]
    assert (ROOT / "plugins" / folder / theirs["readme"]).is_file()
    (core,) = [one for one in map(Requirement, theirs["dependencies"]) if one.name == ours["name"]]
    assert core.specifier.contains(Version(ours["version"]))


def test_every_requirement_has_a_lower_bound() -> None:
    extras = OUR["project"]["optional-dependencies"]
    required = map(Requirement, [*OUR["project"]["dependencies"], *(one for extra in extras.values() for one in extra)])
    for requirement in required:
        assert requirement.name == OUR["project"]["name"] or ">=" in str(requirement.specifier), requirement
    assert SpecifierSet(OUR["project"]["requires-python"]).contains("3.11")


def test_the_types_are_shipped() -> None:
    assert (resources.files("nordic_civic") / "py.typed").is_file()


def test_the_seeds_are_unchanged_and_described() -> None:
    folder = ROOT / "seeds"
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.txt")}
    assert found == SEEDS
    described = re.findall(r"`(\S+\.txt)`", (folder / "README.md").read_text(encoding="utf-8"))
    assert sorted(described) == sorted(SEEDS)


@pytest.mark.parametrize("command", ["python -m venv ", ".venv/bin/python -m pytest"])
def test_the_readme_has_the_commands_that_ci_runs(command: str) -> None:
    lines = [line.removeprefix("$ ") for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()]
    assert any(line.startswith(command) for line in lines)


def test_the_ci_script_is_sound() -> None:
    script = ROOT / ".ci" / "run"
    if not script.is_file():
        pytest.skip("the script stays in the checkout")
    assert script.stat().st_mode & 0o100
    subprocess.run(["bash", "-n", str(script)], check=True)
