"""What `nordic-civic plugin new` writes: the files of a whole plugin, made from the files of the folder `files`."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, get_args

import attrs

from nordic_civic import __version__
from nordic_civic.errors import PluginError
from nordic_civic.parser import API_VERSION

__all__ = ["KINDS", "Kind", "NewPlugin", "files", "write"]

Kind = Literal["parser", "reader", "adapter", "exporter"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OF_COUNTRY = frozenset(("parser", "adapter"))
"""The kinds of plugin that belong to a country."""

_ENDING = ".tmpl"
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DESCRIPTIONS: Mapping[str, str] = {
    "parser": "Reads the records of municipalities in {}: a country plugin of nordic-civic.",
    "reader": "Reads documents in the {} format: a reader plugin of nordic-civic.",
    "adapter": "Maps exports of {} to records: an adapter plugin of nordic-civic.",
    "exporter": "Writes records as {}: an exporter plugin of nordic-civic.",
}


@attrs.frozen
class NewPlugin:
    """What a new plugin is to be; raise PluginError for a name, country or language that cannot be.

    >>> NewPlugin("iceland", "parser", "IS", ("is",)).package
    'nordic_civic_iceland'
    >>> NewPlugin("Ice land")
    Traceback (most recent call last):
    nordic_civic.errors.PluginError: 'Ice land' is no plugin name: use small letters a-z, digits and _, a letter first.
    """

    name: str
    kind: Kind = "parser"
    country: str = ""
    languages: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Check every field."""
        if not _NAME.fullmatch(self.name) or keyword.iskeyword(self.name):
            raise PluginError(f"{self.name!r} is no plugin name: use small letters a-z, digits and _, a letter first.")
        if self.kind in OF_COUNTRY and not _COUNTRY.fullmatch(self.country):
            raise PluginError(f"{self.country!r} is no country: give its ISO 3166-1 code, such as IS.")
        if self.kind == "parser" and not self.languages:
            raise PluginError("A parser needs at least one language, such as is.")
        for language in self.languages:
            if not _LANGUAGE.fullmatch(language):
                raise PluginError(f"{language!r} is no language: give its BCP 47 code, such as is or fi.")

    @property
    def package(self) -> str:
        """Give the name of the Python package."""
        return f"nordic_civic_{self.name}"

    def values(self) -> Mapping[str, str]:
        """Give what the placeholders of the files stand for."""
        major, minor = (int(part) for part in __version__.split(".")[:2])
        return {
            "name": self.name,
            "package": self.package,
            "distribution": self.package.replace("_", "-"),
            "description": _DESCRIPTIONS[self.kind].format(self.country or self.name),
            "country": self.country,
            "language": next(iter(self.languages), ""),
            "languages": ", ".join(f'"{language}"' for language in self.languages) + "," * (len(self.languages) == 1),
            "api": str(API_VERSION),
            "from_version": f"{major}.{minor}",
            "below_version": f"{major}.{minor + 1}" if major == 0 else str(major + 1),
        }


def files(new: NewPlugin) -> Mapping[str, str]:
    """Give the files of a new plugin: path inside its folder -> content.

    >>> sorted(files(NewPlugin("shout", "reader")))[:2]
    ['README.md', 'nordic_civic_shout/__init__.py']
    """
    folder = resources.files(__name__) / "files"
    values = new.values()
    found: dict[str, str] = {}
    for part in ("common", new.kind):
        for path, entry in _entries(folder / part):
            name = path.replace("PACKAGE/", f"{new.package}/", 1).removesuffix(_ENDING)
            found[name] = _PLACE.sub(lambda match: values[match[1]], entry.read_text(encoding="utf-8"))
    return found


def _entries(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _entries(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(_ENDING):
            yield f"{path}{entry.name}", entry


def write(new: NewPlugin, into: Path, taken: Collection[str] = ()) -> list[Path]:
    """Write a new plugin into a folder named after it, which must not exist yet, and give the files written.

    `taken` are the names of plugins that exist already. Raise PluginError for a taken name or an existing folder.
    """
    folder = into / new.name
    if new.name in taken:
        raise PluginError(f"A plugin named {new.name!r} is installed already: choose another name.")
    if folder.exists() or folder.is_symlink():
        raise PluginError(f"{folder} exists already: choose another name, or another folder with --into.")
    written: list[Path] = []
    for name, content in sorted(files(new).items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
        written.append(path)
    return written
