"""Dossiers of results that are at hand, without a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from ..ids import make_id
from ..records import Case, ParseResult
from .join import Group, Member, join
from .keys import Rule, case_keys


@attrs.frozen
class Tie:
    """Why cases are one matter, or (`joined` false) why they might be and were not joined.

    rule, value: the key that they share, as `Key` says
    case_ids: the cases that it tells of
    citing_ids: the cases that name one of these by it

    >>> Tie("dossier", "XF fjordvik: 24/1187", ("case-1", "case-2")).joined
    True
    """

    rule: Rule
    value: str
    case_ids: tuple[str, ...]
    citing_ids: tuple[str, ...] = ()
    joined: bool = True


@attrs.frozen
class Dossier:
    """One matter: the cases of one or many documents that are about it.

    id: the same for the same documents, in whatever order
    number: its dossier number, the first in order where it has several
    title: the title of its first case
    country, municipality: whose matter it is
    first_date, last_date: the days of its first and its last case
    case_ids: its cases
    ties: why they are one

    >>> Dossier("dossier-1", case_ids=("case-1",)).ties
    ()
    """

    id: str
    number: str | None = None
    title: str | None = None
    country: str | None = None
    municipality: str | None = None
    first_date: str | None = None
    last_date: str | None = None
    case_ids: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()


def dossiers(results: Iterable[ParseResult]) -> list[Dossier]:
    """Join the cases of results into dossiers; each case is in exactly one.

    The same results give the same dossiers in whatever order they come, the dossiers that began first coming first. A
    document given twice counts once.

    >>> import nordic_civic as nc
    >>> text = "Møteprotokoll\\nUtvalg: {}\\nDato: {}.05.2024\\n\\nSak 2/24 Bru\\nArkivsak: 24/1187\\n\\nVedtak:\\n-\\n"
    >>> texts = [text.format("Formannskapet", 14), text.format("Kommunestyret", 28)]
    >>> results = [nc.parse(one, country="NO", municipality="Fjordvik") for one in texts]
    >>> [(one.number, one.last_date, len(one.case_ids)) for one in dossiers(results)]
    [('24/1187', '2024-05-28', 2)]
    """
    documents = {result.document.id: result for result in results}
    ordered = [documents[name] for name in sorted(documents)]
    found = [(case, result) for result in ordered for case in result.cases]
    ids = [case.id for case, _ in found]
    groups = _groups(ordered)
    joined = join(len(found), lambda: groups)
    matters: dict[int, _Matter] = defaultdict(_Matter)
    for number, one in enumerate(found):
        matters[joined.forest.find(number)].cases.append(one)
    for group in groups:
        if group.series is not None:
            matters[joined.forest.find(group.members[0].case)].numbers.append(group.value)
        for root, members, is_joined in joined.ties(group):
            matters[root].ties.append(_tie(group, members, ids, is_joined))
    return sorted((one.dossier() for one in matters.values()), key=lambda one: (one.first_date or "9999", one.id))


def dossier_id(numbers: Iterable[str], case_ids: Iterable[str]) -> str:
    """Give the id of a dossier: that of its first number, or of its first case where it has none.

    >>> dossier_id(["XF 1: 24/2", "XF 1: 24/1"], ["case-1"]) == dossier_id(["XF 1: 24/1"], ["case-2"])
    True
    """
    return make_id("dossier", min(numbers, default=None) or min(case_ids))


def _groups(results: Sequence[ParseResult]) -> list[Group]:
    members: dict[tuple[Rule, str], list[Member]] = defaultdict(list)
    series: dict[tuple[Rule, str], str | None] = {}
    number = 0
    for place, result in enumerate(results):
        numbers = {case.id: number + at for at, case in enumerate(result.cases)}
        number += len(numbers)
        for case_id, key in case_keys(result):
            members[key.rule, key.value].append(Member(numbers[case_id], place, key.cites))
            series[key.rule, key.value] = key.series
    return [Group(*name, series[name], members[name]) for name in sorted(members)]


def _tie(group: Group, members: Iterable[Member], ids: Sequence[str], joined: bool) -> Tie:
    told = [(ids[one.case], one.cites) for one in members]
    owners, citing = (tuple(sorted(case for case, cites in told if cites is which)) for which in (False, True))
    return Tie(group.rule, group.value, owners, citing, joined)


@attrs.define
class _Matter:
    """A dossier in the making."""

    cases: list[tuple[Case, ParseResult]] = attrs.Factory(list)
    numbers: list[str] = attrs.Factory(list)
    ties: list[Tie] = attrs.Factory(list)

    def dossier(self) -> Dossier:
        dated = sorted(
            (((case.date or result.document.date or "9999"), case.id, case, result) for case, result in self.cases),
            key=lambda one: one[:2],
        )
        days = [date for date, *_ in dated if date != "9999"]
        ids = tuple(case_id for _, case_id, *_ in dated)
        places = [result.document for *_, result in dated]
        numbers = (one.value for *_, case, _ in dated for one in case.identifiers if one.role == "dossier")
        return Dossier(
            dossier_id(self.numbers, ids),
            number=min(numbers, default=None),
            title=next((case.title for *_, case, _ in dated if case.title), None),
            country=min((one.country for one in places if one.country), default=None),
            municipality=min((one.municipality.name for one in places if one.municipality), default=None),
            first_date=days[0] if days else None,
            last_date=days[-1] if days else None,
            case_ids=ids,
            ties=tuple(self.ties),
        )
