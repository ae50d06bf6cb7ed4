"""Bringing a store up to date: what is parsed again, what is left, what is gone, and what fails."""

from __future__ import annotations

import os
import runpy
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.batch import Options
from nordic_civic.errors import MissingDependency
from nordic_civic.store import Ingest, Store, Summary
from nordic_civic.store import files as store_files
from nordic_civic.store import ingest as store_ingest

FJORDVIK = Options(country="NO", municipality="Fjordvik")
OLD_NS = 1_600_000_000_000_000_000


def text(number: int, word: str = "Bro") -> str:
    return f"Fjordvik kommune\nFormannskapet 14.05.2024\n\nSak {number}/24 {word}\n\nVedtak:\n{word} bygges.\n"


def write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "records"
    made.mkdir()
    for number in range(4):
        write(made / f"{number}.txt", text(number + 1))
    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "records.db")


def ingest(store: Store, *paths: Path, options: Options = FJORDVIK, **arguments: bool) -> tuple[Summary, Counter[str]]:
    """Run, and give the summary and how often the parser was called."""
    calls: Counter[str] = Counter()
    parse = Options.parse

    def counted(self: Options, source: object) -> nc.ParseResult:
        calls[getattr(source, "name", "")] += 1
        return parse(self, source)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Options, "parse", counted)
        run = Ingest(store, paths, options, jobs=1, **arguments)
        list(run)
    return run.summary, calls


def titles(store: Store) -> list[str]:
    return sorted(case.title or "" for result in store.results() for case in result.cases)


def test_the_store_holds_what_a_parse_gives(folder: Path, store: Store) -> None:
    summary, _ = ingest(store, folder)
    assert summary == Summary(added=4)
    parsed = [FJORDVIK.parse(path) for path in folder.iterdir()]
    assert list(store.results()) == sorted(parsed, key=lambda one: one.document.id)


def test_processes_give_the_same_store(folder: Path, store: Store, tmp_path: Path) -> None:
    ingest(store, folder)
    with Store(tmp_path / "other.db") as other:
        list(Ingest(other, [folder], FJORDVIK, jobs=2))
        assert list(other.results()) == list(store.results())


def test_what_is_unchanged_is_not_even_read(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in folder.iterdir():
        os.utime(path, ns=(OLD_NS, OLD_NS))
    monkeypatch.setattr(store_files, "_SETTLED_NS", -60_000_000_000)
    ingest(store, folder)

    def refuse(task: object) -> None:
        raise AssertionError(f"{task} was read")

    monkeypatch.setattr(store_files, "_digest", refuse)
    summary, calls = ingest(store, folder)
    assert summary == Summary(unchanged=4) and not calls


def test_a_file_that_was_only_touched_is_not_parsed(folder: Path, store: Store) -> None:
    ingest(store, folder)
    os.utime(folder / "1.txt", ns=(OLD_NS, OLD_NS))
    summary, calls = ingest(store, folder)
    assert summary == Summary(unchanged=4) and not calls


def test_a_change_that_leaves_size_and_time_is_noticed(folder: Path, store: Store) -> None:
    path = folder / "1.txt"
    ingest(store, folder)
    before = path.stat()
    write(path, text(2, "Vei"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    summary, _ = ingest(store, folder)
    assert summary == Summary(replaced=1, unchanged=3)
    assert titles(store) == ["Bro", "Bro", "Bro", "Vei"]


def test_what_changed_is_replaced_as_a_whole(folder: Path, store: Store) -> None:
    ingest(store, folder)
    write(folder / "2.txt", text(7, "Skole") + "\nSak 8/24 Park\n\nVedtak:\nUtsatt.\n")
    summary, _ = ingest(store, folder)
    assert summary == Summary(replaced=1, unchanged=3)
    parsed = [FJORDVIK.parse(path) for path in folder.iterdir()]
    assert list(store.results()) == sorted(parsed, key=lambda one: one.document.id)


def test_other_hints_and_versions_are_a_reason_to_read_again(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(store, folder)
    assert ingest(store, folder, options=Options(country="NO", municipality="Sundby"))[0] == Summary(replaced=4)
    names = {result.document.municipality.name for result in store.results() if result.document.municipality}
    assert names == {"Sundby"}
    monkeypatch.setattr(store_files, "__version__", "99.0")
    assert ingest(store, folder)[0] == Summary(replaced=4)
    assert ingest(store, folder)[0] == Summary(unchanged=4)
    assert ingest(store, folder, again=True)[0] == Summary(replaced=4)


def test_what_is_gone_is_told_and_kept_unless_pruned(folder: Path, store: Store) -> None:
    ingest(store, folder)
    (folder / "3.txt").unlink()
    run = Ingest(store, [folder], FJORDVIK, jobs=1)
    assert [(event.what, Path(event.source).name) for event in run] == [("vanished", "3.txt")]
    assert len(list(store.results())) == 4
    assert ingest(store, folder, prune=True)[0] == Summary(unchanged=3, vanished=1)
    assert len(list(store.results())) == 3
    assert ingest(store, folder)[0] == Summary(unchanged=3)


def test_other_folders_and_unreadable_ones_are_not_gone(folder: Path, store: Store, tmp_path: Path) -> None:
    other = tmp_path / "records-2"
    other.mkdir()
    write(other / "a.txt", text(50))
    ingest(store, folder, other)
    assert ingest(store, other)[0] == Summary(unchanged=1)
    folder.rename(tmp_path / "away")
    assert ingest(store, folder, prune=True)[0] == Summary(failed=1)
    assert len(list(store.results())) == 5


def test_copies_are_one_document(folder: Path, store: Store) -> None:
    write(folder / "copy.txt", text(1))
    assert ingest(store, folder)[0] == Summary(added=5)
    assert len(list(store.results())) == 4
    first = FJORDVIK.parse(folder / "0.txt").document
    (folder / "0.txt").unlink()
    ingest(store, folder, prune=True)
    kept = store.result(first.id)
    assert kept is not None and kept.document.source == str(folder / "copy.txt")
    assert len(list(store.results())) == 4


def test_archives(folder: Path, store: Store) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("a.txt", text(20))
        archive.writestr("b.txt", text(21))
    assert ingest(store, folder)[0] == Summary(added=6)
    assert ingest(store, folder)[0] == Summary(unchanged=6)
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("a.txt", text(22))
    assert ingest(store, folder, prune=True)[0] == Summary(replaced=1, unchanged=4, vanished=1)
    (folder / "more.zip").write_bytes(b"PK\x03\x04 and no more")
    assert ingest(store, folder, prune=True)[0] == Summary(unchanged=4, failed=1)
    assert len(list(store.results())) == 5


def test_what_fails_is_told_each_time_and_tried_again_when_it_changes(folder: Path, store: Store) -> None:
    ingest(store, folder)
    (folder / "1.txt").write_bytes(b"PK\x03\x04 damaged")
    events = list(Ingest(store, [folder], FJORDVIK, jobs=1))
    assert [(event.what, event.again) for event in events] == [("failed", False)]
    assert len(list(store.results())) == 3
    events = list(Ingest(store, [folder], FJORDVIK, jobs=1))
    assert [(event.what, event.again) for event in events] == [("failed", True)]
    assert events[0].error is not None and events[0].error.message
    write(folder / "1.txt", text(2))
    assert ingest(store, folder)[0] == Summary(added=1, unchanged=3)


def test_what_failed_for_want_of_something_is_tried_again(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(self: Options, source: object) -> nc.ParseResult:
        raise MissingDependency("pdf", "PDF")

    with monkeypatch.context() as patch:
        patch.setattr(Options, "parse", missing)
        list(Ingest(store, [folder], FJORDVIK, jobs=1))
    assert ingest(store, folder)[0] == Summary(added=4)


def test_a_run_that_is_stopped_goes_on(folder: Path, store: Store) -> None:
    run = iter(Ingest(store, [folder], FJORDVIK, jobs=1))
    next(run)
    next(run)
    run.close()  # type: ignore[attr-defined]
    summary, _ = ingest(store, folder)
    assert summary == Summary(added=2, unchanged=2)
    assert store.connection.execute("SELECT stale FROM state").fetchone() == (0,)
    assert store.connection.execute("SELECT count(*) FROM dossier_cases").fetchone() == (4,)


def test_one_document_that_cannot_be_kept_harms_no_other(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Store.replace

    def fussy(self: Store, rows: store_ingest.DocumentRows) -> None:
        replace(self, rows)
        if rows.tables["cases"][0][2] == "Sak":
            raise nc.store.StoreError("No.")  # type: ignore[attr-defined]

    write(folder / "1.txt", text(2, "Sak"))
    monkeypatch.setattr(Store, "replace", fussy)
    summary, _ = ingest(store, folder)
    assert summary == Summary(added=3, failed=1)
    assert titles(store) == ["Bro", "Bro", "Bro"]


def test_readers_see_whole_documents_during_a_run(folder: Path, store: Store) -> None:
    reader = sqlite3.connect(store.path)
    seen = []
    for _ in Ingest(store, [folder], FJORDVIK, jobs=1):
        seen.append(
            reader.execute("SELECT count(*) FROM documents JOIN cases ON cases.document = documents.key").fetchone()[0]
        )
    reader.close()
    assert seen == [1, 2, 3, 4]


def test_the_generated_corpus_is_the_same_each_time_and_comes_together(tmp_path: Path, store: Store) -> None:
    script = Path(__file__).parents[1] / "benchmarks" / "generate_corpus.py"
    generate = runpy.run_path(str(script))["write"]
    sizes = [generate(tmp_path / name, 18) for name in ("one", "two")]
    written = [{path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.txt")} for name in ("one", "two")]
    assert sizes[0] == sizes[1] and written[0] == written[1] and len(written[0]) == 18
    assert ingest(store, tmp_path / "one", options=Options())[0] == Summary(added=18)
    found = store.connection.execute("SELECT cases, count(*) FROM dossiers WHERE cases > 1 GROUP BY cases").fetchall()
    assert found == [(3, 6)]
