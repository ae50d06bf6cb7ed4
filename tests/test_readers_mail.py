"""E-mail as letters, archives of documents, and how a reader is chosen."""

import runpy
from pathlib import Path

import pytest

from nordic_civic.errors import DamagedDocument, LimitExceeded
from nordic_civic.readers import READERS, Reader, archive, is_archive, iter_archive, read
from nordic_civic.readers.registry import choose
from nordic_civic.reading import Reading

COMPOSE = runpy.run_path(str(Path(__file__).parent / "fixtures" / "readers" / "compose.py"))
packed = COMPOSE["packed"]


def test_a_letter():
    reading = read(COMPOSE["letter_eml"](), name="letter.eml")
    assert reading.text == (
        "From: Kari Fossnes <kari@example.org>\nTo: postmottak@example.org\nDate: Mon, 04 Mar 2024 10:00:00 +0100\n"
        "Subject: Svar på høring\n\nHei,\n\nvi støtter forslaget.\n"
    )
    assert (reading.title, reading.media_type) == ("Svar på høring", "message/rfc822")
    assert [(d.code, "kart.pdf" in d.message) for d in reading.diagnostics] == [("NC107", True)]


def mail(parts, kind="alternative"):
    body = "".join(f"--x\r\nContent-Type: {name}; charset=utf-8\r\n\r\n{text}\r\n" for name, text in parts)
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: S\r\nMIME-Version: 1.0\r\n"
    return f'{head}Content-Type: multipart/{kind}; boundary="x"\r\n\r\n{body}--x--\r\n'.encode()


def test_the_page_is_read_where_the_plain_body_says_little():
    long = "<p>Vedtak</p><p>" + "Kommunestyret vedtar planen. " * 10 + "</p>"
    assert "Kommunestyret" in read(mail([("text/plain", "Se HTML."), ("text/html", long)])).text
    assert read(mail([("text/plain", "Kort svar."), ("text/html", "<p>Kort svar.</p>")])).text.endswith(
        "\nKort svar.\n"
    )


def test_a_letter_with_headers_only_and_one_without():
    assert read(b"From: a@b.no\nTo: c\nSubject: x\n\n").text.endswith("Subject: x\n")
    with pytest.raises(DamagedDocument):
        read(b"\n\nno headers", name="a.eml")


def test_an_archive_gives_its_documents_and_those_of_archives_inside():
    inner = packed({"b.txt": "b"})
    data = packed(
        {"a.txt": "a", "__MACOSX/._a.txt": "x", ".DS_Store": "x", "empty.txt": "", "in.zip": inner, "d/e.txt": "e"}
    )
    assert list(iter_archive(data)) == [("a.txt", b"a"), ("in.zip/b.txt", b"b"), ("d/e.txt", b"e")]
    assert is_archive(data) and not is_archive(COMPOSE["minutes_docx"]())


def test_documents_in_an_archive_stay_whole():
    document = COMPOSE["minutes_odt"]()
    assert list(iter_archive(packed({"a.odt": document}))) == [("a.odt", document)]


def test_a_broken_file_in_an_archive_is_told_and_the_others_are_given():
    data = bytearray(packed({"a.txt": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 9, "b.txt": "b"}))
    data[data.index(b"a.txt") + 6] ^= 0xFF
    errors = []
    assert list(iter_archive(bytes(data), on_error=lambda name, error: errors.append(name))) == [("b.txt", b"b")]
    assert errors == ["a.txt"]
    with pytest.raises(DamagedDocument):
        list(iter_archive(bytes(data)))


def test_archives_have_limits(monkeypatch):
    bomb = packed({"a.txt": b"a", "bomb.txt": b"\0" * 4_000_000})
    errors = []
    assert list(iter_archive(bomb, on_error=lambda name, error: errors.append(str(error)))) == [("a.txt", b"a")]
    assert len(errors) == 1 and "packed size" in errors[0]
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    with pytest.raises(LimitExceeded, match="1 files in an archive"):
        list(iter_archive(packed({"a.txt": "a", "b.txt": "b"}), on_error=lambda name, error: None))
    monkeypatch.setattr(archive, "MAX_UNPACKED", 3)
    with pytest.raises(LimitExceeded, match="3 bytes unpacked"):
        list(iter_archive(packed({"a.txt": "aaaa"})))


def test_no_archive_is_damaged():
    with pytest.raises(DamagedDocument):
        list(iter_archive(b"PK\x03\x04"))


@pytest.mark.parametrize(
    "maker, name",
    [
        ("minutes_pdf", "pdf"),
        ("minutes_docx", "docx"),
        ("minutes_odt", "odt"),
        ("minutes_html", "html"),
        ("letter_eml", "mail"),
    ],
)
def test_the_bytes_choose_the_reader_whatever_the_name(maker, name):
    data = COMPOSE[maker]()
    assert choose(data, suffix=".txt").name == name
    assert read(data, name="minutes.txt").text == read(data).text


def test_names_and_media_types_choose_among_formats_of_text():
    assert read(b"Item", name="https://example.org/a.MD?x=1").media_type == "text/markdown"
    assert read(b"Item", media_type="text/html; charset=utf-8").media_type == "text/html"
    assert read(b"Item", name="a.unknown").media_type == "text/plain"


def test_readers_of_others_are_asked_first():
    shout = Reader(
        "shout", ("text/x-shout",), (".shout",), lambda data: data.startswith(b"!"), lambda data: Reading("!", "x")
    )
    assert read(b"!<html>", readers=[shout]).media_type == "x"
    assert read(b"quiet", name="a.shout", readers=[shout]).media_type == "x"


def test_readers_have_names_of_their_own():
    assert len({reader.name for reader in READERS}) == len(READERS)
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes) and all(suffix.startswith(".") for suffix in suffixes)
