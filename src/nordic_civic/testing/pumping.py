"""Worst cases of a pattern, made from the pattern itself: a text that it matches, with one stretch repeated."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, Unsatisfiable

from ..strategies.words import matches
from .timing import check_linear

_STRETCH = 3


def check_pumped(pattern: re.Pattern[str], examples: int = 60) -> None:
    """Check that a pattern takes time in proportion to texts that begin as it wants and then repeat a stretch.

    Texts that match are drawn from the pattern. A pattern that none can be drawn from passes.

    >>> check_pumped(re.compile(r"Sak (?P<value>\\d+/\\d\\d)"), examples=5)
    """
    __tracebackhide__ = True

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(matches(pattern), st.data())
    def pumped(text: str, data: st.DataObject) -> None:
        assume(text)
        start = data.draw(st.integers(0, min(len(text), 400) - 1))
        stretch = text[start : start + data.draw(st.integers(1, _STRETCH))]
        check_linear(pattern, text[:start][-200:], [stretch])

    try:
        pumped()
    except (InvalidArgument, Unsatisfiable):
        return
