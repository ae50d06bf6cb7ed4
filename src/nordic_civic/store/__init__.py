"""Keep the records of many documents in one SQLite file, brought up to date as the files change.

>>> from nordic_civic.store import Store
>>> with Store(":memory:") as store:
...     list(store.results())
[]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import StoreError
    from .ingest import Event, Ingest, Summary
    from .store import Store

__all__ = ["Event", "Ingest", "Store", "StoreError", "Summary"]

_HOMES = {"Event": "ingest", "Ingest": "ingest", "Store": "store", "StoreError": "errors", "Summary": "ingest"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the questions alone, which the command line lists, are cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
