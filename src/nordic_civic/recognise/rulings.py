"""What a sitting's account says became of the proposals, and which of its paragraphs are the ruling on the matter."""

from __future__ import annotations

from ..context import Context
from ..outline import Section
from ..points import paragraphs
from ..rows import Row
from ..view import View
from .outcomes import outcome_of, outcome_words

_SHORT = 60


def resolves(context: Context, line: str) -> bool:
    """Say whether a short line holds nothing but a sentence with words of an outcome ("Godkendt.")."""
    words = outcome_words(context, line) if line.strip() and len(line) < _SHORT else []
    return bool(words) and words[0][0] != "none" and line.rstrip()[-1] == "."


def result_at(context: Context, section: Section) -> int | None:
    """Give the offset in the document at which a motion's section starts to tell what became of it."""
    view = context.view(section.ranges)
    for start, end in context.sentences(view):
        shadow = context.shadow(view, start, end)
        found = context.parser.vocabulary["results"].matcher.longest(shadow.text)
        if found is None:
            continue
        before = shadow.text[: found.start].rstrip()
        place = start if start else shadow.back(found.start) if before.endswith((".", '"', "”")) else 0
        if place:
            return view.offset(place)
    return None


def about(context: Context, view: View, start: int, end: int) -> str | None:
    """Say what a passage tells the result of: the `recommendation` or a `motion`; None where it tells of neither."""
    found = context.parser.vocabulary["results"].matcher.longest(context.shadow(view, start, end).text)
    if found is None:
        return None
    row: Row = found.form.row
    return str(row.attributes.get("about", "motion"))


def ruling(context: Context, view: View, start: int, end: int) -> tuple[int, int]:
    """Take what tells of motions alone off the ends of a passage in which the matter itself was ruled on too."""
    ranges = [part for part in paragraphs(view.text, start, end) if view.text[part[0] : part[1]].strip()]
    told = [about(context, view, *part) for part in ranges]
    ruled = [
        number
        for number, part in enumerate(ranges)
        if told[number] == "recommendation"
        or (told[number] is None and outcome_of(context, view.text[part[0] : part[1]])[0] not in (None, "none"))
    ]
    if not ruled:
        return start, end
    first = ruled[0]
    last = max(number for number, kind in enumerate(told) if kind != "motion")
    return ranges[first][0], ranges[last][1]
