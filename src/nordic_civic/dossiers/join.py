"""Which cases are one matter: union-find over shared keys, the same whatever the order of the input.

1. Cases with the same dossier number are one matter.
2. A case and those that cite it are tied, and so are an agenda's item and the minutes' one. But two cases whose numbers
   differ within one series (24/1187 and 24/2001) say themselves that they are two matters. So a tie is refused where it
   would bring such cases together: first what cites something cited from several matters (a much-quoted regulation),
   then, where a chain of ties still does, all citations in that chain, and at last all its ties.

Each step looks at whole groups, never at what came first.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from .keys import Rule


@attrs.frozen
class Member:
    """One case in a group: its number from 0, the number of its document, and whether it only cites the key."""

    case: int
    document: int
    cites: bool


@attrs.frozen
class Group:
    """The cases that share one key; `series` is set for a dossier number."""

    rule: Rule
    value: str
    series: str | None
    members: Sequence[Member]


Groups = Callable[[], Iterable[Group]]


class Forest:
    """Union-find over the numbers below a size.

    >>> forest = Forest(4)
    >>> forest.unite([0, 2])
    >>> forest.find(0) == forest.find(2), forest.find(0) == forest.find(1)
    (True, False)
    """

    def __init__(self, size: int) -> None:
        self.parents = array("q", range(size))

    def find(self, one: int) -> int:
        """Give the representative of what `one` is united with: the smallest number."""
        parents = self.parents
        while (parent := parents[one]) != one:
            parents[one] = one = parents[parent]
        return one

    def unite(self, many: Iterable[int]) -> None:
        """Make all these one."""
        roots = sorted({self.find(one) for one in many})
        for root in roots[1:]:
            self.parents[root] = roots[0]

    def copy(self) -> Forest:
        """Give a forest that grows on its own."""
        other = Forest(0)
        other.parents = self.parents[:]
        return other


@attrs.frozen
class Joined:
    """What came of it: the matters, and which members of a group were tied by it.

    `forest.find(case)` is the same for all cases of one matter.
    """

    forest: Forest
    tied: Callable[[Group], list[Member]]

    def ties(self, group: Group) -> Iterator[tuple[int, list[Member], bool]]:
        """Give what a group says of each matter that it touches: the matter, its members, and whether they are tied.

        A group that could not be allowed to join its matters is told in each of them; one that says nothing is not.
        """
        if len(group.members) < 2 or all(member.cites for member in group.members):
            return
        tied = self.tied(group)
        by_matter: dict[int, list[Member]] = {}
        for member in group.members:
            by_matter.setdefault(self.forest.find(member.case), []).append(member)
        for matter, members in by_matter.items():
            if len(tied) > 1 and self.forest.find(tied[0].case) == matter:
                yield matter, tied, True
            elif len(by_matter) > 1:
                yield matter, members, False


def join(size: int, groups: Groups) -> Joined:
    """Join cases 0 to `size - 1` by the groups; `groups()` gives them all, each time it is called.

    >>> groups = [Group("item", "x", None, [Member(0, 0, False), Member(2, 1, True)])]
    >>> [join(3, lambda: groups).forest.find(case) for case in range(3)]
    [0, 1, 0]
    """
    numbered = Forest(size)
    for group in groups():
        if group.series is not None:
            numbered.unite(member.case for member in group.members)
    series = _Series(numbered, groups())
    strict: set[int] = set()
    loose: set[int] = set()

    def tied(group: Group) -> list[Member]:
        if group.series is not None:
            return list(group.members)
        members = _accepted(group, series)
        if members and members[0].case in loose_cases:
            members = [member for member in members if not member.cites]
        return [] if members and members[0].case in strict_cases else members

    loose_cases, strict_cases = _Within(loose), _Within(strict)
    for refused, within in ((loose, loose_cases), (strict, strict_cases)):
        trial = _united(numbered, groups(), tied)
        refused.update(series.torn(trial))
        within.forest = trial
    return Joined(_united(numbered, groups(), tied), tied)


class _Within:
    """Whether a case stands in one of some components of a forest."""

    def __init__(self, roots: set[int]) -> None:
        self.roots, self.forest = roots, Forest(0)

    def __contains__(self, case: int) -> bool:
        return bool(self.roots) and self.forest.find(case) in self.roots


class _Series:
    """The series of numbers that the cases of a numbered matter have."""

    def __init__(self, numbered: Forest, groups: Iterable[Group]) -> None:
        self.numbered = numbered
        self.of: dict[int, frozenset[str]] = {}
        shared: dict[frozenset[str], frozenset[str]] = {}
        for group in groups:
            if group.series is not None:
                root = numbered.find(group.members[0].case)
                names = self.of.get(root, frozenset()) | {group.series}
                self.of[root] = shared.setdefault(names, names)

    def clash(self, members: Iterable[Member]) -> bool:
        """Say whether members have different numbers of one series."""
        seen: set[str] = set()
        for root in {self.numbered.find(member.case) for member in members}:
            names = self.of.get(root, frozenset())
            if seen & names:
                return True
            seen |= names
        return False

    def torn(self, forest: Forest) -> Iterator[int]:
        """Give the components of a forest that hold different numbers of one series."""
        seen: set[tuple[int, str]] = set()
        for root, names in self.of.items():
            for name in names:
                if (forest.find(root), name) in seen:
                    yield forest.find(root)
                seen.add((forest.find(root), name))


def _accepted(group: Group, series: _Series) -> list[Member]:
    """Give the members of a group that it ties, as far as the group itself can tell."""
    owners = [member for member in group.members if not member.cites]
    if not owners or len({member.document for member in owners}) < len({member.case for member in owners}):
        return []  # nothing there that is cited, or two items of one document that the key does not tell apart
    if series.clash(owners):
        return []
    return owners if series.clash(group.members) else [*owners, *(one for one in group.members if one.cites)]


def _united(numbered: Forest, groups: Iterable[Group], tied: Callable[[Group], list[Member]]) -> Forest:
    forest = numbered.copy()
    for group in groups:
        if group.series is None:
            forest.unite(member.case for member in tied(group))
    return forest
