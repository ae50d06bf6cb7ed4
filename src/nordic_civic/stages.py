"""Segmentation: the lines of a document, its furniture, headings, labels and items."""

from __future__ import annotations

import attrs

from .faults import Faults
from .furniture import Furniture, find_furniture
from .items import Agenda, find_items
from .labels import Label, read_labels
from .leads import proposed_leads
from .lines import Line, line_table
from .outline import Heading, HeadingFinder
from .parser import Parser
from .presenters import with_presenters
from .reading import Reading
from .rolls import Roll, find_rolls


@attrs.frozen
class Stages:
    """What segmentation gives: lines, furniture, headings, labels, items, voting lists."""

    lines: tuple[Line, ...]
    furniture: Furniture
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]
    agenda: Agenda
    rolls: tuple[Roll, ...] = ()


def segment_document(reading: Reading, parser: Parser, faults: Faults | None = None) -> Stages:
    """Cut a document into its parts with one parser's words; a rule that crashes is told in `faults`."""
    faults = faults or Faults()
    lines = line_table(reading)
    furniture = faults.run(Furniture({}), find_furniture, reading, lines, parser)
    rolls, furniture = faults.run(((), furniture), find_rolls, reading.text, lines, furniture, parser)
    headings = faults.run([], HeadingFinder(parser).find, lines, furniture)
    body = [line for line in lines if line.text and line not in furniture]
    headings = list(proposed_leads(headings, body))
    labels = faults.run([], read_labels, body, parser)
    labelled = frozenset(label.line for label in labels)
    agenda = faults.run(Agenda((), ()), find_items, lines, furniture, headings, labelled, parser)
    headings = faults.run(headings, with_presenters, headings, labels, agenda.bodies, parser)
    return Stages(lines, furniture, tuple(headings), tuple(labels), agenda, rolls)
