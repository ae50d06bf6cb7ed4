"""Who acts: bodies, offices, groups, organisations, parties and persons in running text, by the words of a country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from .forms import BODY, NAME, PARTY, PERSON
from .heads import Head, HeadWords, actor
from .mentions import Mention
from .registry import Registry
from .rows import Row
from .text import fold
from .tokens import Token, tokens_of
from .typed import one_of
from .values import AGENT_KINDS, Agent
from .vocabulary import Vocabulary

_PARTICLES = frozenset(("von", "van", "de", "der", "den", "af", "av", "da", "el", "al", "la", "du", "zu"))
_REMEMBERED = 4096
_POSTS = ("chair", "deputy_chair", "member", "substitute", "secretary")


@attrs.frozen(eq=False)
class AgentFinder:
    """Find agents with the tables `agents`, `roles` and `language` of a vocabulary and the parties of a registry."""

    vocabulary: Vocabulary
    registry: Registry
    shapes: tuple[tuple[str, re.Pattern[str]], ...] = ()

    @cached_property
    def _phrases(self) -> Mapping[str, tuple[tuple[str, Row], ...]]:
        found: dict[str, list[tuple[str, Row]]] = {}
        for row in self.vocabulary["agents"].rows:
            for form in row.forms:
                if " " in form:
                    found.setdefault(fold(form).split()[0], []).append((fold(form), row))
        return {word: tuple(sorted(forms, key=lambda item: -len(item[0]))) for word, forms in found.items()}

    @cached_property
    def _modifiers(self) -> frozenset[str]:
        return frozenset(fold(word) for row in self.vocabulary["agents"].rows for word in row.modifiers)

    @cached_property
    def _and(self) -> frozenset[str]:
        return self.vocabulary["language"].words("and") | {"&"}

    @cached_property
    def _posts(self) -> frozenset[str]:
        return frozenset(word for word in self.vocabulary["roles"].words(*_POSTS) if len(word) > 4)

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(
            word for row in self.vocabulary["roles"].rows for form in row.forms for word in fold(form).split()
        )

    @cached_property
    def _heads(self) -> HeadWords:
        return HeadWords(self.vocabulary["agents"])

    def head(self, word: str) -> Head | None:
        """Say what kind of agent one word names; None where it names none."""
        return self._heads.head(fold(word))

    @cached_property
    def _found(self) -> dict[str, tuple[Mention, ...]]:
        return {}

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the agents in `text`; neighbours joined by a comma or "and" are one mention with several agents.

        A genitive's ending stays outside the mention: in "Kommunstyrelsens beslut" it covers "Kommunstyrelsen". What
        was found in a text is remembered for a while, because several rules ask about one sentence.
        """
        if text not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[text] = tuple(self._find(text))
        return self._found[text]

    def forget(self) -> None:
        """Drop what is remembered of earlier texts: for measuring."""
        self._found.clear()
        self._heads.forget()

    def _find(self, text: str) -> list[Mention]:
        tokens = tokens_of(text, 0, len(text))
        shaped = (
            Mention(m.start(), m.end(), BODY, (Agent(m.group(), kind=one_of(kind, AGENT_KINDS)),))
            for kind, pattern in self.shapes
            for m in pattern.finditer(text)
        )
        single = sorted(
            [*shaped, *self._bodies(text, tokens), *self._people(text, tokens)], key=lambda m: (m.start, -m.end)
        )
        kept: list[Mention] = []
        for mention in single:
            if kept and mention.start < kept[-1].end:
                if mention.end - mention.start > kept[-1].end - kept[-1].start:
                    kept[-1] = mention
                continue
            kept.append(mention)
        return self._merged(text, kept)

    def _merged(self, text: str, mentions: Sequence[Mention]) -> list[Mention]:
        merged: list[Mention] = []
        for mention in mentions:
            if merged and self._is_title(text, merged[-1], mention):
                merged[-1] = _with_role(merged[-1], mention)
                continue
            if merged and self._joined(text[merged[-1].end : mention.start]):
                last = merged[-1]
                if isinstance(last.value, tuple) and isinstance(mention.value, tuple):
                    mark = last.mark if last.mark != NAME else mention.mark
                    merged[-1] = Mention(last.start, mention.end, mark, last.value + mention.value)
                    continue
            merged.append(mention)
        return merged

    def _is_title(self, text: str, office: Mention, person: Mention) -> bool:
        """Say whether an office is the title of the person right behind it ("Ordfører Kari Lund (A)")."""
        if office.mark != BODY or person.mark not in (PERSON, NAME) or text[office.end : person.start] != " ":
            return False
        return isinstance(office.value, tuple) and len(office.value) == 1 and office.value[0].kind == "office"

    def _joined(self, gap: str) -> bool:
        words = gap.replace(",", " ").split()
        return (
            bool(gap.strip())
            and "\n" not in gap
            and all(fold(word) in self._and or fold(word) in self._posts for word in words)
        )

    def _bodies(self, text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
        taken = 0
        for index, token in enumerate(tokens):
            head = self._heads.head(token.low)
            if (head is None and token.low not in self._phrases) or token.start < taken or token.bracket:
                continue
            phrase = self._phrase(text, token)
            if phrase is not None:
                taken = phrase[1]
                yield actor(text, *phrase)
                continue
            if head is None:
                continue
            first = self._left(tokens, index, head, taken)
            last, genitive = self._right(text, tokens, index, head)
            end = tokens[last].end - (1 if genitive else 0)
            end -= len(text[:end]) - len(text[:end].rstrip("."))
            taken = tokens[last].end
            yield actor(text, tokens[first].start, end, head.row)

    def _phrase(self, text: str, token: Token) -> tuple[int, int, Row] | None:
        for form, row in self._phrases.get(token.low, ()):
            end = token.start + len(form)
            if fold(text[token.start : end]) != form:
                continue
            after = text[end : end + 2]
            if not after[:1].isalnum():
                if row.attributes.get("of") and form.split()[-1] in self._of_words:
                    end = self._field_end(text, end)
                return token.start, end, row
            if after[0] == "s" and not after[1:].isalnum():
                return token.start, end, row
        return None

    def _field_end(self, text: str, end: int) -> int:
        """Give the end of the field that a name ending in "for" goes on with."""
        tokens = tokens_of(text, end - 4, end + 160)
        first = next((i for i, token in enumerate(tokens) if token.end == end), None)
        if first is None or first + 1 >= len(tokens):
            return end
        return tokens[self._of(text, tokens, first - 1)].end

    def _left(self, tokens: Sequence[Token], index: int, head: Head, taken: int) -> int:
        """Take in what stands before a head: "Vård- och", "Klima-, Teknik- og", "Helse og", "Tekniska"."""
        first = index
        while first >= 2 and tokens[first - 1].low in self._and and tokens[first - 2].start >= taken:
            before = tokens[first - 2]
            compound = len(head.bare) > 7 and self._heads.head(before.low) is None
            if before.text.endswith("-") or (
                first == index and compound and before.capital and tokens[index].text[0].islower()
            ):
                first -= 2
                while first >= 1 and tokens[first - 1].text.endswith("-") and tokens[first - 1].start >= taken:
                    first -= 1
            else:
                break
        if head.kind == "organisation":
            while first and index - first < 3 and self._names(tokens, first - 1, taken):
                first -= 1
        if first == index and index and tokens[index - 1].low in self._modifiers and tokens[index - 1].start >= taken:
            first -= 1
        return first

    def _names(self, tokens: Sequence[Token], index: int, taken: int) -> bool:
        """Say whether a token before an organisation's word is part of its name."""
        token = tokens[index]
        near = tokens[index + 1].start - token.end == 1
        return near and token.capital and token.start >= taken and token.low not in self._little and not token.bracket

    @cached_property
    def _little(self) -> frozenset[str]:
        table = self.vocabulary["language"]
        return table.words(*{row.meaning for row in table.rows})

    def _right(self, text: str, tokens: Sequence[Token], index: int, head: Head) -> tuple[int, bool]:
        """Take in what stands behind: a body's own body ("styrelsens arbetsutskott"), "for Social Omsorg"."""
        genitive = len(head.bare) < len(tokens[index].low.rstrip("."))
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if genitive and following is not None and text[tokens[index].end : following.start] == " ":
            inner = self._heads.head(following.low)
            if inner is not None and inner.kind == "body" and head.kind == "body" and not following.capital:
                return index + 1, len(inner.bare) < len(following.low.rstrip("."))
        if head.of and not genitive and following is not None and following.low in self._of_words:
            return self._of(text, tokens, index), False
        return index, genitive

    def _of(self, text: str, tokens: Sequence[Token], index: int) -> int:
        """Give the last token of "for X, Y og Z" behind a head."""
        last, position = index, index + 2
        while position < len(tokens):
            token = tokens[position]
            gap = text[tokens[position - 1].end : token.start]
            if gap.strip(" ,") or "\n" in gap or token.bracket:
                break
            if position > index + 2 and self._heads.head(token.low) is not None:
                break
            wanted = token.capital or token.text.endswith("-") or position == index + 2
            if wanted:
                last = position
            elif token.low not in self._and:
                if tokens[position - 1].low not in self._and and not tokens[position - 1].text.endswith("-"):
                    break
                last = position
            if token.low in self._and and "," in gap:
                break
            position += 1
            if "," in gap and not wanted:
                break
        return last

    def _people(self, text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
        last, taken = -1, 0
        for index, token in enumerate(tokens):
            if token.plain or index <= last or token.start < taken:
                continue
            if token.bracket:
                alone = self._lone_party(token)
                if alone is not None:
                    yield Mention(token.start, token.end, PARTY, (alone,))
            elif token.capital:
                party = self._party_name(text, token)
                if party is not None:
                    start, end, code = party
                    yield Mention(start, end, PARTY, (Agent(text[start:end], kind="party", party=code),))
                phrase = self._phrase(text, token)
                if phrase is not None:
                    taken = phrase[1]
                    continue
                last = self._name_end(text, tokens, index)
                mention = self._person(text, tokens, index, last)
                if mention is not None:
                    yield mention

    def _party_name(self, text: str, token: Token) -> tuple[int, int, str] | None:
        for name in (*self._party_forms.get(token.low, ()), *self._party_forms.get(token.low.removesuffix("s"), ())):
            end = token.start + len(name)
            after = text[end : end + 2]
            if fold(text[token.start : end]) == name and (
                not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())
            ):
                code = self.registry.party(name)
                if code:
                    return token.start, end, code
        if len(token.text) <= 5:
            before = text[max(0, token.start - 16) : token.start].split()
            low = fold(before[-1]) if before else ""
            listed = token.text.isupper() and (low.endswith(",") or low in self._and)
            code = self.registry.party(token.text) if listed or low in self._from else None
            if code:
                return token.start, token.end, code
        return None

    @cached_property
    def _companies(self) -> frozenset[str]:
        rows = self.vocabulary["agents"].rows
        return frozenset(word for row in rows for word in row.attributes.get("company", ()))

    @cached_property
    def _from(self) -> frozenset[str]:
        return self.vocabulary["grammar"].words("from")

    @cached_property
    def _of_words(self) -> frozenset[str]:
        return self.vocabulary["grammar"].words("of")

    @cached_property
    def _party_forms(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in self.registry.parties():
            low = fold(name)
            if len(low) >= 4:
                found.setdefault(low.split()[0], []).append(low)
        return {word: tuple(sorted(set(names), key=len, reverse=True)) for word, names in found.items()}

    def _lone_party(self, token: Token) -> Agent | None:
        inner = token.text[1:-1].strip()
        code = self.registry.party(inner)
        return Agent(inner, kind="party", party=code) if code and len(inner) < 12 else None

    def _name_end(self, text: str, tokens: Sequence[Token], index: int) -> int:
        last = index
        for position in range(index + 1, min(len(tokens), index + 7)):
            token = tokens[position]
            gap = text[tokens[position - 1].end : token.start]
            if (
                gap not in (" ", "\n", "")
                or token.bracket
                or (tokens[position - 1].text.endswith(".") and len(tokens[position - 1].text) > 3)
            ):
                break
            if token.capital:
                last = position
            elif token.low not in _PARTICLES:
                break
        return last

    def _acting(self, token: Token) -> bool:
        head = self._heads.head(token.low)
        return head is not None and head.kind in ("body", "office")

    def _person(self, text: str, tokens: Sequence[Token], index: int, last: int) -> Mention | None:
        while index < last and (tokens[index].low in self._titles or self._heads.head(tokens[index].low) is not None):
            index += 1
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        start, end = tokens[index].start, tokens[last].end
        if following is not None and following.bracket and text[end : following.start].strip() == "":
            inner = following.text[1:-1].strip()
            code = self.registry.party(inner)
            if code or _party_like(inner):
                name = " ".join(text[start:end].split())
                return Mention(start, following.end, PERSON, (Agent(name, kind="person", party=code),))
        last = next((at for at in range(index, last) if text[tokens[at].end : tokens[at + 1].start] == "\n"), last)
        end = tokens[last].end
        if last - index < 1 or any(char.isdigit() for char in text[start:end]):
            return None
        if tokens[index].text in self._companies or tokens[last].text in self._companies:
            return Mention(start, end, BODY, (Agent(" ".join(text[start:end].split()), kind="organisation"),))
        titled = (at for at in range(index + 2, last + 1) if tokens[at].low.endswith("s") and self._acting(tokens[at]))
        last = next(titled, last + 1) - 1
        end = tokens[last].end
        if any(self._acting(token) for token in tokens[index : last + 1]):
            return None
        if all(token.text.isupper() and len(token.text) > 3 for token in tokens[index : last + 1]):
            return None
        end -= len(text[start:end]) - len(text[start:end].rstrip("."))
        return Mention(start, end, NAME, (Agent(" ".join(text[start:end].split()), kind="person"),))


def _with_role(office: Mention, person: Mention) -> Mention:
    """Give a person, the office as role; the mention starts with the office."""
    agents = person.value if isinstance(person.value, tuple) else ()
    named = attrs.evolve(agents[0], role=office.value[0].name) if isinstance(office.value, tuple) else agents[0]
    return Mention(office.start, person.end, person.mark, (named, *agents[1:]))


def _party_like(inner: str) -> bool:
    """Say whether a bracket behind a name looks like a party that no registry knows: "(-)", "(UP)", "(uavh.)"."""
    return inner == "-" or (len(inner) <= 6 and inner[:1].isupper() and inner.replace("2", "").isupper())
