"""CSV files, one for each type of record and of part, as RFC 4180 has them, in UTF-8 with a row of names first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from ..records import ParseResult
from .base import Exporter, put
from .tables import columns, rows, tables
from .target import Target


def _write(results: Iterable[ParseResult], target: Target) -> None:
    with ExitStack() as stack:
        files = {table: stack.enter_context(target.open(f"{table}.csv")) for table in tables()}
        for table, file in files.items():
            put([line(columns(table))], file)
        for result in results:
            for table, row in rows(result):
                put([line(row)], files[table])


def line(cells: Iterable[Any]) -> str:
    """Give one line: unknown is an empty cell, a truth value is `true` or `false`.

    >>> line(["a", None, True, 'say "no", twice'])
    'a,,true,"say ""no"", twice"\\r\\n'
    """
    text = io.StringIO()
    csv.writer(text).writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
    return text.getvalue()


EXPORTER = Exporter("csv", ".csv", _write, folder=True)
