"""The store: records through SQLite and back, the tables and the classes, older and foreign files."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import nordic_civic as nc
from nordic_civic.store import Store, StoreError
from nordic_civic.store.layout import PARTS, RECORDS, shape
from nordic_civic.store.migrate import migrate, steps
from nordic_civic.store.rows import rows_of
from nordic_civic.store.tables import put
from nordic_civic.strategies import results

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = """\
Fjordvik kommune
Møteprotokoll
Utvalg: Formannskapet
Dato: 14.05.2024

Sak 21/24 Sykkelvei langs Storgata
Arkivsaksnr: 24/1187

Forslag fra Kari Moe (H):
Saken sendes tilbake.

Votering: Forslaget falt med 3 (H) mot 6 stemmer.

Vedtak:
1. Planen for sykkelvei langs Ålegata vedtas.
2. Kommunedirektøren bes legge frem en sak om finansiering senest ved utgangen av 2024.
"""


@pytest.fixture(scope="module")
def result() -> nc.ParseResult:
    return nc.parse(TEXT, municipality="Fjordvik", country="NO")


def rows_left(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [*RECORDS, *PARTS, "records", "case_keys", "dossiers", "dossier_cases", "dossier_ties", "mandate_fates"]
    counts = {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
    return {table: count for table, count in counts.items() if count}


def assert_sound(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


@few
@given(results())
def test_every_result_survives_the_round_trip(result: nc.ParseResult) -> None:
    with Store(":memory:") as store:
        store.put(result)
        assert store.result(result.document.id) == result
        assert list(store.results()) == [result]
        assert_sound(store.connection)


def test_the_seeds_survive_the_round_trip(tmp_path: Path) -> None:
    seeds = [outcome.result for outcome in nc.parse_many(Path(__file__).parents[1] / "seeds")]
    with Store(tmp_path / "records.db") as store:
        for seed in seeds:
            assert seed is not None
            store.put(seed)
        assert sorted(seeds, key=lambda one: one.document.id) == list(store.results())  # type: ignore[union-attr]


def test_what_is_put_again_is_replaced(result: nc.ParseResult) -> None:
    shorter = attrs.evolve(result, proposals=(), decisions=(), mandates=())
    with Store(":memory:") as store:
        store.put(result)
        store.put(shorter)
        assert list(store.results()) == [shorter]
        store.put(result)
        assert list(store.results()) == [result]
        assert_sound(store.connection)


def test_what_is_removed_leaves_nothing(result: nc.ParseResult) -> None:
    with Store(":memory:") as store:
        store.put(result)
        assert {"documents", "cases", "decisions", "spans", "items", "case_keys"} <= set(rows_left(store.connection))
        store.remove(result.document.id)
        assert rows_left(store.connection) == {}
        assert store.result(result.document.id) is None
        assert_sound(store.connection)


def test_a_record_id_of_another_document_is_refused_and_nothing_lost(result: nc.ParseResult) -> None:
    other = attrs.evolve(result, document=attrs.evolve(result.document, id="0" * 64))
    with Store(":memory:") as store:
        store.put(result)
        with pytest.raises(StoreError, match="cannot be kept"):
            store.put(other)
        assert list(store.results()) == [result]


def test_text_that_is_no_unicode_is_refused() -> None:
    document = nc.Document(id="0" * 64, text="a\ud800", spans=(nc.Span(0, 2),))
    with Store(":memory:") as store, pytest.raises(StoreError, match="cannot be kept"):
        store.put(nc.ParseResult(document=document))


@pytest.mark.parametrize("table", [*RECORDS, *PARTS])
def test_the_tables_have_the_columns_of_the_classes(table: str) -> None:
    first = ["record", "path", "position"] if table in PARTS else ["key", "document"][: 1 + (table != "documents")]
    wanted = [(name, "TEXT" if name == "path" else "INTEGER") for name in first]
    wanted += [(column.name, column.type) for column in shape({**RECORDS, **PARTS}[table]).columns()]
    with Store(":memory:") as store:
        found = [row[1:3] for row in store.connection.execute(f'PRAGMA table_info("{table}")')]
    assert found == wanted, "the classes changed: add a migration"


@pytest.mark.parametrize("version", range(1, len(steps())))
def test_an_older_store_is_migrated(version: int, tmp_path: Path, result: nc.ParseResult) -> None:
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    migrate(old, to=version)
    known = {table for (table,) in old.execute("SELECT name FROM sqlite_schema")}
    rows = rows_of(result)
    put(old, attrs.evolve(rows, tables={table: cells for table, cells in rows.tables.items() if table in known}))
    old.close()
    with Store(tmp_path / "old.db") as store, Store(tmp_path / "new.db") as fresh:
        assert store.migrated == len(steps()) - version
        fresh.put(result)
        assert list(store.results()) == [result]
        assert rows_left(store.connection) == rows_left(fresh.connection)
        found = store.connection.execute("SELECT count(*) FROM search WHERE search MATCH 'aalegata'").fetchone()
        assert found[0] == 2
        assert_sound(store.connection)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "records.db"):
        pass
    broken = (*steps(), "CREATE TABLE more (a); CREATE TABLE more (b);")
    monkeypatch.setattr("nordic_civic.store.migrate.steps", lambda: broken)
    with pytest.raises(StoreError, match="already exists"):
        Store(tmp_path / "records.db")
    monkeypatch.undo()
    with Store(tmp_path / "records.db") as store:
        assert not store.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchall()


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "records.db") as store:
        store.connection.execute(f"PRAGMA user_version = {len(steps()) + 1}")
    with pytest.raises(StoreError, match="newer version"):
        Store(tmp_path / "records.db")


def test_another_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE mine (a)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no store of records"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(StoreError, match=r"minutes\.txt"):
        Store(tmp_path / "minutes.txt")


def test_a_store_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        Store(tmp_path / "records.db", create=False)
    assert not (tmp_path / "records.db").exists()


@pytest.mark.parametrize("words", ["ålegata", "Ålegata", "AALEGATA", "vedtas"])
def test_the_index_folds_the_letters_of_the_north(words: str, result: nc.ParseResult) -> None:
    with Store(":memory:") as store:
        store.put(result)
        folded = words.replace("å", "aa").replace("Å", "aa")
        found = store.connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (folded,)).fetchone()
        assert found[0] >= 1


def test_a_store_that_has_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match="There is no such folder"):
        Store(tmp_path / "missing" / "records.db")
    (tmp_path / "records.db").mkdir()
    with pytest.raises(StoreError, match="unable to open"):
        Store(tmp_path / "records.db")
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreError, match="Its folder cannot be written to"):
        Store(tmp_path / "records.db")
