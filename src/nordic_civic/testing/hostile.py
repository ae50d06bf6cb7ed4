"""Hostile documents made of a plugin's own words and shapes: nothing raises, nothing is lost, every record stands."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, settings

from ..parser import Parser
from ..strategies import documents
from .company import beside
from .failure import Nonconforming
from .results import check_lossless, check_spans, check_uncrashed


def check_hostile(parser: Parser, examples: int = 60) -> None:
    """Check that documents drawn from a parser's words and shapes break nothing.

    The documents are the same in every run; more `examples` search further. Of a document that breaks something the
    lines that do it are told.
    """
    __tracebackhide__ = True

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(parser))
    def hostile(text: str) -> None:
        __tracebackhide__ = True
        if _failure(parser, text) is None:
            return
        lines = fewest_lines(text, lambda part: _failure(parser, part) is not None)
        failure = _failure(parser, lines)
        if failure is not None:
            raise Nonconforming(f"{failure.wrong}\nThe text:\n{lines}", failure.remedy)

    hostile()


def check_text(parser: Parser, text: str) -> None:
    """Check one text: it parses without a crash, its records stand in it, and its segments are the text.

    >>> from nordic_civic.plugins import parsers
    >>> for parser in parsers():
    ...     check_text(parser, "1.")
    """
    __tracebackhide__ = True
    from ..pipeline import parse

    try:
        result = parse(text.encode(), media_type="text/plain", country=parser.country, plugins=beside(parser))
    except Exception as error:
        raise Nonconforming(
            f"parse raised {type(error).__name__}: {error}",
            "parse may raise nothing: report it to nordic-civic with the text.",
        ) from error
    check_uncrashed(result)
    check_spans(result)
    check_lossless(parser, result.document.text)


def fewest_lines(text: str, fails: Callable[[str], bool]) -> str:
    """Leave out every line of a text without which it still fails.

    >>> fewest_lines("a\\nb\\nc", lambda text: "b" in text)
    'b'
    """
    kept = text.split("\n")
    for number in reversed(range(len(kept))):
        fewer = kept[:number] + kept[number + 1 :]
        if any(fewer) and fails("\n".join(fewer)):
            kept = fewer
    return "\n".join(kept)


def _failure(parser: Parser, text: str) -> Nonconforming | None:
    try:
        check_text(parser, text)
    except Nonconforming as error:
        return error
    return None
