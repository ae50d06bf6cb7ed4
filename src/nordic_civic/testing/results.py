"""What holds for every result: records stand in the text, nothing is lost, no rule crashed, the schema is kept."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..parser import Parser
from ..reading import Reading
from ..records import ParseResult
from ..segments import segments
from ..stages import segment_document
from ..text import SOFT_HYPHENS
from .failure import Nonconforming, require

_CRASHED = ("NC901", "NC503")
_OURS = "If your patterns and tables are right, report it to nordic-civic with the document."


def check_spans(result: ParseResult) -> None:
    """Check that every record stands in the text, says what stands there, and has its evidence inside."""
    __tracebackhide__ = True
    text = result.document.text
    for record in (*result.cases, *result.proposals, *result.decisions, *result.mandates):
        require(record.spans, f"{record.id} has no span: nobody can see what it was read from.", _OURS)
        for span in (*record.spans, *(one.span for one in record.evidence)):
            inside = 0 <= span.start <= span.end <= len(text)
            require(inside, f"{record.id} points at {span}, and the text has {len(text)} characters.", _OURS)
        stands = _letters("".join(text[span.start : span.end] for span in record.spans))
        require(
            stands == _letters(record.text),
            f"{record.id} says {record.text[:80]!r}, but in its spans stands {stands[:80]!r}.",
            _OURS,
        )


def check_lossless(parser: Parser, text: str) -> None:
    """Check that the labelled segments of a text, joined, are the text."""
    __tracebackhide__ = True
    stages = segment_document(Reading(text=text, media_type="text/plain"), parser)
    parts = segments(text, stages.lines, stages.furniture, stages.headings)
    joined = "".join(text[part.start : part.end] for part in parts)
    at = next((place for place, pair in enumerate(zip(joined, text, strict=False)) if pair[0] != pair[1]), len(joined))
    require(joined == text, f"The segments lose text at character {at}: {text[at : at + 60]!r}.", _OURS)


def check_uncrashed(result: ParseResult) -> None:
    """Check that no rule crashed and no record broke the schema."""
    __tracebackhide__ = True
    for note in result.diagnostics:
        if note.code in _CRASHED:
            raise Nonconforming(
                f"{note.code} {note.message}",
                "Set NORDIC_CIVIC_STRICT=1 and parse the document again: the error is raised with its place. "
                f"Functions of your patterns (`canonical`) must take whatever their pattern matches. {_OURS}",
            )


def check_schema(result: ParseResult) -> None:
    """Check that the JSON of a result fits the published schema; needs `jsonschema` (`nordic-civic[test]`)."""
    __tracebackhide__ = True
    from ..codec import to_dict

    for error in _validator().iter_errors(to_dict(result)):
        raise Nonconforming(f"The result breaks the schema at {error.json_path}: {error.message}", _OURS)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    from ..schema import json_schema

    return Draft202012Validator(json_schema())


def _letters(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in SOFT_HYPHENS and char != "-")
