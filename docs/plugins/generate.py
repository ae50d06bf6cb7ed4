"""Write reference.md: the hooks and the values that they hand over, from the code. Run it after changing either.

python docs/plugins/generate.py
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import attrs

from nordic_civic import hooks
from nordic_civic.adapters import Adapter, Export, Matter, Part, Participant, Words
from nordic_civic.exporters.base import Exporter
from nordic_civic.parser import API_VERSION, IdentifierShape, ItemShape, Parser, VoteShape
from nordic_civic.readers.base import Reader
from nordic_civic.reading import Bookmark, HeadingHint, Reading

PAGE = Path(__file__).with_name("reference.md")

HEAD = """\
# Reference: hooks and values

Generated from the code by `generate.py`; a test fails where the two differ. The plugin interface is number {api}.

A plugin is a module that an entry point of the group `nordic_civic.plugins` names. It says `nordic_civic_api = {api}`,
or a range, `(1, 2)`: the lowest and the highest interface that it was tested with. It marks each hook that it
implements with `nordic_civic.hooks.hookimpl`. The entry point's name is the plugin's name.
"""

PARSER_FIELDS = """
- `name`: the plugin's own name among the parsers; records say it
- `version`: the plugin's version; records say it
- `country`: ISO 3166-1 code of the country whose records it reads
- `languages`: BCP 47 codes of the languages that its records are in
- `package`: the importable package that holds the folders `vocabulary` ([tables](tables.md)) and `registry`
- `identifiers`, `items`, `votes`: the shapes of numbers, of the headings of cases, of votes with a tally
- `groups`: a kind of agent (`body`, `group`) and a pattern of names that no word table can hold
- `laws`: patterns of references to laws
- `extends`: the name of the parser of another plugin that this one is put into: its shapes and tables come before the
  other's, whose name, languages and registers stay; records say both versions
- `further`: the packages whose tables were put in so; filled in by the core
"""
"""What no docstring of `Parser` says."""

VALUES: dict[str, tuple[type, ...]] = {
    "nordic_civic_parsers": (Parser, IdentifierShape, ItemShape, VoteShape),
    "nordic_civic_readers": (Reader, Reading, HeadingHint, Bookmark),
    "nordic_civic_adapters": (Adapter, Export, Matter, Part, Participant, Words),
    "nordic_civic_exporters": (Exporter,),
}
"""The classes that each hook needs, the hook's own value first."""

EXAMPLES = {
    "nordic_civic_parsers": """
        from nordic_civic.hooks import hookimpl
        from nordic_civic.parser import Parser

        nordic_civic_api = 1


        @hookimpl
        def nordic_civic_parsers():
            return [Parser("fjordland", "0.1", country="XF", languages=("fo",), package="nordic_civic_fjordland")]
    """,
    "nordic_civic_readers": """
        from nordic_civic.hooks import hookimpl
        from nordic_civic.readers.base import Reader
        from nordic_civic.reading import Reading

        nordic_civic_api = 1


        @hookimpl
        def nordic_civic_readers():
            def read(data):
                return Reading(data[1:].decode("utf-8", "replace"), "text/x-shout")

            return [Reader("shout", ("text/x-shout",), (".shout",), lambda data: data[:1] == b"!", read)]
    """,
    "nordic_civic_adapters": """
        from nordic_civic.adapters import Adapter, Export, Matter
        from nordic_civic.adapters.data import at, is_json, listed, read_json, said
        from nordic_civic.hooks import hookimpl

        nordic_civic_api = 1


        @hookimpl
        def nordic_civic_adapters():
            def adapt(data):
                items = listed(at(read_json(data), "shout_items"))
                return Export(matters=tuple(Matter(said(one, "title"), number=said(one, "number")) for one in items))

            return [Adapter("shout", "NO", ("application/json",), lambda data: is_json(data, '"shout_items"'), adapt)]
    """,
    "nordic_civic_exporters": """
        from nordic_civic.exporters.base import Exporter, of_lines
        from nordic_civic.hooks import hookimpl

        nordic_civic_api = 1


        @hookimpl
        def nordic_civic_exporters():
            def lines(results):
                for result in results:
                    yield from (f"{case.title}\\n" for case in result.cases)

            return [Exporter("titles", ".txt", of_lines(lines))]
    """,
}
"""A whole plugin for each hook."""


def page() -> str:
    """Give the whole page."""
    return "\n".join((HEAD.format(api=API_VERSION), *(part for hook in hooks.VALUES for part in _hook(hook))))


def _hook(name: str) -> Iterator[str]:
    hook: Callable[..., Any] = getattr(hooks, name)
    signature = inspect.signature(hook)
    yield f"## {name}\n"
    yield f"`{name}{str(signature).replace(chr(39), '')}` – {_prose(hook)}\n"
    arguments = ", ".join(f"`{argument}`" for argument in signature.parameters) or "none"
    yield f"Arguments: {arguments}.\n"
    yield f"```python\n{dedent(EXAMPLES[name]).strip()}\n```\n"
    for value in VALUES[name]:
        yield from _value(value)


def _value(cls: type) -> Iterator[str]:
    yield f"### {cls.__module__}.{cls.__name__}\n"
    yield f"{_prose(cls)}\n"
    if cls is Parser:
        yield PARSER_FIELDS.lstrip()
    yield "| field | type | default |\n|---|---|---|"
    for field in attrs.fields(cls):
        yield f"| `{field.name}` | `{_type(field.type)}` | {_default(field)} |"
    yield ""


def _prose(thing: object) -> str:
    """Give a docstring without its example, lists of fields as lists."""
    text = (inspect.getdoc(thing) or "").partition(">>>")[0].strip()
    listed = re.compile(r"^(\w+): ", re.MULTILINE)
    return listed.sub(r"- `\1`: ", text) if len(listed.findall(text)) > 1 else text


def _type(hint: object) -> str:
    written = hint if isinstance(hint, str) else getattr(hint, "__name__", None) or str(hint)
    if not isinstance(hint, str) and "[" in str(hint):
        written = str(hint)
    return re.sub(r"\b(?:\w+\.)+(?=[A-Za-z])", "", written).replace("|", "\\|")


def _default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "required"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return f"`{field.default.factory.__name__}()`"  # type: ignore[union-attr]
    return f"`{field.default!r}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
