"""A country's registry: municipalities with codes and years, districts, parties, and the calendar of elections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

import attrs

from .registry_data import (
    District,
    Entry,
    Forms,
    MunicipalityEntry,
    Party,
    Term,
    days,
    entry,
    from_columns,
    read_csv,
    read_toml,
    words,
)
from .text import CAPITAL
from .values import Municipality

__all__ = ["BodyKind", "District", "MunicipalityEntry", "Party", "Registry", "Term", "When"]

BodyKind = Literal["council", "board"]
When = date | str | None
_BETWEEN_NAMES = re.compile(r"\s[-–—/]\s")
_Found = TypeVar("_Found", MunicipalityEntry, District, Party)


@attrs.frozen(eq=False)
class Registry:
    """The folder `registry` of a plugin's package, each file read when first asked for.

    A file that the plugin does not have counts as empty; a broken one raises VocabularyError with file, row and field.

    >>> Registry("nordic_civic").municipality("Fjordvik") is None
    True
    """

    package: str

    # -- municipalities and districts ----------------------------------------------------------------------------------

    def municipality(self, name: str, on: When = None) -> Municipality | None:
        """Give the municipality called `name`, with its code on a day, or None.

        `on` is a date or an EDTF string of any precision. The code is left out where it is not certain: without a date
        where the code changed, on days that the list does not cover, and where two municipalities share the name.
        """
        return self._named(self.names().get(self._key(name), ()), on)

    def lookup_phrase(self, phrase: str, on: When = None) -> Municipality | None:
        """Give the municipality of a phrase such as a letterhead: its name with the words around it, in any case.

        Which words and endings may stand around the name is written in the plugin's `forms.toml`. A double name
        ("A - B") counts where both halves name one municipality.
        """
        found = self._entries(phrase)
        if not found and len(halves := _BETWEEN_NAMES.split(phrase)) > 1:
            shared = set.intersection(*(set(self._entries(half)) for half in halves))
            found = tuple(sorted(shared, key=lambda one: one.code))
        return self._named(found, on)

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """Give a pattern of phrases that may name a municipality: capitalised words before a word around a name."""
        suffixes = self._writing.get("municipality", {}).get("suffixes", ())
        either = "|".join(re.escape(word) for word in sorted(suffixes, key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"\b(?:{CAPITAL}[\w.–-]*[ ]){{1,3}}(?:(?i:{either}))\b")

    def names(self) -> Mapping[str, tuple[MunicipalityEntry, ...]]:
        """Give every name and alias, as folded words ("nord odden"), with the entries that bear it."""
        return self._by_name

    def entry(self, code: str) -> MunicipalityEntry | None:
        """Give the municipality entry of a code, or None."""
        return self._by_code.get(code)

    def municipalities(self, on: When = None) -> tuple[MunicipalityEntry, ...]:
        """Give the entries that stood on a day, or all, in the order of their codes."""
        first, last = days(on)
        return tuple(one for one in self._by_code.values() if one.stood(first, last))

    def districts(self) -> tuple[District, ...]:
        """Give the districts that the registry lists."""
        return self._districts

    def district(self, phrase: str, on: When = None) -> District | None:
        """Give the district of a phrase, with or without the words that `forms.toml` allows around the name.

        None where no district has the name on that day, or more than one.
        """
        for name in self._forms["district"].bare(self._key(phrase)):
            found = [one for one in self._districts_by_name.get(name, ()) if one.stood(*days(on))]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    # -- parties -------------------------------------------------------------------------------------------------------

    def party(self, text: str, on: When = None) -> str | None:
        """Give the canonical letter code of a party's name, letters or other spelling in any case, or None.

        With `on`, a party counts only in the years in which the code was its own.
        """
        for name in self._forms["party"].bare(self._key(text)):
            for party in self._parties_by_name.get(name, ()):
                if party.stood(*days(on)):
                    return party.code
        return None

    def parties(self) -> tuple[str, ...]:
        """Give every name and spelling of every party, as written."""
        return tuple(name for party in self.party_list for name in party.names + party.forms)

    @cached_property
    def party_list(self) -> tuple[Party, ...]:
        """Give the parties with codes, names, spellings and years."""
        return self._rows(Party, "parties.toml", read_toml(self.package, "parties.toml").get("party", ()))

    # -- elections -----------------------------------------------------------------------------------------------------

    def term_end(self, on: date | str, body_kind: BodyKind | None = None) -> str | None:
        """Give the year in which the term ends that runs on a day, or None where the calendar does not tell.

        `on` may be as coarse as a year: None where that leaves two terms possible, as it does when `body_kind` is not
        given and council and boards end in different years.
        """
        years = {term.ends[:4] for term in self.terms(on, body_kind)}
        return years.pop() if len(years) == 1 else None

    def terms(self, on: When = None, body_kind: BodyKind | None = None) -> tuple[Term, ...]:
        """Give the terms that run on some day of `on`, or all."""
        return tuple(term for term in self._terms if body_kind in (None, *term.kinds) and term.stood(*days(on)))

    @cached_property
    def elections(self) -> tuple[str, ...]:
        """Give the elections that the calendar holds, as EDTF months."""
        return tuple(f"{year:04}-{self._calendar['month']:02}" for year in self._calendar.get("years", ()))

    # -- names as keys -------------------------------------------------------------------------------------------------

    @cached_property
    def scheme(self) -> str | None:
        """Give what the official code is called: the scheme of a `Municipality`."""
        scheme: str | None = self._writing.get("scheme")
        return scheme

    def _key(self, text: str) -> str:
        key = words(text)
        for spelling, canonical in self._respell:
            key = key.replace(spelling, canonical)
        return key

    def _entries(self, phrase: str) -> tuple[MunicipalityEntry, ...]:
        names = self._forms["municipality"].bare(self._key(phrase))
        return next((self._by_name[name] for name in names if name in self._by_name), ())

    def _named(self, entries: tuple[MunicipalityEntry, ...], on: When) -> Municipality | None:
        if not entries:
            return None
        standing = [one for one in entries if one.stood(*days(on))]
        if len(standing) == 1:
            return Municipality(standing[0].name, standing[0].code, self.scheme)
        return Municipality((standing or entries)[0].name)

    # -- files ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _calendar(self) -> Mapping[str, Any]:
        return read_toml(self.package, "elections.toml")

    @cached_property
    def _writing(self) -> Mapping[str, Any]:
        return read_toml(self.package, "forms.toml")

    @cached_property
    def _forms(self) -> Mapping[str, Forms]:
        return {what: self._form(what) for what in ("municipality", "district", "party")}

    def _form(self, what: str) -> Forms:
        """Give the words around a name as keys, the longest first."""
        lists = self._writing.get(what, {})
        return Forms(
            *(
                tuple(sorted({self._key(word) for word in lists.get(field, ())} - {""}, key=len, reverse=True))
                for field in ("prefixes", "suffixes", "endings")
            )
        )

    def _rows(self, kind: type[Entry], file: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
        return tuple(entry(kind, row, (self.package, file, number)) for number, row in enumerate(rows, 1))

    def _table(self, kind: type[Entry], file: str) -> tuple[Entry, ...]:
        return self._rows(kind, file, map(from_columns, read_csv(self.package, file)))

    def _index(self, entries: Iterable[_Found]) -> Mapping[str, tuple[_Found, ...]]:
        index: dict[str, dict[_Found, None]] = {}
        for one in entries:
            for name in _names(one):
                index.setdefault(self._key(name), {})[one] = None
        return {name: tuple(found) for name, found in index.items()}

    @cached_property
    def _by_code(self) -> Mapping[str, MunicipalityEntry]:
        return {one.code: one for one in self._table(MunicipalityEntry, "municipalities.csv")}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[MunicipalityEntry, ...]]:
        return self._index(self._by_code.values())

    @cached_property
    def _districts(self) -> tuple[District, ...]:
        return self._table(District, "districts.csv")

    @cached_property
    def _districts_by_name(self) -> Mapping[str, tuple[District, ...]]:
        return self._index(self._districts)

    @cached_property
    def _parties_by_name(self) -> Mapping[str, tuple[Party, ...]]:
        return self._index(self.party_list)

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return self._rows(Term, "elections.toml", self._calendar.get("term", ()))

    @cached_property
    def _respell(self) -> tuple[tuple[str, str], ...]:
        return tuple((spelling, canonical) for spelling, canonical in self._writing.get("respell", ()))


def _names(one: MunicipalityEntry | District | Party) -> tuple[str, ...]:
    return (one.code, *one.forms, *one.names) if isinstance(one, Party) else (one.name, *one.aliases)
