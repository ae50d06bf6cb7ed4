"""What no row explains: lines of a document that look like headings or labels and are neither to the plugin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import attrs

from ..lines import Line
from ..mentions import make_shadow, without_clashes
from ..parser import Parser
from ..points import MARKER
from ..reading import Reading
from ..stages import Stages, segment_document
from ..text import WORD, fold

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w .,/()-]{1,38}?)\s*(?::|\t)\s*(?=\S)")
_LONGEST = 70
_WORDS = 8
_LABEL_WORDS = 4
_DIGITS = re.compile(r"\d+")
_SENTENCE = (".", ",", ";", "!", "?", "-")


@attrs.frozen
class Unknown:
    """A line, or the label at its start, that no row explains.

    `kind` is `heading` or `label`; `number` is the line's number, from 1; `next` is what stands behind or below it.
    """

    kind: str
    text: str
    number: int
    next: str

    @property
    def key(self) -> str:
        """Give what lines share that differ in digits, case and marks only.

        >>> Unknown("heading", "## Vedlegg 3:", 1, "").key
        'vedlegg 0'
        """
        return " ".join(_DIGITS.sub("0", fold(self.text)).strip(" :#*_.\t").split())


def unknown_lines(reading: Reading, parser: Parser) -> Iterator[Unknown]:
    """Give the lines that look like headings or labels and that the parser's tables do not know.

    >>> from nordic_civic.plugins import parsers
    >>> reading = Reading(text="Strandlov:\\n\\nSaken gjelder stranden.", media_type="text/plain")
    >>> [[line.text for line in unknown_lines(reading, parser)] for parser in parsers()[:1]]
    [['Strandlov:']]
    """
    stages = segment_document(reading, parser)
    known = _known(stages)
    body = [line for line in stages.lines if line.text and line not in stages.furniture]
    for line, following in zip_longest(body, body[1:]):
        if line.index in known or MARKER.match(line.text) or _explained(line, parser):
            continue
        label = _LABEL.match(line.text)
        says = _says_something(label["label"] if label else line.text, parser)
        if not says:
            continue
        if label is not None and len(WORD.findall(label["label"])) <= _LABEL_WORDS:
            yield Unknown("label", label["label"], line.index + 1, line.text[label.end() :])
        elif following is not None and _looks_like_heading(line, following):
            yield Unknown("heading", line.text, line.index + 1, following.text)


def _known(stages: Stages) -> frozenset[int]:
    lines = {item.line.index for item in (*stages.agenda.bodies, *stages.agenda.listed)}
    for heading in stages.headings:
        if heading.role != "other":
            lines.update(range(heading.line, heading.last_line + 1))
    for label in stages.labels:
        lines.update(range(label.line, label.last_line + 1))
    return frozenset(lines)


def _explained(line: Line, parser: Parser) -> bool:
    """Say whether a line is a title of a kind of document, a municipality's name, or a case in a list."""
    text = line.text.strip("#* ")
    return (
        parser.vocabulary["kinds"].matcher.opening(fold(text)) is not None
        or parser.registry.phrases.fullmatch(text) is not None
        or any(shape.pattern.match(text) for shape in parser.items if not shape.weak)
    )


def _looks_like_heading(line: Line, following: Line) -> bool:
    """Say whether a line is short, stands apart and is no sentence, or is marked as a heading by its source."""
    text = line.text.strip("*_# ")
    if not text or len(text) > _LONGEST or len(WORD.findall(text)) > _WORDS:
        return False
    if line.level or line.text.startswith("#"):
        return True
    if not text[0].isupper():
        return False
    return text.endswith(":") or (
        line.blank_before and not text.endswith(_SENTENCE) and len(following.text) > len(text)
    )


def _says_something(text: str, parser: Parser) -> bool:
    """Say whether more than names, dates and numbers stands on a line."""
    mentions = without_clashes([*parser.dates.find(text), *parser.agents.find(text)])
    rest = make_shadow(text, mentions).text
    return any(len(word) > 2 and not word.isdecimal() for word in WORD.findall(rest))
