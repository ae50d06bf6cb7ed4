"""Bring a store up to date with documents: only what is new or changed is parsed."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..cli import FAILED, INTERRUPTED, UsageError
from .console import Progress, output, paint_for, tell
from .options import add_colour, add_hints, add_paths, add_plugins, add_run, options_of

if TYPE_CHECKING:
    from ..batch import Options
    from ..store import Ingest, Store, Summary


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_paths(parser)
    parser.add_argument("--store", metavar="FILE", required=True, help="the SQLite file; it is made if need be")
    parser.add_argument("--again", action="store_true", help="parse unchanged documents, too")
    parser.add_argument("--prune", action="store_true", help="remove what was read from files that are gone")
    add_colour(parser)
    add_hints(parser)
    add_plugins(parser)
    add_run(parser)


def run(args: argparse.Namespace) -> int:
    """Parse what must be parsed, keep it, and print what was done."""
    from ..store import StoreError

    if "-" in args.paths:
        raise UsageError("argument PATH: standard input has no name to know it by; give a file")
    options = options_of(args)
    try:
        with open_store(args.store, create=True) as store:
            return _ingest(args, options, store)
    except (StoreError, sqlite3.Error) as error:
        tell(f"nordic-civic: cannot go on: {error}")
        return FAILED


def open_store(path: str, *, create: bool = False) -> Store:
    """Open a store; raise UsageError where that cannot be done."""
    from ..store import Store, StoreError

    try:
        return Store(path, create=create)
    except StoreError as error:
        raise UsageError(f"argument --store: {error}") from None


def _ingest(args: argparse.Namespace, options: Options, store: Store) -> int:
    from ..store import Ingest
    from .messages import of_result

    left_out: Counter[str] = Counter()

    def skip(name: str, reason: str) -> None:
        left_out[reason] += 1
        if args.verbose:
            tell(f"{name}: left out: {reason}")

    ingest = Ingest(
        store,
        args.paths,
        options=options,
        jobs=args.jobs,
        timeout=args.timeout,
        again=args.again,
        prune=args.prune,
        on_skip=skip,
        messages_of=partial(of_result, verbose=args.verbose),
    )
    try:
        _follow(ingest, args)
    except KeyboardInterrupt:
        tell("Stopped; what was done before is in the store, and the next run goes on from there.")
        return INTERRUPTED
    finally:
        with output(None) as stream:
            stream.write(paint_for(stream, not args.no_color)(summary_line(ingest.summary), "bold") + "\n")
    if left_out and not args.verbose:
        what = ", ".join(f"{number} {reason}" for reason, number in sorted(left_out.items()))
        tell(f"Left out in folders: {what} (--verbose names them).")
    return FAILED if ingest.summary.failed else 0


def _follow(ingest: Ingest, args: argparse.Namespace) -> None:
    """Go through the run, and tell what failed and what is gone as it comes."""
    from .messages import of_error

    progress = _progress(args, ingest.options)
    gone = "gone; what was read from it is " + ("removed" if args.prune else "kept (--prune removes it)")
    for event in ingest:
        lines = list(event.messages)
        if event.error is not None:
            lines.append(of_error(event.error, event.source) + (" (not tried again: unchanged)" if event.again else ""))
        elif event.what == "vanished":
            lines.append(f"{event.source}: {gone}")
        if lines:
            progress.clear()
            tell(*lines)
        progress.done, progress.failed = ingest.summary.done - 1, ingest.summary.failed - (event.what == "failed")
        progress.step(event.what == "failed")
    progress.clear()


def _progress(args: argparse.Namespace, options: Options) -> Progress:
    if not sys.stderr.isatty():
        return Progress()
    from ..sources import count

    return Progress(count((Path(path) for path in args.paths), options.suffixes()), shown=True)


def summary_line(summary: Summary) -> str:
    """Give the line that tells what a run did.

    >>> from nordic_civic.store import Summary
    >>> summary_line(Summary(added=1, unchanged=2))
    '3 documents: 1 added, 0 replaced, 2 unchanged, 0 failed; 0 vanished'
    """
    from ..explain import counted

    return (
        f"{counted(summary.done, 'documents')}: {summary.added} added, {summary.replaced} replaced,"
        f" {summary.unchanged} unchanged, {summary.failed} failed; {summary.vanished} vanished"
    )
