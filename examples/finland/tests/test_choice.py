"""Whose a document is: Finland's in either language, Sweden's although Finland reads Swedish too."""

import pytest
from nordic_civic_finland import PARSER

from nordic_civic import parse
from nordic_civic.plugins import Plugins
from nordic_civic.testing import beside

IN_FINNISH = """\
Koivulahden kunta
Pöytäkirja 2/2024
Toimielin: Kunnanhallitus
Kokousaika: 5.2.2024 klo 17.00

§ 12
Kirjaston korjaus
Dnro 30/10.03.02/2024

Päätösehdotus:
Kunnanhallitus hyväksyy kirjaston korjaussuunnitelman.

Päätös:
Päätösehdotus hyväksyttiin yksimielisesti.
"""
IN_FINLANDS_SWEDISH = """\
Björkvikens kommun
Protokoll 2/2024
Organ: Kommunstyrelsen
Sammanträdestid: 5.2.2024 kl. 17.00

§ 11 Sammanträdets laglighet och beslutförhet

Beslut:
Sammanträdet konstaterades vara lagligt och beslutfört.

§ 12 Reparation av biblioteket
Dnr 30/10.03.02/2024

Kommundirektörens förslag:
Kommunstyrelsen godkänner planen för reparation av biblioteket.

Beslut:
Förslaget godkändes enhälligt.
"""
IN_SWEDENS_SWEDISH = """\
Björkvikens kommun
Sammanträdesprotokoll
Kommunstyrelsen
2024-02-05

§ 12 Reparation av biblioteket
Dnr KS 2024-30

Ärendebeskrivning
Biblioteket behöver ett nytt tak enligt förvaltningens tjänsteskrivelse.

Kommunstyrelsens beslut
Kommunstyrelsen beslutar att godkänna planen för reparation av biblioteket.

Beslutet skickas till
Tekniska nämnden
"""


@pytest.fixture
def both() -> Plugins:
    """Give our plugins and this one."""
    return beside(PARSER)


@pytest.mark.parametrize(
    "text, country, language",
    [(IN_FINNISH, "FI", "fi"), (IN_FINLANDS_SWEDISH, "FI", "sv"), (IN_SWEDENS_SWEDISH, "SE", "sv")],
    ids=["finnish", "finland's swedish", "sweden's swedish"],
)
def test_a_document_goes_to_its_own_country(text: str, country: str, language: str, both: Plugins) -> None:
    result = parse(text, plugins=both)
    assert (result.document.country, result.document.language) == (country, language)
    assert [decision.outcome for decision in result.decisions][-1] == "adopted"
    assert result.cases[-1].identifiers[0].value == "§ 12"


def test_a_hint_outweighs_the_words(both: Plugins) -> None:
    assert parse(IN_SWEDENS_SWEDISH, country="FI", plugins=both).document.country == "FI"


@pytest.mark.parametrize(
    "name, code", [("Porvoo", "638"), ("Borgå", "638"), ("Åbo", "853"), ("Helsinki", "091"), ("Pargas", "445")]
)
def test_municipalities_have_their_number_in_both_languages(name: str, code: str) -> None:
    found = PARSER.registry.municipality(name)
    assert found is not None and (found.code, found.scheme) == (code, "kuntanumero")


@pytest.mark.parametrize("written", ["kesk.", "Keskusta", "Centern i Finland", "KESK"])
def test_a_party_has_one_code_in_both_languages(written: str) -> None:
    assert PARSER.registry.party(written) == "KESK"


@pytest.mark.parametrize("day, year", [("2016-05-01", "2017"), ("2018-01-01", "2021"), ("2023-01-01", "2025")])
def test_terms_follow_the_moved_elections(day: str, year: str) -> None:
    assert PARSER.registry.term_end(day) == year
