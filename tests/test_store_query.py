"""The commands on a store: ingest, query, dossiers; the questions as SQL; the documentation of the tables."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from nordic_civic.cli import _parser, main
from nordic_civic.store import Ingest, Store
from nordic_civic.store.datasette import metadata
from nordic_civic.store.describe import described, reference
from nordic_civic.store.questions import QUESTIONS, folded

DOCS = Path(__file__).parents[1] / "docs"
MINUTES = """\
Fjordvik kommune

Møteprotokoll

Utvalg: {body}
Møtedato: {day}.05.2024

PS {item}/24 Ny bro over Ålelva

Arkivsaksnr: 24/1187

Behandling:
Kari Moe (H) fremmet følgende tilleggsforslag:
Broen skal ha belysning.

Votering:
7 stemte for tilleggsforslaget, 2 stemte imot.
Dermed ble tilleggsforslaget vedtatt.

Vedtak:
1. Broen bygges før vinteren.
2. Kommunedirektøren bes legge fram en sak om finansiering innen 1. mars 2025.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("archive") / "records"
    made.mkdir()
    for name, body, day, item in (("board", "Formannskapet", 14, 21), ("council", "Kommunestyret", 28, 40)):
        (made / f"{name}.txt").write_text(MINUTES.format(body=body, day=day, item=item), encoding="utf-8")
    assert main(["ingest", str(made), "--store", str(made.parent / "records.db"), "--municipality", "Fjordvik"]) == 0
    return made


@pytest.fixture
def store(folder: Path) -> str:
    return str(folder.parent / "records.db")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["query", *arguments, "--format", "json"]) == 0
    answers: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return answers


def test_ingest_tells_what_it_did(folder: Path, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(folder), "--store", store, "--municipality", "Fjordvik"]) == 0
    assert capsys.readouterr().out == "2 documents: 0 added, 0 replaced, 2 unchanged, 0 failed; 0 vanished\n"


def test_ingest_tells_what_failed_and_what_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(MINUTES.format(body="Formannskapet", day=14, item=1), encoding="utf-8")
    command = ["ingest", str(tmp_path), "--store", str(tmp_path / "records.db")]
    assert main(command) == 0
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_bytes(b"PK\x03\x04 damaged")
    for again in ("", " (not tried again: unchanged)"):
        capsys.readouterr()
        assert main([*command, "--prune"] if again else command) == 1
        told = capsys.readouterr()
        assert re.search(rf"c\.txt: .*{re.escape(again)}\n", told.err)
        assert f"a.txt: gone; what was read from it is {'removed' if again else 'kept'}" in told.err
        assert told.out.endswith(" 1 failed; 1 vanished\n")


@pytest.mark.parametrize(
    "command",
    [
        "ingest - --store {0}",
        "ingest records --store {1}",
        "query decisions --store {2}",
        "dossiers --store {2}",
        "query text '\"open' --store {0}",
    ],
)
def test_what_cannot_be_is_refused(command: str, store: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("No database.", encoding="utf-8")
    line = command.format(store, tmp_path / "notes.txt", tmp_path / "missing.db")
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split(line))
    assert stopped.value.code == 2
    assert not (tmp_path / "missing.db").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        "query decisions --from 2024-13",
        "query decisions --to yesterday",
        "query decisions --to 20240514",
        "query decisions --outcome accepted",
        "query decisions --limit -1",
        "query mandates --on 31.12.2024",
        "query mandates --kind task",
        "query text bro --type file",
        "dossiers --min-cases 0",
    ],
)
def test_what_no_answer_could_fit_is_refused(wrong: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    *words, option, value = wrong.split()
    with pytest.raises(SystemExit) as stopped:
        main([*words, "--store", store, option, value])
    assert stopped.value.code == 2
    assert re.search(rf"error: argument {option}: .*{value}", capsys.readouterr().err)


def test_decisions_of_a_body_in_a_period(store: str, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (answer,) = asked(
        capsys, "decisions", "--store", store, "--body", "formannskapet", "--from", "2024-05", "--to", "2024"
    )
    assert (answer["date"], answer["body"], answer["outcome"]) == ("2024-05-14", "Formannskapet", "adopted")
    assert answer["source"] == str(folder / "board.txt") and "Broen bygges før vinteren." in answer["quote"]
    assert len(asked(capsys, "decisions", "--store", store, "--municipality", "Fjordvik")) == 2
    assert asked(capsys, "decisions", "--store", store, "--from", "2024-05-29") == []
    assert asked(capsys, "decisions", "--store", store, "--to", "2024-05-13") == []
    assert asked(capsys, "decisions", "--store", store, "--outcome", "rejected") == []


def test_open_mandates_with_their_deadline(store: str, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    asking = ["mandates", "--store", store, "--assignee", "kommunedirektør"]
    (answer,) = asked(capsys, *asking, "--on", "2025-03-01")
    assert (answer["deadline"], answer["fate"], answer["since"]) == ("2025-03-01", "given", "2024-05-14")
    assert (answer["dossier"], answer["source"]) == ("24/1187", str(folder / "board.txt"))
    assert asked(capsys, *asking, "--on", "2025-03-02")[0]["fate"] == "overdue"
    assert asked(capsys, *asking, "--kind", "appointment") == []


def test_proposals_by_party_and_what_became_of_them(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = asked(capsys, "proposals", "--store", store, "--party", "h")
    assert (first["proposers"], first["outcome"], first["vote"]) == ("Kari Moe (H)", "adopted", "7–2")
    assert first["decision"] == second["decision"] == "adopted"
    assert asked(capsys, "proposals", "--store", store, "--party", "AP") == []
    assert len(asked(capsys, "proposals", "--store", store, "--proposer", "kari", "--limit", "1")) == 1


def test_everything_in_a_dossier(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    answers = asked(capsys, "dossier", "24/1187", "--store", store)
    kinds = ["case", "proposal", "decision", "mandate"]
    assert [(one["date"], one["type"]) for one in answers] == [
        (day, kind) for day in ("2024-05-14", "2024-05-28") for kind in kinds
    ]
    assert asked(capsys, "dossier", "24/1", "--store", store) == []


@pytest.mark.parametrize("words", ["ålelva", "AALELVA", "bro   ålelva", "belys*", '"bro over"', "bro OR nothing*"])
def test_full_text(words: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    answers = asked(capsys, "text", words, "--store", store)
    assert answers and all(one["source"] and one["quote"] for one in answers)


@pytest.mark.parametrize("words", ['"for vinteren"', "alelva", "''", " ", "- / ?", "nothing"])
def test_full_text_finds_no_more(words: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(capsys, "text", words, "--store", store) == []


def test_a_document_is_quoted_around_the_word(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    (one, _) = asked(capsys, "text", "Votering", "--store", store, "--type", "document")
    assert "Votering:\n7 stemte" in one["quote"] and not one["quote"].startswith("Fjordvik")


def test_answers_in_a_table_and_line_by_line(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["query", "decisions", "--store", store]) == 0
    assert capsys.readouterr().out.startswith("date        body           item  outcome  case")
    assert main(["query", "decisions", "--store", store, "--format", "ndjson"]) == 0
    assert [json.loads(line)["date"] for line in capsys.readouterr().out.splitlines()] == ["2024-05-14", "2024-05-28"]
    assert main(["query", "decisions", "--store", store, "--body", "nobody", "--format", "ndjson"]) == 0
    assert capsys.readouterr().out == ""


def test_dossiers_are_listed_and_shown(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["dossiers", "--store", store, "--format", "json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["number"], listed["cases"], listed["first"]) == ("24/1187", 2, "2024-05-14")
    assert main(["dossiers", listed["id"], "--store", store, "--format", "json", "--on", "2025-03-02"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)
    assert [(tie["rule"], tie["joined"], len(tie["cases"])) for tie in shown["ties"]] == [("dossier", True, 2)]
    assert [(task["fate"], len(task["steps"])) for task in shown["mandates"]] == [("overdue", 2)]
    assert main(["dossiers", "24/1187", "--store", store, "--on", "2025-03-02"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("24/1187  Fjordvik  Ny bro over Ålelva\n  joined by dossier NO ")
    assert "\n  Mandates on 2025-03-02\n" in printed
    assert main(["dossiers", "99/1", "--store", store]) == 1


def test_dossiers_are_made_again_where_a_run_was_stopped(folder: Path, tmp_path: Path, capsys: Any) -> None:
    with Store(tmp_path / "records.db") as store:
        run = iter(Ingest(store, [folder], jobs=1))
        next(run)
        next(run)
        run.close()  # type: ignore[attr-defined]
        assert store.connection.execute("SELECT count(*) FROM dossiers").fetchone() == (0,)
    assert len(asked(capsys, "mandates", "--store", str(tmp_path / "records.db"), "--assignee", "komm")) >= 1


def test_every_canned_query_runs_as_datasette_runs_it(store: str) -> None:
    described_as = metadata("archive")["databases"]["archive"]
    assert set(described_as["queries"]) == set(QUESTIONS)
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        for query in described_as["queries"].values():
            assert set(query["params"]) == set(re.findall(r"(?<!:):([a-z]+)", query["sql"]))
            connection.execute(query["sql"], dict.fromkeys(query["params"], "")).fetchall()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert tables >= set(described_as["tables"]) - {"search_texts"}


def test_every_table_and_column_is_described() -> None:
    with Store(":memory:") as store:
        names = store.connection.execute(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB 'search_*'"
            " OR name = 'search_texts'"
        ).fetchall()
        real = {name: [row[1] for row in store.connection.execute(f'PRAGMA table_info("{name}")')] for (name,) in names}
    assert {table.name: [column.name for column in table.columns] for table in described()} == real


def test_the_page_describes_the_tables_as_they_are() -> None:
    page = (DOCS / "store.md").read_text(encoding="utf-8")
    assert page.endswith(f"\n\n{reference()}"), (
        "write nordic_civic.store.describe.reference() to the end of docs/store.md"
    )


@pytest.mark.parametrize("page", ["store.md", "dossiers.md"])
def test_the_commands_of_the_pages_exist_and_the_links_lead_somewhere(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    commands = re.findall(r"^nordic-civic ([a-z][^\n>#]*)", text, re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        _parser().parse_args(shlex.split(command))
    targets = [target for target in re.findall(r"\]\(([^)#]+)", text) if "://" not in target]
    assert targets or page == "dossiers.md"
    assert not [target for target in targets if not (DOCS / target).exists()]


@pytest.mark.parametrize("page", ["store.md", "dossiers.md"])
def test_the_examples_of_the_pages_run(page: str, folder: Path, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    blocks = re.findall(r"^```(python|sql)\n(.*?)^```$", text.replace('"seeds"', '"records"'), re.MULTILINE | re.DOTALL)
    assert blocks
    for kind, block in blocks:
        if kind == "python":
            exec(compile(block, page, "exec"), {"__name__": "page"})
        else:
            with Store(store) as opened:
                opened.connection.execute(block).fetchall()


def test_the_index_and_the_questions_fold_alike() -> None:
    letters = "åÅäÄæÆöÖøØ"
    with Store(":memory:") as store:
        (here,) = store.connection.execute(f"SELECT {folded('?')}", (letters,)).fetchone()
        store.connection.execute("INSERT INTO records VALUES (1, 1, 'document', 'd')")
        row = (1, "d", *[None] * 5, letters, *[None] * 16, "[]", letters, None, None)
        store.connection.execute("DROP TRIGGER documents_search")
        store.connection.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)
        assert store.connection.execute("SELECT title, text FROM search_texts").fetchall() == [(here, here)]
    assert here == "aaaa" + "ae" * 4 + "oe" * 4
