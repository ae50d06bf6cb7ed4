"""From the words of a field to the values of a record: days, clocks, agents, parties, municipalities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from nordic_civic.parser import Parser
from nordic_civic.text import squeeze
from nordic_civic.values import Agent, Attendee, Municipality

from .export import Participant

__all__ = ["agent", "attendee", "clock", "commonest_host", "day", "municipality"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])")
_REVERSED = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)")
_CLOCK = re.compile(r"(?:^|[T\s])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?(?=$|[\s+-])")
_TERM = re.compile(r"\s*\(?\b(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)?\d\d)\b\)?\s*$")
_SHORT = re.compile(r"\s*\([A-ZÆØÅÄÖ]{2,8}\)\s*$")
_PARTY = re.compile(r"\s*\(([^()]{1,30})\)\s*$")
_HOST = re.compile(r"(?:https?://|@)((?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,12})")
_SPELLED = (
    ("ae", "æ"),
    ("oe", "ø"),
    ("aa", "å"),
    ("ae", "ä"),
    ("oe", "ö"),
    ("a", "å"),
    ("a", "ä"),
    ("o", "ö"),
    ("o", "ø"),
)


def day(text: str | None, parser: Parser | None = None) -> str | None:
    """Give the first day that a field names, as EDTF; other forms than numbers are read with a parser's words.

    >>> day("2015-03-25T17:30:00.000+01:00"), day("15-05-2013 16:30:00"), day("31-02-2013"), day("")
    ('2015-03-25', '2013-05-15', None, None)
    """
    if not text:
        return None
    iso = _ISO.search(text)
    turned = None if iso else _REVERSED.search(text)
    if iso or turned:
        year, month, number = iso.groups() if iso else turned.groups()[::-1]  # type: ignore[union-attr]
        try:
            found = date(int(year), int(month), int(number))
        except ValueError:
            return None
        return found.isoformat() if found.year >= 1800 else None
    mentions = parser.dates.find(text) if parser is not None else ()
    return next((mention.value for mention in mentions if isinstance(mention.value, str)), None)


def clock(text: str | None) -> str | None:
    """Give the time of day that a field names; not one in universal time, which no wall clock showed.

    >>> clock("2022-01-12T16:30:00+01:00"), clock("06-10-2016 13:00:00"), clock("16.15"), clock("2022-01-12T15:30:00Z")
    ('16:30', '13:00', '16:15', None)
    """
    found = _CLOCK.search(text or "")
    return f"{int(found[1]):02}:{found[2]}" if found else None


def agent(name: str | None, parser: Parser, *, body: bool = True) -> Agent | None:
    """Give the agent of a name, without the years of its term, the short form and the municipality behind it.

    What sort of agent it is the country's words tell. Where they do not, it is a body or, without `body`, whoever the
    name may be.
    """
    clean = _SHORT.sub("", _TERM.sub("", squeeze(name or "")))
    first, _, rest = clean.rpartition(", ")
    if first and parser.registry.lookup_phrase(rest) is not None:
        clean = first
    if not clean:
        return None
    mention = None if body else next(iter(parser.agents.find(clean)), None)
    if mention is not None and mention.start == 0 and isinstance(mention.value, tuple):
        known = mention.value[0]
        if isinstance(known, Agent) and known.kind == "person":
            return known
    return _named(clean, parser, "body" if body else "organisation")


def _named(name: str, parser: Parser, otherwise: str) -> Agent:
    words = name.split()
    heads = [parser.agents.head(word) for word in (words[-1], words[0])]
    kind = next((head.kind for head in heads if head is not None), otherwise)
    return Agent(name, kind)  # type: ignore[arg-type]


def attendee(participant: Participant, parser: Parser) -> Attendee | None:
    """Give the line of an attendance list, the party told from the name; None where nothing says who was there how."""
    name, party = squeeze(participant.name), participant.party
    behind = _PARTY.search(name)
    code = parser.registry.party(party) if party else None
    if behind is not None:
        code = code or parser.registry.party(behind[1])
        name = name[: behind.start()] if code else name
    if not name or participant.status is None:
        return None
    return Attendee(name, code, participant.role or None, participant.status, participant.substitutes_for or None)


def municipality(words: Iterable[str], parser: Parser, on: str | None) -> Municipality | None:
    """Give the municipality that the first telling one of some words shows: a code, a name, a web or mail address."""
    for word in words:
        entry = parser.registry.entry(word)
        if entry is not None:
            return Municipality(entry.name, entry.code, parser.registry.scheme)
        found = parser.registry.lookup_phrase(word, on=on) if len(word) < 80 and "@" not in word else None
        if found is None:
            found = next(
                (one for name in _host_names(word) if (one := parser.registry.municipality(name, on=on))), None
            )
        if found is not None:
            return found
    return None


def _host_names(address: str) -> Iterator[str]:
    """Give the names that the host of an address may spell, the one next to the country's ending first."""
    host = _HOST.search(address)
    for label in reversed(host[1].lower().split(".")[:-1] if host else ()):
        yield label
        for plain, letter in _SPELLED:
            if plain in label:
                yield label.replace(plain, letter)


def commonest_host(addresses: Iterable[str]) -> tuple[str, ...]:
    """Give the host that most e-mail or web addresses share, as an address; () where there is none.

    >>> commonest_host(["a@fjordvik.example", "b@fjordvik.example", "c@post.example", "none"])
    ('@fjordvik.example',)
    """
    hosts = Counter(match[1].lower() for address in addresses if (match := _HOST.search(address)))
    return tuple(f"@{host}" for host, _ in hosts.most_common(1))
