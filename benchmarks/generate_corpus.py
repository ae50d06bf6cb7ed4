"""Write a corpus of composed documents: matters of municipalities, each with a case presentation and two minutes.

    python benchmarks/generate_corpus.py FOLDER --documents 2000

Names, numbers, subjects and dates vary; the same arguments give the same files. The people and the matters are
invented; the municipalities are those of the installed plugins' registers.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from nordic_civic.parser import Parser
from nordic_civic.plugins import parsers

FIRST = "Kari Ola Berit Jonas Eva Nils Siri Per Turid Arne Inger Mona Terje Liv Hans Greta Stig Karin Lars Ida".split()
LAST = "Moe Nordli Vikan Lund Myhr Tangen Rognes Haug Dalen Aas Bakke Hagen Skov Toft Bech Palm Ekman Dahl".split()
PLACES = "Storgata Havnen Nordbyen Elvebredden Parken Torvet Stasjonen Skogen Vestsiden Bakken".split()

# What each country writes. A paragraph of background is repeated with other words until a document has its length.
WORDS = {
    "NO": {
        "parties": "AP H SV V SP FRP KRF MDG".split(),
        "subjects": ["Sykkelvei ved", "Salg av tomt ved", "Reguleringsplan for", "Skolebygg ved", "Lekeplass ved"],
        "number": "{year:02}/{number}",
        "background": "Området ved {place} er på om lag {n} dekar. {person} har tatt saken opp med administrasjonen, og"
        " det er holdt {k} møter med naboene. Kostnaden er beregnet til {n} 000 kroner og dekkes innenfor rammen.",
        "presentation": """{municipality} kommune

SAKSFRAMLEGG

Saksbehandler: {person}
Arkivsaksnr.: {dossier}

Utvalg: {committee}
Dato: {first}

{subject}

Kommunedirektørens forslag til vedtak:
1. {subject} godkjennes.
2. Kommunedirektøren bes legge fram en sak om finansiering innen {deadline}.

Saksopplysninger:
{background}

{person}
saksbehandler
""",
        "minutes": """{municipality} kommune

Møteprotokoll

Utvalg: {body}
Møtested: Rådhuset
Møtedato: {day}

PS {item}/{year:02} Godkjenning av innkalling og saksliste

Vedtak:
Innkalling og saksliste godkjennes.

PS {next}/{year:02} {subject}

Arkivsaksnr: {dossier}

Saksopplysninger:
{background}

{cited}
Behandling:
{person} ({party}) fremmet følgende tilleggsforslag:
Det skal være belysning på hele strekningen.

Votering:
{yes} stemte for tilleggsforslaget, {no} stemte imot.
Dermed ble tilleggsforslaget {fell}vedtatt.

Vedtak:
1. {subject} godkjennes.
2. Kommunedirektøren bes legge fram en sak om finansiering innen {deadline}.
""",
        "cited": "{committee} vedtok {first} i sak {citem}/{year:02} å anbefale saken.\n",
        "bodies": ("Formannskapet", "Kommunestyret"),
        "date": "{0.day:02}.{0.month:02}.{0.year}",
        "fell": "ikke ",
    },
    "SE": {
        "parties": "S M SD C V KD L MP".split(),
        "subjects": ["Cykelväg vid", "Försäljning av tomt vid", "Detaljplan för", "Skola vid", "Lekplats vid"],
        "number": "KS 20{year:02}-{number}",
        "background": "Området vid {place} är cirka {n} hektar stort. {person} har tagit upp frågan med förvaltningen,"
        " och {k} möten har hållits med grannarna. Kostnaden beräknas till {n} 000 kronor och ryms inom budgeten.",
        "presentation": """{municipality} kommun

TJÄNSTESKRIVELSE

Datum: {first}
Dnr {dossier}

{subject}

Förslag till beslut
1. {subject} godkänns.
2. Kommundirektören får i uppdrag att redovisa finansieringen senast den {deadline}.

Sammanfattning av ärendet
{background}

{person}
handläggare
""",
        "minutes": """{municipality} kommun

SAMMANTRÄDESPROTOKOLL
{body}
Sammanträdesdatum: {day}
Plats: Kommunhuset

§ {item} Fastställande av dagordning

Beslut
Dagordningen fastställs.

§ {next} {subject}

Dnr {dossier}

{body_genitive} beslut
1. {subject} godkänns.
2. Kommundirektören får i uppdrag att redovisa finansieringen senast den {deadline}.

Sammanfattning av ärendet
{background}

{cited}
Yrkanden
{person} ({party}) yrkar avslag.

Beslutsgång
Ordföranden ställer proposition på bifall och avslag och finner att {body_lower} bifaller förslaget.
""",
        "cited": "{committee} beslutade den {first}, § {citem} att föreslå att ärendet godkänns.\n",
        "bodies": ("Kommunstyrelsen", "Kommunfullmäktige"),
        "date": "{0.year}-{0.month:02}-{0.day:02}",
        "fell": "",
    },
    "DK": {
        "parties": "A B C F O V Ø Å".split(),
        "subjects": ["Cykelsti ved", "Salg af grund ved", "Lokalplan for", "Ny skole ved", "Legeplads ved"],
        "number": "27.00.00-P05-{number}-{year:02}",
        "background": "Området ved {place} er på cirka {n} hektar. {person} har rejst sagen over for forvaltningen, og"
        " der er holdt {k} møder med naboerne. Udgiften er beregnet til {n}.000 kr. og holdes inden for rammen.",
        "presentation": """{municipality} Kommune

NOTAT

Dato: {first}
Sagsnr.: {dossier}

{subject}

{background}

{person}
sagsbehandler
""",
        "minutes": """{municipality} Kommune

Referat
{body}
Mødedato: {day}
Mødested: Rådhuset

{item}. Godkendelse af dagsorden

Beslutning
Godkendt.

{next}. {subject}

Sagsnr.: {dossier}

Sagsfremstilling
{background}

{cited}
Indstilling
Forvaltningen indstiller, at {subject} godkendes.

Beslutning
1. Godkendt.
2. Borgmesteren anmodes om at fremlægge en sag om finansieringen senest den {deadline}.
{person} ({party}) stemte imod.
""",
        "cited": "{committee} besluttede den {first} at anbefale sagen.\n",
        "bodies": ("Økonomiudvalget", "Byrådet"),
        "date": "{0.day:02}-{0.month:02}-{0.year}",
        "fell": "",
    },
}


def documents(seed: int = 1) -> Iterator[tuple[str, str]]:
    """Give names and texts of documents without end."""
    chance = random.Random(seed)
    towns = {parser.country: sorted(names(parser)) for parser in parsers() if parser.country in WORDS}
    number = 0
    while True:
        country = chance.choice(sorted(towns))
        number += 1
        yield from matter(country, chance.choice(towns[country]), number, chance)


def names(parser: Parser) -> set[str]:
    """Give the municipalities whose name and code never changed."""
    times = Counter(entry.name for entry in parser.registry.municipalities())
    return {name for name, number in times.items() if number == 1}


def matter(country: str, town: str, number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Give the documents of one matter: the presentation, the committee's minutes, the council's."""
    words = WORDS[country]
    year = chance.randint(14, 24)
    first = date(2000 + year, chance.randint(1, 9), chance.randint(1, 28))
    show = str(words["date"]).format
    committee, council = words["bodies"]
    place = chance.choice(PLACES)
    facts = {
        "municipality": town,
        "subject": f"{chance.choice(list(words['subjects']))} {place} {number}",
        "dossier": str(words["number"]).format(year=year, number=number),
        "year": year,
        "committee": committee,
        "first": show(first),
        "citem": chance.randint(2, 90),
        "deadline": show(first + timedelta(days=chance.randint(90, 400))),
    }
    for kind, body, days in (("presentation", committee, 0), ("minutes", committee, 0), ("minutes", council, 28)):
        item = int(facts["citem"]) - 1 if body == committee else chance.randint(1, 90)
        text = str(words[kind]).format(
            **facts,
            body=body,
            body_lower=body.lower(),
            body_genitive=body if body.endswith("e") and country == "SE" and body != committee else f"{body}s",
            day=show(first + timedelta(days=days)),
            item=item,
            next=item + 1,
            background=background(str(words["background"]), place, chance),
            cited=str(words["cited"]).format(**facts) if days else "",
            person=person(chance),
            party=chance.choice(list(words["parties"])),
            yes=chance.randint(5, 30),
            no=chance.randint(0, 4),
            fell=words["fell"] if chance.random() < 0.3 else "",
        )
        yield f"{country}/{number:06}-{kind}-{body.lower()}.txt", text


def background(paragraph: str, place: str, chance: random.Random) -> str:
    """Give some paragraphs of background."""
    return "\n\n".join(
        paragraph.format(place=place, person=person(chance), n=chance.randint(11, 900), k=chance.randint(2, 9))
        for _ in range(chance.randint(4, 14))
    )


def person(chance: random.Random) -> str:
    """Give an invented name."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def write(folder: Path, wanted: int, seed: int = 1) -> int:
    """Write so many documents, and give their size in bytes."""
    size = 0
    for number, (name, text) in zip(range(wanted), documents(seed), strict=False):
        path = folder / f"{number // 1000:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(text.encode())
    return size


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--documents", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    print(f"{given.documents} documents, {write(given.folder, given.documents, given.seed):,} bytes")
