"""Read web pages: what they say, line by line, with headings and page furniture known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from nordic_civic.errors import DamagedDocument
from nordic_civic.reading import Reading

from .base import Reader
from .builder import compose
from .encoding import decode

if TYPE_CHECKING:
    from .html_target import Page

__all__ = ["READER", "looks_like_html", "parse_page", "read_html"]

_TAGS = (
    "html|head|body|title|meta|div|p|h[1-6]|table|ul|ol|dl|section|article|main|nav|header|footer|span|form|center|font"
)
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*"
    rb"<(?:!doctype\s+html|(?:" + _TAGS.encode() + rb")(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_PAGE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_BLOCK = re.compile(rb"</?(?:div|p|h[1-6]|table|tr|td|li|ul|br)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s{0,100}<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})["']""")
_HEAD = 4096
_CHUNK = 1 << 18


def looks_like_html(data: bytes) -> bool:
    """Say whether the bytes begin as a web page or a fragment of one does.

    >>> looks_like_html(b"<div><p>Item 1</p></div>"), looks_like_html(b"Item 1 <draft>")
    (True, False)
    """
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:].replace(b"\0", b"")
    if _OPENING.match(head) or _WHOLE_PAGE.search(head):
        return True
    return len(_BLOCK.findall(head)) >= 6


def read_html(data: bytes) -> Reading:
    """Read a web page or a fragment of one.

    Scripts and styles are left out; navigation, cookie notices and the like stay in the text as `furniture`. Raises
    `DamagedDocument` where nothing at all can be read, `LimitExceeded` for too much.

    >>> read_html(b"<h2>Item 1</h2><ol><li>Adopted.<li>Noted.</ol>").text
    'Item 1\\n\\n1. Adopted.\\n2. Noted.\\n'
    """
    if not data.strip():
        raise DamagedDocument("The web page is empty.")
    head = data[:_HEAD]
    declared = _XML.match(head) or _META.search(head)
    decoded = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    page = parse_page(decoded.text)
    return compose(page.lines, "text/html", title=page.title, diagnostics=decoded.diagnostics)


def parse_page(markup: str) -> Page:
    """Parse the markup of a page and give its lines and title; for readers of formats that hold pages.

    Raises `DamagedDocument` where the markup cannot be parsed.
    """
    from lxml import etree

    from .html_target import Target

    # The target parser has no depth limit; a tree would lose text below 256 levels and in nodes of over 10 MB.
    target = Target()
    # The stubs know targets that take bytes too; this parser gives none.
    parser: Any = etree.HTMLParser(target=cast("Any", target), encoding="utf-8", huge_tree=True)
    data = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        page: Page = parser.close()
    except etree.LxmlError as error:
        if not target.started:
            return target.close()
        raise DamagedDocument(f"The web page cannot be parsed: {error}") from error
    return page


READER = Reader(
    "html", ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml", ".aspx"), looks_like_html, read_html
)
