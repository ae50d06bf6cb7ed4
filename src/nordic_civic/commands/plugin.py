"""Start a plugin of your own: `plugin new NAME` writes one that is installable and tested."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..cli import UsageError
from .console import output, tell

if TYPE_CHECKING:
    from ..template import NewPlugin

_KINDS = {
    "parser": "a country, or one municipality's or system's own words",
    "reader": "a file format",
    "adapter": "the structured export of a case-management system",
    "exporter": "a format to write records in",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    new = actions.add_parser(
        "new",
        help="write a new plugin",
        description="Write a whole plugin into a folder NAME: its tests pass at once, its README says how to fill it.",
        epilog="kinds:\n" + "\n".join(f"  {kind:9} {what}" for kind, what in _KINDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    new.add_argument("name", metavar="NAME", help="small letters, digits and _, such as iceland")
    new.add_argument("--kind", choices=tuple(_KINDS), default="parser", help="what the plugin brings (default: parser)")
    new.add_argument("--country", metavar="CODE", help="ISO 3166-1 code, such as IS (asked for where it is needed)")
    new.add_argument("--languages", metavar="CODES", help="BCP 47 codes with commas between, such as fi,sv")
    new.add_argument("--into", metavar="FOLDER", default=".", help="where the plugin's folder is made (default: here)")
    new.set_defaults(parser=new)


def run(args: argparse.Namespace) -> int:
    """Write the plugin and say what to do next."""
    from ..errors import PluginError
    from ..plugins import plugins
    from ..template import write

    try:
        new = _asked(args)
        written = write(new, Path(args.into), {one.name for one in plugins(strict=False).installed})
    except PluginError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"argument --into: {error.filename}: {error.strerror}") from None
    folder = Path(args.into) / new.name
    with output(None) as stream:
        stream.writelines(f"{path.as_posix()}\n" for path in written)
    tell(f"The plugin is in {folder}. Next: cd {folder}, and do what README.md says.")
    return 0


def _asked(args: argparse.Namespace) -> NewPlugin:
    """Give what the flags say; ask for what they leave open and the kind needs."""
    from ..template import OF_COUNTRY, NewPlugin

    country = args.country
    if country is None and args.kind in OF_COUNTRY:
        country = _ask("--country", "The country's ISO 3166-1 code (two letters, such as IS): ")
    languages = args.languages
    if languages is None and args.kind == "parser":
        languages = _ask("--languages", "The languages' BCP 47 codes (with commas between, such as fi,sv): ")
    codes = tuple(code.strip() for code in (languages or "").split(",") if code.strip())
    return NewPlugin(args.name, args.kind, (country or "").upper(), codes)


def _ask(option: str, question: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"argument {option} is required where nobody can be asked.")
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
