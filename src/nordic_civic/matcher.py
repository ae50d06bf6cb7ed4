"""Many forms searched in one pass: by a word that they must hold, or by the letters that they open with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from .forms import DIGIT, LETTERS, START, Form, Found
from .text import WORD, fold


class Matcher:
    """All forms of some rows, searched together by a word that they must hold, or opened by their first letters.

    >>> from nordic_civic.rows import Row
    >>> matcher = Matcher([Form("ges i uppdrag att", Row("assignment", ("ges i uppdrag att",)))])
    >>> [found.form.row.meaning for found in matcher.search("kontoret ges i uppdrag att utreda")]
    ['assignment']
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = tuple(forms)

    @cached_property
    def _by_trigger(self) -> dict[str, list[Form]]:
        found: dict[str, list[Form]] = {}
        for form in self._forms:
            found.setdefault(form.trigger, []).append(form)
        return found

    @cached_property
    def _by_start(self) -> dict[str, list[Form]]:
        found: dict[str, list[Form]] = {}
        for form in self._forms:
            for start in dict.fromkeys(form.starts):
                found.setdefault(start, []).append(form)
        return found

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(sign for form in self._forms for sign in form.signs)

    @cached_property
    def _signs_behind_marks(self) -> frozenset[str]:
        return frozenset(sign for form in self._forms if not form.literal_first for sign in form.signs)

    def _woken(self, shadow: str) -> Iterator[str]:
        """Give the triggers that a shadow holds, and "" for the forms without one."""
        by_trigger = self._by_trigger
        if "" in by_trigger:
            yield ""
        for word in dict.fromkeys(WORD.findall(shadow)):
            if word in by_trigger:
                yield word
            elif word[-1] == "s" and word[:-1] in by_trigger:
                yield word[:-1]

    def may_hold(self, text: str) -> bool:
        """Say whether a form may be found in the shadow of a text: without one of their words none is."""
        return _holds(self._signs, fold(text))

    def may_open(self, text: str) -> bool:
        """Say whether a form may open the shadow of a text: by its first letters, or a word behind a mention."""
        low = fold(text)
        return any(form.trigger in low for form in self._starting(low)) or _holds(self._signs_behind_marks, low)

    def _starting(self, shadow: str) -> Iterator[Form]:
        """Give the forms that may start like a shadow."""
        by_start = self._by_start
        for length in range(START + 1):
            if (start := shadow[:length]) in by_start:
                yield from by_start[start]

    def search(self, shadow: str) -> list[Found]:
        """Find every form in a folded shadow, in order; at one place the longest comes first."""
        by_trigger = self._by_trigger
        forms = (form for trigger in self._woken(shadow) for form in by_trigger[trigger])
        found = [form.found(match) for form in forms for match in form.places(shadow)]
        found.sort(key=lambda item: (item.start, -item.end, -item.form.literal))
        return found

    def first(self, shadow: str) -> Found | None:
        """Give the first, longest form found, or None."""
        found = self.search(shadow)
        return found[0] if found else None

    def longest(self, shadow: str) -> Found | None:
        """Give the longest form found (the first of equals), or None."""
        found = self.search(shadow)
        return max(found, key=lambda item: (item.end - item.start, item.form.literal)) if found else None

    def opening(self, shadow: str) -> Found | None:
        """Give the longest form that the shadow starts with, or None; of equals the one that names more."""
        best: Found | None = None
        woken: frozenset[str] | None = None
        for form in self._starting(shadow):
            match = form.opening(shadow)
            found = form.found(match) if match else None
            if found is not None and (best is None or _rank(found) > _rank(best)):
                woken = frozenset(self._woken(shadow)) if woken is None else woken
                best = found if form.trigger in woken else best
        return best


def _rank(found: Found) -> tuple[int, int, int]:
    return found.end, len(found.slots), found.form.literal


def _holds(signs: frozenset[str], low: str) -> bool:
    if "" in signs or (DIGIT in signs and any(map(str.isdigit, low))):
        return True
    words = LETTERS.findall(low)
    return not signs.isdisjoint(words) or any(word[:-1] in signs for word in words if word[-1] == "s")
