"""What is printed in both languages is one record with evidence at both places; what only looks so stays two."""

import pytest
from nordic_civic_finland import PARSER

from nordic_civic import ParseResult, parse
from nordic_civic.testing import beside

HEAD = """\
Lepplahden kaupunki - Alviks stad
Pöytäkirja/Protokoll 3/2024
Toimielin/Organ: Kaupunginhallitus
Kokousaika/Sammanträdestid: 15.4.2024 klo 17.00-18.10

§ 31
Rantapuiston valaistus
Dnro 55/10.03.01/2024

Päätös:
Valaistussuunnitelma hyväksyttiin yksimielisesti.

"""
AGAIN = "Beslut:\nBelysningsplanen godkändes enhälligt.\n"


def parsed(text: str) -> ParseResult:
    return parse(text, plugins=beside(PARSER))


@pytest.mark.parametrize(
    "again",
    [AGAIN, f"§ 31\nStrandparkens belysning\nDnr 55/10.03.01/2024\n\n{AGAIN}"],
    ids=["the decision", "the whole §"],
)
def test_what_is_printed_in_both_languages_is_one_record(again: str) -> None:
    result = parsed(HEAD + again)
    (case,), (decision,) = result.cases, result.decisions
    assert decision.text == "Valaistussuunnitelma hyväksyttiin yksimielisesti."
    places = [one.span for one in decision.evidence if one.field == "text"]
    assert [result.document.text[span.start : span.end] for span in places] == ["Belysningsplanen godkändes enhälligt."]
    assert case.title == "Rantapuiston valaistus"
    assert [vote.method for vote in decision.votes] == ["unanimous"]


@pytest.mark.parametrize(
    "other",
    [
        "Beslut:\nÄrendet bordlades till nästa sammanträde.\n",
        "Beslut:\n1. Belysningsplanen godkändes.\n2. Arbetet inleds i maj.\n",
        "Päätös:\nTyö hyväksyttiin aloitettavaksi toukokuussa.\n",
    ],
    ids=["another outcome", "more points", "the same language"],
)
def test_what_only_looks_so_stays_two(other: str) -> None:
    assert len(parsed(HEAD + other).decisions) == 2
