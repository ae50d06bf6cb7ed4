"""Show a document line by line with its parts, its records, and what they were read from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..cli import FAILED
from .console import output, paint_for, tell
from .options import add_colour, add_hints, add_plugins, options_of

if TYPE_CHECKING:
    from ..batch import Options
    from ..parser import Parser
    from ..records import ParseResult
    from ..sources import Source


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    add_colour(parser)
    add_hints(parser)
    add_plugins(parser)


def run(args: argparse.Namespace) -> int:
    """Parse one document and print what was made of it."""
    from ..errors import ReadError
    from ..explain import explain
    from ..pipeline import segment_document
    from .messages import of_error

    options = options_of(args)
    source: Source = sys.stdin.buffer if args.file == "-" else Path(args.file)
    name = "<stdin>" if args.file == "-" else args.file
    try:
        reading, result = options.read_and_parse(source)
    except ReadError as error:
        tell(of_error(error, name))
        return FAILED
    parser = _parser_of(result, options)
    stages = segment_document(reading, parser) if parser else None
    with output(None) as stream:
        for line in explain(result, stages, paint_for(stream, not args.no_color)):
            stream.write(f"{line}\n")
    return 0


def _parser_of(result: ParseResult, options: Options) -> Parser | None:
    """Give the parser that read the document, or would have if it were a municipal record."""
    plugin, language = result.document.plugin, result.document.language
    parsers = options.plugins.parsers
    if plugin is not None:
        return next((parser for parser in parsers if parser.name == plugin.name), None)
    return next((parser for parser in parsers if language in parser.languages), None)
