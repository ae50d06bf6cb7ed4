"""Lists that the forms of a table share: `[lists]` at its top, `<name>` in a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from nordic_civic.errors import VocabularyError
from nordic_civic.forms import FormError
from nordic_civic.vocabulary import Vocabulary
from nordic_civic.word_lists import spelled_out

LISTS = {"motion": ["forslaget", "forslaget fra {proposer}"], "soon": ["dermed"]}
TABLE = """
[lists]
motion = ["forslaget", "forslaget fra {proposer}"]

[[row]]
meaning = "adopted"
forms = ["%s"]
"""


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("<motion> falt", "(forslaget|forslaget fra {proposer}) falt"),
        ("(ble|<soon>|er) vedtatt", "(ble|dermed|er) vedtatt"),
        ("<soon> falt <motion>", "(dermed) falt (forslaget|forslaget fra {proposer})"),
        ("ingen liste", "ingen liste"),
    ],
)
def test_a_list_is_written_into_a_form(form: str, written: str) -> None:
    assert spelled_out(form, LISTS) == written


@pytest.mark.parametrize(("form", "says"), [("<motoin> falt", "<motoin>"), ("(ble <soon>|er) vedtatt", "of its own")])
def test_a_form_that_names_no_list_is_told(form: str, says: str) -> None:
    with pytest.raises(FormError, match=says):
        spelled_out(form, LISTS)


def test_a_table_has_lists_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for package, form in (("words_good", "<motion> falt"), ("words_bad", "<motoin> falt")):
        (tmp_path / package / "vocabulary").mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
        (tmp_path / package / "vocabulary" / "results.toml").write_text(TABLE % form, encoding="utf-8")
    found = Vocabulary("words_good")["results"].matcher.first("forslaget falt")
    assert found is not None
    assert found.form.row.meaning == "adopted"
    with pytest.raises(VocabularyError, match=r"results.toml, row 1, forms: no list is named <motoin>"):
        Vocabulary("words_bad")["results"]
