"""What a country plugin hands over: a `Parser` value - words, shapes, registry - and nothing to subclass."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import attrs

from .agents import AgentFinder
from .dates import DateFinder
from .registry import Registry
from .vocabulary import Vocabulary

API_VERSION = 1


def _value_group(_: object, attribute: attrs.Attribute[re.Pattern[str]], pattern: re.Pattern[str]) -> None:
    if "value" not in pattern.groupindex:
        raise ValueError(f"{attribute.name} needs a group named 'value': {pattern.pattern!r}")


@attrs.frozen(eq=False)
class IdentifierShape:
    """How one kind of identifier looks.

    `pattern` has a group named `value`; `canonical` turns the match into the canonical value (default: the group with
    single spaces). `anywhere` shapes are recognised in running text; the others only behind a label or in a heading.
    """

    scheme: str
    role: str
    pattern: re.Pattern[str] = attrs.field(validator=_value_group)
    canonical: Callable[[re.Match[str]], str] | None = None
    anywhere: bool = True

    def value(self, match: re.Match[str]) -> str:
        """Give the canonical value of a match."""
        return self.canonical(match) if self.canonical else " ".join(match["value"].split())


@attrs.frozen(eq=False)
class ItemShape:
    """How the heading of a case looks at the start of a line.

    `pattern` has a group `value` (the item's number as cited) and may have `title`. A `weak` shape (a bare number)
    counts only where what follows is a case: a label or a known section within a few lines. A `listed` shape is weak
    and counts only in a list of cases without text (an agenda that gives their titles alone).
    """

    scheme: str
    pattern: re.Pattern[str] = attrs.field(validator=_value_group)
    canonical: Callable[[re.Match[str]], str] | None = None
    weak: bool = False
    listed: bool = False

    def value(self, match: re.Match[str]) -> str:
        """Give the canonical number of a match."""
        return self.canonical(match) if self.canonical else " ".join(match["value"].split())


@attrs.frozen(eq=False)
class VoteShape:
    """How a vote with its tally is written.

    Groups that `pattern` may have: `for`, `against`, `abstained`, `absent` (digits), `for_names`, `against_names`,
    `abstained_names`, `absent_names` (lists of voters), `option` (which of several alternatives), `choice` with `count`
    and `names` (one side at a time; `sides` tells which side a choice word is).
    """

    name: str
    pattern: re.Pattern[str]
    method: str = "count"
    sides: tuple[tuple[str, str], ...] = ()


@attrs.frozen(eq=False)
class Parser:
    """Everything the core needs to know to parse one country's records.

    `package` is the importable package that holds the folders `vocabulary` and `registry`. A parser that `extends`
    another, by its name, is put into it: its shapes and tables come before the other's, and `package` may be "" where
    it has no tables. `further` are the packages that were put in so.
    """

    name: str
    version: str
    country: str
    languages: tuple[str, ...]
    package: str
    identifiers: tuple[IdentifierShape, ...] = ()
    items: tuple[ItemShape, ...] = ()
    votes: tuple[VoteShape, ...] = ()
    groups: tuple[tuple[str, re.Pattern[str]], ...] = ()
    laws: tuple[re.Pattern[str], ...] = ()
    extends: str | None = None
    further: tuple[str, ...] = ()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Give the plugin's word tables, loaded when first asked for."""
        return Vocabulary(self.package, self.further)

    @cached_property
    def registry(self) -> Registry:
        """Give the plugin's municipalities, parties and elections."""
        return Registry(self.package)

    @cached_property
    def agents(self) -> AgentFinder:
        """Give the finder of agents."""
        return AgentFinder(self.vocabulary, self.registry, self.groups)

    @cached_property
    def dates(self) -> DateFinder:
        """Give the finder of dates."""
        return DateFinder(self.vocabulary["dates"])
