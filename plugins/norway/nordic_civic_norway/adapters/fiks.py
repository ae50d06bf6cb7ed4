"""KS FIKS politisk behandling: the JSON messages by which case systems and committee systems send cases and decisions.

One case for treatment or information, a delegated decision, a decision of a committee, the plan of its meetings, and
what is published of a meeting's cases and decisions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from nordic_civic.adapters import Adapter, Export, Matter, Part
from nordic_civic.adapters.data import at, is_json, listed, mapped, read_json, said
from nordic_civic.records import DocumentKind
from nordic_civic.values import Attachment, Ballot, Identifier

from .words import ASCII, WORDS, lead, meant

__all__ = ["FIKS"]

_CHOICES = {"ja": "yes", "nei": "no", "blankt": "abstain"}
_OWN = ("fagsystemetsSaksnummer", "arkivSaksnummer", "arkivetsSaksnummer")
_KEYS = ('"utvalgId"', '"tilUtvalgId"', '"fagsystemetsSaksnummer"')


def _detect(data: bytes) -> bool:
    return any(is_json(data, key) for key in _KEYS)


def _adapt(data: bytes) -> Export | None:
    message = mapped(_ascii(read_json(data)))
    if "$schema" in message or not isinstance(message.get("sak"), list | dict | None):
        return None
    if "avsender" in message:
        return _published(message)
    if isinstance(message.get("sak"), dict):
        return _sent(message, mapped(message["sak"]))
    if "moete" in message or isinstance(message.get("utvalg"), list):
        return _plan(list(listed(message.get("utvalg", message))))
    return None


def _ascii(value: Any, depth: int = 0) -> Any:
    """Write the names of fields as the newer versions do, without the letters æ, ø and å."""
    if isinstance(value, dict) and depth < 40:
        return {str(key).translate(ASCII): _ascii(one, depth + 1) for key, one in value.items()}
    return [_ascii(one, depth + 1) for one in value] if isinstance(value, list) and depth < 40 else value


# -- the messages ------------------------------------------------------------------------------------------------------


def _sent(message: Mapping[str, Any], case: Mapping[str, Any]) -> Export:
    """Read a message about one case: to a committee, or from it."""
    plan = next(listed(message.get("forslagTilBehandlingsplan")), {})
    committee = said(message, "utvalgNavn") or said(message, "tilUtvalgNavn") or said(plan, "tilUtvalgNavn")
    delegated = "tilUtvalgId" in message
    decided = bool(said(case, "vedtak", "tekstInnhold")) or delegated or "utvalgId" in message
    kind: DocumentKind = "minutes_extract" if decided else "case_presentation"
    date = said(message, "moetedato") or said(case, "vedtaksdato") or said(plan, "tilMoetedato")
    matter = _matter(case, said(plan, "tilUtvalgNavn"), final=message.get("erEndeligVedtak") is not False)
    return Export(
        words=WORDS,
        matters=(attrs.evolve(matter, body=committee or None) if delegated else matter,),
        kind=kind,
        title=said(case, "hoveddokument", "tittel") or said(case, "tittel"),
        sitting="utvalgId" in message,
        body=None if delegated else committee,
        date=date or None,
        number=said(message, "moeteId") or None,
    )


def _published(message: Mapping[str, Any]) -> Export | None:
    """Read what is published of a meeting: its cases, or its decisions; or the plan of all meetings."""
    sender = (said(message, "avsender", "kommunenummer"), said(message, "avsender", "navn"))
    committees = list(listed(message.get("utvalg")))
    if "moete" not in message:
        return _plan(committees).evolve(municipality=sender)
    committee = committees[0] if committees else {}
    return Export(
        words=WORDS,
        matters=tuple(_matter(case) for case in listed(message.get("sak"))),
        kind="agenda",
        title=said(message, "moete", "tittel"),
        sitting=True,
        body=said(committee, "utvalgNavn"),
        date=said(message, "moete", "moetedato"),
        number=said(message, "moete", "moeteid") or None,
        municipality=sender,
        lines=tuple(map(_member, listed(committee.get("medlem")))),
    )


def _member(member: Mapping[str, Any]) -> str:
    return f"{said(member, 'funksjon') or 'Medlem'}: {said(member, 'navn')}"


def _plan(committees: list[Mapping[str, Any]]) -> Export:
    """Read a plan of meetings; it holds no case."""
    names = [said(committee, "utvalgNavn") for committee in committees]
    lines = [
        " ".join((name, said(meeting, "moetedato"), said(meeting, "tittel")))
        for name, committee in zip(names, committees, strict=True)
        for meeting in listed(committee.get("moete"))
    ]
    return Export(
        words=WORDS,
        kind="other_municipal",
        title="Møteplan",
        body=names[0] if len(names) == 1 else None,
        lines=tuple(lines),
    )


# -- one case ----------------------------------------------------------------------------------------------------------


def _matter(case: Mapping[str, Any], addressee: str = "", *, final: bool = True) -> Matter:
    number = _number(at(case, "utvalgetsSaksnummer"), "/") or None
    return Matter(
        title=said(case, "tittel"),
        number=number,
        lead=lead(number),
        identifiers=tuple(dict.fromkeys(_identifiers(case))),
        parts=tuple(_parts(case, addressee or None, final)),
        attachments=tuple(_attachments(case)),
        restricted=bool(mapped(case.get("skjerming"))) or None,
        ballots=tuple(_ballots(case)),
    )


def _number(value: Any, sign: str, *, year_first: bool = False) -> str:
    """Write a case number: the committees put the year last, the archives first."""
    year, number = said(value, "saksaar"), said(value, "sakssekvensnummer")
    pair = (year, number) if year_first else (number, year)
    return sign.join(pair) if year and number else ""


def _identifiers(case: Mapping[str, Any]) -> Iterator[Identifier]:
    for field in _OWN:
        value = _number(case.get(field), "/", year_first=True)
        if value:
            yield Identifier("dossier", value, value)
    year, number = (said(case, "arkivJournalnummer", part) for part in ("journalaar", "journalsekvensnummer"))
    if year and number:
        yield Identifier("document", f"{number}/{year}", f"{number}/{year}", scheme="journalnummer")
    key = meant(said(case, "referanseEksternNoekkel", "noekkel"))
    if key:
        yield Identifier("foreign", key, key, scheme=meant(said(case, "referanseEksternNoekkel", "fagsystem")) or None)


def _parts(case: Mapping[str, Any], addressee: str | None, final: bool) -> Iterator[Part]:
    yield Part("Saksopplysninger", said(case, "saksbeskrivelse", "tekstInnhold"), "background")
    proposed = said(case, "forslagTilVedtak", "tekstInnhold")
    yield Part("Forslag til vedtak", proposed, "recommendation", addressee=addressee)
    yield Part("Vedtak", said(case, "vedtak", "tekstInnhold"), "decision", date=said(case, "vedtaksdato"), final=final)


def _attachments(case: Mapping[str, Any]) -> Iterator[Attachment]:
    for one in listed(case.get("vedlegg")):
        if said(one, "tittel"):
            yield Attachment(said(one, "tittel"), restricted=one.get("skjermetDokument") is True)


def _ballots(case: Mapping[str, Any]) -> Iterator[Ballot]:
    """Give the named votes; who voted how is the one key of `stemme`, or its text."""
    for one in listed(case.get("votering")):
        vote = one.get("stemme")
        chosen = [key for key, value in mapped(vote).items() if value not in (None, False)]
        words = [vote] if isinstance(vote, str) else chosen
        choice = _CHOICES.get(str(words[0]).lower()) if len(words) == 1 else None
        if choice and said(one, "moetedeltaker"):
            party = said(one, "representerer") or None
            yield Ballot(said(one, "moetedeltaker"), party, choice=choice)  # type: ignore[arg-type]


FIKS = Adapter("ks-fiks", "NO", ("application/json",), _detect, _adapt)
