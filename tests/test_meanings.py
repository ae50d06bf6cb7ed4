"""The meanings that the core asks the tables for are those that the conformance kit lets a row have."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import nordic_civic
from nordic_civic.testing import MEANINGS

SOURCE = Path(nordic_civic.__file__).parent
ASKING = ("of", "words", "matcher_of")
HELD = {"dates": "dates", "heads": "agents"}
"""Modules whose classes hold one table as `self.table`."""
LANGUAGE = {"and", "abbreviation"}


def asked(path: Path) -> Iterator[tuple[str, str]]:
    """Give the tables and meanings that a module asks for by name."""
    module = ".".join(("nordic_civic", *path.relative_to(SOURCE).with_suffix("").parts))
    for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(scope, ast.FunctionDef):
            continue
        local = {
            target.id: table
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and (table := table_of(node.value, path.stem, {}))
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
                table = table_of(node.func.value, path.stem, local)
                yield from ((table, meaning) for meaning in meanings(node.args, module) if table)


def table_of(node: ast.expr, module: str, local: dict[str, str]) -> str | None:
    """Give the name of the table that an expression is: `….vocabulary["dates"]`, or a name for it."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("vocabulary"):
        return node.slice.value if isinstance(node.slice, ast.Constant) else None
    if isinstance(node, ast.Attribute) and node.attr == "table":
        return HELD.get(module)
    return local.get(node.id) if isinstance(node, ast.Name) else None


def meanings(arguments: list[ast.expr], module: str) -> Iterator[str]:
    """Give the meanings among the arguments: written out, or in a constant of the module."""
    for argument in arguments:
        if isinstance(argument, ast.Constant):
            yield argument.value
        elif isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Name):
            yield from getattr(importlib.import_module(module), argument.value.id, ())


FOUND = sorted({pair for path in SOURCE.rglob("*.py") if "template" not in path.parts for pair in asked(path)})


def test_the_tables_that_are_asked_by_meaning_are_found() -> None:
    assert {"dates", "furniture", "grammar", "headings", "labels", "language", "outcomes", "roles", "votes"} <= {
        table for table, _ in FOUND
    }
    assert len(FOUND) > 50


def test_the_kit_knows_every_meaning_that_the_core_asks_for() -> None:
    known = {**MEANINGS, "language": LANGUAGE}
    assert [f"{table}: {meaning}" for table, meaning in FOUND if meaning not in known[table]] == []
