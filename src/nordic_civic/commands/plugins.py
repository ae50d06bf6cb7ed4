"""List the plugins: what they read, where they come from, and what is wrong with them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ..cli import FAILED, UsageError
from .console import Table, output, paint_for, tell
from .options import add_colour, add_plugins

if TYPE_CHECKING:
    from ..plugins import Installed

_COLUMNS = ("name", "version", "countries", "languages", "from", "state", "problem")
_COLOURS = {"active": (), "disabled": ("dim",)}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_colour(parser)
    add_plugins(parser)


def run(args: argparse.Namespace) -> int:
    """Print the list; the exit code is 1 where a plugin cannot take part."""
    from ..plugins import plugins

    try:
        found = plugins(disable=args.disable, only=args.only, folders=args.plugins_dir)
    except OSError as error:
        raise UsageError(f"argument --plugins-dir: {error.filename}: {error.strerror}") from None
    with output(None) as stream:
        table = Table(stream, _COLUMNS, paint_for(stream, not args.no_color))
        for one in found.installed:
            table.add(*_row(one), colours=_COLOURS.get(one.state, ("red",)))
        table.flush()
        if not found.installed:
            stream.write("No plugin is installed.\n")
    tell(*(f"{one.code} {one.message}" for one in found.diagnostics))
    return FAILED if any(one.state in ("failed", "refused") for one in found.installed) else 0


def _row(one: Installed) -> tuple[str, ...]:
    countries, languages = ", ".join(one.countries), ", ".join(one.languages)
    origin = one.distribution or one.location
    return one.name, one.version or "-", countries or "-", languages or "-", origin or "-", one.state, one.problem or ""
