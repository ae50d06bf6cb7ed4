"""Segmentation: the lines of a document, its furniture, headings, labels and items."""

from __future__ import annotations

import attrs

from .faults import Faults
from .furniture import Furniture, find_furniture
from .header_tables import find_tables, row_headings
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
    tables = faults.run([], find_tables, [line for line in lines if line.text], parser)
    inside = {index for table in tables for index in range(table.line, table.last_line + 1)}
    furniture = Furniture({index: why for index, why in furniture.lines.items() if index not in inside})
    body = [line for line in lines if line.text and line not in furniture]
    opened = {heading.line: heading for heading in faults.run([], HeadingFinder(parser).find, lines, furniture)}
    opened.update((heading.line, heading) for heading in faults.run((), row_headings, body, tables, parser))
    headings = sorted((h for h in opened.values() if h.line not in inside), key=lambda heading: heading.line)
    headings = list(proposed_leads(headings, body))
    labels = faults.run([], read_labels, [line for line in body if line.index not in inside], parser)
    labels = sorted((*labels, *(label for table in tables for label in table.labels)), key=lambda label: label.start)
    agenda = faults.run(Agenda((), ()), find_items, lines, furniture, headings, labels, tables, parser)
    headings = faults.run(headings, with_presenters, headings, labels, agenda.bodies, parser)
    return Stages(lines, furniture, tuple(headings), tuple(labels), agenda, rolls)
