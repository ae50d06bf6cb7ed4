"""The command line: `nordic-civic COMMAND`, or `python -m nordic_civic COMMAND`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from . import __version__

COMMANDS = (
    "parse",
    "explain",
    "check",
    "ingest",
    "query",
    "dossiers",
    "export",
    "plugins",
    "plugin",
    "vocab",
    "schema",
)

FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141

_EPILOG = """\
exit codes: 0 all was parsed, 1 some input failed, 2 the command line is wrong, 130 stopped by Ctrl-C
"""


class UsageError(Exception):
    """Say that the command line asks for something that cannot be; the exit code is 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; the arguments are those of the process unless given.

    >>> main(["parse", "there-is-no-such-file.txt"])
    1
    """
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except UsageError as error:
        args.parser.error(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # a full disk, a closed terminal: what concerns a document is told where it is read
        print(f"nordic-civic: cannot go on: {error}", file=sys.stderr)
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nordic-civic",
        description="Read the records of Nordic municipalities: cases, proposals, decisions and mandates as data.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nordic-civic {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f".commands.{name}", __package__)
        summary = str(module.__doc__).splitlines()[0].rstrip(".")
        command = commands.add_parser(name, help=summary, description=f"{summary}.", allow_abbrev=False)
        module.configure(command)
        command.set_defaults(run=module.run, parser=command)
    return parser
