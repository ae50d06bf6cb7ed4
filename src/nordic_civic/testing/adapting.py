"""What an adapter must hold to: fields of its own exports, and nothing but errors of the library for damaged ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..adapters import Adapter, Export
from ..errors import NordicCivicError
from ..plugins import plugins
from .detecting import damaged, detected
from .failure import Nonconforming, require


def check_country(adapter: Adapter) -> None:
    """Check that an active plugin reads the country of an adapter."""
    __tracebackhide__ = True
    require(
        plugins().of_country(adapter.country),
        f"No active plugin reads the country {adapter.country!r} of the adapter {adapter.name}.",
        "Install the plugin of that country beside it; the adapter's `country` is a code such as NO.",
    )


def check_adapted(adapter: Adapter, document: Path) -> None:
    """Check that an export comes to fields."""
    __tracebackhide__ = True
    _adapted(adapter, document)


def check_matters(adapter: Adapter, documents: Sequence[Path]) -> None:
    """Check that the exports come to at least one matter: one alone may be a plan of sittings, or notes."""
    __tracebackhide__ = True
    require(
        any(_adapted(adapter, document).matters for document in documents),
        f"{adapter.name} finds no matter in {', '.join(document.name for document in documents) or 'no document'}.",
        "Give a Matter for each item of an export.",
    )


def _adapted(adapter: Adapter, document: Path) -> Export:
    __tracebackhide__ = True
    export = adapter.adapt(document.read_bytes())
    require(
        isinstance(export, Export),
        f"{adapter.name}.adapt gave {type(export).__name__} for {document.name}.",
        "Give a nordic_civic.adapters.Export, or let `detect` say False for such bytes.",
    )
    assert export is not None
    return export


def check_damaged_export(adapter: Adapter, data: bytes, examples: int = 60) -> None:
    """Check that damaged bytes give an export, None or an error of the library, and nothing else."""
    __tracebackhide__ = True
    for broken in damaged(data, examples):
        if not detected(adapter, broken):
            continue
        try:
            adapter.adapt(broken)
        except NordicCivicError:
            continue
        except Exception as error:
            raise Nonconforming(
                f"{adapter.name}.adapt raised {error!r} for the bytes {broken[:60]!r}",
                "Ask fields with `said`, `at` and `listed`, which mind nothing, or raise a DamagedDocument.",
            ) from error
