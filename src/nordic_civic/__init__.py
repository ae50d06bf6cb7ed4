"""Turn the records of Nordic municipalities into one shared model.

Five verbs: `parse` one document, `parse_many`, `export`, and `dump` and `load` a result as JSON. The public names are
imported when they are first used, so that importing the package costs next to nothing.

>>> import nordic_civic as nc
>>> result = nc.parse("Fjordvik kommune\\n\\nSak 1/24 Budsjett\\n\\nVedtak:\\nBudsjettet vedtas.\\n", country="NO")
>>> [decision.outcome for decision in result.decisions]
['adopted']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .batch import Outcome, parse_many
    from .codec import dump, dumps, from_dict, load, loads, to_dict
    from .diagnostics import Diagnostic
    from .errors import (
        DamagedDocument,
        ExportError,
        LimitExceeded,
        MissingDependency,
        NordicCivicError,
        PluginError,
        PluginLoadError,
        ReadError,
        RecordError,
        UnsupportedFormat,
        VocabularyError,
    )
    from .exporters.run import Exported, export
    from .pipeline import parse
    from .records import Case, Check, Decision, Document, Mandate, Meeting, ParseResult, Proposal
    from .schema import json_schema
    from .values import (
        Adoption,
        Agent,
        Attachment,
        Attendee,
        Ballot,
        Dissent,
        Evidence,
        Identifier,
        Item,
        LanguagePart,
        Municipality,
        Plugin,
        Reference,
        Span,
        Vote,
    )

__version__ = "0.1.0"

__all__ = [
    "Adoption",
    "Agent",
    "Attachment",
    "Attendee",
    "Ballot",
    "Case",
    "Check",
    "DamagedDocument",
    "Decision",
    "Diagnostic",
    "Dissent",
    "Document",
    "Evidence",
    "ExportError",
    "Exported",
    "Identifier",
    "Item",
    "LanguagePart",
    "LimitExceeded",
    "Mandate",
    "Meeting",
    "MissingDependency",
    "Municipality",
    "NordicCivicError",
    "Outcome",
    "ParseResult",
    "Plugin",
    "PluginError",
    "PluginLoadError",
    "Proposal",
    "ReadError",
    "RecordError",
    "Reference",
    "Span",
    "UnsupportedFormat",
    "VocabularyError",
    "Vote",
    "dump",
    "dumps",
    "export",
    "from_dict",
    "json_schema",
    "load",
    "loads",
    "parse",
    "parse_many",
    "to_dict",
]

_HOMES = {
    "batch": "Outcome parse_many",
    "codec": "dump dumps from_dict load loads to_dict",
    "diagnostics": "Diagnostic",
    "errors": "DamagedDocument ExportError LimitExceeded MissingDependency NordicCivicError PluginError PluginLoadError"
    " ReadError RecordError UnsupportedFormat VocabularyError",
    "exporters.run": "Exported export",
    "pipeline": "parse",
    "records": "Case Check Decision Document Mandate Meeting ParseResult Proposal",
    "schema": "json_schema",
    "values": "Adoption Agent Attachment Attendee Ballot Dissent Evidence Identifier Item LanguagePart Municipality"
    " Plugin Reference Span Vote",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, for completion."""
    return sorted({*globals(), *__all__})
