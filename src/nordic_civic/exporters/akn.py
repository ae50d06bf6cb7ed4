"""Akoma Ntoso 3.0 (OASIS LegalDocML): minutes and extracts of minutes, one XML file for each document.

Minutes are a `debate`: attendance is a `rollCall`, a case a `debateSection`, a proposal a `noticesOfMotion` or a
`petitions`, a decision a `resolutions`, a dissent a `declarationOfVote`; votes are in the `analysis`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..records import ParseResult
from . import identity
from .akn_body import write_body
from .akn_meta import write_meta
from .base import Exporter
from .days import days
from .target import Target
from .xml import Node

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
KINDS = ("minutes", "minutes_extract")


def _write(results: Iterable[ParseResult], target: Target) -> None:
    for result in results:
        reason = why_not(result)
        if reason is not None:
            target.leave_out(reason)
            continue
        with target.open(f"{result.document.id}.xml") as stream:
            stream.write(tree(result).bytes())


def why_not(result: ParseResult) -> str | None:
    """Say why a result cannot be written; None where it can.

    The standard asks for a day, a country and an author of every work, and none of them is made up.
    """
    if result.document.kind not in KINDS:
        return "a document that is no minutes"
    if not result.cases:
        return "minutes without a case"
    if result.document.country is None:
        return "minutes without a country"
    if identity.body(result) is None:
        return "minutes without a body"
    if days(_date(result)) is None:
        return "minutes without a certain day"
    return None


def tree(result: ParseResult) -> Node:
    """Give the XML of a result that `why_not` has nothing against."""
    spent = days(_date(result))
    if spent is None:
        raise ValueError("the minutes have no certain day")
    root = Node.root("akomaNtoso", NAMESPACE)
    debate = root.add("debate", name=result.document.kind)
    meta = debate.add("meta")
    preface = debate.add("preface")
    agents = write_body(debate, preface, result, spent[0])
    write_meta(meta, result, spent[0], agents)
    return root


def _date(result: ParseResult) -> str | None:
    return (result.meeting.date if result.meeting else None) or result.document.date


EXPORTER = Exporter("akn", ".xml", _write, folder=True)
