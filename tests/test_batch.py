"""Many documents: order, streaming, processes, and what one bad document costs."""

from __future__ import annotations

import io
import itertools
import multiprocessing
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import nordic_civic as nc
from nordic_civic import pipeline
from nordic_civic.batch import Order
from nordic_civic.sources import Task, count, expand
from nordic_civic.workers import in_processes

TEXT = frozenset((".txt", ".md"))
forked = pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the work is defined in this file")


def text(number: int) -> str:
    return f"Fjordvik kommune\nFormannskapet 14.05.2024\n\nSak {number}/24 Bro\n\nVedtak:\nBroen bygges.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_outcomes_come_in_the_order_of_the_sources(folder: Path, jobs: int | None) -> None:
    outcomes = list(nc.parse_many(folder, jobs=jobs))
    assert [Path(outcome.source).name for outcome in outcomes] == sorted(path.name for path in folder.iterdir())
    assert [outcome.result for outcome in outcomes] == [nc.parse(path) for path in sorted(folder.iterdir())]
    assert not [outcome for outcome in outcomes if outcome.error]


def test_outcomes_may_come_as_they_are_done(folder: Path) -> None:
    outcomes = nc.parse_many(folder, jobs=2, order="done")
    assert sorted(outcome.source for outcome in outcomes) == sorted(map(str, folder.iterdir()))


def test_every_kind_of_source(folder: Path) -> None:
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("deep/one.txt", text(50))
        archive.writestr("two.xyz", "nothing")
    left_out: list[tuple[str, str]] = []
    sources: list[Any] = [
        text(1),
        text(2).encode(),
        io.BytesIO(text(3).encode()),
        io.StringIO(text(4)),
        folder / "more.zip",
    ]
    outcomes = list(nc.parse_many(sources, on_skip=lambda name, reason: left_out.append((name, reason))))
    archived = f"{folder / 'more.zip'}/deep/one.txt"
    assert [outcome.source for outcome in outcomes] == [*(f"<source {number}>" for number in range(1, 5)), archived]
    assert all(outcome.result for outcome in outcomes)
    assert outcomes[0].result == nc.parse(text(1))
    assert left_out == [(f"{folder / 'more.zip'}/two.xyz", "with the unknown suffix .xyz")]


@pytest.mark.parametrize("single", [text(1), text(1).encode(), io.BytesIO(text(1).encode())])
def test_one_source_is_a_list_of_one(single: Any) -> None:
    (outcome,) = nc.parse_many(single)
    assert outcome.result is not None


@pytest.mark.parametrize("jobs", [1, 2])
def test_hints_go_for_every_document(folder: Path, jobs: int) -> None:
    outcomes = list(nc.parse_many(folder, jobs=jobs, municipality="Sundby", date="2020"))
    assert {outcome.result.document.date for outcome in outcomes if outcome.result} == {"2020"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_read_is_an_outcome(folder: Path, jobs: int) -> None:
    (folder / "05.txt").write_bytes(b"")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    outcomes = list(nc.parse_many([folder, folder / "missing.txt"], jobs=jobs))
    failed = {Path(outcome.source).name: outcome.error for outcome in outcomes if outcome.result is None}
    assert set(failed) == {"05.txt", "broken.zip", "missing.txt"}
    assert all(isinstance(error, nc.ReadError) for error in failed.values())
    assert len(outcomes) == 14


@pytest.mark.parametrize("wrong", [{"order": "size"}, {"jobs": 0}, {"timeout": 0}])
def test_wrong_arguments_are_refused_at_once(wrong: Any) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        nc.parse_many([], **wrong)


def test_an_unknown_country_is_refused_at_once() -> None:
    with pytest.raises(nc.ReadError, match="'XX'"):
        nc.parse_many([], country="XX")


@pytest.mark.parametrize("jobs", [1, 2])
def test_sources_are_taken_as_they_are_needed(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield text(taken)

    outcomes = nc.parse_many(endless(), jobs=jobs)
    assert [outcome.source for outcome in itertools.islice(outcomes, 3)] == [f"<source {n}>" for n in (1, 2, 3)]
    assert taken < 100


@forked
@pytest.mark.parametrize("order", ["input", "done"])
def test_a_document_that_kills_or_holds_its_process_costs_only_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    parse = nc.parse

    def bad(source: Path, **hints: str | None) -> nc.ParseResult:
        if source.name == "03.txt":
            os._exit(3)
        if source.name == "07.txt":
            time.sleep(600)
        return parse(source, **hints)

    monkeypatch.setattr(pipeline, "parse", bad)
    outcomes = list(nc.parse_many(folder, jobs=2, timeout=1, order=order))
    assert len(outcomes) == 12
    failed = {Path(outcome.source).name: outcome.error for outcome in outcomes if outcome.error}
    assert set(failed) == {"03.txt", "07.txt"}
    assert "died (exit code 3)" in str(failed["03.txt"])
    assert isinstance(failed["07.txt"], nc.LimitExceeded) and failed["07.txt"].limit == "seconds"


@forked
def test_a_time_limit_holds_with_one_job(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "parse", lambda source, **hints: time.sleep(600))
    (outcome,) = nc.parse_many([folder / "01.txt"], jobs=1, timeout=0.3)
    assert isinstance(outcome.error, nc.LimitExceeded)


def odd(task: Task) -> object:
    number = int(task.name)
    if number in (0, 5, 400, 999):
        os._exit(1)
    return (lambda: None) if number == 7 else number


@forked
@pytest.mark.parametrize("ordered", [True, False])
def test_no_task_is_lost_or_done_twice(ordered: bool) -> None:
    tasks = (Task(str(number), size=number) for number in range(1000))
    answers = {task.name: answer for task, answer in in_processes(tasks, odd, 3, timeout=None, ordered=ordered)}
    assert list(answers) == [str(number) for number in range(1000)] or not ordered
    assert len(answers) == 1000
    assert {name for name, answer in answers.items() if isinstance(answer, nc.ReadError)} == {
        "0",
        "5",
        "7",
        "400",
        "999",
    }
    assert "cannot be handed over" in str(answers["7"])


def slow_first(task: Task) -> int:
    if task.name == "0":
        time.sleep(0.5)
    return len(task.data or b"")


@forked
def test_answers_that_wait_for_an_earlier_one_are_bounded() -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for taken in range(100_000):
            yield Task(str(taken), data=b"", size=100_000)

    answers = in_processes(tasks(), slow_first, 2, timeout=None, ordered=True)
    assert next(answers)[0].name == "0"
    assert taken < 1000
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    assert not multiprocessing.active_children()


def test_a_script_without_a_guard_is_told_so(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, nordic_civic as nc\n"
        "multiprocessing.set_start_method('spawn', force=True)\n"
        f"print(list(nc.parse_many({str(folder)!r}, jobs=2)))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "WorkersError: The worker processes do not start. A script that uses" in done.stderr


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a/z.md", "c.txt", ".git/x.txt", "a/ReadMe.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [Path(task.name).relative_to(tmp_path).as_posix() for task in expand([tmp_path], TEXT)]
    assert found == ["c.txt", "a/z.md", "b/1.txt", "b/2.txt"]
    assert count([tmp_path, tmp_path / "c.txt"], TEXT) == 5


def test_links_and_pipes_in_folders_hold_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    left_out: dict[str, str] = {}
    names = [task.name for task in expand([tmp_path], TEXT, lambda name, why: left_out.update({Path(name).name: why}))]
    assert names == [str(tmp_path / "a.txt")]
    assert left_out == {"loop": "link to a folder", "gone.txt": "no regular file", "pipe.txt": "no regular file"}


def test_an_archive_that_holds_nothing_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("picture.xyz", "x")
    (task,) = expand([tmp_path / "empty.zip"], TEXT)
    assert task.error is not None and "no file that can be read" in task.error.message
    assert count([tmp_path], TEXT) is None
