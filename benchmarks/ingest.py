"""Measure what it takes to keep a generated corpus in a store, and to find that nothing changed.

    python benchmarks/ingest.py --documents 2000 20000 --jobs 2

Each corpus is generated into a temporary folder and ingested in a process of its own, twice. The lines that are printed
are those of the table in README.md: processor time is for each document, and tells more than seconds on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate_corpus

from nordic_civic.store import Ingest, Store

SETTLE = 2.5  # seconds: files that are younger than the store's patience would be read again to be sure
COLUMNS = (
    "documents",
    "corpus MB",
    "seconds",
    "documents/s",
    "parent CPU ms",
    "worker CPU ms",
    "parent MB",
    "worker MB",
    "store MB",
    "again s",
    "times faster",
    "again MB",
)


def measure(folder: Path, store: Path, jobs: int) -> dict[str, float]:
    """Ingest a folder in this process and give what it took; memory is the most that was resident."""
    began = time.perf_counter()
    with Store(store) as opened:
        ingest = Ingest(opened, [folder], jobs=jobs)
        for event in ingest:
            if event.error is not None:
                print(event.source, event.error, file=sys.stderr)
    taken = time.perf_counter() - began
    own, workers = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "seconds": taken,
        "parent": own.ru_maxrss / 1024,
        "worker": workers.ru_maxrss / 1024,
        "parent cpu": own.ru_utime + own.ru_stime,
        "worker cpu": workers.ru_utime + workers.ru_stime,
        "done": ingest.summary.done,
    }


def measured(folder: Path, store: Path, jobs: int) -> dict[str, float]:
    """Measure in a new process, so that its memory is its own."""
    command = [sys.executable, __file__, "--measure", str(folder), str(store), "--jobs", str(jobs)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    found: dict[str, float] = json.loads(printed)
    return found


def row(documents: int, jobs: int) -> list[str]:
    """Generate, ingest twice, and give the cells of one line."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, store = Path(temporary, "corpus"), Path(temporary, "records.db")
        size = generate_corpus.write(folder, documents)
        time.sleep(SETTLE)
        first, second = (measured(folder, store, jobs) for _ in range(2))
        assert first["done"] == second["done"] == documents
        return [
            f"{documents:,}",
            f"{size / 1e6:.1f}",
            f"{first['seconds']:.1f}",
            f"{documents / first['seconds']:.0f}",
            f"{first['parent cpu'] / documents * 1000:.1f}",
            f"{first['worker cpu'] / documents * 1000:.1f}",
            f"{first['parent']:.0f}",
            f"{first['worker']:.0f}",
            f"{store.stat().st_size / 1e6:.1f}",
            f"{second['seconds']:.2f}",
            f"{first['seconds'] / second['seconds']:.0f}",
            f"{second['parent']:.0f}",
        ]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[2000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--measure", nargs=2, type=Path, metavar=("FOLDER", "STORE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(measure(*arguments.measure, arguments.jobs)))
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {arguments.jobs} processes")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---:|' * len(COLUMNS)}")
    for documents in arguments.documents:
        print(f"| {' | '.join(row(documents, arguments.jobs))} |", flush=True)


if __name__ == "__main__":
    main()
