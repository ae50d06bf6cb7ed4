"""Which elements of a page are blocks, which are furniture, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .flow import BREAK, CONTENT, FORM, PARAGRAPH, SOFT, STRONG, WEAK

__all__ = ["EDGES", "SILENT", "furniture_of", "heading_level", "is_bold"]

SILENT = frozenset(
    "script style template iframe object svg canvas audio video map select datalist textarea math head title".split()
)

EDGES = {
    **dict.fromkeys("li tr dt dd address summary figcaption center hgroup caption".split(), BREAK),
    **dict.fromkeys("legend button noscript".split(), BREAK),
    **dict.fromkeys("div header footer nav aside main body details dialog search".split(), SOFT),
    **dict.fromkeys("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre hr figure".split(), PARAGRAPH),
    **dict.fromkeys("section article form fieldset menu dir".split(), PARAGRAPH),
}

_FURNITURE_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar".split()
)
_FURNITURE_WORDS = frozenset(
    """cookie cookies consent gdpr breadcrumb breadcrumbs navbar nav navigation menu sidebar skip skiplink footer
    share sharing social toolbar pagination pager newsletter searchbox search login offcanvas popup feedback
    topbar masthead sitemap""".split()
)
_CERTAIN_WORDS = frozenset("cookie cookies consent breadcrumb breadcrumbs share social".split())
_NOT_FURNITURE_WORDS = frozenset("content main wrapper container has with no without result results page body".split())
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BOXES = frozenset("div ul ol p table dl section form dialog search".split())
_HEADING_CLASS = re.compile(r"(?:^|\s)(?:mso)?heading[-_]?([1-6])(?:\s|$)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SHORT_FORM_ROLES = frozenset(("search", "dialog", "alertdialog"))


def furniture_of(tag: str, attributes: Mapping[str, str], *, in_content: bool) -> int:
    """Say how sure it is that an element is page furniture; `in_content` is true inside `main` and `article`.

    >>> furniture_of("nav", {}, in_content=False) == STRONG
    True
    >>> furniture_of("div", {"class": "cookie-notice"}, in_content=False) == WEAK
    True
    """
    if tag in ("nav", "footer", "noscript"):
        return STRONG
    role = attributes.get("role", "")
    if in_content:
        return STRONG if role in _SHORT_FORM_ROLES or role == "navigation" else _by_words(tag, attributes, strict=True)
    if tag in ("header", "aside") or role in _FURNITURE_ROLES:
        return STRONG
    if tag == "form":
        return max(FORM, _by_words(tag, attributes, strict=False))
    return _by_words(tag, attributes, strict=False)


def _by_words(tag: str, attributes: Mapping[str, str], *, strict: bool) -> int:
    if tag not in _BOXES:
        return CONTENT
    named = f"{attributes.get('id', '')} {attributes.get('class', '')}"
    for name in named.split():
        words = {word.lower() for word in _WORDS.findall(name)}
        if words & (_CERTAIN_WORDS if strict else _FURNITURE_WORDS) and not words & _NOT_FURNITURE_WORDS:
            return WEAK
    return CONTENT


def heading_level(tag: str, attributes: Mapping[str, str]) -> int:
    """Give the level of a heading element, by its name, role or class; 0 for any other.

    >>> heading_level("h2", {}), heading_level("div", {"role": "heading", "aria-level": "3"}), heading_level("p", {})
    (2, 3, 0)
    """
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "2")
        return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 2
    if tag in ("p", "div"):
        named = _HEADING_CLASS.search(attributes.get("class", ""))
        return int(named[1]) if named else 0
    return 0


def is_bold(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element shows its text as a heading would be shown: bold or underlined.

    >>> is_bold("strong", {}), is_bold("span", {"style": "font-weight: 700"})
    (True, True)
    """
    if tag in ("b", "strong", "u", "summary"):
        return True
    return bool(attributes) and bool(_BOLD_STYLE.search(attributes.get("style", "")))
