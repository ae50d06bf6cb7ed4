"""Importing the package is cheap: names come when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import nordic_civic as nc

HEAVY = (
    "langdetect",
    "lxml",
    "cattrs",
    "attr",
    "attrs",
    "pluggy",
    "pypdfium2",
    "multiprocessing",
    "importlib.metadata",
)


def imported(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}


def test_import_loads_nothing_heavy() -> None:
    loaded = imported("-c", "import nordic_civic") - imported("-c", "pass")
    assert not loaded & set(HEAVY)
    assert {name for name in loaded if name.startswith("nordic_civic")} == {"nordic_civic"}


def test_version_and_help_load_nothing_heavy() -> None:
    bare = imported("-c", "pass")
    for argument in ("--version", "--help"):
        loaded = imported("-m", "nordic_civic", argument) - bare
        assert not loaded & set(HEAVY)
        assert not {name for name in loaded if name.startswith("nordic_civic_")}
        assert "nordic_civic.pipeline" not in loaded


def test_every_public_name_is_there() -> None:
    for name in nc.__all__:
        assert getattr(nc, name) is not None
    assert set(nc.__all__) == set(nc._HOME)
    assert set(nc.__all__) <= set(dir(nc))
    assert nc.__all__ == sorted(nc.__all__)


def test_every_public_name_has_a_docstring() -> None:
    assert not [name for name in nc.__all__ if not getattr(nc, name).__doc__]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'prase'"):
        _ = nc.prase
