"""What eInnsyn and Noark 5 say of meetings, cases and journal posts, however it is written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from nordic_civic.adapters import Export, Matter, Part, Participant
from nordic_civic.diagnostics import Diagnostic
from nordic_civic.values import Attachment, Ballot, Identifier

from .words import ASCII, WORDS, lead, meant

__all__ = ["Thing", "as_export", "key", "kind_of"]

_KINDS = {
    "moetesaksregistrering": "moetesak",
    "moeteregistrering": "moetesak",
    "moetedokumentregistrering": "moetedokument",
}
_NUMBER = re.compile(r"\d{1,5}/\d{2,4}\Z")
_STATE = re.compile(
    "departement|direktorat|tilsyn|statsforvalt|fylkesmann|politi|domstol|universitet|høgskole|helseforetak"
)
_CHOICES = {"ja": "yes", "nei": "no", "blankt": "abstain"}


def key(name: str) -> str:
    """Give the name of a field or a kind as all versions of the format share it.

    >>> key("http://www.arkivverket.no/standarder/noark5/arkivstruktur/møtesaksår"), key("arkiv:Moetemappe")
    ('moetesaksaar', 'moetemappe')
    """
    return re.split(r"[/:#]", name)[-1].translate(ASCII).lower()


def kind_of(name: str) -> str:
    """Give the kind of an archive object by the name of its type.

    >>> kind_of("arkiv:Møtesaksregistrering"), kind_of("ark:saksmappe")
    ('moetesak', 'saksmappe')
    """
    return _KINDS.get(key(name), key(name))


@attrs.define(slots=True, eq=False)
class Thing:
    """One object of an archive: its kind, its fields by their shared names, the objects in it, and where it stands."""

    kind: str
    fields: dict[str, list[str]] = attrs.field(factory=dict)
    inside: list[tuple[str, Thing]] = attrs.field(factory=list)
    parent: Thing | None = None

    def get(self, *names: str) -> str:
        """Give the first of these fields that says something."""
        return next((text for name in names for one in self.fields.get(name, ()) if (text := meant(one))), "")

    def all(self, *names: str) -> Iterator[Thing]:
        """Give the objects in this one that stand in a field, or are of a kind, of these names."""
        return (thing for name, thing in self.inside if name in names or thing.kind in names)

    def put(self, name: str, thing: Thing) -> None:
        """Put an object into this one."""
        self.inside.append((name, thing))
        thing.parent = self

    def walk(self) -> Iterator[Thing]:
        """Give this object and all those in it."""
        todo = [self]
        while todo:
            thing = todo.pop()
            yield thing
            todo.extend(reversed([one for _, one in thing.inside]))


@attrs.frozen
class _Archive:
    """All objects of an export, and how to find the one that another names."""

    things: tuple[Thing, ...]
    named: dict[str, Thing]

    def of(self, kind: str) -> list[Thing]:
        return [thing for thing in self.things if thing.kind == kind]

    def post(self, case: Thing) -> Thing | None:
        """Give the journal post that a case of a meeting rests on."""
        places = [case, *case.all("kryssreferanse")]
        names = ("referansetilmoetesak", "referansetilregistrering", "legacyreferansetilmoetesak")
        targets = [target for place in places for name in names for target in place.fields.get(name, ())]
        return next((self.named[key(target)] for target in targets if key(target) in self.named), None)


def as_export(roots: Iterable[Thing], said: tuple[Diagnostic, ...] = ()) -> Export | None:
    """Give what an archive's objects say as one export; None where none of them is of a kind that is known."""
    things = tuple(thing for root in roots for thing in root.walk())
    named: dict[str, Thing] = {}
    for thing in things:
        for name in ("id", "systemid", "registreringsid", "mappeid"):
            for value in thing.fields.get(name, ()):
                named.setdefault(key(value), thing)
    archive = _Archive(things, named)
    meetings, cases, posts = archive.of("moetemappe"), archive.of("saksmappe"), archive.of("journalpost")
    sittings = [one for one in archive.of("moetesak") if one.get("moeteregistreringstype").lower() != "møtedokumenter"]
    if not (meetings or cases or posts or sittings):
        return None
    matters, used = _treated(archive, sittings, alone=len(meetings) > 1)
    matters += [_folder(case) for case in cases if not used(case)]
    matters += [_lone_post(post) for post in posts if not used(post) and not (post.parent and post.parent in cases)]
    meeting = meetings[0] if len(meetings) == 1 else Thing("")
    names = [thing.get(name) for thing in things for name in ("arkivskapernavn", "administrativenhet")]
    writers = _correspondents(posts if not sittings and len(posts) == 1 else [])
    return Export(
        words=WORDS,
        matters=tuple(matter for matter in matters if matter.title or matter.number or matter.identifiers),
        kind="agenda" if meetings or sittings else "other_municipal",
        title=meeting.get("offentligtittel", "tittel") or (matters[0].title if len(matters) == 1 else None),
        sitting=len(meetings) == 1,
        body=_committee(meeting),
        date=meeting.get("moetedato") or None,
        place=meeting.get("moetested") or None,
        number=meeting.get("moetenummer") or None,
        participants=tuple(_participants(meeting)),
        municipality=_owners(things),
        municipal=bool(meetings or sittings) or not any(_STATE.search(name.lower()) for name in names),
        author=writers.get("avsender"),
        recipient=writers.get("mottaker"),
        diagnostics=said,
    )


def _treated(archive: _Archive, sittings: list[Thing], *, alone: bool) -> tuple[list[Matter], Callable[[Thing], bool]]:
    """Give the cases of meetings in their order, and a test for what they already stand for."""
    used: set[int] = set()
    matters: list[Matter] = []
    for case in sorted(sittings, key=_place):
        post = archive.post(case)
        above = post.parent if post is not None else None
        folder = above if above is not None and above.kind == "saksmappe" else None
        used |= {id(one) for one in (post, folder) if one is not None}
        matters.append(_case(case, post, folder, alone=alone))
    return matters, lambda thing: id(thing) in used


def _place(case: Thing) -> int:
    number = case.get("moetesaksnummer", "moetsaksnummer")
    return int(number) if number.isdecimal() and len(number) < 9 else 0


def _case(case: Thing, post: Thing | None, folder: Thing | None, *, alone: bool) -> Matter:
    year, serial = case.get("moetesaksaar"), case.get("moetesakssekvensnummer")
    filed = case.get("registreringsid")
    number = f"{serial}/{year}" if year and serial else filed if _NUMBER.match(filed) else None
    meeting = case.parent if case.parent is not None and case.parent.kind == "moetemappe" else Thing("")
    documents = [*_documents(case), *(_documents(post) if post is not None else ())]
    return Matter(
        title=case.get("offentligtittel", "tittel"),
        number=number,
        lead=lead(number),
        identifiers=tuple(_dossier(folder)) if folder is not None else (),
        parts=tuple(_parts(case)),
        attachments=tuple(dict.fromkeys(documents)),
        restricted=_shielded(case) or (post is not None and _shielded(post)) or None,
        body=(_committee(meeting) or _committee(case)) if alone or not meeting.kind else None,
        date=meeting.get("moetedato") or None if alone else None,
        ballots=tuple(_ballots(case)),
    )


def _folder(folder: Thing) -> Matter:
    """Give a case of the archive that no meeting in the export treats; its journal posts are what is attached."""
    return Matter(
        title=folder.get("offentligtittel", "tittel"),
        identifiers=tuple(_dossier(folder)),
        attachments=tuple(dict.fromkeys(one for post in folder.all("journalpost") for one in _post(post))),
        restricted=_shielded(folder) or None,
        beside=True,
    )


def _lone_post(post: Thing) -> Matter:
    number = _post_number(post)
    return Matter(
        title=post.get("offentligtittel", "tittel"),
        identifiers=(number,) if number is not None else (),
        attachments=tuple(dict.fromkeys(_documents(post))),
        restricted=_shielded(post) or None,
        beside=True,
    )


def _dossier(folder: Thing) -> Iterator[Identifier]:
    year, serial = folder.get("saksaar"), folder.get("sakssekvensnummer")
    if year and serial:
        yield Identifier("dossier", f"{year}/{serial}", f"{year}/{serial}")


def _post_number(post: Thing) -> Identifier | None:
    """Give a journal post's number in its case, else its number in the year's journal."""
    dossier = next(_dossier(post.parent), None) if post.parent is not None else None
    inside, year, serial = post.get("journalpostnummer"), post.get("journalaar"), post.get("journalsekvensnummer")
    if dossier is not None and inside:
        value = f"{dossier.value}-{inside}"
        return Identifier("document", value, value)
    value = f"{serial}/{year}"
    return Identifier("document", value, value, scheme="journalnummer") if serial and year else None


def _post(post: Thing) -> Iterator[Attachment]:
    date = post.get("dokumentetsdato", "journaldato")[:10]
    title = post.get("offentligtittel", "tittel")
    if title:
        day = date if re.match(r"\d{4}-\d\d-\d\d\Z", date) else None
        yield Attachment(title, _post_number(post), day, _shielded(post))
    yield from (one for one in _documents(post) if one.title != title)


def _documents(thing: Thing) -> Iterator[Attachment]:
    for document in thing.all("dokumentbeskrivelse"):
        title = document.get("offentligtittel", "tittel")
        if title:
            yield Attachment(title, restricted=_shielded(thing) or _shielded(document))


def _shielded(thing: Thing) -> bool:
    """Say whether an object is withheld from the public: it names the law for it, or says so."""
    shields = list(thing.all("skjerming"))
    return any(one.get("skjermingshjemmel") or "unntatt" in one.get("tilgangsrestriksjon").lower() for one in shields)


def _parts(case: Thing) -> Iterator[Part]:
    for study in case.all("utredning"):
        yield from (Part("Saksopplysninger", _prose(one), "background") for one in study.all("saksbeskrivelse"))
        yield from (Part("Innstilling", _prose(one), "recommendation") for one in study.all("innstilling"))
    yield from (Part("Innstilling", _prose(one), "recommendation") for one in case.all("innstilling"))
    for decision in case.all("vedtak"):
        texts = [_prose(one) for one in decision.all("vedtakstekst")]
        text = next(filter(None, texts), "") or decision.get("vedtakstekst", "endeligvedtak", "vedtakstekst")
        yield Part("Vedtak", text, "decision", date=decision.get("vedtaksdato", "dato") or None)


def _prose(thing: Thing) -> str:
    return "\n".join(thing.fields.get("tekstinnhold", ()))


def _ballots(case: Thing) -> Iterator[Ballot]:
    for decision in case.all("vedtak"):
        for vote in decision.all("votering"):
            name = next((person.get("moetedeltakernavn") for person in vote.all("moetedeltaker")), "")
            party = next((party.get("navn") for party in vote.all("representerer")), "")
            choice = _CHOICES.get(vote.get("stemme").lower())
            if name and choice:
                yield Ballot(name, party or None, choice=choice)  # type: ignore[arg-type]


def _participants(meeting: Thing) -> Iterator[Participant]:
    for person in meeting.all("moetedeltaker"):
        if person.get("moetedeltakernavn"):
            yield Participant(person.get("moetedeltakernavn"), role=person.get("moetedeltakerfunksjon") or None)


def _committee(meeting: Thing) -> str | None:
    """Give the committee's name, or its code where the field holds an address ("…/utvalg/KOM--<number>")."""
    return re.split(r"[/#]", meeting.get("utvalg"))[-1].partition("--")[0] or None


def _owners(things: Iterable[Thing]) -> tuple[str, ...]:
    fields = ("utvalg", "arkivskapernavn", "administrativenhet")
    return tuple(dict.fromkeys(thing.get(name) for name in fields for thing in things if thing.get(name)))[:50]


def _correspondents(posts: list[Thing]) -> dict[str, str]:
    found: dict[str, str] = {}
    for post in posts:
        for part in post.all("korrespondansepart"):
            role = key(part.get("korrespondanseparttype"))
            name = part.get("korrespondansepartnavn")
            if name:
                found.setdefault(role, name)
    return found
