"""Messages about documents: `file:line:col: CODE message`."""

from __future__ import annotations

from ..errors import ReadError
from ..records import ParseResult


def place(text: str, offset: int) -> tuple[int, int]:
    """Give the line and the column of a character of a text, both from 1.

    >>> place("Sak 1\\nVedtak", 6)
    (2, 1)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def of_error(error: ReadError, name: str) -> str:
    """Give the line that tells why a document was not parsed.

    >>> of_error(ReadError("There is no such file."), "minutes.txt")
    'minutes.txt: There is no such file.'
    """
    return f"{name}: {error.message}"


def of_result(result: ParseResult, name: str, verbose: bool) -> tuple[str, ...]:
    """Give the lines of a result's diagnostics; those of severity `info` only where wanted."""
    lines = []
    for one in result.diagnostics:
        if one.severity == "info" and not verbose:
            continue
        where, page = name, ""
        if one.span is not None:
            where = ":".join(map(str, (name, *place(result.document.text, one.span.start))))
            page = f" (page {one.span.page})" if one.span.page else ""
        lines.append(f"{where}: {one.code} {one.message}{page}")
    return tuple(lines)
