"""PDF: reading order, tables, furniture, headings, hyphens, and documents that cannot be read."""

import runpy
import sys
from pathlib import Path

import pytest

from nordic_civic.errors import DamagedDocument, LimitExceeded, MissingDependency, UnsupportedFormat
from nordic_civic.readers import pdf_source, read
from nordic_civic.reading import Bookmark

COMPOSE = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))
Pdf = COMPOSE["Pdf"]
LEFT = [
    "The council met in the town hall at six",
    "in the evening. The chair opened the",
    "sitting and read the names of those who",
    "were present. The agenda was approved as",
    "it had been sent out, and no one had any",
    "remark on the minutes of the last sitting.",
]
RIGHT = [
    "The budget was presented by the head of",
    "finance, who said that the year had been a",
    "good one for the municipality. The result",
    "was better than planned, mostly as the",
    "winter had been mild and the roads had",
    "needed less salt than in most other years.",
]


def headings(reading):
    return [(reading.text[hint.start : hint.end], hint.level) for hint in reading.headings]


def furniture(reading):
    return "".join(reading.text[start:end] for start, end in reading.furniture)


def test_whole_minutes():
    reading = read(COMPOSE["minutes_pdf"](), name="minutes.pdf")
    assert reading.text == (
        "1\nLillevik kommune\nProtokoll\n\n"
        "Til stede\tKari Fossnes (AP), leder\nPer Bakkeby (H)\nIngrid Vollan (SV)\n\nForfall\tOla Tangstad (V)\n"
        "Utskrift rett:\tSide 1 av 3\n"
        "Lillevik kommune\t2\nProtokoll\n\n"
        "Sak 4/24 Ny bru over elva\n\nVedtak\n"
        "Kommunestyret vedtar å bygge ny bru over elva. Brua skal stå\nferdig i løpet av året.\n\n"
        "Saken sendes til formannskapet, som skal finne penger til brua og\n"
        "Utskrift rett:\tSide 2 av 3\n"
        "Lillevik kommune\t3\nProtokoll\n"
        "til veien på begge sider.\n\n"
        "Navn\tJa\tNei\nKari Fossnes (AP)\tX\nPer Bakkeby (H)\t\tX\n"
        "Utskrift rett:\tSide 3 av 3\n"
    )
    assert [reading.text[start:].split("\n")[0] for start in reading.pages] == [
        "1",
        "Lillevik kommune\t2",
        "Lillevik kommune\t3",
    ]
    assert headings(reading) == [("Lillevik kommune", 2), ("Sak 4/24 Ny bru over elva", 1), ("Vedtak", 2)]
    assert reading.bookmarks == (Bookmark("Sak 4/24 Ny bru", 1, 2),)


def test_running_headers_are_furniture_but_for_the_letterhead():
    found = furniture(read(COMPOSE["minutes_pdf"]()))
    assert found.count("Lillevik kommune") == 2
    assert found.count("Utskrift rett:") == 3
    assert "Saken" not in found


def test_items_that_begin_a_page_each_are_no_page_numbers():
    pdf = Pdf()
    for number in range(1, 7):
        pdf.put(70, 80, f"§ {number}")
        pdf.put(70, 110, f"Ärende nummer {number * 7} i dag")
        pdf.put(70, 150, "Beslut " + "abcdef"[number - 1])
        pdf.page()
    assert read(pdf.finish()).furniture == ()


@pytest.mark.parametrize("by_line", [False, True])
def test_columns_of_prose_are_read_one_after_the_other(by_line):
    pdf = Pdf()
    if by_line:
        for number, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
            pdf.put(60, 100 + 13 * number, pair[0], size=10)
            pdf.put(310, 100 + 13 * number, pair[1], size=10)
    else:
        pdf.lines(60, 100, LEFT, size=10, leading=13)
        pdf.lines(310, 100, RIGHT, size=10, leading=13)
    assert read(pdf.finish()).text == "\n".join([*LEFT, "", *RIGHT, ""])


def test_lists_side_by_side_stay_apart():
    pdf = Pdf()
    pdf.lines(70, 100, ["Kari Fossnes (AP)", "Per Bakkeby (H)", "Ingrid Vollan (SV)"])
    pdf.lines(320, 100, ["Ola Tangstad (V)", "Eva Lien (KRF)", "Bo Dalen (R)"])
    assert read(pdf.finish()).text == (
        "Kari Fossnes (AP)\nPer Bakkeby (H)\nIngrid Vollan (SV)\n\nOla Tangstad (V)\nEva Lien (KRF)\nBo Dalen (R)\n"
    )


def test_labels_written_before_their_values_meet_them():
    pdf = Pdf()
    pdf.lines(70, 100, ["Saksnr:", "Dato:", "Sted:"])
    pdf.lines(200, 100, ["24/118", "4. mars 2024", "Rådhuset"])
    assert read(pdf.finish()).text == "Saksnr:\t24/118\nDato:\t4. mars 2024\nSted:\tRådhuset\n"


def test_the_lines_of_a_cell_are_one_where_they_go_on():
    pdf = Pdf()
    pdf.lines(70, 100, ["Avdelning för vård", "och omsorg"])
    pdf.lines(180, 100, ["Anna Berg (S), Bo Ek (M), Cecilia Forsberg-Lund (C), Dan Gran (V) och", "Eva Holm (L)"])
    pdf.put(70, 130, "Skolan")
    pdf.put(180, 130, "Filip Ivarsson (KD)")
    assert read(pdf.finish()).text == (
        "Avdelning för vård och omsorg\tAnna Berg (S), Bo Ek (M), Cecilia Forsberg-Lund (C), Dan Gran (V) och Eva Holm (L)\n"
        "Skolan\tFilip Ivarsson (KD)\n"
    )


def test_a_table_keeps_its_columns_over_a_page():
    pdf = Pdf()
    for x, text in ((70, "Navn"), (300, "Ja"), (360, "Nei"), (420, "Avstår")):
        pdf.put(x, 700, text)
    pdf.put(70, 716, "A Moe (V)")
    pdf.put(303, 716, "X")
    pdf.page()
    pdf.put(70, 80, "B Lie (H)")
    pdf.put(363, 80, "X")
    pdf.page()
    assert read(pdf.finish()).text == "Navn\tJa\tNei\tAvstår\nA Moe (V)\tX\n\nB Lie (H)\t\tX\n"


def test_points_of_a_list_follow_their_markers():
    pdf = Pdf()
    pdf.put(70, 100, "1.")
    pdf.put(100, 100, "Planen vedtas.")
    pdf.put(70, 114, "b)")
    pdf.put(100, 114, "Brua bygges.")
    assert read(pdf.finish()).text == "1. Planen vedtas.\nb) Brua bygges.\n"


def test_hyphens_at_line_ends_stay_where_they_belong_to_the_word():
    pdf = Pdf()
    pdf.lines(
        70,
        100,
        ["Plan for helse-", "og omsorgssenteret, som helse- og om-", "sorgssenteret heter, i hele pla-", "nen."],
    )
    pdf.lines(70, 200, ["En rad til.", "Og enda en."] * 2)
    assert read(pdf.finish()).text.split("\n")[:4] == [
        "Plan for helse-",
        "og omsorgssenteret, som helse- og om\u00ad",
        "sorgssenteret heter, i hele pla\u00ad",
        "nen.",
    ]


def test_a_rare_hyphen_belongs_to_the_word():
    pdf = Pdf()
    pdf.lines(70, 80, ["Rad utan bindestreck."] * 50, leading=12)
    pdf.lines(70, 700, ["Skolorna i GR-", "kommunerna och vård-", "nämnden."])
    assert "GR-\nkommunerna och vård-\nnämnden." in read(pdf.finish()).text


def test_a_justified_line_is_no_table_row():
    pdf = Pdf()
    pdf.put(70, 100, "Kommunestyret behandlet saken i et langt")
    pdf.put(70, 114, "møte og")
    pdf.put(160, 114, "vedtok alt det")
    width = pdf.canvas.stringWidth("Kommunestyret behandlet saken i et langt", "Helvetica", 11)
    pdf.canvas.drawRightString(70 + width, COMPOSE["HEIGHT"] - 114, "som")
    pdf.put(70, 128, "lå på bordet.")
    assert read(pdf.finish()).text == (
        "Kommunestyret behandlet saken i et langt\nmøte og vedtok alt det som\nlå på bordet.\n"
    )


def test_letters_set_apart_are_words():
    pdf = Pdf()
    pdf.put(70, 100, "P R O T O K O L L", size=18)
    assert read(pdf.finish()).text == "PROTOKOLL\n"


def test_turned_text_stands_by_itself_and_turned_pages_upright():
    pdf = Pdf()
    pdf.lines(70, 100, ["Vanlig tekst på siden,", "og litt til."])
    pdf.canvas.saveState()
    pdf.canvas.rotate(90)
    pdf.canvas.drawString(300, -30, "Stempel")
    pdf.canvas.restoreState()
    pdf.page()
    pdf.canvas.rotate(90)
    pdf.canvas.drawString(70, -100, "Navn")
    pdf.canvas.drawString(300, -100, "Ja")
    pdf.page()
    assert read(pdf.finish()).text == "Vanlig tekst på siden,\nog litt til.\n\nStempel\n\nNavn\tJa\n"


def test_paragraphs_are_set_off_by_white_space():
    pdf = Pdf()
    pdf.lines(70, 100, ["Første linje,", "andre linje.", "", "Nytt avsnitt."])
    assert read(pdf.finish()).text == "Første linje,\nandre linje.\n\nNytt avsnitt.\n"


def test_bold_paragraphs_are_no_headings():
    pdf = Pdf()
    for number in range(5):
        pdf.put(70, 100 + 14 * number, f"Fet linje nummer {number} i avsnittet", bold=True)
    pdf.lines(70, 200, ["Vanlig tekst i en lang linje."] * 20)
    assert headings(read(pdf.finish())) == []


def test_pages_without_text_are_named():
    pdf = Pdf()
    pdf.put(70, 100, "Tekst")
    for _ in range(4):
        pdf.page()
    pdf.put(70, 100, "Tekst")
    pdf.page()
    reading = read(pdf.finish())
    assert [d.message for d in reading.diagnostics] == ["Pages 2-4 are without text: blank, or an image of a page."]
    assert (len(reading.pages), reading.pages[1:4]) == (5, (6, 6, 6))


def test_a_scanned_document_asks_for_text_recognition():
    pdf = Pdf()
    pdf.canvas.rect(10, 10, 100, 100, fill=1)
    pdf.page()
    with pytest.raises(UnsupportedFormat, match=r"no text.*OCR"):
        read(pdf.finish())


def test_an_encrypted_document_asks_for_no_password():
    pdf = Pdf("hemmelig")
    pdf.put(70, 100, "Tekst")
    pdf.page()
    with pytest.raises(UnsupportedFormat, match="password"):
        read(pdf.finish())


def test_a_damaged_document_is_called_damaged():
    with pytest.raises(DamagedDocument, match="damaged"):
        read(b"%PDF-1.7\n" + b"\0\1\2" * 300)
    with pytest.raises(DamagedDocument, match="plain text"):
        read(b"Service unavailable", name="minutes.pdf")


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_source, "MAX_PAGES", 2)
    with pytest.raises(LimitExceeded, match="2 pages"):
        read(COMPOSE["minutes_pdf"]())


def test_without_the_engine_one_sentence_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingDependency, match=r"nordic-civic\[pdf\]"):
        read(COMPOSE["minutes_pdf"]())
