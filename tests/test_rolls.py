"""Voting lists printed as tables: which member chose what, and which vote a list belongs to."""

import runpy
from pathlib import Path

import pytest

from nordic_civic import parse
from nordic_civic.plugins import plugins
from nordic_civic.readers.text import read_string
from nordic_civic.rolls import find_rolls
from nordic_civic.rolls.cells import cut
from nordic_civic.stages import segment_document

PLUGINS = Path(__file__).parent.parent / "plugins"
Pdf = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))["Pdf"]
HEAD = "Åbo kommun\nKommunfullmäktige\nProtokoll\n2024-05-06\n\n"
ITEM = "§ {0} Dnr KS 2024-1{0}\nÄrende nummer {0} om skolan i Åbo\n\nBeslut\nSkolan byggs.\n\nOmröstning\n{1}\n\n"


def parser_of(country):
    return next(parser for parser in plugins().parsers if parser.country == country)


def rolls_of(text, country="SE"):
    return segment_document(read_string(text), parser_of(country)).rolls


def votes_of(result):
    return [vote for decision in result.decisions if decision.role == "taken" for vote in decision.votes]


def cast_in(vote):
    return {ballot.name: ballot.choice for ballot in vote.ballots}


def told(result):
    return [one.message for one in result.diagnostics if one.code == "NC604"]


@pytest.fixture(scope="module")
def swedish():
    return votes_of(parse(PLUGINS / "sweden/tests/golden/kf_omrostningslistor.txt"))


def test_a_list_goes_on_over_the_head_that_the_next_page_repeats(swedish):
    assert cast_in(swedish[0]) == {
        "Hedda Lundin": "yes", "Lova Hedin": "yes", "Ivar Sköld": "yes", "Rut Almgren": "yes",
        "Tage Bergvall": "no", "Sixten Mo": "no", "Ville Dahl": "absent",
    }  # fmt: skip
    assert (swedish[0].for_, swedish[0].against, swedish[0].absent) == (4, 2, 1)


def test_who_serves_for_a_member_has_the_vote_and_not_the_party_of_the_seat(swedish):
    served = next(ballot for ballot in swedish[0].ballots if ballot.name == "Lova Hedin")
    assert served.party is None
    assert "Greta Palm" not in cast_in(swedish[0])


def test_votes_side_by_side_are_two_votes(swedish):
    assert cast_in(swedish[1])["Rut Almgren"] == "yes"
    assert cast_in(swedish[2])["Rut Almgren"] == "abstain"
    assert (swedish[2].for_, swedish[2].against, swedish[2].abstained) == (3, 2, 1)


def test_a_list_in_words_makes_the_vote_whose_tally_the_text_leaves_to_it(swedish):
    assert (swedish[3].for_, swedish[3].against, swedish[3].abstained) == (4, 1, 1)
    assert cast_in(swedish[3])["Ivar Sköld"] == "no"


def test_lists_of_electronic_votes_and_of_names_called_out():
    norwegian = parse(PLUGINS / "norway/tests/golden/kommunestyre_voteringsliste.txt")
    assert [cast_in(vote)["Inger Moe"] for vote in votes_of(norwegian)] == ["yes", "no"]
    assert len(told(norwegian)) == 1
    danish = votes_of(parse(PLUGINS / "denmark/tests/golden/byraad_afstemningsliste.txt"))
    assert cast_in(danish[0])["Frode Bang"] == "absent"
    assert cast_in(danish[1])["Erik Lund"] == "abstain"


def listed(number, *rows):
    head = f"Voteringslista § {number}\n" if number else "Bilaga: voteringslista\n"
    return head + "Ledamot\tJa\tNej\n" + "".join(f"{row}\n" for row in rows) + "\n"


THREE_TWO = ("Anna Ek (S)\tX", "Bo Lind (M)\tX", "Cia Ax (C)\tX", "Dan Ek (V)\t\tX", "Eva Moe (L)\t\tX")
TALLY = "Omröstningen utfaller med {} ja-röster mot {} nej-röster."


@pytest.mark.parametrize(
    ("tally", "number", "named"),
    [((3, 2), 1, 5), ((3, 2), None, 5), ((4, 2), 1, 5), ((4, 2), None, 0), ((2, 3), 1, 0), ((9, 2), 1, 0)],
    ids=["agrees", "agrees alone", "one too few", "one too few, unnamed", "turned round", "of another vote"],
)
def test_a_list_is_given_to_a_vote_only_where_that_is_certain(tally, number, named):
    first, second = ITEM.format(1, TALLY.format(*tally)), ITEM.format(2, "Ärendet avgörs utan votering.")
    result = parse(HEAD + first + second + listed(number, *THREE_TWO), country="SE")
    assert [len(vote.ballots) for vote in votes_of(result) if vote.for_] == [named]
    assert bool(told(result)) == (not named)


def test_two_votes_with_the_tally_of_a_list_leave_it_out():
    text = HEAD + ITEM.format(1, TALLY.format(3, 2)) + ITEM.format(2, TALLY.format(3, 2)) + listed(None, *THREE_TWO)
    result = parse(text, country="SE")
    assert not any(vote.ballots for vote in votes_of(result))
    assert told(result) == ["The voting list (3 for, 2 against) was left out: no one vote is certain to be meant."]


def test_sums_that_disagree_with_the_marks_make_no_votes():
    text = HEAD + ITEM.format(1, "Omröstning begärs.") + listed(1, *THREE_TWO, "Resultat\t4\t2")
    result = parse(text, country="SE")
    assert not any(vote.ballots for vote in votes_of(result))
    assert "its marks or sums are not clear" in told(result)[0]


def test_a_table_that_nothing_calls_a_vote_makes_none():
    rows = "".join(f"{row}\n" for row in THREE_TWO)
    text = HEAD + ITEM.format(1, "").replace("Omröstning", "Besökta skolor") + "Ledamot\tJa\tNej\n" + rows + "\n"
    result = parse(text + ITEM.format(2, ""), country="SE")
    assert votes_of(result) == []
    assert len(told(result)) == 1


def test_a_mark_between_two_columns_is_not_guessed():
    text = (
        "Omröstning\nLedamot           Ja  Nej\nAnna Ek (S)         X\nBo Lind (M)       X\nCia Ax (C)            X\n"
    )
    (roll,) = rolls_of(text)
    assert not roll.sure
    assert [(ballot.name, ballot.choice) for ballot in roll.ballots] == [("Bo Lind", "yes"), ("Cia Ax", "no")]


@pytest.mark.parametrize(
    "text",
    [
        "Parti\tJa\tNej\nModeraterna\t4\t0\nCenterpartiet\t0\t3\nSumma\t4\t3\n",
        "Fråga\tJa\tNej\nFinns en plan?\tX\nÄr den känd?\t\tX\n",
        "Närvarande\nAnna Ek  S  Ja\nBo Lind  M  Ja\nCia Ax  C  Nej\n",
    ],
    ids=["counts of parties", "a form", "attendance"],
)
def test_other_tables_are_no_voting_lists(text):
    assert rolls_of(text) == ()


def test_the_lines_of_a_list_are_no_text_of_a_case():
    reading = read_string(HEAD + listed(4, *THREE_TWO))
    stages = segment_document(reading, parser_of("SE"))
    labelled = [line.text for line in stages.lines if stages.furniture.lines.get(line.index) == "votes"]
    assert labelled[0] == "Ledamot\tJa\tNej"
    assert len(labelled) == 6
    assert find_rolls(reading.text, stages.lines, stages.furniture, parser_of("SE"))[0] == ()


def test_columns_of_a_pdf_go_on_over_the_page():
    pdf = Pdf()
    pdf.lines(70, 60, ["Åbo kommun", "Kommunfullmäktige", "Protokoll", "2024-05-06"])
    pdf.put(70, 140, "§ 7 Ny skola i Åbo", bold=True)
    pdf.lines(70, 170, ["Beslut", "Skolan byggs.", "", "Omröstning", TALLY.format(2, 3), "", "Voteringslista § 7"])
    marks = [("Ledamot", "Ja", "Nej"), ("Anna Ek (S)", "X", ""), ("Bo Lind (M)", "", "X"), ("Cia Ax (C)", "", "X")]
    _table(pdf, 300, marks)
    pdf.page()
    _table(pdf, 60, [("Dan Ek (V)", "X", ""), ("Eva Moe (L)", "", "X"), ("Resultat", "2", "3")])
    pdf.page()
    (vote,) = votes_of(parse(pdf.finish(), country="SE"))
    assert list(cast_in(vote).values()) == ["yes", "no", "no", "yes", "no"]


def _table(pdf, top, rows):
    for number, cells in enumerate(rows):
        for x, cell in zip((70, 300, 380), cells, strict=True):
            if cell:
                pdf.put(x, top + 16 * number, cell)


def test_a_table_of_a_web_page():
    rows = "".join(
        f"<tr><td>{name}</td><td>{'X' if yes else ''}</td><td>{'' if yes else 'X'}</td></tr>"
        for name, yes in (("Anna Ek (S)", True), ("Bo Lind (M)", False), ("Cia Ax (C)", False))
    )
    text = f"<h1>Åbo kommun</h1><h2>Kommunfullmäktige</h2><p>Protokoll 2024-05-06</p><h2>§ 7 Ny skola</h2><h3>Beslut</h3><p>Skolan byggs inte.</p><h3>Omröstning</h3><p>{TALLY.format(1, 2)}</p><table><tr><th>Ledamot</th><th>Ja</th><th>Nej</th></tr>{rows}</table>"
    (vote,) = votes_of(parse(f"<html><body>{text}</body></html>".encode(), country="SE", media_type="text/html"))
    assert cast_in(vote) == {"Anna Ek": "yes", "Bo Lind": "no", "Cia Ax": "no"}


def test_checks_hold_for_lists():
    first = ITEM.format(1, TALLY.format(4, 2))
    result = parse(HEAD + "Närvarande\nAnna Ek (S)\nBo Lind (M)\n\n" + first + listed(1, *THREE_TWO), country="SE")
    checks = {check.code: check for check in result.checks}
    assert checks["tally"].passed is False
    assert "4 for, but 3 names (-1)" in str(checks["tally"].message)
    assert checks["voters"].passed is False
    assert "Eva Moe" in str(checks["voters"].message)


@pytest.mark.parametrize(
    ("cells", "name", "party"),
    [
        ("12. Anna Ek (S), ordförande\tX", "Anna Ek", "S"),
        ("Ordförande Anna af Ek\tS\tX", "Anna af Ek", "S"),
        ("Ek, Anna (S)\tX", "Ek, Anna", "S"),
        ("Ek\tAnna\tS\tX", "Ek Anna", "S"),
        ("Anna Ek S\tX", "Anna Ek", "S"),
    ],
)
def test_names_of_members_in_many_forms(cells, name, party):
    wide = cells.count("\t")
    head = "\t".join(["Namn", *["Parti"] * (wide - 1), "Ja", "Nej"])
    other = "\t".join(["Bo Lind (M)", *[""] * (wide - 1), "X"])
    (roll,) = rolls_of(f"Omröstning\n{head}\n{cells}\n{other}\n")
    assert (roll.ballots[0].name, roll.ballots[0].party, roll.sure) == (name, party, True)


def test_cells_have_their_place():
    assert [(cell.text, cell.number) for cell in cut("\tAnna Ek\t\tX")] == [("Anna Ek", 1), ("X", 3)]
    assert [(cell.text, cell.start, cell.end) for cell in cut("  Anna Ek   X")] == [("Anna Ek", 2, 9), ("X", 12, 13)]
