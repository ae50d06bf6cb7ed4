"""Documents that the kit ships: minutes of several countries, and what looks municipal and is not. All invented."""

from __future__ import annotations

from functools import cache
from importlib import resources

import attrs

from ..parser import Parser
from .company import alone, beside, reader_of, records_of
from .failure import Nonconforming


@attrs.frozen
class Sample:
    """One document of the kit.

    `country` is None for a document that is no municipal record; `about` is then what it is: `association`, `blog`,
    `company` or `law`.
    """

    name: str
    language: str
    text: str
    country: str | None = None
    about: str = "minutes"

    def __str__(self) -> str:
        """Give the name, for tests."""
        return self.name


@cache
def not_municipal_documents() -> tuple[Sample, ...]:
    """Give the documents that are no municipal records, in several languages.

    >>> sorted({sample.about for sample in not_municipal_documents()})
    ['association', 'blog', 'company', 'law']
    """
    split = ((*name.split("-"), name, text) for name, text in _texts("other"))
    return tuple(Sample(name, language, text, about=about) for language, about, name, text in split)


@cache
def municipal_documents() -> tuple[Sample, ...]:
    """Give the minutes of a municipal body, one document for each country.

    >>> [sample.country for sample in municipal_documents() if sample.language == "is"]
    ['IS']
    """
    split = ((*name.split("-"), name, text) for name, text in _texts("municipal"))
    return tuple(Sample(name, language, text, country) for country, language, name, text in split)


def foreign_documents(parser: Parser) -> tuple[Sample, ...]:
    """Give the minutes of the countries that are not the parser's.

    >>> from nordic_civic.parser import Parser
    >>> "IS" in {sample.country for sample in foreign_documents(Parser("iceland", "1", "IS", ("is",), "iceland"))}
    False
    """
    return tuple(sample for sample in municipal_documents() if sample.country != parser.country)


def check_no_records(parser: Parser, sample: Sample) -> None:
    """Check that a parser makes no records of a document of another country, or of what is no municipal record."""
    __tracebackhide__ = True
    from ..pipeline import parse

    shared = sample.language in parser.languages
    result = parse(sample.text, plugins=alone(parser) if sample.country and not shared else beside(parser))
    if reader_of(result) != parser.name:
        return
    what = (
        f"minutes of another country ({sample.country})" if sample.country else f"no municipal record: {sample.about}"
    )
    raise Nonconforming(
        f"The sample {sample.name} is {what}, and the plugin {parser.name} reads it as {result.document.kind} with "
        f"{records_of(result)} records:\n\n{sample.text[:300].rstrip()}\n…",
        'Add its telling words to `identity.toml` as rows with meaning = "not_municipal", or lower the `weight` of '
        "the `municipal` rows it matches (`nordic-civic vocab find` shows them)."
        + ("" if shared or not sample.country else " Add function words of your own language to `language.toml`."),
    )


def _texts(folder: str) -> list[tuple[str, str]]:
    entries = (resources.files(__package__) / "documents" / folder).iterdir()
    files = sorted((entry for entry in entries if entry.name.endswith(".txt")), key=lambda entry: entry.name)
    return [(entry.name.removesuffix(".txt"), entry.read_text(encoding="utf-8")) for entry in files]
