"""Find running headers and footers: what stands in the same place on many pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .pdf_words import Run
from .pdf_zones import side_by_side

__all__ = ["running"]

_NUMBER = re.compile(r"\d+", re.ASCII)
_TOTAL = re.compile(r"\0\D{1,6}(\d+)\)?\s*\Z", re.ASCII)
_LETTER = re.compile(r"[^\W\d_]|§")
_NEAR = 4.0  # points: how far from each other the same place may be on two pages
_TOP, _BOTTOM = 0.35, 0.65  # of the page: where running headers end, and where footers begin
_FEW_PAGES = 5
_MAX_NUMBERS = 3
_MAX_LENGTH = 80

_Places = list[tuple[float, int, Run]]


def running(pages: Sequence[list[Run]], heights: Sequence[float]) -> list[tuple[set[Run], set[Run]]]:
    """Give, for each page, the runs of its running header and of its footer.

    A header on the first page is its letterhead, and stays text, but for the page number. Only rows that reach to the
    edge of a page are taken, so that words which merely recur in the text are not.
    """
    repeated = _repeated(pages)
    numbers = _page_numbers(pages, heights)
    found: list[tuple[set[Run], set[Run]]] = []
    for page, (runs, height) in enumerate(zip(pages, heights, strict=True)):
        rows = side_by_side(runs)
        marked = repeated | numbers
        header = {run for run in _edge(rows, marked) if run.y0 < _TOP * height}
        footer = {run for run in _edge(rows[::-1], marked) if run.y1 > _BOTTOM * height}
        if page == 0:
            header &= numbers
        found.append((header, footer - header))
    return found


def _edge(rows: list[list[Run]], marked: set[Run]) -> set[Run]:
    """Take the marked runs from an edge on; one row may hold others beside them."""
    found: set[Run] = set()
    mixed = False
    for row in rows:
        ours = [run for run in row if run in marked]
        if not ours or (mixed and len(ours) < len(row)):
            break
        mixed = mixed or len(ours) < len(row)
        found.update(ours)
    return found


def _repeated(pages: Sequence[list[Run]]) -> set[Run]:
    """Give the runs that stand with the same words in the same place on enough pages."""
    needed = 2 if len(pages) <= _FEW_PAGES else 3
    by_text: defaultdict[str, _Places] = defaultdict(list)
    for page, runs in enumerate(pages):
        for run in runs:
            by_text[run.text].append((run.y0, page, run))
    return _same_place(by_text.values(), needed)


def _same_place(groups: Iterable[_Places], needed: int) -> set[Run]:
    found: set[Run] = set()
    for group in groups:
        if len(group) < needed:
            continue
        group.sort(key=lambda place: place[0])
        start = 0
        for end in range(1, len(group) + 1):
            if end == len(group) or group[end][0] - group[end - 1][0] > _NEAR:
                if len({page for _, page, _ in group[start:end]}) >= needed:
                    found.update(run for _, _, run in group[start:end])
                start = end
    return found


def _page_numbers(pages: Sequence[list[Run]], heights: Sequence[float]) -> set[Run]:
    """Give the runs in which a number counts the pages.

    Words before the number are believed at the foot of a page only, or beside the number of all pages: items that
    begin a page each (`§ 4`, `§ 5`) count too.
    """
    by_template: defaultdict[tuple[str, int], _Places] = defaultdict(list)
    for page, (runs, height) in enumerate(zip(pages, heights, strict=True)):
        for run in runs:
            if len(run.text) > _MAX_LENGTH or not any(char.isdigit() for char in run.text):
                continue
            for match in list(_NUMBER.finditer(run.text))[:_MAX_NUMBERS]:
                if len(match[0]) > 5:
                    continue
                template = run.text[: match.start()] + "\0" + run.text[match.end() :]
                if _may_count(template, at_foot=run.y1 > _BOTTOM * height, page_count=len(pages)):
                    by_template[template, int(match[0]) - page].append((run.y0, page, run))
    return _same_place(by_template.values(), max(2, round(0.5 * len(pages))))


def _may_count(template: str, *, at_foot: bool, page_count: int) -> bool:
    total = _TOTAL.search(template)
    if total and int(total[1]) >= page_count:
        return True
    if "/" in template or "§" in template:
        return False
    return at_foot or not _LETTER.search(template)
