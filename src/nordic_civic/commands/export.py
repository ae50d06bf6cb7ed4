"""Parse documents and write their records in a format for other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..cli import FAILED, INTERRUPTED, UsageError
from ..exporters import BUILT_IN
from .console import tell
from .documents import Documents
from .options import add_hints, add_paths, add_plugins, add_run, options_of

if TYPE_CHECKING:
    from ..batch import Options
    from ..exporters.base import Exporter
    from ..records import ParseResult


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("format", metavar="FORMAT", help=f"{', '.join(BUILT_IN)}, or the name of a plugin's exporter")
    add_paths(parser)
    parser.add_argument(
        "--output", metavar="FILE|FOLDER", required=True, help="where to write; - is standard output, for single files"
    )
    add_hints(parser)
    add_plugins(parser)
    add_run(parser)


def run(args: argparse.Namespace) -> int:
    """Parse, write, and give the exit code."""
    from ..errors import ExportError
    from ..exporters.run import exporter
    from ..exporters.target import Target

    options = options_of(args)
    try:
        chosen = exporter(args.format, options.plugins)
        target = Target(sys.stdout.buffer if args.output == "-" else args.output, chosen.folder)
    except ExportError as error:
        raise UsageError(str(error)) from None
    results = _Results(args, options)
    try:
        chosen.write(results, target)
    except ExportError as error:
        tell(f"nordic-civic: {error}")
        return FAILED
    _tell(args, chosen, results, target.left_out)
    if results.stopped:
        tell("Stopped; what was parsed before is written.")
        return INTERRUPTED
    return FAILED if results.documents.failed else 0


class _Results:
    """Parse documents and give their results; Ctrl-C ends them, so that what was parsed is written."""

    def __init__(self, args: argparse.Namespace, options: Options) -> None:
        self.documents = Documents(args, options, _whole, quiet=args.output == "-" and sys.stdout.isatty())
        self.written = 0
        self.stopped = False

    def __iter__(self) -> Iterator[ParseResult]:
        results = iter(self.documents)
        while True:
            try:
                _, result = next(results)
            except StopIteration:
                return
            except KeyboardInterrupt:
                self.stopped = True
                return
            if result is not None:
                self.written += 1
                yield result


def _tell(args: argparse.Namespace, chosen: Exporter, results: _Results, left_out: dict[str, int]) -> None:
    if left_out:
        what = ", ".join(f"{number} × {reason}" for reason, number in sorted(left_out.items()))
        tell(f"Left out, as {chosen.name} cannot hold it: {what}.")
    if args.output != "-":
        tell(f"Documents parsed: {results.written}; the export is {args.output}.")


def _whole(result: ParseResult, name: str) -> ParseResult:
    del name
    return result
