"""What a registry's files hold, as values, and how the files are read and checked."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Any, TypeVar

import attrs

from .errors import VocabularyError
from .text import fold

EARLIEST, LATEST = "0000-01-01", "9999-12-31"
_WORD = re.compile(r"[^\W_]+")
_POINT = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")


@attrs.frozen
class MunicipalityEntry:
    """One official code of a municipality and the days on which it stood ("" where the list does not say).

    >>> MunicipalityEntry("0007", "Fjordvik", valid_to="2019-12-31").stood("2019-05-01", "2019-05-31")
    True
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def stood(self, first: str, last: str) -> bool:
        """Say whether the code stood on some day from `first` to `last` (ISO dates)."""
        return (self.valid_from or EARLIEST) <= last and first <= (self.valid_to or LATEST)


@attrs.frozen
class District:
    """A part of a municipality that has a committee of its own; `municipality` is that municipality's code.

    >>> District("Nordre Fjordvik", "0007", code="02").stood("2024-01-01", "2024-01-01")
    True
    """

    name: str
    municipality: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""

    def stood(self, first: str, last: str) -> bool:
        """Say whether the district stood on some day from `first` to `last` (ISO dates)."""
        return (self.valid_from or EARLIEST) <= last and first <= (self.valid_to or LATEST)


@attrs.frozen
class Party:
    """A party: the canonical letter code, its names, the spellings seen, and the years in which the code was its."""

    code: str
    names: tuple[str, ...]
    forms: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None

    def stood(self, first: str, last: str) -> bool:
        """Say whether the code was the party's own in some year from `first` to `last` (ISO dates)."""
        return (self.since or 0) <= int(last[:4]) and int(first[:4]) <= (self.until or 9999)


@attrs.frozen
class Term:
    """A term of office, from `starts` to `ends` (EDTF), for bodies of the named kinds.

    >>> Term(("council",), "2015-10", "2019-09").stood("2019-10-01", "2019-10-31")
    False
    """

    kinds: tuple[str, ...]
    starts: str
    ends: str

    def stood(self, first: str, last: str) -> bool:
        """Say whether the term ran on some day from `first` to `last` (ISO dates)."""
        return days(self.starts)[0] <= last and first <= days(self.ends)[1]


@attrs.frozen
class Forms:
    """How a name is written in running text: words around it, and endings of the name itself, all as keys.

    >>> list(Forms(suffixes=("kommune",), endings=("s",)).bare("fjordviks kommune"))
    ['fjordviks kommune', 'fjordviks', 'fjordvik']
    """

    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def bare(self, phrase: str) -> Iterator[str]:
        """Give the names that `phrase` (a key) may hold: as it is, without the words around, without an ending."""
        cores = [phrase]
        cores += [phrase.removesuffix(word).rstrip() for word in self.suffixes if phrase.endswith(f" {word}")]
        cores += [
            core.removeprefix(word).lstrip() for core in cores for word in self.prefixes if core.startswith(f"{word} ")
        ]
        for core in cores:
            yield core
            yield from (core.removesuffix(end).rstrip() for end in self.endings if core.endswith(end) and core != end)


def words(text: str) -> str:
    """Give the folded words of a name with single spaces between: what its spellings share.

    >>> words("St.Hansvik - Nord-Odden")
    'st hansvik nord odden'
    """
    return " ".join(_WORD.findall(fold(text)))


def days(on: date | str | None) -> tuple[str, str]:
    """Give the first and the last day (ISO) that a date or an EDTF string can mean; all days where it means none.

    >>> days("2013-05")
    ('2013-05-01', '2013-05-31')
    >>> days("2013-23")
    ('2013-01-01', '2013-12-31')
    >>> days("../2015")
    ('0000-01-01', '2015-12-31')
    """
    if on is None:
        return EARLIEST, LATEST
    if isinstance(on, date):
        return on.isoformat()[:10], on.isoformat()[:10]
    start, slash, end = on.partition("/")
    return _edge(start, EARLIEST), _edge(end if slash else start, LATEST)


def _edge(point: str, extreme: str) -> str:
    """Give the first or the last day of an EDTF point; seasons and quarters count as their year."""
    match = _POINT.match(point)
    if match is None:
        return extreme
    last = extreme == LATEST
    year, month, day = match.groups()
    year = year.replace("X", "9" if last else "0")
    if month is None or not "01" <= month <= "12":
        return f"{year}-12-31" if last else f"{year}-01-01"
    if day is None or day == "XX":
        day = "31" if last else "01"
    return f"{year}-{month}-{day}"


def read_csv(package: str, name: str) -> Iterator[dict[str, str]]:
    """Read a table of the folder `registry`; lines that begin with "#" are its header. Give nothing without a file."""
    text = _read(package, name)
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def read_toml(package: str, name: str) -> Mapping[str, Any]:
    """Read a TOML file of the folder `registry`; empty without a file. Raise VocabularyError where it is broken."""
    try:
        return tomllib.loads(_read(package, name))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(name, None, None, str(error), package) from error


def _read(package: str, name: str) -> str:
    file = resources.files(package) / "registry" / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


Entry = TypeVar("Entry", MunicipalityEntry, District, Party, Term)
_LISTS = {"aliases", "successors", "languages", "names", "forms", "kinds"}


def entry(kind: type[Entry], row: Mapping[str, Any], place: tuple[str, str, int]) -> Entry:
    """Build an entry from a row of a file; `place` is the package, the file and the number of the row.

    Raise VocabularyError for a field that is missing, unknown or of the wrong type.
    """
    package, file, number = place
    fields = attrs.fields_dict(kind)
    for name, value in row.items():
        if name not in fields:
            raise VocabularyError(file, number, str(name), f"the fields are {', '.join(fields)}.", package)
        wanted: type = list if name in _LISTS else int if name in ("since", "until") else str
        if not isinstance(value, wanted):
            raise VocabularyError(file, number, name, f"must be {_CALLED[wanted]}, not {value!r}.", package)
    missing = [name for name, field in fields.items() if field.default is attrs.NOTHING and not row.get(name)]
    if missing:
        raise VocabularyError(file, number, missing[0], "must not be empty.", package)
    values: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in row.items()}
    return kind(**values)


_CALLED: Mapping[type, str] = {list: "a list", int: "a number", str: "a text"}
_COLUMNS = {"successor": "successors", "language": "languages"}


def from_columns(row: Mapping[str, str]) -> dict[str, Any]:
    """Turn a row of a table into fields: lists are written with "|" or, for languages, with spaces between."""
    fields: dict[str, Any] = {_COLUMNS.get(name, name): value for name, value in row.items() if name and value}
    for name in _LISTS & fields.keys():
        fields[name] = re.split(r"[| ]" if name == "languages" else r"\|", fields[name])
    return fields
