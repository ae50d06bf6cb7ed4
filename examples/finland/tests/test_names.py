"""Names in their base form, whatever case a text has them in; offices of several words before a person's name."""

import pytest
from nordic_civic_finland import PARSER


@pytest.mark.parametrize(
    "written, name",
    [
        ("Kunnanhallituksen päätös", "Kunnanhallitus"),
        ("KUNNANHALLITUKSEN", "KUNNANHALLITUS"),
        ("teknisen lautakunnan lausunto", "tekninen lautakunta"),
        ("Sivistyslautakunnalle", "Sivistyslautakunta"),
        ("Kunnanjohtajan päätösehdotus", "Kunnanjohtaja"),
        ("hallintopäällikön", "hallintopäällikkö"),
        ("Kommunstyrelsens beslut", "Kommunstyrelsen"),
    ],
)
def test_bodies_and_offices_have_their_base_form(written: str, name: str) -> None:
    (mention,) = PARSER.agents.find(written)
    assert [agent.name for agent in mention.value] == [name]


def test_a_persons_name_stays_as_written() -> None:
    (mention,) = PARSER.agents.find("Pekka Salon (KOK) ehdotus")
    assert [agent.name for agent in mention.value] == ["Pekka Salon"]


def test_an_office_of_several_capitalised_words_is_no_name() -> None:
    (mention,) = PARSER.agents.find("Tekninen Johtaja Maija Meikäläinen")
    assert [(agent.name, agent.kind, agent.role) for agent in mention.value] == [
        ("Maija Meikäläinen", "person", "Tekninen Johtaja")
    ]
