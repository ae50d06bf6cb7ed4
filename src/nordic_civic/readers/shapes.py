"""Give table rows, definition lists and whole documents their final shape."""

from __future__ import annotations

import re

from .flow import CONTENT, FORM, WEAK, FlowLine

__all__ = ["row_lines", "settle", "settle_heading", "term_lines"]

_MAX_JOINED = 400  # a table row is one line only where its cells are this short
_MAX_TERM = 80
_LONG_HEADING, _SHORT_HEADING = 250, 100  # a paragraph is longer than the first, or ends sentences over the second
_SENTENCES = re.compile(r"[.;:]\s*$|[.!?]\s+\w")
_MAX_PLAIN_WORDS = 3  # a longer bold line that ends a sentence is text


def row_lines(cells: list[list[FlowLine]]) -> list[FlowLine]:
    """Write a table row: on one line with tabs where it is a row of values, as blocks where it is layout.

    Cells of several lines each, as many in all, are read across; a lone label stands before the first line of the
    cell that it labels.

    >>> a, b = FlowLine("Name"), FlowLine("Yes")
    >>> [line.text for line in row_lines([[a], [], [b]])]
    ['Name\\t\\tYes']
    """
    filled = [cell for cell in cells if cell]
    if not filled:
        return []
    if _is_layout(filled):
        for cell in filled[1:]:
            cell[0].gap = True
        return [line for cell in filled for line in cell]
    if all(len(cell) <= 1 for cell in cells):
        return [_joined(cells, 0)]
    if len(filled) > 1 and len({len(cell) for cell in filled}) == 1:
        return [_joined(cells, index) for index in range(len(filled[0]))]
    lines: list[FlowLine] = []
    row: list[list[FlowLine]] = []
    for cell in cells:
        row.append(cell[:1])
        if len(cell) > 1:
            lines += [_joined(row, 0), *cell[1:]]
            row = []
    if any(row):
        lines.append(_joined(row, 0))
    return lines


def _is_layout(filled: list[list[FlowLine]]) -> bool:
    if len(filled) == 1 and len(filled[0]) > 1:
        return True
    for cell in filled:
        if any(line.level for line in cell) and len(cell) > 1:
            return True
        if len(cell) > 1 and sum(len(line.text) for line in cell) > _MAX_JOINED:
            return True
    return False


def _joined(cells: list[list[FlowLine]], index: int) -> FlowLine:
    filled = [cell[index] for cell in cells if len(cell) > index]
    text = "\t".join(cell[index].text if len(cell) > index else "" for cell in cells).rstrip("\t")
    alone = len(filled) == 1
    return FlowLine(
        text,
        level=filled[0].level if alone else 0,
        sure=min(line.sure for line in filled),
        bold=alone and filled[0].bold,
    )


def term_lines(term: list[FlowLine], value: list[FlowLine]) -> list[FlowLine]:
    """Write a term and its value as `term: value`, on two lines where either is too large for one.

    >>> [line.text for line in term_lines([FlowLine("Date")], [FlowLine("1 May"), FlowLine("2 May")])]
    ['Date: 1 May', '2 May']
    """
    if len(term) != 1 or not value or value[0].level or len(term[0].text) > _MAX_TERM:
        return [*term, *value]
    label, first = term[0], value[0]
    joined = FlowLine(f"{label.text.rstrip(': ')}: {first.text}", label.gap, sure=min(label.sure, first.sure))
    return [joined, *value[1:]]


def settle_heading(lines: list[FlowLine]) -> None:
    """Take the level from lines that are marked as a heading but are a whole paragraph.

    >>> lines = [FlowLine("The committee met in the town hall. It discussed the budget. " * 3, level=2)]
    >>> settle_heading(lines); lines[0].level
    0
    """
    text = " ".join(line.text for line in lines)
    if len(text) > _LONG_HEADING or (len(text) > _SHORT_HEADING and _SENTENCES.search(text)):
        for line in lines:
            line.level = 0


def settle(lines: list[FlowLine]) -> None:
    """Decide, with the whole page in view, which lines are furniture and which bold lines are headings."""
    total = sum(len(line.text) for line in lines)
    sizes = {sure: sum(len(line.text) for line in lines if line.sure == sure) for sure in (CONTENT, FORM, WEAK)}
    floor = CONTENT
    if sizes[WEAK] > 0.6 * total:
        floor = WEAK
    # A form around most of a page is how some publication systems are built, not a form to fill in.
    if sizes[FORM] > sizes[CONTENT]:
        floor = FORM
    if all(line.sure > floor for line in lines):
        return
    for line in lines:
        line.furniture = line.sure > floor
    _bold_headings([line for line in lines if not line.furniture])


def _bold_headings(lines: list[FlowLine]) -> None:
    """Give bold lines the level below the last heading, unless bold is how the whole page is set."""
    bold = sum(len(line.text) for line in lines if line.bold)
    if 2 * bold > sum(len(line.text) for line in lines):
        return
    current = 1
    for line in lines:
        if line.level:
            current = line.level
        elif line.bold and _may_be_heading(line.text):
            line.level = min(9, current + 1)


def _may_be_heading(text: str) -> bool:
    if text.rstrip().endswith((".", ",", ";")) and len(text.split()) > _MAX_PLAIN_WORDS:
        return False
    return any(char.isalpha() for char in text)
