"""The same bytes give the same records: again, and in another process whose sets have another order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from ..parser import Parser
from ..plugins import Plugins, plugins
from .company import beside
from .failure import Nonconforming, require

_CODE = "from nordic_civic.testing.determinism import print_digests; print_digests()"
_SEEDS = ("1", "20")
_REMEDY = (
    "Look for the order of a set, `hash()`, `id()`, the clock or a random choice in what the plugin hands over; "
    "sort what comes from a set."
)


def check_determinism(path: Path, parser: Parser | None = None, plugins: Plugins | None = None) -> None:
    """Check that a document gives the same JSON twice, with `parser` among the installed plugins or with `plugins`."""
    __tracebackhide__ = True
    company = plugins or beside(parser)
    require(
        _digest(path, company) == _digest(path, company),
        f"{path.name} gives other records when it is parsed a second time.",
        _REMEDY,
    )


def check_hash_seeds(paths: Sequence[Path], parser: Parser) -> None:
    """Check that documents give the same JSON in processes whose sets have other orders (PYTHONHASHSEED)."""
    __tracebackhide__ = True
    first, *others = (_elsewhere(seed, paths, parser) for seed in _SEEDS)
    for other in others:
        for path, one, two in zip(paths, first, other, strict=True):
            require(one == two, f"{path.name} gives other records in another process (PYTHONHASHSEED).", _REMEDY)


def print_digests() -> None:
    """Print the digest of each document named on the command line behind a package and a parser's name."""
    package, name, *paths = sys.argv[1:]
    parser = _parser(package, name)
    for path in paths:
        print(_digest(Path(path), beside(parser)))


def _elsewhere(seed: str, paths: Sequence[Path], parser: Parser) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", _CODE, parser.package, parser.name, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise Nonconforming(
            f"The plugin could not be run in a process of its own:\n{done.stderr.strip()[-1500:]}",
            f"Install it (`pip install -e .`), so that `import {parser.package}` works in any process.",
        )
    return done.stdout.split()


def _parser(package: str, name: str) -> Parser:
    """Give the parser of a name: an installed plugin's, or one that its package hands over."""
    for parser in plugins().parsers:
        if parser.name == name:
            return parser
    handed: Sequence[Parser] = import_module(package).nordic_civic_parsers()
    return next(parser for parser in handed if parser.name == name)


def _digest(path: Path, company: Plugins) -> str:
    from ..codec import dumps
    from ..pipeline import parse

    return hashlib.sha256(dumps(parse(path, plugins=company)).encode()).hexdigest()
