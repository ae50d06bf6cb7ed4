"""Golden documents: compositions of a plugin's author, each with the outline that it must give."""

from __future__ import annotations

from pathlib import Path

from ..plugins import Plugins
from .failure import Nonconforming
from .outline import outline

EXPECTED = ".expected"


def golden_documents(test_file: str) -> list[Path]:
    """Give the golden documents beside a test file: the files of its folder `golden` that are no expectations."""
    return documents_in(Path(test_file).parent / "golden")


def documents_in(folder: Path) -> list[Path]:
    """Give the documents of a folder: its files but the expectations, hidden files and the README.

    >>> documents_in(Path("there-is-no-such-folder"))
    []
    """
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix != EXPECTED and path.name != "README.md" and path.name[0] != "."
    )


def check_golden(path: Path, plugins: Plugins | None = None) -> None:
    """Compare what a document parses to with the outline beside it (`NAME.expected`).

    A missing expectation is written and then fails, so that somebody reads it before it counts. `plugins` are those to
    take part (default: all that are installed).
    """
    __tracebackhide__ = True
    from ..pipeline import parse

    found = outline(parse(path, plugins=plugins))
    expectation = path.with_name(path.name + EXPECTED)
    if not expectation.exists():
        expectation.write_text(found, encoding="utf-8")
        raise Nonconforming(
            f"{expectation.name} did not exist; it was written with what the parser found now.",
            "Read it beside the document as a careful clerk would, correct it where the parser is wrong, run again.",
        )
    expected = expectation.read_text(encoding="utf-8")
    if found != expected:
        raise Nonconforming(
            f"{path.name} no longer gives what {expectation.name} says (- expected, + found):\n"
            f"{_difference(expected, found)}",
            "Mend the tables or patterns until it does; where what was found is right, correct the expectation by "
            "hand, or delete it and run twice. `nordic-civic explain FILE` shows what each record was read from.",
        )


def _difference(expected: str, found: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=1)
    return "\n".join(list(lines)[2:])
