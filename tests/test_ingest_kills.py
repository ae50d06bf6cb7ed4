"""Ingest killed at random moments: the store always opens, is sound, and in the end lacks nothing.

A few kills are part of every test run; for more: NORDIC_CIVIC_KILLS=200 python -m pytest tests/test_ingest_kills.py
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

import nordic_civic as nc
from nordic_civic.batch import Options
from nordic_civic.store import Ingest, Store

KILLS = int(os.environ.get("NORDIC_CIVIC_KILLS", "8"))
DOCUMENTS = 40
OPTIONS = Options(country="NO", municipality="Fjordvik")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the run that is killed is a fork of this process")


def text(number: int) -> str:
    dossier = f"Arkivsaksnr: 24/{1000 + number // 3}"
    points = "\n".join(f"{n}. Broen ved vei {n} bygges." for n in range(1, 2 + number % 9))
    return (
        f"Fjordvik kommune\nMøteprotokoll\nUtvalg: Formannskapet\nDato: 14.05.2024\n\nSak {number}/24 Bro\n{dossier}\n\n"
        f"Forslag fra Kari Moe (H):\nSaken utsettes.\n\nVedtak:\n{points}\n"
    )


def run(folder: Path, path: Path, jobs: int) -> None:
    with Store(path) as store:
        list(Ingest(store, [folder], OPTIONS, jobs=jobs))


def start(folder: Path, path: Path, jobs: int) -> int:
    """Run in a process of its own and give its id."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            run(folder, path, jobs)
            status = 0
        finally:
            os._exit(status)
    return child


def content(path: Path) -> tuple[list[nc.ParseResult], list[tuple[object, ...]]]:
    with Store(path) as store:
        tables = (
            "SELECT id, number, title, first_date, last_date, cases FROM dossiers ORDER BY id",
            "SELECT x.id, t.rule, t.value, t.case_id, t.cites, t.joined FROM dossier_ties t"
            " JOIN dossiers x ON x.key = t.dossier ORDER BY 1, 2, 3, 4, 5",
            "SELECT source, document_id, error, digest, size FROM files ORDER BY source",
        )
        return list(store.results()), [row for sql in tables for row in store.connection.execute(sql)]


def assert_sound(path: Path, whole: dict[str, nc.ParseResult]) -> int:
    """See that the file is in order and its documents are there as a whole; give how many there are."""
    with Store(path) as store:
        connection = store.connection
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        found = {result.document.id: result for result in store.results()}
        assert found == {name: whole[name] for name in found}
        (files,) = connection.execute("SELECT count(*) FROM files WHERE document_id IS NOT NULL").fetchone()
        assert files == len(found)
        return len(found)


def test_a_killed_run_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(DOCUMENTS):
        (folder / f"{number:03}.txt").write_text(text(number), encoding="utf-8")
    OPTIONS.parse(folder / "000.txt")  # what a process loads once is loaded before it is forked
    began = time.monotonic()
    run(folder, tmp_path / "whole.db", 1)
    duration = time.monotonic() - began
    whole = content(tmp_path / "whole.db")
    by_id = {result.document.id: result for result in whole[0]}
    assert len(by_id) == DOCUMENTS

    chance = random.Random(KILLS)
    path = tmp_path / "killed.db"
    kept = cut_short = 0
    for number in range(KILLS):
        child = start(folder, path, jobs=1 + number % 2)
        time.sleep(chance.uniform(0, duration * 0.5))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        found = assert_sound(path, by_id)
        assert found >= kept
        cut_short += os.WIFSIGNALED(status)
        kept = found
        if kept == DOCUMENTS:
            run(folder, path, 1)
            assert content(path) == whole
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            kept = 0
    assert cut_short >= KILLS // 2
    run(folder, path, 1)
    assert content(path) == whole
