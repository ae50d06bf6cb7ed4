"""Measure what a parse costs, as a ratio to reading the same document and scanning its lines for headings.

Run `python benchmarks/parse.py [FILE…]` (default: the seeds). Everything is measured in one process, interleaved; the
numbers are medians. LIMIT is: read the file, decode it, split it into lines, match every line against one anchored
alternation of headings.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nordic_civic import dumps, parse
from nordic_civic.agents import AgentFinder
from nordic_civic.plugins import parsers

ROUNDS = 15
SEEDS = Path(__file__).parent.parent / "seeds"


def headings() -> re.Pattern[str]:
    words = {form for parser in parsers() for row in parser.vocabulary["headings"].rows for form in row.forms}
    plain = sorted((re.escape(word) for word in words if not re.search(r"[{\[(]", word)), key=len, reverse=True)[:176]
    return re.compile("|".join(plain))


def limit(path: Path, pattern: re.Pattern[str]) -> int:
    return sum(pattern.match(line) is not None for line in path.read_bytes().decode("utf-8").splitlines())


def forget() -> None:
    """Empty what the finders remember between documents, so that every round starts cold."""
    for parser in parsers():
        finder: AgentFinder = parser.agents
        finder.forget()


def cold(work: Callable[[], object]) -> Callable[[], object]:
    def run() -> object:
        forget()
        return work()

    return run


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SEEDS.glob("*.txt"))
    pattern = headings()
    print(f"{'document':32}{'characters':>12}{'LIMIT ms':>10}{'parse ms':>10}{'x LIMIT':>9}{'+ JSON ms':>11}")
    for path in paths:
        works = (
            lambda path=path: limit(path, pattern),
            cold(lambda path=path: parse(path)),
            cold(lambda path=path: dumps(parse(path))),
        )
        for work in works:
            work()
        times = [[milliseconds(work) for work in works] for _ in range(ROUNDS)]
        base, parsed, written = (statistics.median(column) for column in zip(*times, strict=True))
        size = len(path.read_text(encoding="utf-8"))
        print(f"{path.name[:30]:32}{size:>12,}{base:>10.3f}{parsed:>10.1f}{parsed / base:>9.0f}{written:>11.1f}")


if __name__ == "__main__":
    main()
