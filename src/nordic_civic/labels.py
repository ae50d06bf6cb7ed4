"""Labels and their values in the head of a document or of a case: "Sagsnr.: 24-013048", "Dato" over "16.8.2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from .lines import Line
from .matcher import Matcher
from .parser import Parser
from .text import CAPITAL, fold

_NUMBERED = frozenset(
    ("dossier", "document", "classification", "foreign", "item", "items_range", "date", "meeting_date", "time")
)
_NUMBER = re.compile(rf"\.?\s*[\d§]|\s+{CAPITAL}{{1,6}}[\s-]?[\d/]")
_SPLIT = re.compile(r"\t| {3,}")


@attrs.frozen
class Label:
    """A label found: its meaning, its value as written (may be "") and the value's range in the document.

    A `tabled` one heads a column of values, one for each body that handles the case.
    """

    meaning: str
    value: str
    start: int
    end: int
    line: int
    last_line: int
    tabled: bool = False


def read_labels(lines: Sequence[Line], parser: Parser) -> list[Label]:
    """Find the labels among `lines`; a value stands behind its label, in the next cell, or on the next line."""
    rows = [line for line in lines if line.text]
    table = parser.vocabulary["labels"]
    matcher = table.matcher_of(*sorted({row.meaning for row in table.rows} - {"column"}))
    found: list[Label] = []
    for position, line in enumerate(rows):
        following = rows[position + 1] if position + 1 < len(rows) else None
        found.extend(_on_line(line, following, matcher))
    return _stacked(rows, found)


def _on_line(line: Line, following: Line | None, matcher: Matcher) -> Iterator[Label]:
    if len(line.text) > 160:
        return
    shadow = line.folded
    position = 0
    while True:
        found = matcher.opening(shadow[position:])
        if found is None:
            return
        end = position + found.end
        rest = shadow[end:]
        meaning = found.form.row.meaning
        colon = re.match(r"\.?\s*(:)?\s*", rest)
        begin = end + (colon.end() if colon else 0)
        if not rest.strip(" .:\t"):
            if following is not None and not matcher.opening(following.folded) and not _is_next_label(following):
                yield Label(meaning, following.text, following.start, following.end, line.index, following.index)
            else:
                yield Label(meaning, "", line.end, line.end, line.index, line.index)
            return
        numbered = meaning in _NUMBERED and _NUMBER.match(line.text[end:])
        if not (colon and colon.group(1)) and not _SPLIT.match(rest) and not numbered:
            return
        stop = _next_label(line.text, begin, matcher)
        value = line.text[begin:stop].strip(" \t;|")
        yield Label(meaning, value, line.start + begin, line.start + begin + len(value), line.index, line.index)
        if stop >= len(line.text):
            return
        position = stop


def _is_next_label(line: Line) -> bool:
    return line.text.endswith(":") and len(line.text) < 40


def _next_label(text: str, begin: int, matcher: Matcher) -> int:
    """Give where the next label of a line starts ("Deres ref.: … Vår ref.: …"), or the line's end."""
    folded = fold(text)
    for match in re.finditer(r"(?<=\s)(?=[^\W\d_])", folded[begin:]):
        at = begin + match.start()
        found = matcher.opening(folded[at:])
        if found is not None and re.match(r"\.?\s*:", folded[at + found.end :]) and text[at].isupper():
            return at
    return len(text)


def _stacked(rows: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """Put right labels that stand all first, their values all after ("Datum: Handläggare: Diarienr:")."""
    out: list[Label] = list(labels)
    empty = [i for i, label in enumerate(out) if not label.value or _is_next_label_text(label.value)]
    if not empty:
        return out
    by_line = {line.index: number for number, line in enumerate(rows)}
    run: list[int] = []
    for i, label in enumerate(out):
        if label.last_line == label.line and not label.value:
            run.append(i)
            continue
        if run and label.value != "" and label.line == out[run[-1]].line + 1 and label.last_line > label.line:
            run.append(i)
            first = by_line[label.line] + 1
            values = rows[first : first + len(run)]
            if len(values) == len(run):
                for index, value in zip(run, values, strict=True):
                    out[index] = attrs.evolve(
                        out[index], value=value.text, start=value.start, end=value.end, last_line=value.index
                    )
        run = []
    return out


def _is_next_label_text(value: str) -> bool:
    return value.endswith(":")
