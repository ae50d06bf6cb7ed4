"""Web pages: headings, lists, tables, furniture, encodings, and pages made to do harm."""

import runpy
from pathlib import Path

import pytest

from nordic_civic import parse
from nordic_civic.errors import DamagedDocument
from nordic_civic.readers import read

COMPOSE = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))


def page(markup, **options):
    return read(f"<html><body>{markup}</body></html>".encode(), **options)


def headings(reading):
    return [(reading.text[hint.start : hint.end], hint.level) for hint in reading.headings]


def furniture(reading):
    return "".join(reading.text[start:end] for start, end in reading.furniture)


def test_a_whole_page():
    reading = read(COMPOSE["minutes_html"](), name="item.html")
    assert reading.text == (
        "Forside\n\n4. Ny bro\n\nSagen er åben.\n\nIndstilling\n\n1. at broen bygges\n2. at vejen udvides\n\n"
        "Navn\tStemme\nBo Lindegård\tFor\n\nLilleby Kommune\n"
    )
    assert headings(reading) == [("4. Ny bro", 1), ("Indstilling", 2)]
    assert furniture(reading) == "Forside\nLilleby Kommune\n"
    assert (reading.title, reading.pages) == ("Punkt 4", ())


def test_white_space_is_that_of_a_browser():
    assert page("<p>a \n b&nbsp;c</p><p>&nbsp;</p><p>d<br>e<br><br>f</p>").text == "a b\xa0c\n\nd\ne\n\nf\n"


def test_pre_keeps_its_lines():
    assert page("<pre>a  b\n  c</pre>").text == "a  b\n  c\n"


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<ul><li>at a<li>at b</ul>", "- at a\n- at b\n"),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", "3. a\n7. b\n8. c\n"),
        ("<ol type=a><li>a<li>b</ol>", "a. a\nb. b\n"),
        ("<ol type=I reversed start=4><li>a<li>b</ol>", "IV. a\nIII. b\n"),
        ("<ul style='list-style-type: none'><li>1. at a</ul>", "1. at a\n"),
        ("<ol><li>1. at a<li>b</ol>", "1. at a\n2. b\n"),
        ("<ol><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ol>", "1. a\n  - b\n2. c\nd\n"),
        ("<ol start='9999999999'><li>a</ol>", "1. a\n"),
    ],
)
def test_lists_have_their_markers(markup, text):
    assert page(markup).text == text


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<table><tr><td>a<td>b<tr><td><td>c</table>", "a\tb\n\tc\n"),
        ("<table><tr><td>Til stede<td>A<br>B<br>C</table>", "Til stede\tA\nB\nC\n"),
        ("<table><tr><td>A<br>B<td>Ja<br>Nei</table>", "A\tJa\nB\tNei\n"),
        ("<table><tr><td><h2>Sak</h2><p>tekst</p><td>meny</table>", "Sak\n\ntekst\n\nmeny\n"),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "a\tb\tc\n"),
        ("<table><td>a<td>b<tr><td>c</table>", "a\tb\nc\n"),
    ],
)
def test_tables_are_rows_with_tabs_unless_they_are_layout(markup, text):
    assert page(markup).text == text


def test_definition_lists_are_terms_with_values():
    markup = "<dl><dt>Dato<dd>1. mai<dt>Sted:<dd>Rådhuset<dd>2. etasje<dt>Tomt</dl>"
    assert page(markup).text == "Dato: 1. mai\nSted: Rådhuset\n2. etasje\nTomt\n"


def test_bold_paragraphs_are_headings_below_the_last():
    reading = page("<h2>Sak</h2><p><b>Vedtak</b>:</p><p><strong>Vedtak:</strong></p><p>tekst og mer tekst her</p>")
    assert headings(reading) == [("Sak", 2), ("Vedtak:", 3)]


def test_a_bold_line_before_a_break_is_a_heading():
    markup = "<p><b>Beslutning</b><br>Godkendt som indstillet av udvalget.</p>"
    assert headings(page(markup)) == [("Beslutning", 2)]


def test_a_page_all_in_bold_has_no_headings_of_bold():
    assert headings(page("<p><b>Første avsnitt</b></p><p><b>Andre avsnitt</b></p>")) == []


def test_a_paragraph_in_a_heading_element_is_no_heading():
    prose = "Utvalget behandlet saken i sitt møte. Det ble vedtatt å utsette den til neste møte, som holdes i mai."
    assert headings(page(f"<h2>{prose}</h2><h2>Vedtak</h2>")) == [("Vedtak", 2)]


def test_headings_by_role_and_class():
    markup = "<div role=heading aria-level=3>Sak</div><p class='MsoHeading2'>Vedtak</p><details><summary>Mer</summary>x</details>"
    assert headings(page(markup)) == [("Sak", 3), ("Vedtak", 2), ("Mer", 3)]


def test_short_boxes_stay_together_and_long_ones_are_paragraphs():
    long = "Denne linjen er så lang at den må være et avsnitt for seg selv og ikke en etikett."
    assert page("<div>Sak</div><div>12/34</div>").text == "Sak\n12/34\n"
    assert page(f"<div>{long}</div><div>{long}</div>").text == f"{long}\n\n{long}\n"


@pytest.mark.parametrize(
    "markup",
    [
        "<nav>meny</nav>",
        "<header>meny</header>",
        "<div role=navigation>meny</div>",
        "<div class='cookie-banner'>meny</div>",
        "<aside>meny</aside>",
        "<noscript>meny</noscript>",
        "<button>meny</button>",
        "<form id='SearchBox'>meny</form>",
    ],
)
def test_furniture_is_marked_and_kept(markup):
    reading = page(f"{markup}<main><p>Kommunestyret vedtok planen.</p></main>")
    assert reading.text == "meny\n\nKommunestyret vedtok planen.\n"
    assert furniture(reading) == "meny\n"


@pytest.mark.parametrize(
    "markup",
    [
        "<form action=x><p>Hele siden står i et skjema.</p></form>",
        "<div class='page-with-sidebar menu'><p>Hele siden har en uheldig klasse.</p></div>",
        "<article><header><h1>Sak 4</h1></header></article>",
        "<nav>Alt er i menyen</nav>",
        "<h3><button aria-expanded=false>Sak 4</button></h3>",
    ],
)
def test_what_holds_the_content_is_no_furniture(markup):
    assert page(markup).furniture == ()


def test_scripts_and_the_like_say_nothing():
    assert (
        page("<script>x<p>y</script><style>z</style><svg><title>t</title></svg><select><option>o</select>a").text
        == "a\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(
    "declared", ["", "<meta charset='iso-8859-1'>", "<meta http-equiv=x content='text/html; charset=utf-8'>"]
)
def test_the_bytes_are_believed_before_the_declaration(encoding, declared):
    markup = f"<html><head>{declared}</head><body><p>Møte på Ås &oslash; &#128;</p></body></html>"
    assert read(markup.encode(encoding)).text == "Møte på Ås ø €\n"


def test_fragments_and_error_pages_are_pages():
    assert read(b"<div><p>a</p></div>", name="x.txt").media_type == "text/html"
    reading = read(b"<!doctype html><title>404</title><h1>Not found</h1>", name="minutes.pdf")
    assert (reading.media_type, [d.code for d in reading.diagnostics]) == ("text/html", ["NC106"])


def test_empty_pages():
    assert read(b"<html></html>").text == ""
    assert read(b"<!-- nothing -->", name="x.html").text == ""
    with pytest.raises(DamagedDocument, match="empty"):
        read(b"  ", media_type="text/html")


@pytest.mark.parametrize(
    "data",
    [
        b"<p>start" + b"<div>" * 100_000 + b"end",
        b"<p>start " + b"x" * 11_000_000 + b" end",
        b"<p>start" + b"<a " * 50_000 + b">end",
        b"<p>start" + b"<ul><li>" * 20_000 + b"end",
        b"<p>start" + b"<table><tr><td>" * 5_000 + b"end",
        b"<p>start" + b"<b>" * 50_000 + b"end",
        b"<p>start" + b"&" * 100_000 + b"end",
        b"<p>start</p>" + b"</div>" * 100_000 + b"<p>end",
    ],
)
def test_no_page_is_too_deep_or_too_long(data):
    text = read(data, media_type="text/html").text
    assert text.startswith("start") and "end" in text[-40:]


def test_nul_and_lone_surrogates_do_no_harm():
    assert read(b"<p>a\0b &#xd800; &#0; c</p>").text.startswith("a\ufffdb")


@pytest.mark.parametrize(("title", "known"), [("Bygging av bro", "Bygging av bro"), ("Tagged export", None)])
def test_a_title_of_which_the_text_has_no_word_is_the_programs(title, known):
    source = f"<html><head><title>{title}</title></head><body><p>Fjordvik kommune</p><p>Sak om bro</p></body></html>"
    assert parse(source.encode(), country="NO").document.title == known
