"""Documents of a country and what stands in them, drawn from the words and shapes of its parser."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from nordic_civic.parser import Parser

from .words import Slots, matches, phrases

_FIRST = ("Ada", "Bo", "Eva-Lena", "Øyvind", "J.", "Åse", "Þóra")
_LAST = ("Holm", "Lund", "Ek", "Moe Vik", "Strand-Berg", "Sæther", "Äijälä")
_DIGITS = ("14.05.2024", "14/5 2024", "2024-05-14", "14.5.24", "31.02.2024", "2024")
_HEADINGS = "decision recommendation motion treatment vote dissent background history recipients attendance".split()
_SENTENCES = "outcomes results mandates citations proposals dissents votes".split()
_FILLER = ("Planen for Strandgata vedtas.", "1. x", "a) y", "- at det skal skje", "3. Skoler", "", "  ", "Ja", "§ 7")
_HOSTILE = (
    *("\u00ad", "\ufffe", "\u2028", "İı", "ß" * 30, "(" * 40, "1." * 40, "§" * 20, "\ue000\ue001", "a" * 300, "\t\t"),
    *("{body}s", "%s %d", "Å\u030a", "\u202e", "::::", "—", "1" * 60, "A (B) (C), D og", "x" + "\u0301" * 20),
)
_ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)


def dates(parser: Parser) -> st.SearchStrategy[str]:
    """Draw dates as the country writes them, in digits and with its months, some of them impossible.

    >>> from nordic_civic.plugins import parsers
    >>> all(isinstance(dates(parser), st.SearchStrategy) for parser in parsers())
    True
    """
    months = [form for row in parser.vocabulary["dates"].of("month") for form in row.forms]
    drawn = [st.sampled_from(_DIGITS), phrases(parser, "dates")]
    if months:
        day = st.integers(0, 32)
        drawn.append(st.builds("{}. {} {}".format, day, st.sampled_from(months), st.sampled_from(["2024", "24", ""])))
    return st.one_of(drawn)


def agents(parser: Parser) -> st.SearchStrategy[str]:
    """Draw those who act: bodies and offices of the country's words, people with and without a party, lists of them.

    >>> from nordic_civic.plugins import parsers
    >>> all(isinstance(agents(parser), st.SearchStrategy) for parser in parsers())
    True
    """
    bodies = phrases(parser, "agents").flatmap(lambda name: st.sampled_from([name, name.capitalize(), name.upper()]))
    person = st.builds("{} {}".format, st.sampled_from(_FIRST), st.sampled_from(_LAST))
    codes = [party.code for party in parser.registry.party_list] or ["A"]
    member = st.builds("{} ({})".format, person, st.sampled_from(codes))
    joiners = [form for row in parser.vocabulary["language"].of("and") for form in row.forms] or ["&"]
    listed = st.builds("{}, {} {} {}".format, member, person, st.sampled_from(joiners), member)
    return st.one_of(bodies, person, member, listed)


def votes(parser: Parser) -> st.SearchStrategy[str]:
    """Draw votes: texts of the country's vote shapes, and the words of its `votes` and `results` tables.

    >>> from nordic_civic.plugins import parsers
    >>> all(isinstance(votes(parser), st.SearchStrategy) for parser in parsers())
    True
    """
    shapes = [matches(shape.pattern) for shape in parser.votes]
    filled = _slots(parser)
    return st.one_of(*shapes, phrases(parser, "votes", slots=filled), phrases(parser, "results", slots=filled))


@cache
def sections(parser: Parser) -> st.SearchStrategy[str]:
    """Draw parts of a case: a heading of the country's words, and under it sentences of its other tables.

    >>> from nordic_civic.plugins import parsers
    >>> all(isinstance(sections(parser), st.SearchStrategy) for parser in parsers())
    True
    """
    filled = _slots(parser)
    headings = st.one_of(*(phrases(parser, "headings", role, filled) for role in _HEADINGS))
    sentences = st.one_of(
        *(phrases(parser, table, slots=filled) for table in _SENTENCES), agents(parser), st.sampled_from(_FILLER)
    )
    ended = st.builds("{}{}".format, sentences, st.sampled_from([".", "", ".", ";"]))
    opened = st.builds("{}{}".format, headings, st.sampled_from(["", ":", ":", "."]))
    lines = st.tuples(opened, st.sampled_from(["", "\n"]), st.lists(ended, min_size=1, max_size=4).map("\n".join))
    return lines.map("\n".join)


@cache
def documents(parser: Parser) -> st.SearchStrategy[str]:
    """Draw documents: a head with labels, items, sections and votes of the country's words, and hostile lines.

    >>> from nordic_civic.plugins import parsers
    >>> all(isinstance(documents(parser), st.SearchStrategy) for parser in parsers())
    True
    """
    head = st.builds(
        "{}\n{}: {}\n{}".format,
        st.one_of(phrases(parser, "kinds"), st.just("")),
        st.one_of(phrases(parser, "labels"), st.just("x")),
        st.one_of(dates(parser), agents(parser)),
        st.one_of(phrases(parser, "identity"), st.just("")),
    )
    hostile = st.one_of(
        st.sampled_from(_HOSTILE), _ANY, matches_of(parser), votes(parser), phrases(parser, "furniture")
    )
    parts = st.lists(st.one_of(*[sections(parser)] * 4, hostile), min_size=1, max_size=5).map("\n\n".join)
    cases = st.lists(st.builds("{}\n\n{}".format, items(parser), parts), min_size=1, max_size=3).map("\n\n".join)
    return st.builds("{}\n\n{}\n\n{}".format, head, _signed(parser), cases)


def items(parser: Parser) -> st.SearchStrategy[str]:
    """Draw the headings of cases: the country's shapes, and bare numbers."""
    titled = st.builds("{}. {}".format, st.integers(1, 40), st.sampled_from(_FILLER))
    return st.one_of(titled, *(matches(shape.pattern) for shape in parser.items))


def matches_of(parser: Parser) -> st.SearchStrategy[str]:
    """Draw texts that the shapes of identifiers, groups and laws match."""
    shapes = [*(shape.pattern for shape in parser.identifiers), *(shape for _, shape in parser.groups), *parser.laws]
    return st.one_of(st.just("§ 1"), *map(matches, shapes))


def _signed(parser: Parser) -> st.SearchStrategy[str]:
    """Draw rows of an attendance list."""
    role = st.one_of(phrases(parser, "roles"), st.just("x"))
    return st.lists(st.builds("{}\t{}".format, agents(parser), role), max_size=4).map("\n".join)


@cache
def _slots(parser: Parser) -> Slots:
    return {
        "date": dates(parser),
        "number": st.integers(0, 10**6).map(str),
        "identifier": st.just("12/24"),
        "": agents(parser),
    }
