"""Run rules so that one that crashes is told and costs only its own finds."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import attrs

from .diagnostics import Diagnostic

_Found = TypeVar("_Found")
_Default = TypeVar("_Default")


def strict() -> bool:
    """Say whether faults of plugins and rules are to raise (`NORDIC_CIVIC_STRICT=1`)."""
    return os.environ.get("NORDIC_CIVIC_STRICT") == "1"


@attrs.define
class Faults:
    """The diagnostics of one document, and the guard that its rules run under.

    >>> faults = Faults()
    >>> faults.run(0, lambda: 1 // 0), faults.diagnostics[0].code
    (0, 'NC901')
    """

    diagnostics: list[Diagnostic] = attrs.field(factory=list)

    def run(self, default: _Default, rule: Callable[..., _Found], *arguments: object) -> _Found | _Default:
        """Run a rule; where it crashes give `default` and tell it, or raise in strict mode."""
        try:
            return rule(*arguments)
        except Exception as error:  # whatever a rule's own fault is, it must not lose the document
            if strict():
                raise
            message = (
                f"The rule {rule.__name__} crashed ({type(error).__name__}: {error}); report it with the document."
            )
            self.diagnostics.append(Diagnostic.of("NC901", message, rule=rule.__name__))
            return default
