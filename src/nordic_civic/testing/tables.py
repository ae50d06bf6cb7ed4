"""Word tables that prove themselves: every row is explained, its examples match, its counter-examples do not."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import SLOTS, Form, FormError, to_pattern, without_overlap
from ..furniture import Furniture
from ..labels import read_labels
from ..lines import Line, line_table
from ..matcher import Matcher
from ..mentions import make_shadow, without_clashes
from ..outline import Heading, HeadingFinder
from ..parser import Parser
from ..reading import Reading
from ..rows import Row
from ..text import fold
from .failure import Nonconforming
from .meanings import unknown_meanings

Problem = tuple[str, str]
"""What is wrong with a row, and what to do."""


def table_rows(parser: Parser) -> list[Row]:
    """Give every row of a parser's tables; `str` of a row names its file and place."""
    return [row for table in parser.vocabulary.tables.values() for row in table.rows]


def check_row(parser: Parser, row: Row) -> None:
    """Check one row: it is explained, its forms can be read, its examples match and its counter-examples do not."""
    __tracebackhide__ = True
    for wrong, remedy in row_problems(parser, row):
        raise Nonconforming(f"{row} ({row.meaning}): {wrong}", remedy)


def check_meanings(parser: Parser) -> None:
    """Check that the core knows every table and every meaning in it: it would pass over any other in silence."""
    __tracebackhide__ = True
    for place, wrong, remedy in unknown_meanings(parser.vocabulary, parser.languages):
        raise Nonconforming(f"{place}: {wrong}", remedy)


def row_problems(parser: Parser, row: Row) -> Iterator[Problem]:
    """Give everything that is wrong with one row."""
    if not row.gloss:
        yield "has no gloss", "Write `gloss`: what the row means, in English."
    if not row.source:
        yield "has no source", "Write `source`: where the forms are attested (a law, a kind of document, a system)."
    if not row.language:
        yield "has no language", "Write `language`: a BCP 47 code, or a list of them."
    if not (row.forms or row.suffixes or row.modifiers or row.attributes):
        yield "has no forms", "Write `forms`: every way of writing this meaning."
    if not row.match:
        yield "has no example", "Write `match`: lines of your own composition that the forms must match."
    broken = [*_broken_forms(row), *_idle_endings(row)]
    yield from broken
    if not broken and (row.forms or row.suffixes or "company" in row.attributes):
        yield from _examples(parser, row)


def _broken_forms(row: Row) -> Iterator[Problem]:
    for form in row.forms:
        try:
            unknown = set(to_pattern(form)[1]) - SLOTS
        except FormError as error:
            yield f"the form {form!r} cannot be read: {error}", "Mend its brackets and placeholders."
            continue
        if unknown:
            yield f"the form {form!r} has an unknown placeholder", f"Use one of {', '.join(sorted(SLOTS))}."


def _idle_endings(row: Row) -> Iterator[Problem]:
    words = [word for form in (*row.forms, *row.suffixes, *row.modifiers) for word in fold(form).split()]
    for ending in row.attributes.get("base", ()):
        if not any(word.endswith(ending) for word in words):
            yield (
                f"`base` changes the ending {ending!r}, which no form has",
                "Write it in small letters, as a form ends.",
            )


def _examples(parser: Parser, row: Row) -> Iterator[Problem]:
    for example in row.match:
        if not explains(parser, row, example):
            yield (
                f"the example {example!r} does not match any form",
                "Add the form that it needs, or correct the example; `nordic-civic vocab find` shows what it matches.",
            )
    for example in row.reject:
        if wins(parser, row, example):
            yield (
                f"the counter-example {example!r} matches",
                "Make the form longer or narrower, or give the row that should take it a longer form.",
            )


def explains(parser: Parser, row: Row, text: str) -> bool:
    """Say whether a row's own forms are found in a line or sentence, as the stage that reads its table would see it."""
    table = row.name.split(":")[0]
    if table == "headings":
        return any(heading.role in (row.meaning, "instance") for heading in headings_of(parser, text))
    if table == "agents":
        return any(
            agent.kind == row.meaning
            for m in parser.agents.find(text)
            if isinstance(m.value, tuple)
            for agent in m.value
        )
    matcher = Matcher(Form(form, row) for form in row.forms)
    return any(matcher.search(shadow) for shadow in shadows(parser, text))


def wins(parser: Parser, row: Row, text: str) -> bool:
    """Say whether a text is read as a row says: where rows overlap, the one that explains most of it wins."""
    table = row.name.split(":")[0]
    if table == "headings":
        return any(heading.row is row for heading in headings_of(parser, text))
    if table == "agents":
        return explains(parser, row, text)
    if table == "labels":
        return any(label.meaning == row.meaning for label in read_labels(_lines(text), parser))
    matcher = parser.vocabulary[table].matcher
    if table == "kinds":
        found = matcher.opening(fold(text).lstrip("#* "))
        return found is not None and found.form.row is row
    if table == "outcomes":
        return any(found.form.row is row for found in without_overlap(matcher.search(fold(text))))
    if table == "furniture":
        found_words = without_overlap(matcher.search(fold(text)))
        covered = sum(found.end - found.start for found in found_words)
        return covered >= len(text.strip()) and any(found.form.row is row for found in found_words)
    if row.meaning == "continues":
        found = parser.vocabulary[table].matcher_of("continues").opening(fold(text))
        return found is not None and found.form.row is row
    return any(
        found.form.row is row for shadow in shadows(parser, text) for found in without_overlap(matcher.search(shadow))
    )


def shadows(parser: Parser, text: str) -> tuple[str, ...]:
    """Give the ways in which the stages see a text: as it stands, and with marks for its agents and dates."""
    mentions = without_clashes([*parser.dates.find(text), *parser.agents.find(text)])
    return tuple(dict.fromkeys((fold(text), make_shadow(text, mentions).text)))


def _lines(text: str) -> tuple[Line, ...]:
    return line_table(Reading(text=text, media_type="text/plain"))


def headings_of(parser: Parser, text: str) -> list[Heading]:
    """Give the headings that a text is read as where it stands alone on a line."""
    lines = _lines(f"{text}\n\n.")
    return HeadingFinder(parser).find(lines, Furniture({}))
