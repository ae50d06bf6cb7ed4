"""The kit as classes: a plugin's conformance test names what it hands over and its golden documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ..parser import Parser
from ..plugins import Plugins
from ..rows import Row
from .claims import check_claims
from .company import beside
from .determinism import check_determinism, check_hash_seeds
from .failure import require
from .golden import check_golden, documents_in
from .results import check_lossless, check_schema, check_spans, check_uncrashed
from .samples import Sample, check_no_records, foreign_documents, not_municipal_documents
from .tables import check_meanings, check_row, table_rows
from .timing import check_linear, check_tables_linear, named_shapes

if TYPE_CHECKING:
    from ..records import ParseResult


class DocumentConformance:
    """What every plugin that comes to records must hold to: `golden` is the folder of its golden documents."""

    golden: ClassVar[Path]
    examples: ClassVar[int] = 60

    @classmethod
    def company(cls) -> Plugins:
        """Give the plugins that take part: all that are installed, and the one under test."""
        raise NotImplementedError

    def test_there_are_golden_documents(self) -> None:
        """A plugin without an example proves nothing."""
        require(
            documents_in(self.golden),
            f"There is no golden document in {self.golden}.",
            "Compose one for each kind of document, with invented people and places, and run the tests.",
        )

    def test_golden_document(self, document: Path) -> None:
        """A golden document gives what its expectation says."""
        check_golden(document, self.company())

    def test_no_rule_crashes_and_records_stand_in_the_text(self, document: Path) -> None:
        """Records point at their own words."""
        result = self._parse(document)
        check_uncrashed(result)
        check_spans(result)

    def test_result_fits_the_schema(self, document: Path) -> None:
        """The JSON is what consumers were promised."""
        check_schema(self._parse(document))

    def test_same_bytes_give_the_same_records(self, document: Path) -> None:
        """A second parse gives the same."""
        check_determinism(document, plugins=self.company())

    def _parse(self, document: Path) -> ParseResult:
        from ..pipeline import parse

        return parse(document, plugins=self.company())


class Conformance(DocumentConformance):
    """Everything that a country's plugin must hold to.

    Name a subclass `Test…` and set `parser` and `golden`, the folder of the golden documents. `examples` is how many
    hostile documents are tried; `pytest --nordic-civic-examples 1000` tries more.
    """

    parser: ClassVar[Parser]

    @classmethod
    def company(cls) -> Plugins:
        """Give the installed plugins with the parser among them."""
        return beside(cls.parser)

    # -- tables --------------------------------------------------------------------------------------------------------

    def test_core_asks_for_every_meaning(self) -> None:
        """The core knows every table and every meaning."""
        check_meanings(self.parser)

    def test_row(self, row: Row) -> None:
        """A row is explained, and its examples prove it."""
        check_row(self.parser, row)

    # -- time ----------------------------------------------------------------------------------------------------------

    def test_pattern_takes_linear_time(self, shape: re.Pattern[str], nordic_civic_examples: int) -> None:
        """A pattern's time grows with the text, not faster."""
        from .pumping import check_pumped

        check_linear(shape)
        check_pumped(shape, nordic_civic_examples)

    def test_tables_take_linear_time(self) -> None:
        """The tables' time grows with the text, not faster."""
        check_tables_linear(self.parser)

    # -- documents -----------------------------------------------------------------------------------------------------

    def test_nothing_is_lost(self, document: Path) -> None:
        """The segments are the text."""
        check_lossless(self.parser, self._parse(document).document.text)

    def test_another_process_gives_the_same_records(self) -> None:
        """The order of sets is nothing to rely on."""
        check_hash_seeds(documents_in(self.golden), self.parser)

    def test_no_other_plugin_claims(self, document: Path) -> None:
        """One document, one plugin."""
        check_claims(document, self.parser)

    # -- documents of others, and of nobody ----------------------------------------------------------------------------

    def test_no_records_from_another_country(self, foreign: Sample) -> None:
        """Minutes of other countries are left alone."""
        check_no_records(self.parser, foreign)

    def test_no_records_from_what_is_not_municipal(self, sample: Sample) -> None:
        """Associations, blogs, companies and laws are left alone."""
        check_no_records(self.parser, sample)

    def test_hostile_text_breaks_nothing(self, nordic_civic_examples: int) -> None:
        """Whatever is written with the country's words, parse gives a result."""
        from .hostile import check_hostile

        check_hostile(self.parser, nordic_civic_examples)


def parameters(cls: type[DocumentConformance], name: str) -> list[tuple[str, Any]] | None:
    """Give the values that a check takes for its argument `name`, each with the id of its test; None for no argument.

    >>> from nordic_civic.plugins import parsers
    >>> class Example(Conformance):
    ...     parser = parsers()[0]
    >>> ("fi-law", "sample") in [(test, "sample") for test, _ in parameters(Example, "sample") or ()]
    True
    """
    if name == "shape":
        return list(named_shapes(_parser(cls)))
    if name in _VALUES:
        return [(_id(value), value) for value in _VALUES[name](cls)]
    return None


def _parser(cls: type[DocumentConformance]) -> Parser:
    parser: Parser = cls.parser  # type: ignore[attr-defined]  # only checks of parsers have such an argument
    return parser


def _id(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


_VALUES: dict[str, Callable[[type[DocumentConformance]], Sequence[object]]] = {
    "row": lambda cls: table_rows(_parser(cls)),
    "document": lambda cls: documents_in(cls.golden),
    "foreign": lambda cls: foreign_documents(_parser(cls)),
    "sample": lambda cls: not_municipal_documents(),
}
