"""Small XML trees, built in one namespace."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_MIXED = ("p", "heading", "num")
"""Elements in which white space would be text."""

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Put U+FFFD in the place of characters that XML cannot hold.

    >>> legal("a\\x0cb")
    'a\ufffdb'
    """
    return _ILLEGAL.sub("\ufffd", text)


class Node:
    """An element that makes its children; attributes that are None are left out.

    >>> root = Node.root("note", "urn:example")
    >>> _ = root.add("to", "All", about=None)
    >>> root.bytes().decode().splitlines()[2].strip()
    '<to>All</to>'
    """

    def __init__(self, element: Any) -> None:
        self.element = element

    @classmethod
    def root(cls, tag: str, namespace: str) -> Node:
        """Start a tree."""
        default: Any = {None: namespace}
        return cls(etree.Element(f"{{{namespace}}}{tag}", nsmap=default))

    def add(self, tag: str, text: str | None = None, **attributes: str | None) -> Node:
        """Add a child, with a text that XML cannot break, and give it."""
        namespace = etree.QName(self.element).namespace
        child = etree.SubElement(self.element, f"{{{namespace}}}{tag}")
        for name, value in attributes.items():
            if value is not None:
                child.set(name, legal(value))
        child.text = legal(text) if text is not None else None
        return Node(child)

    def tail(self, text: str) -> None:
        """Put text behind the element."""
        self.element.tail = legal(text)

    def __len__(self) -> int:
        """Count the children."""
        return len(self.element)

    def bytes(self) -> bytes:
        """Give the whole tree as a file, indented where that adds nothing to a text."""
        _indent(self.element, "\n")
        return etree.tostring(self.element, xml_declaration=True, encoding="UTF-8") + b"\n"


def _indent(element: Any, before: str) -> None:
    if len(element) and etree.QName(element).localname not in _MIXED:
        element.text = f"{before}  "
        for child in element:
            _indent(child, f"{before}  ")
            child.tail = f"{before}  "
        element[-1].tail = before
