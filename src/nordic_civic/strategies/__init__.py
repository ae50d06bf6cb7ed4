"""Draw documents, their parts, and records for tests, as Hypothesis strategies.

`documents`, `sections`, `agents`, `votes` and `dates` are made of the words and shapes of a parser, so that a plugin is
tried with what it knows: they look like its country's minutes, and are often hostile. `objects` and `results` draw the
values of `nordic_civic.records` from their type hints.

Hypothesis is needed for this module alone: `pip install 'nordic-civic[test]'`.
"""

from .country import agents, dates, documents, sections, votes
from .records import LENGTH, objects, results
from .words import phrases

__all__ = ["LENGTH", "agents", "dates", "documents", "objects", "phrases", "results", "sections", "votes"]
