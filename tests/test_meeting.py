"""Meetings: place and time, people from lists, tables and bullets, who came and left, who certified."""

from __future__ import annotations

import pytest

from nordic_civic.context import Context
from nordic_civic.identify import read_head
from nordic_civic.meeting import certifiers, read_attendance, read_number, read_times
from nordic_civic.meeting.covered import Covered
from nordic_civic.meeting.names import NameIndex, name_parts, same_person
from nordic_civic.plugins import parsers
from nordic_civic.reading import Reading
from nordic_civic.stages import Stages, segment_document
from nordic_civic.values import Attendee

TABLES = """Fjordvik kommune
Møteprotokoll

Utvalg: Formannskapet
Møtested: Rådhuset, møterom 2
Dato: 14.05.2024
Tid: 09:00 -12:30

Faste medlemmer som møtte:
Navn	Funksjon	Representerer
Kari Nordli	Leder	AP
Siri Bakke-Holm	Medlem	SP

Faste medlemmer som ikke møtte:
Navn	Funksjon	Representerer
Per Dahle	Medlem	FRP

Varamedlemmer som møtte:
Navn	Møtte for	Representerer
Liv Karin Jord Moe	Per Dahle	FRP

Fra administrasjonen møtte:
Navn	Stilling
Tor Hauge	Kommunedirektør

Til å underskrive protokollen ble valgt: Kari Nordli og Siri Bakke-Holm

PS 1/24 Godkjenning av innkalling

Vedtak:
Innkallingen godkjennes.

PS 2/24 Ny gangvei på Nes

Habilitet:
Siri Bakke-Holm (SP) ble erklært inhabil. Vararepresentant Ida Rud (SP) tiltrådte møtet.

Vedtak:
Gangveien bygges.

PS 3/24 Budsjett

Behandling:
Kari Nordli (AP) fratrådte møtet etter sak 2/24.

Vedtak:
Budsjettet vedtas.
"""

ALIGNED = """Fjordvik kommune
Møteprotokoll
Utvalg: Kommunestyret
Dato: 14.05.2024

Til stede:
Navn                       Funksjon        Parti   Møtte for
Kari Nordli                ordfører        AP
Jon Myrvold                varamedlem      H       Ola Vik
Liv Moe                       varamedlem      SP              Nils Rud-Berg


PS 1/24 Plan

Vedtak:
Planen vedtas.
"""

RUNNING = """Fjordvik kommune
Bydel Lillevik

Protokoll 7/23
Møtested: Storgata 1
Møtetid: torsdag 15. juni 2023 kl. 18.00

Møteleder: Kari Nordli (A)
Tilstede: Kari Nordli (A), leder, Ola Vik (H), nestleder, Siri Bakke (SV), Jon Myrvold (MDG), Eva Strand (R) og
Tor Hauge (V)
Forfall: Anne Lund (H), Nils Berg (A)
Som vara møtte: Liv Moe (H) for Anne Lund (H), Ida Rud (A) for Nils Berg (A)
I tillegg møtte: bydelsdirektør Berit Aas, avdelingssjef Leif Ødegård
Møtesekretær: Mona Lie

SAK 91/23 GODKJENNING AV INNKALLING

Vedtak:
Innkallingen godkjennes.
"""

SWEDISH = """Almgläntans kommun
Kommunstyrelsen
Sammanträdesprotokoll
Sammanträdesdatum 2023-03-06

Plats och tid: Stora salen, kommunhuset, måndagen den 6 mars 2023 kl. 13.00–16.20, ajournering 14.10–14.25

Beslutande ledamöter
Asta Berglund (S), ordförande
Nils Ekwall (M), 1:e vice ordförande, §§ 12–13
Bo Lind (C), fr.o.m. § 13
Eva Ek (L) tjg ers för Per Alm (L)

Tjänstgörande ersättare
Ulla Holm (KD) ersätter Karl Borg (KD)

Ej tjänstgörande ersättare: Mia Wall (M), Ola Strand (C) t.o.m. § 13

Övriga närvarande: Lena Fors, kommundirektör, Hans Åker, ekonomichef § 14
Tove Dal (utvecklingsledare, del av mötet,
punkt A) § 12

Utses att justera: Nils Ekwall
Justeringens plats och tid: Kanslihuset 2023-03-09 kl. 10.00
Paragrafer 12–15

Sekreterare
...............................
Rut Sandgren

§ 12 Dagordning

Beslut
Dagordningen godkänns.

§ 13 Ny skola

Beslut
Skolan byggs.

§ 14 Budget

Beslut
Budgeten antas.

§ 15 Övrigt

Beslut
Informationen noteras.
"""

DANISH = """Havneby Kommune
Teknisk Udvalg
Referat 2023-08-23T16:00:00+02:00
- Karin Bech
- Ole Ravn (afbud)
- Lis Krag

Punkt 1: Godkendelse af dagsorden
Beslutning
Godkendt.

Afbud: Ole Ravn

Punkt 2: Ny sti ved åen
Beslutning
Godkendt.

Ikke til stede: Lis Krag

Sagens forløb
08-05-2023 Økonomiudvalget
Anbefales.
Afbud: Per Dam

Punkt 3: Orientering
Beslutning
Taget til efterretning.

Afbud: Ole Ravn

Mødet hævet kl. 18.15.
"""


def staged(text: str, country: str) -> tuple[Context, Stages]:
    parser = next(parser for parser in parsers() if parser.country == country)
    reading = Reading(text, "text/plain")
    stages = segment_document(reading, parser)
    head = read_head(stages.lines, stages.furniture, stages.labels, stages.headings, parser, text)
    context = Context(reading, parser, stages.lines, stages.furniture, "0" * 64, body=head.body, date=head.date)
    context.kind = "minutes"
    return context, stages


def people(text: str, country: str) -> dict[str, Attendee]:
    context, stages = staged(text, country)
    found = read_attendance(context, stages.lines, stages.headings, stages.labels, stages.agenda)
    return {f"{one.name}, {one.status}": one for one in found}


def test_tables_under_headings() -> None:
    found = people(TABLES, "NO")
    assert found["Kari Nordli, present"].role == "Leder"
    assert found["Siri Bakke-Holm, present"] == Attendee("Siri Bakke-Holm", "Sp", "Medlem")
    assert found["Per Dahle, absent"].party == "FrP"
    assert found["Liv Karin Jord Moe, substitute"].substitutes_for == "Per Dahle"
    assert found["Tor Hauge, official"].role == "Kommunedirektør"
    assert len(found) == 6


def test_who_left_is_there_for_the_items_before() -> None:
    assert people(TABLES, "NO")["Kari Nordli, present"].items == ("PS 1/24", "PS 2/24")


def test_who_came_for_a_disqualified_member_is_there_for_that_item() -> None:
    assert people(TABLES, "NO")["Ida Rud, substitute"].items == ("PS 2/24",)


def test_columns_that_drift_from_under_their_head() -> None:
    found = people(ALIGNED, "NO")
    assert found["Kari Nordli, present"] == Attendee("Kari Nordli", "A", "ordfører")
    assert found["Jon Myrvold, substitute"].substitutes_for == "Ola Vik"
    assert found["Liv Moe, substitute"] == Attendee("Liv Moe", "Sp", "varamedlem", "substitute", "Nils Rud-Berg")


def test_people_in_a_row_over_several_lines() -> None:
    found = people(RUNNING, "NO")
    there = [one.name for one in found.values() if one.status == "present"]
    assert there == ["Kari Nordli", "Ola Vik", "Siri Bakke", "Jon Myrvold", "Eva Strand", "Tor Hauge"]
    assert found["Ola Vik, present"].role == "nestleder"
    assert found["Ida Rud, substitute"].substitutes_for == "Nils Berg"
    assert found["Berit Aas, official"].role == "bydelsdirektør"
    assert found["Mona Lie, official"].role == "Møtesekretær"
    assert {"Anne Lund, absent", "Nils Berg, absent"} <= set(found)


def test_a_chair_with_a_label_alone_is_there() -> None:
    found = people(RUNNING.replace("Tilstede: Kari Nordli (A), leder, ", "Tilstede: "), "NO")
    assert found["Kari Nordli, present"] == Attendee("Kari Nordli", "A", "Møteleder")


def test_a_swedish_cover() -> None:
    found = people(SWEDISH, "SE")
    assert found["Asta Berglund, present"].role == "ordförande"
    assert found["Nils Ekwall, present"].items == ("§ 12", "§ 13")
    assert found["Bo Lind, present"].items == ("§ 13", "§ 14", "§ 15")
    assert found["Eva Ek, substitute"].substitutes_for == "Per Alm"
    assert found["Ulla Holm, substitute"].substitutes_for == "Karl Borg"
    assert found["Ola Strand, substitute"].items == ("§ 12", "§ 13")
    assert found["Lena Fors, official"].role == "kommundirektör"
    assert found["Hans Åker, official"].items == ("§ 14",)
    assert found["Hans Åker, official"].role == "ekonomichef"
    assert found["Tove Dal, official"].items == ("§ 12",)
    assert found["Rut Sandgren, official"].role == "Sekreterare"


def test_bullets_without_a_heading_and_absences_of_items() -> None:
    found = people(DANISH, "DK")
    assert set(found) == {"Karin Bech, present", "Ole Ravn, absent", "Lis Krag, present", "Lis Krag, absent"}
    assert found["Ole Ravn, absent"].items == ()
    assert found["Lis Krag, absent"].items == ("2",)


def test_bullets_that_are_no_people_are_left_alone() -> None:
    text = DANISH.replace("- Ole Ravn (afbud)\n", "- Status på budgettet\n")
    assert not {"Karin Bech, present", "Lis Krag, present"} & set(people(text, "DK"))


def test_absence_at_every_item_is_absence_from_the_sitting() -> None:
    text = DANISH.replace("- Ole Ravn (afbud)\n", "").replace("Ikke til stede: Lis Krag", "Afbud: Ole Ravn")
    assert people(text, "DK")["Ole Ravn, absent"].items == ()


def test_prose_under_a_list_is_no_list() -> None:
    prose = "Nils Myhr viste til at saken var grundig behandlet i forrige møte og at veien må bygges.\nPer Dahle (V)\n"
    found = people(ALIGNED.replace("\n\n\nPS 1/24", f"\n\n{prose}\nPS 1/24"), "NO")
    assert set(found) == {"Kari Nordli, present", "Jon Myrvold, substitute", "Liv Moe, substitute"}


def test_a_term_of_office_is_no_leaving() -> None:
    text = SWEDISH.replace("Budgeten antas.", "Till ledamot utses Bo Lind (C) till och med den 31 december 2026.")
    assert people(text, "SE")["Bo Lind, present"].items == ("§ 13", "§ 14", "§ 15")


@pytest.mark.parametrize(
    "text, country, times",
    [
        (TABLES, "NO", ("09:00", "12:30", "Rådhuset, møterom 2")),
        (RUNNING, "NO", ("18:00", None, "Storgata 1")),
        (SWEDISH, "SE", ("13:00", "16:20", "Stora salen, kommunhuset")),
        (DANISH, "DK", ("16:00", "18:15", None)),
        (ALIGNED, "NO", (None, None, None)),
        (TABLES.replace("Tid: 09:00 -12:30", "Møtet hevet: kl. 21.15"), "NO", (None, "21:15", "Rådhuset, møterom 2")),
    ],
)
def test_place_and_time(text: str, country: str, times: tuple[str | None, ...]) -> None:
    context, stages = staged(text, country)
    assert read_times(stages.labels, context) == times


def test_a_value_over_several_lines() -> None:
    text = "Protokoll\nPlats och tid\n\nStora salen (ledamöter,\nersättare) och\nkl. 14:00-15:25\n"
    context, stages = staged(text, "SE")
    assert read_times(stages.labels, context)[:2] == ("14:00", "15:25")
    assert read_times(stages.labels, context)[2] == "Stora salen (ledamöter, ersättare) och"


def test_the_number_of_the_sitting() -> None:
    context, stages = staged(RUNNING, "NO")
    assert read_number(context, stages.lines, stages.headings) == "7/23"
    context, stages = staged(TABLES, "NO")
    assert read_number(context, stages.lines, stages.headings) is None


@pytest.mark.parametrize(
    "text, country, names",
    [
        (TABLES, "NO", ["Kari Nordli", "Siri Bakke-Holm"]),
        (SWEDISH, "SE", ["Nils Ekwall"]),
        ("Protokoll\n\n§ 1 Val av justerare\n\nBeslut\nTill justerare utses Mia Wall (M).\n", "SE", ["Mia Wall"]),
        ("Protokoll\n\n§ 1 Budget\n\nBeslut\nMia Wall (M) utses till ledamot.\n", "SE", []),
    ],
)
def test_certifiers(text: str, country: str, names: list[str]) -> None:
    context, stages = staged(text, country)
    found = certifiers(context, stages.labels, stages.headings, stages.lines, stages.agenda)
    assert [agent.name for agent in found] == names


@pytest.mark.parametrize(
    "first, second, same",
    [
        ("Per Aune", "Per Espen Aune", True),
        ("Liv K. J. Moe", "Liv Karin Jord Moe", True),
        ("Siri-Marie Nes", "Siri Marie Nes", True),
        ("Bech, Karin", "Karin Bech", True),
        ("Lars Thorsen", "Lars Torsen", True),
        ("Åse Vik", "Aase Vik", True),
        ("Kari Moe", "Kari Moe Lund", True),
        ("Kari Moe", "Kåre Moe", False),
        ("Liv Moe", "Siv Moe", False),
        ("Jon Berg", "Jon Lund", False),
        ("Moe", "Kari Moe", False),
    ],
)
def test_spellings_of_one_name(first: str, second: str, same: bool) -> None:
    assert same_person(name_parts(first), name_parts(second)) is same


def test_a_name_spelt_alike_outweighs_its_variants() -> None:
    index = NameIndex.of(["Kari Moe Lund", "Kari Moe"])
    assert index.find("Kari Moe") == ("Kari Moe",)
    assert NameIndex.of(["Karl Moe", "Kari Moe"]).find("K. Moe") == ("Karl Moe", "Kari Moe")


@pytest.mark.parametrize(
    "text, items",
    [
        ("§§ 12–13", ("§ 12", "§ 13")),
        ("§ 12, 14 och 15", ("§ 12", "§ 14", "§ 15")),
        ("fr.o.m. § 14", ("§ 14", "§ 15")),
        ("t.o.m. § 13", ("§ 12", "§ 13")),
        ("§ 12 kl 14", ("§ 12",)),
        ("§ 99", None),
        ("kl. 13.00", None),
    ],
)
def test_the_items_that_a_passage_names(text: str, items: tuple[str, ...] | None) -> None:
    context, stages = staged(SWEDISH, "SE")
    assert Covered(context, [item.value for item in stages.agenda.bodies]).items(text) == items


def test_items_written_with_their_series() -> None:
    context, _ = staged(TABLES, "NO")
    covered = Covered(context, ["PS 1/24", "PS 2/24", "RS 1/24", "RS 2/24"])
    assert covered.items("PS 1/24 – 2/24") == ("PS 1/24", "PS 2/24")
    assert covered.items("RS 1/24") == ("RS 1/24",)


def test_many_people_are_read_once_and_not_without_end() -> None:
    rows = "".join(f"Kari Nord{'abcdefghij'[i % 10] * (i // 10 + 1)} (AP)\n" for i in range(1200))
    text = ALIGNED.replace("Kari Nordli                ordfører        AP\n", rows)
    assert len(people(text, "NO")) == 1000


def test_without_an_agenda_all_is_said_of_the_sitting() -> None:
    context, stages = staged(SWEDISH, "SE")
    assert all(one.items == () for one in read_attendance(context, stages.lines, stages.headings))
