"""Read XML that nobody vouches for: no entities, no network, no huge trees, and files that are not well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from nordic_civic.diagnostics import Diagnostic
from nordic_civic.errors import DamagedDocument
from nordic_civic.readers.base import check_size
from nordic_civic.readers.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

__all__ = ["Node", "opening", "read_xml"]

_HEAD = 8192
_PROLOG = re.compile(r"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,400}>\s*)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([^\W\d][\w.-]{0,60})((?:\s[^<>]{0,4000})?)/?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")


def opening(data: bytes) -> tuple[str, str]:
    """Give the local name of the root element and its attributes as written; ("", "") for what is no XML.

    Looks at the first bytes only.

    >>> opening(b'<?xml version="1.0"?><!-- x --><a:root xmlns:a="urn:x" b="1">')
    ('root', ' xmlns:a="urn:x" b="1"')
    """
    head = decode(data[:_HEAD]).text.lstrip("\ufeff") if data[:64].strip() else ""
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    return (root[1], root[2].rstrip("/")) if root else ("", "")


@attrs.frozen(slots=True, eq=False)
class Node:
    """An element, asked by local names; what is not there is empty.

    >>> node = read_xml(b"<a><b x='1'>one</b><b>two</b></a>")[0]
    >>> node.text("b"), node.child("b").get("x"), [each.own for each in node.all("b")], node.text("c", "d")
    ('one', '1', ['one', 'two'], '')
    """

    element: _Element | None

    @property
    def name(self) -> str:
        """Give the local name."""
        tag = self.element.tag if self.element is not None else ""
        return tag.rpartition("}")[2] if isinstance(tag, str) else ""

    @property
    def own(self) -> str:
        """Give the text directly inside the element, comments and the like left out."""
        if self.element is None:
            return ""
        inside = [self.element.text or "", *(child.tail or "" for child in self.element)]
        return "".join(inside).strip()

    @property
    def inner(self) -> str:
        """Give the content as markup where elements stand in it, else as text."""
        if self.element is None or not any(isinstance(child.tag, str) for child in self.element):
            return self.own
        from lxml import etree

        return "".join(
            [self.element.text or "", *(etree.tostring(child, encoding="unicode") for child in self.element)]
        ).strip()

    def get(self, *attributes: str) -> str:
        """Give the first of these attributes that the element has, whatever their namespace."""
        found = {key.rpartition("}")[2]: value for key, value in _attributes(self.element)}
        return next((str(found[name]).strip() for name in attributes if name in found), "")

    def children(self) -> Iterator[Node]:
        """Give the child elements."""
        for child in self.element if self.element is not None else ():
            if isinstance(child.tag, str):
                yield Node(child)

    def all(self, *path: str) -> Iterator[Node]:
        """Give the elements at the end of a path of local names."""
        if not path:
            yield self
            return
        for child in self.children():
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def child(self, *path: str) -> Node:
        """Give the first element at the end of a path, or an empty node."""
        return next(self.all(*path), Node(None))

    def text(self, *path: str) -> str:
        """Give the text of the first element at the end of a path, or ""."""
        return self.child(*path).own

    def deep(self, *names: str) -> Iterator[Node]:
        """Give the elements of these names anywhere below, in order."""
        for element in self.element.iterdescendants() if self.element is not None else ():
            node = Node(element)
            if node.name in names:
                yield node

    def __bool__(self) -> bool:
        """Say whether there is an element."""
        return self.element is not None


def _attributes(element: _Element | None) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in element.attrib.items()] if element is not None else []


def read_xml(data: bytes) -> tuple[Node, tuple[Diagnostic, ...]]:
    """Parse XML; what is not well-formed is repaired as far as it goes, and said.

    Raises `DamagedDocument` where no element is left, `LimitExceeded` for too much.

    >>> node, said = read_xml(b"<a>one \\x0b & two</a>")
    >>> node.own, [diagnostic.code for diagnostic in said]
    ('one  & two', ['NC105'])
    """
    from lxml import etree

    check_size(len(data))
    try:
        return Node(etree.fromstring(data, _parser(recover=False))), ()
    except (etree.XMLSyntaxError, ValueError, LookupError):
        pass
    declared = _DECLARED.match(data.lstrip()[:200])
    text = decode(data, declared[1].decode("ascii") if declared else None).text.lstrip("\ufeff")
    text = _BARE.sub("&amp;", _ILLEGAL.sub("", _DECLARATION.sub("", text, count=1)))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(f"The XML cannot be parsed: {error}") from error
    if root is None:
        raise DamagedDocument("The XML cannot be parsed: it holds no element.")
    return Node(root), (
        Diagnostic.of("NC105", "The XML is not well-formed; it was repaired and read as far as it goes."),
    )


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding=_utf8(recover),
    )


def _utf8(recover: bool) -> str | None:
    """Recovered text was decoded and encoded again; a sound file says its own encoding."""
    return "utf-8" if recover else None
