"""Print the JSON Schema of a result."""

from __future__ import annotations

import argparse

from .console import output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from ..schema import schema_text

    with output(args.output) as stream:
        stream.write(schema_text())
    return 0
