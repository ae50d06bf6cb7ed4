"""What a plugin can hand over: one hook for each kind of value, all without arguments.

A plugin is a module that an entry point of the group `nordic_civic.plugins` names. It says which plugin interface it
was written for and marks the hooks that it implements:

>>> from nordic_civic.hooks import hookimpl
>>> nordic_civic_api = 1
>>> @hookimpl
... def nordic_civic_parsers():
...     return []
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import pluggy

if TYPE_CHECKING:
    from .exporters.base import Exporter
    from .parser import Parser
    from .readers.base import Reader

PROJECT = "nordic_civic"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@runtime_checkable
class Named(Protocol):
    """Anything with a `name` that is its own among the values of its kind."""

    @property
    def name(self) -> str:
        """Give the name."""


@hookspec
def nordic_civic_parsers() -> Sequence[Parser]:
    """Hand over parsers: one `nordic_civic.parser.Parser` for each country, or for each extension of one."""
    return ()


@hookspec
def nordic_civic_readers() -> Sequence[Reader]:
    """Hand over readers: one `nordic_civic.readers.base.Reader` for each format that bytes can be in."""
    return ()


@hookspec
def nordic_civic_adapters() -> Sequence[Named]:
    """Hand over adapters: one named value for each structured source that maps to records directly."""
    return ()


@hookspec
def nordic_civic_exporters() -> Sequence[Exporter]:
    """Hand over exporters: one `nordic_civic.exporters.base.Exporter` for each format to write records in."""
    return ()


VALUES = {
    "nordic_civic_parsers": "nordic_civic.parser.Parser",
    "nordic_civic_readers": "nordic_civic.readers.base.Reader",
    "nordic_civic_adapters": "nordic_civic.hooks.Named",
    "nordic_civic_exporters": "nordic_civic.exporters.base.Exporter",
}
"""The hooks, each with the class of its values."""


def value_class(hook: str) -> type:
    """Import the class of a hook's values.

    >>> value_class("nordic_civic_adapters") is Named
    True
    """
    module, _, name = VALUES[hook].rpartition(".")
    found: type = getattr(import_module(module), name)
    return found
