"""A country's word tables: loaded once, checked row by row, searched as forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import attrs

from .errors import VocabularyError
from .forms import Form, FormError, check_form
from .matcher import Matcher
from .rows import Row
from .word_lists import spelled_out

_KNOWN = ("meaning", "forms", "suffixes", "modifiers", "language", "gloss", "source", "match", "reject", "system")


@attrs.frozen(eq=False)
class Table:
    """The rows of one file."""

    name: str
    rows: tuple[Row, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """Give a matcher of all forms of the table."""
        return self.matcher_of(*{row.meaning for row in self.rows})

    @cache  # noqa: B019 - tables live as long as their plugin
    def matcher_of(self, *meanings: str) -> Matcher:
        """Give a matcher of the forms whose meaning is one of `meanings`."""
        return Matcher(self.forms_of(*meanings))

    @cache  # noqa: B019
    def forms_of(self, *meanings: str) -> tuple[Form, ...]:
        """Give the forms whose meaning is one of `meanings`, in order."""
        return tuple(Form(form, row) for row in self.of(*meanings) for form in row.forms)

    def of(self, *meanings: str) -> Iterator[Row]:
        """Give the rows of some meanings, in order."""
        return (row for row in self.rows if row.meaning in meanings)

    def words(self, *meanings: str) -> frozenset[str]:
        """Give the forms of some meanings as a set of folded words."""
        return frozenset(form.lower() for row in self.of(*meanings) for form in row.forms)

    def __hash__(self) -> int:
        return id(self)


@attrs.frozen(eq=False)
class Vocabulary:
    """The tables of a plugin's `vocabulary` folder, each read when first asked for.

    The rows of `further` packages come before those of the plugin's own tables.
    """

    package: str
    further: tuple[str, ...] = ()

    @cached_property
    def _folders(self) -> tuple[Traversable, ...]:
        return tuple(resources.files(package) / "vocabulary" for package in (*self.further, self.package))

    @cached_property
    def _read(self) -> dict[str, Table]:
        return {}

    @property
    def tables(self) -> Mapping[str, Table]:
        """Give all tables by file name without its ending."""
        names = {entry.name for folder in self._folders for entry in folder.iterdir() if entry.name.endswith(".toml")}
        return {name: self[name] for name in sorted(name.removesuffix(".toml") for name in names)}

    def __getitem__(self, name: str) -> Table:
        if name not in self._read:
            files = [folder / f"{name}.toml" for folder in self._folders]
            self._read[name] = Table(name, tuple(row for file in files if file.is_file() for row in _rows(file)))
        return self._read[name]


def _rows(entry: Traversable) -> list[Row]:
    try:
        data = tomllib.loads(entry.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(entry.name, 0, "", str(error)) from error
    rows, lists = data.get("row", []), data.get("lists", {})
    return [_row(entry.name, number, raw, lists) for number, raw in enumerate(rows, 1)]


def _row(file: str, number: int, raw: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> Row:
    meaning = raw.get("meaning")
    if not isinstance(meaning, str):
        raise VocabularyError(file, number, "meaning", "a row needs a meaning")
    try:
        forms = tuple(spelled_out(form, lists) for form in raw.get("forms", ()))
        for form in forms:
            check_form(form)
    except FormError as error:
        raise VocabularyError(file, number, "forms", str(error)) from error
    language = raw.get("language", ())
    return Row(
        meaning=meaning,
        forms=forms,
        suffixes=tuple(raw.get("suffixes", ())),
        modifiers=tuple(raw.get("modifiers", ())),
        language=(language,) if isinstance(language, str) else tuple(language),
        gloss=raw.get("gloss", ""),
        source=raw.get("source", ""),
        match=tuple(raw.get("match", ())),
        reject=tuple(raw.get("reject", ())),
        system=raw.get("system"),
        attributes={name: value for name, value in raw.items() if name not in _KNOWN},
        name=f"{file.removesuffix('.toml')}:{number}",
    )
