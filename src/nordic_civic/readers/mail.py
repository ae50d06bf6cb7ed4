"""Read e-mail (.eml) as a letter: who, to whom, when, about what, and the best of its bodies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import DamagedDocument, ReadError
from nordic_civic.reading import Reading

from .base import Reader, check_size
from .builder import Line, compose
from .encoding import decode
from .text import read_string

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["READER", "read_mail"]

_LABELS = ("From", "To", "Cc", "Date", "Subject")
_HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t]", re.ASCII)
_CERTAIN = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 4096
_LONG = 100  # characters: a page of so much text is the better body where the plain one is shorter than half of it


def read_mail(data: bytes) -> Reading:
    """Read an e-mail message; attachments are named in a diagnostic and not read.

    Raises `DamagedDocument` where neither headers nor a body can be read.
    """
    check_size(len(data))
    from email import message_from_bytes, policy  # here, because it is slow to load and most sources are no mail

    try:
        message = message_from_bytes(data, policy=policy.default)
    except Exception as error:  # the library's parser raises many kinds over broken headers
        raise DamagedDocument(f"The e-mail message cannot be parsed: {error}") from error
    if not message.keys():
        raise DamagedDocument("The e-mail message has no headers.")
    lines = [Line(f"{label}: {value}") for label in _LABELS if (value := _header(message, label))]
    body = _body_lines(message)
    if body:
        body[0].gap = True
    title = _header(message, "Subject") or None
    return compose([*lines, *body], "message/rfc822", title=title, diagnostics=_left_out(message))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except Exception:  # as above; the other headers may be sound
        return ""


def _body_lines(message: EmailMessage) -> list[Line]:
    """Give the lines of the plain body, or of the page where that says much more."""
    plain = _plain_lines(_part(message, "plain"))
    page = _page_lines(_part(message, "html"))
    size = sum(len(line.text) for line in plain)
    page_size = sum(len(line.text) for line in page)
    return page if (page_size > _LONG and 2 * size < page_size) or not plain else plain


def _part(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
        if part is None:
            return ""
        payload = part.get_payload(decode=True)
        return decode(payload, part.get_content_charset()).text if isinstance(payload, bytes) else ""
    except Exception:  # as above
        return ""


def _plain_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for line in read_string(text).text.split("\n"):
        if line.strip():
            lines.append(Line(line.rstrip(), gap and bool(lines)))
        gap = not line.strip()
    return lines


def _page_lines(markup: str) -> list[Line]:
    from .html import parse_page

    if not markup.strip():
        return []
    try:
        return list(parse_page(markup).lines)
    except ReadError:
        return []


def _left_out(message: EmailMessage) -> list[Diagnostic]:
    try:
        names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except Exception:  # as above
        return []
    if not names:
        return []
    named = " ".join(", ".join(str(name) for name in names).split())
    return [Diagnostic("NC107", "info", f"Attachments were not read: {named}.")]


def _is_mail(data: bytes) -> bool:
    head = data[:_HEAD]
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    if not _HEADER.match(head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {match[0].lower() for match in _CERTAIN.finditer(headers)}
    return b"from:" in names and len(names) >= 3


READER = Reader("mail", ("message/rfc822",), (".eml",), _is_mail, read_mail)
