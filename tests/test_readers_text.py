"""Plain text and Markdown: encodings, line ends, pages, headings, and what is refused."""

import codecs
import pickle
import unicodedata

import pytest

from nordic_civic.errors import DamagedDocument, ReadError, UnsupportedFormat
from nordic_civic.readers import read, read_string
from nordic_civic.readers.encoding import decode

WORDS = "Møte på Ås: förslag, § 4 – «vedtak» æøåÆØÅäöÄÖ €"


def codes(reading):
    return [diagnostic.code for diagnostic in reading.diagnostics]


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(data):
    assert read(data, name="minutes.txt").text == WORDS


def test_windows_1252_is_told():
    assert codes(read("Møte i Ås".encode("cp1252"))) == ["NC102"]
    assert codes(read("Møte i Ås".encode())) == []


def test_broken_bytes_in_utf8_are_replaced_and_never_become_other_letters():
    reading = read("Møte på Ås om ".encode() + b"\xf8 og \xe5" + " så møtet på Ås slutter".encode())
    assert reading.text == "Møte på Ås om � og � så møtet på Ås slutter"
    assert codes(reading) == ["NC101"]


def test_a_cut_off_last_letter_is_replaced():
    assert read("Møte på Å".encode()[:-1]).text == "Møte på �"


def test_a_declared_charset_is_used_where_the_bytes_do_not_contradict_it():
    data = "Čorgŋa".encode("iso-8859-10", "replace")
    assert decode(data, "iso-8859-10").text == data.decode("iso-8859-10")
    assert read("Møte".encode("cp865"), media_type="text/plain; charset=cp865").text == "Møte"
    assert read("Møte".encode(), media_type="text/plain; charset=iso-8859-1").text == "Møte"
    assert read("Møte".encode("cp1252"), media_type="text/plain; charset=base64").text == "Møte"


def test_line_ends_and_composed_letters():
    reading = read("a\r\nb\rc\u2028d A\u030as".encode())
    assert reading.text == "a\nb\nc\nd Ås"
    assert unicodedata.is_normalized("NFC", reading.text)


def test_form_feeds_open_pages():
    reading = read(b"one\n\ftwo\n\fthree\n\f")
    assert reading.text == "one\n\ntwo\n\nthree\n\n"
    assert [reading.text[start:][:3] for start in reading.pages] == ["one", "two", "thr"]
    assert read(b"no pages").pages == ()


def test_hyphens_of_word_processors_become_hyphens():
    assert read("om\x02sorg, ut\ufffevalg, a\x1eb".encode()).text == "om\u00adsorg, ut\u00advalg, a\u2011b"


def test_a_stray_control_character_is_replaced_and_told():
    reading = read(b"Sak 1" + b" tekst" * 100 + b"\x07 og mer")
    assert "\ufffd" in reading.text
    assert codes(reading) == ["NC104"]


@pytest.mark.parametrize("data", [b"", bytes(range(32)) * 40, b"\x00\x01\x02\x03" * 100, b"\x7fELF" + b"\0" * 200])
def test_what_is_no_text_is_refused_in_one_sentence(data):
    with pytest.raises(ReadError) as caught:
        read(data, name="minutes.txt")
    assert str(caught.value).endswith(".")
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), type(caught.value))


def test_an_empty_file_is_called_empty():
    with pytest.raises(DamagedDocument, match="empty"):
        read(b"", name="minutes.txt")


def test_white_space_only_is_a_reading_without_text():
    assert codes(read(b" \n\n ")) == ["NC103"]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image"),
        (b"{\\rtf1 Minutes}", r"Rich Text.*soffice"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"\.doc\).*convert"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "gzip"),
        (b'<?xml version="1.0"?><export/>', "XML"),
        (b'{"cases": []}', "JSON"),
    ],
)
def test_known_formats_that_are_not_read_say_what_to_do(data, words):
    with pytest.raises(UnsupportedFormat, match=words):
        read(data, name="minutes.txt")


def test_markdown_headings_leave_their_marks_out():
    text = (
        "---\ntitle: Minutes\n---\n# Item 1 #\n\nText\n====\n\nItem 2\n------\n"
        "```\n# code\n```\n- point\n---\n#tag\n### Item 3"
    )
    reading = read(text.encode(), name="minutes.md")
    assert reading.text == text
    found = [(reading.text[hint.start : hint.end], hint.level) for hint in reading.headings]
    assert found == [("Item 1", 1), ("Text", 1), ("Item 2", 2), ("Item 3", 3)]
    assert (reading.title, reading.media_type) == ("Minutes", "text/markdown")


def test_markdown_that_begins_with_a_piece_of_a_page_is_markdown():
    assert read(b"<div>note</div>\n\n# Item", name="minutes.md").media_type == "text/markdown"
    assert read(b"# Item", media_type="text/markdown; charset=utf-8").headings[0].level == 1


def test_markdown_stays_linear():
    line = "# a" + " " * 200_000 + "b"
    assert read(line.encode(), name="long.md").text == line


@pytest.mark.parametrize("text", ["", "\ud800 lone", "a\x00b", "\f\f", "\ufeffSak"])
def test_any_string_gives_a_reading(text):
    reading = read_string(text)
    reading.text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", reading.text)
