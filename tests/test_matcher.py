"""Forms searched by what they must hold: nothing that a plain search of every pattern finds is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nordic_civic.forms import BODY, DATE, Form, FormError, check_form, to_pattern
from nordic_civic.matcher import Matcher
from nordic_civic.plugins import parsers
from nordic_civic.rows import Row
from nordic_civic.testing.tables import shadows


def matcher(*forms: str) -> Matcher:
    return Matcher(Form(form, Row("x", (form,))) for form in forms)


def found(forms: Matcher, shadow: str) -> list[tuple[str, str]]:
    return [(one.form.text, shadow[one.start : one.end]) for one in forms.search(shadow)]


@pytest.mark.parametrize(
    ("form", "shadow", "text"),
    [
        ("vedtok", "og vedtok", "vedtok"),
        ("vedtok", "medvedtok", None),
        ("vedtok", "vedtoket", None),
        ("(la|legger) fram", "de legger fram", "legger fram"),
        ("(la|legger) fram", "bla fram", None),
        ("{body} vedtok", f"den {BODY} vedtok", f"{BODY} vedtok"),
        ("{body} vedtok", f"x{BODY} vedtok", None),
        ("{number} kommentarer", "112 kommentarer", "112 kommentarer"),
        ("{number} kommentarer", "a2 kommentarer", None),
        ("[da] vedtok", "og da vedtok", "da vedtok"),
        ("{...}utvalgets vedtak", "dette er planutvalgets vedtak", "dette er planutvalgets vedtak"),
        ("{...}utvalgets vedtak", "utvalgets sak. vedtak", None),
        ("§ {number}", "og§ 12", "§ 12"),
    ],
)
def test_a_form_is_found_at_the_ends_of_words(form: str, shadow: str, text: str | None) -> None:
    assert found(matcher(form), shadow) == ([(form, text)] if text else [])


def test_of_the_forms_that_open_a_shadow_the_longest_is_given() -> None:
    opening = matcher("forslag", "forslag til vedtak", "{body} vedtok", "(forslag|innstilling) til").opening
    longest, lead = opening("forslag til vedtak fra rådet"), opening(f"{BODY} vedtok")
    assert longest is not None and longest.form.text == "forslag til vedtak"
    assert lead is not None and lead.form.text == "{body} vedtok"
    assert opening("et forslag til vedtak") is None


def examples() -> Iterator[tuple[str, Matcher, str, str]]:
    for parser in parsers():
        for name, table in parser.vocabulary.tables.items():
            texts = dict.fromkeys(text for row in table.rows for text in row.match)
            yield from (
                (f"{parser.name} {name}", table.matcher, text, s) for text in texts for s in shadows(parser, text)
            )


def test_a_text_whose_shadow_holds_or_opens_with_a_form_is_never_passed_over() -> None:
    missed = [
        (place, text)
        for place, forms, text, shadow in examples()
        if (forms.search(shadow) and not forms.may_hold(text))
        or (forms.opening(shadow) is not None and not forms.may_open(text))
    ]
    assert missed == []


def test_most_sentences_are_passed_over() -> None:
    assert not matcher("ges i uppdrag att", "{body} beslutar").may_hold("Ärendet har beretts av kontoret.")
    assert not matcher("vedtak", "{body} vedtok", "{date} {body}").may_open("Det ble vist til tidligere vedtak.")
    assert matcher("{date} {body}").may_open("12. mars 2024 Kommunestyret")
    assert matcher("{body} (la|legger) fram").may_open("Rådmannens kontor legger fram")


def test_a_word_that_touches_a_number_or_mention_is_seen() -> None:
    forms = matcher("{body} vedtok")
    assert forms.may_hold("12.03.2024vedtok")
    assert matcher("{date} vedtok").search(f"{DATE} vedtok")


@pytest.mark.parametrize("form", ["[x", "a)", "{nobody} x", "(a|{nobody})", "[{...}]møte", "(a [b]|c) d"])
def test_forms_are_checked_as_they_are_read(form: str) -> None:
    def fails(read: object) -> bool:
        try:
            read(form)  # type: ignore[operator]
        except FormError:
            return True
        return False

    assert fails(check_form) == fails(to_pattern)


def test_every_form_starts_as_it_says() -> None:
    for parser in parsers():
        for table in parser.vocabulary.tables.values():
            for row in table.rows:
                for text in row.forms:
                    form = Form(text, row)
                    if re.fullmatch(r"[\w\s]+", text):
                        assert form.starts == (text.lower().split()[0][:5],)
