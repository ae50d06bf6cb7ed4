"""Patterns whose time grows in proportion to the text: one that backtracks can hang on a single line of a document.

A pattern is given texts that grow by a repeated unit. Time is the processor's, not the clock's, the least of several
runs, and only a measurement far beyond a linear pattern's counts, so that a busy machine fails nobody.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence

from ..parser import Parser
from ..text import fold
from .failure import Nonconforming

UNITS = (
    ("1", "12/", "1.", "1 ", "1-", "§ 1 ", "(1", "a", "a ", "A", "Aa", "Aa ", "Å", "a-", "a, ", "Aa Bb (C), ")
    + ("A (S), ", ": ", "-", ".", " ", "\t", "/", "(", "a: 1 ", "Aa 1: ", "12.34 ")
)  # fmt: skip
"""What texts are repeated of, where a pattern is tried without knowing it."""

Work = Callable[[str], object]

_STEPS = range(4, 33)  # repetitions of which an exponential pattern takes seconds, and a polynomial one nothing
_SIZES = tuple(32 * 2**doubled for doubled in range(8))
_LONG = 0.08  # seconds for a text of some hundred characters: a linear pattern takes microseconds
_MEASURABLE = 0.02  # seconds: what is quicker than this harms nobody
_RATIO = 27.0  # for eight times the text, where linear is 8 and quadratic is 64
_DOUBLINGS = 3
_TRIES = 3
_PATIENCE = 0.3  # seconds after which nothing is measured once more
_SPOILER = "¤"  # ends a text so that a pattern that wants an end, or a word, does not find it there


def shapes_of(parser: Parser) -> list[re.Pattern[str]]:
    """Give the pattern of every shape of a parser: identifiers, items, votes, groups, laws."""
    return [pattern for _, pattern in named_shapes(parser)]


def named_shapes(parser: Parser) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give every pattern of a parser with a name to tell it by: "votes 2 (tally)".

    >>> list(named_shapes(Parser("shoal", "1", "XF", ("fo",), "shoal", laws=(re.compile("law"),))))
    [('laws 1', re.compile('law'))]
    """
    for number, identifier in enumerate(parser.identifiers, 1):
        yield f"identifiers {number} ({identifier.scheme})", identifier.pattern
    for number, item in enumerate(parser.items, 1):
        yield f"items {number} ({item.scheme})", item.pattern
    for number, vote in enumerate(parser.votes, 1):
        yield f"votes {number} ({vote.name})", vote.pattern
    for number, (kind, pattern) in enumerate(parser.groups, 1):
        yield f"groups {number} ({kind})", pattern
    for number, pattern in enumerate(parser.laws, 1):
        yield f"laws {number}", pattern


def check_linear(pattern: re.Pattern[str], before: str = "", units: Sequence[str] = UNITS) -> None:
    """Check that a pattern takes time in proportion to a text: `before`, then one of `units` over and over.

    `before` is tried first, growing by a character, so that one that is hard in itself does not hang the check.

    >>> check_linear(re.compile(r"Sak (?P<value>\\d+/\\d\\d)"))
    """
    __tracebackhide__ = True

    def work(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    for end in range(1, len(before) + 1):
        if (found := too_slow(work, before[:end], "", steps=(1,), sizes=())) is not None:
            raise _backtracks(pattern, repr(before[:end]), found[1])
    for unit in units:
        if (found := too_slow(work, before, unit)) is not None:
            text = f"{before!r} and then {found[0]} times {unit!r}" if before else f"{found[0]} times {unit!r}"
            raise _backtracks(pattern, text, found[1])


def _backtracks(pattern: re.Pattern[str], text: str, seconds: float) -> Nonconforming:
    return Nonconforming(
        f"The pattern {pattern.pattern[:200]!r} takes {seconds:.2f} s for {text}: its time grows faster than the text.",
        "Look for a repetition inside a repetition, or two neighbours that take the same characters. Make them "
        "differ, give the repetition a bound ({1,40}), or make it possessive (`++`) or atomic (`(?>…)`).",
    )


def check_tables_linear(parser: Parser, units: Sequence[str] = UNITS) -> None:
    """Check that the searches of a parser's tables take time in proportion to the text."""
    __tracebackhide__ = True
    for name, table in parser.vocabulary.tables.items():
        for unit in (*units, *_own_words(parser, name)):
            found = too_slow(table.matcher.search, "", fold(unit), steps=(), sizes=_SIZES[:-1])
            if found is not None:
                raise Nonconforming(
                    f"The table {name}.toml takes {found[1]:.2f} s for {found[0]} times {unit!r}: its time grows "
                    "faster than the text.",
                    "Put fewer gaps ({...}) into one form, and more words between them.",
                )


def too_slow(
    work: Work, before: str, unit: str, *, steps: Sequence[int] = _STEPS, sizes: Sequence[int] = _SIZES
) -> tuple[int, float] | None:
    """Give the repetitions and the seconds at which some work takes longer than in proportion, or None.

    Small texts come first, step by step, so that even an exponential pattern is caught within a second. `sizes` double.

    >>> too_slow(len, "", "1")
    """
    for size in steps:
        text = _text(before, unit, size)
        if _seconds(work, text) > _LONG and (least := _least(work, text)) > _LONG:
            return size, least
    times: list[float] = []
    for size in sizes:
        text, eighth = _text(before, unit, size), _text(before, unit, size // 2**_DOUBLINGS)
        times.append(_seconds(work, text))
        if len(times) > _DOUBLINGS and _grows(times[-1 - _DOUBLINGS], times[-1]) and _always_grows(work, eighth, text):
            return size, times[-1]
    return None


def _text(before: str, unit: str, size: int) -> str:
    return f"{before}{unit * size}{_SPOILER}"


def _grows(short: float, long: float) -> bool:
    """Say whether the time for a text is out of proportion to that for an eighth of it."""
    return long > _MEASURABLE and long > _RATIO * max(short, 1e-5)


def _always_grows(work: Work, eighth: str, text: str) -> bool:
    """Measure again, and again, before something is blamed that may have been the machine's."""
    return all(_grows(_least(work, eighth), _least(work, text)) for _ in range(_TRIES))


def _seconds(work: Work, text: str) -> float:
    began = time.thread_time()
    work(text)
    return time.thread_time() - began


def _least(work: Work, text: str) -> float:
    least = spent = _seconds(work, text)
    while spent < _PATIENCE and spent < 3 * least:
        spent += (again := _seconds(work, text))
        least = min(least, again)
    return least


def _own_words(parser: Parser, table: str) -> Iterator[str]:
    """Give the first word of the longest forms of a table, which wakes the forms that begin with it."""
    forms = sorted((form for row in parser.vocabulary[table].rows for form in row.forms), key=len, reverse=True)
    words = (form.split()[0] for form in forms if form[0].isalpha())
    yield from (f"{word} " for word in list(dict.fromkeys(words))[:3])


def seconds(parser: Parser, text: str) -> float:
    """Give the time that all shapes and all tables of a parser take over a text."""
    began = time.thread_time()
    for pattern in shapes_of(parser):
        for _ in pattern.finditer(text):
            pass
    for table in parser.vocabulary.tables.values():
        table.matcher.search(fold(text))
    return time.thread_time() - began


def growth(parser: Parser, unit: str, sizes: Sequence[int] = (400, 1600)) -> float:
    """Give how many times longer a text of the second size takes than one of the first, `unit` repeated."""
    first, second = (min(seconds(parser, unit * size) for _ in range(3)) for size in sizes)
    return second / max(first, 1e-4)
