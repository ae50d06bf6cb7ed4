"""Word and OpenDocument: computed numbers, headings, tables, tracked changes, furniture, broken packages."""

import runpy
from pathlib import Path

import pytest

from nordic_civic.errors import DamagedDocument, LimitExceeded, UnsupportedFormat
from nordic_civic.readers import package, read

COMPOSE = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))
docx, odt, packed, p = COMPOSE["docx"], COMPOSE["odt"], COMPOSE["packed"], COMPOSE["paragraph"]


def headings(reading):
    return [(reading.text[hint.start : hint.end], hint.level) for hint in reading.headings]


def furniture(reading):
    return [reading.text[start:end] for start, end in reading.furniture]


def test_a_whole_word_document():
    reading = read(COMPOSE["minutes_docx"](), name="minutes.docx")
    assert reading.text == ("Lillevik kommune\n\nNy bru\n\nSaksnr.\t24/118\n\n1. Brua bygges.\n2. Veien utvides.\n")
    assert headings(reading) == [("Ny bru", 1)]
    assert furniture(reading) == ["Lillevik kommune\n"]


def test_numbers_are_computed_level_by_level():
    body = "".join(
        p(text, number=number, ilvl=ilvl)
        for text, number, ilvl in [
            ("a", 1, 0),
            ("b", 1, 1),
            ("c", 1, 1),
            ("d", 1, 2),
            ("e", 1, 0),
            ("f", 1, 1),
            ("g", 4, 0),
            ("h", 2, 0),
            ("i", 9, 0),
        ]
    )
    assert read(docx(body)).text == ("1. a\n  a) b\n  b) c\n    1.I d\n2. e\n  a) f\n1. g\n- h\n\ni\n")


def test_numbered_headings_carry_their_number():
    reading = read(docx(p("Ny bro", style="H1", number=3) + p("Text.") + p("Ny väg", style="H1", number=3)))
    assert headings(reading) == [("§ 12 Ny bro", 1), ("§ 13 Ny väg", 1)]


def test_headings_by_style_by_what_it_rests_on_and_by_look():
    body = (
        p("Sak", style="Mine") + p("Vedtak", bold=True) + p("En lang linje med vanlig tekst i.") + p("x", style="Loop")
    )
    assert headings(read(docx(body))) == [("Sak", 1), ("Vedtak", 2)]


def test_a_paragraph_in_a_heading_style_is_no_heading():
    prose = "Utvalget behandlet saken i sitt møte. Det ble vedtatt å utsette den til neste møte, som holdes i mai."
    assert headings(read(docx(p(prose, style="H1")))) == []


def test_tracked_changes_are_read_as_accepted():
    inserted = "<w:ins><w:r><w:t>nye </w:t></w:r></w:ins><w:del><w:r><w:delText>gamle </w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>her</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>der</w:t></w:r></w:moveTo>"
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Første del </w:t></w:r></w:p>" + p("og andre.")
    row = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("borte") + "</w:tc></w:tr></w:tbl>"
    text = read(docx(p("Den ", inside=inserted + moved) + joined + row)).text
    assert text == "Den nye der\n\nFørste del og andre.\n"


def test_fields_comments_and_hidden_text_are_left_out():
    inside = (
        '<w:commentRangeStart w:id="1"/><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>12</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r><w:r><w:commentReference/></w:r>"
    )
    comments = f"<w:comments {COMPOSE['W']}><w:comment>{p('Bør endres')}</w:comment></w:comments>"
    assert read(docx(p("Side ", inside=inside), parts={"word/comments.xml": comments})).text == "Side 12\n"


def test_signs_and_symbols():
    inside = (
        "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    )
    assert read(docx(p("a", inside=inside))).text == "a\tb\nc\u2011d\u00ad☒\n"


def test_text_boxes_are_read_once():
    box = "<w:txbxContent>{}</w:txbxContent>".format(p("i boks"))
    inside = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(docx(p("før", inside=inside))).text == "før\n\ni boks\n"


def test_merged_cells_keep_their_columns():
    table = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{a}</w:tc><w:tc>{b}</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{a}</w:tc><w:tc>{b}</w:tc><w:tc>{c}</w:tc></w:tr></w:tbl>"
    ).format(a=p("A"), b=p("B"), c=p("C"))
    assert read(docx(table)).text == "A\t\tB\n\tB\tC\n"


def test_close_paragraphs_are_lines():
    body = p("Lillevik", style="Tight") + p("Rådhuset", style="Tight") + p("", style="Tight") + p("Sak", style="Tight")
    assert read(docx(body)).text == "Lillevik\nRådhuset\n\nSak\n"


def test_notes_follow_the_text():
    notes = f'<w:footnotes {COMPOSE["W"]}><w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("Se lov.")}</w:footnote></w:footnotes>'
    assert read(docx(p("Tekst"), parts={"word/footnotes.xml": notes})).text == "Tekst\n\nSe lov.\n"


def test_strict_documents_and_other_names_of_the_main_part():
    strict = docx(p("Tekst"))
    files = {"word/document2.xml": f"<w:document {COMPOSE['W']}><w:body>{p('Tekst')}</w:body></w:document>"}
    files["word/document2.xml"] = files["word/document2.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(packed(files)).text == read(strict).text == "Tekst\n"


def test_a_whole_opendocument_text():
    reading = read(COMPOSE["minutes_odt"](), name="minutes.odt")
    assert reading.text == (
        "Storby kommun\n\n§ 4 Ny bro\n\nDnr\tKS 2024-7\n\n1. Bron byggs.\n  a) I trä.\n2. Vägen breddas.\n\nSida 1\n"
    )
    assert headings(reading) == [("§ 4 Ny bro", 2)]
    assert furniture(reading) == ["Storby kommun\n", "Sida 1\n"]
    assert reading.title == "Protokoll"


def test_opendocument_changes_notes_and_spaces():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>borta</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<office:annotation><text:p>nej</text:p>'
        "</office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not.</text:p>"
        "</text:note-body></text:note></text:p>"
    )
    assert "\n\na b\tc\nd\n\nNot.\n\n" in read(odt(body)).text


def test_opendocument_lists_go_on_where_they_say_so():
    one = "<text:list-item><text:p>a</text:p></text:list-item>"
    body = (
        f'<text:list text:style-name="L1">{one}{one}</text:list><text:p>emellan</text:p>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{one}</text:list>'
        f'<text:list text:style-name="L1">{one}</text:list>'
        f'<text:list text:style-name="L2">{one}</text:list>'
    )
    assert "\n\n1. a\n2. a\n\nemellan\n\n3. a\n\n1. a\n\n- a\n\n" in read(odt(body)).text


def test_opendocument_bold_lines_are_headings():
    body = (
        '<text:p><text:span text:style-name="B">Beslut</text:span></text:p><text:p>Nämnden godkänner planen.</text:p>'
    )
    assert headings(read(odt(body))) == [("Beslut", 2)]


def test_repeated_cells_have_a_limit():
    cell = '<table:table-cell table:number-columns-repeated="999999"><text:p>x</text:p></table:table-cell>'
    text = read(odt(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")).text
    assert len(text) < 200


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.odt"])
def test_broken_packages_are_damaged(name):
    whole = COMPOSE["minutes_docx"]()
    for data in (whole[: len(whole) // 2], b"PK\x03\x04" + b"\0" * 100, packed({"word/document.xml": "<w:document>"})):
        with pytest.raises(DamagedDocument):
            read(data, name=name)


def test_entities_are_not_resolved():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text = f"{bomb}<w:document {COMPOSE['W']}><w:body>{p('&b;&f;x')}</w:body></w:document>"
    assert "aaa" not in read(packed({"word/document.xml": text})).text


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch):
    bomb = packed({"word/document.xml": "<a>" + " " * 3_000_000})
    with pytest.raises(LimitExceeded, match="times the packed size"):
        read(bomb)
    monkeypatch.setattr(package, "MAX_PART", 100)
    with pytest.raises(LimitExceeded, match="100 bytes"):
        read(COMPOSE["minutes_docx"]())


def test_what_is_no_text_document_is_named():
    with pytest.raises(UnsupportedFormat, match="spreadsheet"):
        read(packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}))
    with pytest.raises(UnsupportedFormat, match="parse_many"):
        read(packed({"a.txt": "a", "b.txt": "b"}))
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(UnsupportedFormat, match="password"):
        read(
            packed(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "?",
                    "META-INF/manifest.xml": manifest,
                }
            )
        )
