"""The parts of one case in order: what a short lead-in interrupts is taken up again behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from .outline import PASSING, Heading, Section
from .points import MARKER

_SENTENCE = 24
_NAME_WORDS = 6
_TOLD = frozenset(("background", "summary", ""))
_UNDER = frozenset(("treatment", "vote", "motion", "dissent", "disqualification"))
_NAMES = PASSING | {"attendance"}
_INSIDE = PASSING | {"motion", "dissent", "attendance"}


@attrs.frozen
class Block:
    """A section with the body and date that stand above it, and whether it goes on with an earlier block.

    `within` is the heading of the decision or sitting that a motion, vote or remark stands under.
    """

    section: Section
    role: str
    origin: Heading | None = None
    resumes: Block | None = None
    within: Heading | None = None
    absorbed: bool = False
    after_decision: bool = False

    @property
    def whole(self) -> list[tuple[int, int]]:
        """Give the ranges of the section with its heading."""
        heading = self.section.heading
        return [*([(heading.start, heading.end)] if heading is not None else []), *self.section.ranges]


@attrs.frozen
class Told:
    """What the words of sections and lines tell, to cut at.

    `result_at` gives the offset at which a motion's section tells what became of it (None: nowhere); `resolves` says
    whether a line has words of an outcome.
    """

    result_at: Callable[[Section], int | None] = lambda _section: None
    resolves: Callable[[str], bool] = lambda _line: False


_NOTHING = Told()


def blocks(
    sections: Sequence[Section], source: str, that: tuple[str, ...] = (), words: Told = _NOTHING
) -> Iterator[Block]:
    """Give the sections of a case as blocks.

    A heading of a body and a date alone ("Formannskapet 18.03.2026") has no text of its own where another heading
    follows at once: it is the `origin` of that part, and of the decision behind the debate and the votes. With text it
    is a part of its own (role `instance`).
    """
    origin: Heading | None = None
    enclosing: Block | None = None
    within: Heading | None = None
    treated = False
    for section in sections:
        heading = section.heading
        if section.role == "instance" and section.empty:
            origin = heading
            continue
        labelled = heading is not None and bool(section.ranges[:1]) and section.ranges[0][0] == heading.end
        inline = heading is not None and (labelled or _is_lead(heading))
        told = enclosing is not None and heading is not None and _told(enclosing, heading)
        decided = enclosing is not None and enclosing.role == "decision"
        names = decided and section.role in _NAMES and not inline
        at = words.result_at(section) if section.role == "motion" and (within is not None or not decided) else None
        if at is not None and not decided:
            yield from _ruled(section, at, origin, within)
            enclosing, treated, origin = None, True, None
            continue
        if enclosing is not None and (at is not None or (section.role in PASSING and inline) or told or names):
            if at is not None:
                own, rest = _cut_at(section, at)
            elif names:
                own, rest = _names_of(section, source, words)
            elif told:
                own, rest = _list_of(section, source, that)
            else:
                own, rest = _first_paragraph(section, source, enclosing.role)
            yield Block(own, section.role, origin, within=within)
            if not rest.empty:
                yield Block(rest, _resumed_role(enclosing), enclosing.origin, enclosing, within)
            continue
        if _absorbs(enclosing, section, treated):
            yield Block(section, "decision", enclosing.origin if enclosing else None, within=within, absorbed=True)
            continue
        treated = treated or section.role in ("treatment", "motion", "vote")
        if section.role in ("decision", "instance"):
            within = heading
        elif section.role not in _INSIDE:
            within = None
        block = Block(section, section.role, origin, within=within, after_decision=decided)
        yield block
        enclosing = enclosing if section.role in PASSING else block
        origin = origin if labelled or _is_under(section) else None


def _ruled(section: Section, at: int, origin: Heading | None, within: Heading | None) -> Iterator[Block]:
    """Give a motion, and what its section tells behind it of the vote on it."""
    own, rest = _cut_at(section, at)
    yield Block(own, "motion", origin, within=within)
    yield Block(rest, "vote", origin, within=within)


def _is_under(section: Section) -> bool:
    """Say whether what follows a part may still be of the body named above it: it is a debate, a vote or a motion."""
    named = section.heading is not None and section.heading.agents and section.role != "motion"
    return section.role in _UNDER and not named


def _told(enclosing: Block, heading: Heading) -> bool:
    """Say whether a lead-in is a sentence of the running case text and not a heading of its own."""
    lead_in = heading.row is not None and heading.role in ("motion", "recommendation") and not heading.flows
    return lead_in and enclosing.role in _TOLD and not heading.apart and heading.end - heading.start > _SENTENCE


def _absorbs(enclosing: Block | None, section: Section, treated: bool) -> bool:
    """Say whether a part is a chapter of a long resolution: it follows a bare decision heading at the case's end."""
    bare = enclosing is not None and enclosing.role == "decision" and enclosing.section.empty
    return bare and treated and section.role in ("background", "summary", "other", "instance", "history")


def _resumed_role(enclosing: Block) -> str:
    """Behind a vote on a proposal comes what became of it, not more of its text."""
    return "treatment" if enclosing.role in ("motion", "recommendation") else enclosing.role


def _is_lead(heading: Heading) -> bool:
    """Say whether a heading is a sentence of its own that names somebody, not a bare label."""
    return heading.slotted and bool(heading.agents)


def _list_of(section: Section, source: str, that: tuple[str, ...]) -> tuple[Section, Section]:
    """Split a lead-in told of in running text from what follows its list or its one paragraph."""
    ranges = section.ranges
    begin = next((i for i, (start, end) in enumerate(ranges) if start < end), len(ranges))
    stop = begin
    while stop < len(ranges):
        start, end = ranges[stop]
        opens = start < end and (stop == begin or ranges[stop - 1][0] == ranges[stop - 1][1])
        if (
            opens
            and stop > begin
            and MARKER.match(source[start:end]) is None
            and not source[start:end].lower().startswith(that)
        ):
            break
        stop += 1
    return Section(section.heading, ranges[:stop]), Section(section.heading, ranges[stop:])


def _cut_at(section: Section, at: int) -> tuple[Section, Section]:
    """Split a section at an offset of the document."""
    before = tuple((start, min(end, at)) for start, end in section.ranges if start < at)
    after = tuple((max(start, at), end) for start, end in section.ranges if end > at or start == end >= at)
    return Section(section.heading, before), Section(section.heading, after)


def _names_of(section: Section, source: str, words: Told) -> tuple[Section, Section]:
    """Split the list of names under a bare heading ("For stemte:") from the resolution that goes on behind it."""
    ranges = section.ranges
    stop = 0
    while stop < len(ranges):
        line = source[ranges[stop][0] : ranges[stop][1]]
        if _is_prose(line) or words.resolves(line):
            break
        stop += 1
    rest = ranges[stop:]
    resumes = section.role in PASSING or bool(rest and words.resolves(source[rest[0][0] : rest[0][1]]))
    return Section(section.heading, ranges[:stop]), Section(section.heading, rest if resumes else ())


def _is_prose(line: str) -> bool:
    return _is_sentence(line) or (len(line.split()) > _NAME_WORDS and line.rstrip().endswith((".", "!", ":")))


def _is_sentence(line: str) -> bool:
    """Say whether a line is a short sentence and no name: its one capital begins it, a full stop ends it."""
    bare = line.strip()
    words = bare[:-1].replace(" ", "")
    return bare.endswith(".") and words.isalpha() and bare[:1].isupper() and bare[1:].islower()


def _follows_names(source: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Say whether a line is a sentence behind names that ended: a wrapped list may end in a name alone, too."""
    ended = source[before[0] : before[1]].rstrip().endswith((".", ")"))
    return ended and _is_sentence(source[line[0] : line[1]])


def _ends_names(source: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Say whether a line behind a list of the absent is a sentence of its own ("Godkendt.")."""
    return source[line[0] : line[1]].rstrip().endswith(".") and not source[before[0] : before[1]].rstrip().endswith(
        (",", "-")
    )


def _first_paragraph(section: Section, source: str, around: str) -> tuple[Section, Section]:
    ranges = section.ranges
    stop = next((i for i, (start, end) in enumerate(ranges) if start == end), len(ranges))
    if section.role == "absence":
        stop = next((i for i in range(1, stop) if _ends_names(source, ranges[i - 1], ranges[i])), stop)
    if section.role == "vote" and around == "decision":
        stop = next((i for i in range(1, stop) if _follows_names(source, ranges[i - 1], ranges[i])), stop)
    return Section(section.heading, ranges[:stop]), Section(section.heading, ranges[stop:])
