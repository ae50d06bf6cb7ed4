"""Forms of a word table written out: placeholders filled, alternatives chosen, optional words left out or not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import strategies as st

from nordic_civic.parser import Parser

_PART = re.compile(r"\{([^{}]+)\}|\[([^\[\]]*)\]|\(([^()]*)\)")
_GAPS = ("", "på møtet", "x", "2024", "a, b og c")
_NUMBERS = ("1", "12", "2024", "0")

Slots = Mapping[str, st.SearchStrategy[str]]
"""What the placeholders of forms are filled with, by name; `""` is for any other."""


def phrases(
    parser: Parser, table: str, meaning: str | None = None, slots: Slots | None = None
) -> st.SearchStrategy[str]:
    """Draw lines that the rows of a table write: their forms, written out, and their examples.

    `slots` fills placeholders such as `{body}`; without it they get digits. Nothing is drawn of an empty table.

    >>> from nordic_civic.parser import Parser
    >>> phrases(Parser("shoal", "1", "XF", ("fo",), "nordic_civic"), "language", "fi").is_empty
    False
    """
    rows = [row for row in parser.vocabulary[table].rows if meaning in (None, row.meaning)]
    forms = [form for row in rows for form in row.forms]
    examples = [example for row in rows for example in row.match]
    drawn = st.sampled_from(examples) if examples else st.nothing()
    if forms:
        drawn |= st.sampled_from(forms).flatmap(lambda form: written_out(form, slots or {}))
    return drawn


def matches(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Draw texts that a pattern matches.

    >>> from hypothesis import find
    >>> find(matches(re.compile("Sak [1-9]/24")), lambda text: True)
    'Sak 1/24'
    """
    own = "".join(char for char in pattern.pattern if char > "\x7f")
    written = st.characters(max_codepoint=0x17F, exclude_categories=["Cc", "Cs"], include_characters=f"\n\t{own}")
    return st.from_regex(pattern, alphabet=written)


@st.composite
def written_out(draw: st.DrawFn, form: str, slots: Slots) -> str:
    """Draw the text that one form stands for.

    >>> from hypothesis import find
    >>> find(written_out("[det] (vedtas|avvises) {date}", {"date": st.just("1.5.2024")}), lambda text: "det" in text)
    'det vedtas 1.5.2024'
    """
    while (part := _PART.search(form)) is not None:
        slot, optional, either = part.groups()
        if slot is not None:
            chosen = draw(_filled(slot, slots))
        elif optional is not None:
            chosen = draw(st.sampled_from(["", optional]))
        else:
            chosen = draw(st.sampled_from(either.split("|")))
        form = form[: part.start()] + chosen + form[part.end() :]
    return " ".join(form.split())


def _filled(slot: str, slots: Slots) -> st.SearchStrategy[str]:
    if slot in ("...", "…"):
        return st.sampled_from(_GAPS)
    filling = slots.get(slot, slots.get(""))
    if filling is None:
        filling = st.sampled_from(_NUMBERS)
    return filling.map(lambda text: text.translate(_NO_BRACKETS))


_NO_BRACKETS = str.maketrans("{}[]", "    ")
