"""Measure what a second core brings, and what Dask costs beside the local pool.

    python benchmarks/scale.py --documents 2000 --rounds 3

The same generated corpus is parsed by one process, by processes that know nothing of each other and each take their
share (what the machine can give), by the pool, by the pool into Parquet, and by Dask into Parquet. They are run in
turn, round after round, and compared within a round; what is printed is the median.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Process
from pathlib import Path

import generate_corpus

import nordic_civic as nc
from nordic_civic.distributed.dask import parse_to_parquet


def parsed(names: list[Path], jobs: int) -> int:
    """Parse with so many processes, and give how many documents were read."""
    return sum(outcome.result is not None for outcome in nc.parse_many(names, jobs=jobs))


def apart(names: list[Path], jobs: int) -> int:
    """Parse a share of the documents in each of so many processes, with nothing between them but the exit code."""
    processes = [Process(target=parsed, args=(names[number::jobs], 1)) for number in range(jobs)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return len(names) if not any(process.exitcode for process in processes) else 0


def works(names: list[Path], jobs: int, folder: Path) -> dict[str, Callable[[], int]]:
    """Give the ways, each of which gives how many documents it read."""
    return {
        "one process": lambda: parsed(names, 1),
        "apart": lambda: apart(names, jobs),
        "pool": lambda: parsed(names, jobs),
        "pool, Parquet": lambda: nc.export(nc.parse_many(names, jobs=jobs), "parquet", folder / "pool.parquet").results,
        "Dask, Parquet": lambda: sum(part.documents - part.errors for part in parse_to_parquet(names, folder / "dask")),
    }


def rate(work: Callable[[], int], documents: int) -> float:
    """Give the documents a second; all of them must have been read."""
    began = time.perf_counter()
    done = work()
    taken = time.perf_counter() - began
    assert done == documents, (done, documents)
    return documents / taken


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        generate_corpus.write(folder / "corpus", arguments.documents)
        names = sorted((folder / "corpus").rglob("*.txt"))
        rounds = []
        for number in range(arguments.rounds):
            ways = works(names, arguments.jobs, folder / str(number))
            (folder / str(number)).mkdir()
            rounds.append({way: rate(work, len(names)) for way, work in ways.items()})
            print(", ".join(f"{way} {found:.0f}/s" for way, found in rounds[-1].items()), flush=True)
    for over, under in (
        ("apart", "one process"),
        ("pool", "one process"),
        ("pool, Parquet", "one process"),
        ("Dask, Parquet", "pool, Parquet"),
    ):
        print(f"{over} / {under}: {statistics.median(one[over] / one[under] for one in rounds):.2f}")


if __name__ == "__main__":
    main()
