"""Whatever the bytes are, reading gives a sound `Reading` or a `ReadError`, and nothing else."""

import contextlib
import functools
import runpy
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nordic_civic.errors import ReadError
from nordic_civic.readers import iter_archive, read

COMPOSE = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))
MAKERS = ("minutes_pdf", "minutes_docx", "minutes_odt", "minutes_html", "letter_eml")
NAMES = st.sampled_from([None, "a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.odt", "a.eml", "a.zip", "a.doc"])
TYPES = st.sampled_from([None, "text/plain; charset=utf-16", "text/html;charset=latin-1", "application/pdf", "x", ";"])


@functools.cache
def document(maker):
    return COMPOSE[maker]()


def check(data, name=None, media_type=None):
    try:
        reading = read(data, name=name, media_type=media_type)
    except ReadError:
        return
    text = reading.text
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\0" not in text
    assert list(reading.pages) == sorted(reading.pages) and all(0 <= start <= len(text) for start in reading.pages)
    last = 0
    for start, end in reading.furniture:
        assert last <= start < end <= len(text)
        last = end
    for hint in reading.headings:
        line = text[hint.start : hint.end]
        assert line and line == line.strip() and "\n" not in line and 1 <= hint.level <= 9
    for bookmark in reading.bookmarks:
        assert bookmark.title and bookmark.level >= 1


@given(st.binary(max_size=600), NAMES, TYPES)
def test_random_bytes(data, name, media_type):
    check(data, name, media_type)


@given(st.text(max_size=300), NAMES, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-32"]))
def test_random_text(text, name, encoding):
    check(text.encode(encoding, "ignore"), name)


PIECES = [
    "<p>", "</p>", "<h1>", "</h1>", "<b>", "</b>", "<ul>", "<ol start=3>", "<li>", "</ul>", "</ol>", "<table>", "<tr>", "<td>",
    "</td>", "</tr>", "</table>", "<dl>", "<dt>", "<dd>", "</dl>", "<br>", "<nav>", "</nav>", "<main>", "</main>", "<pre>",
    "</pre>", "<form>", "</form>", "<script>", "</script>", "<title>", "</title>", "<svg>", "&nbsp;", "&#128;", "Sak 4 ",
    "at broen bygges ", "\n", "\t", "<!--", "-->", "<div class='cookie'>", "</div>", "<button>", "</button>", "\0", "\u0301",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_random_pages(pieces):
    check("".join(["<body>", *pieces]).encode())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
@pytest.mark.parametrize("maker", MAKERS)
def test_documents_with_broken_bytes(maker, data):
    broken = bytearray(document(maker))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(broken) - 1))
        broken[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    check(bytes(broken[: data.draw(st.integers(1, len(broken)))]) if data.draw(st.booleans()) else bytes(broken))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.data())
def test_documents_with_broken_parts(data):
    words = [
        "w:p",
        "w:pPr",
        "w:numPr",
        "w:numId",
        "w:ilvl",
        "w:val",
        "w:tbl",
        "w:tc",
        "w:t",
        "1",
        "H1",
        "x",
        "-9",
        "99999999999",
    ]
    body = COMPOSE["paragraph"]("Sak", style="H1", number=1) * 2
    for _ in range(data.draw(st.integers(1, 4))):
        body = body.replace(data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words)), 1)
    check(COMPOSE["docx"](body))
    check(COMPOSE["odt"](body.replace("w:p", "text:p").replace("w:t", "text:list")))


@given(st.binary(max_size=300))
def test_random_archives(data):
    with contextlib.suppress(ReadError):
        list(iter_archive(b"PK\x03\x04" + data))


@pytest.mark.parametrize("maker", MAKERS)
def test_reading_twice_gives_the_same(maker):
    assert read(document(maker)) == read(document(maker))


def test_reading_text_loads_nothing_heavy():
    code = (
        "import sys; from nordic_civic.readers import read; read(b'Item 1');"
        "print([name for name in ('lxml', 'pypdfium2', 'zipfile', 'email', 'langdetect') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
