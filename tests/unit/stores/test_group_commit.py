from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from truceline.model.errors import MissionError, RecordError
from truceline.stores.group_commit import GroupCommit, NotWrittenError
from truceline.stores.sqlite import SqliteRecord


def together(n: int, work: object) -> None:
    assert callable(work)
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a client was left waiting"


def test_every_client_gets_its_own_answer_and_groups_form() -> None:
    groups: list[int] = []

    def write(items: Sequence[int]) -> list[int]:
        groups.append(len(items))
        time.sleep(0.002)
        return [item * 10 for item in items]

    shared, answers = GroupCommit(write), dict[int, int]()

    def client(i: int) -> None:
        for n in range(20):
            answers[100 * i + n] = shared.put(100 * i + n)

    together(16, client)
    assert answers == {n: n * 10 for n in answers}
    assert sum(groups) == len(answers) == 320
    assert len(groups) < 200, "hardly any client shared a transaction"


def test_a_group_that_fails_fails_for_each_of_its_clients_and_the_next_goes_on() -> None:
    begun, failed, answers = threading.Event(), list[int](), list[int]()

    def write(items: Sequence[int]) -> list[int]:
        begun.set()
        time.sleep(0.01)
        if 5 in items:
            raise RecordError("the disk is full", advice="Free some space.")
        return list(items)

    shared = GroupCommit(write)

    def client(i: int) -> None:
        if i:
            begun.wait(10)
        try:
            answers.append(shared.put(i))
        except RecordError:
            failed.append(i)

    together(12, client)
    assert 5 in failed
    assert sorted(answers + failed) == list(range(12))
    assert shared.put(77) == 77


class Interrupt(BaseException):
    pass


def test_a_leader_that_is_interrupted_leaves_nobody_waiting() -> None:
    begun, calls, outcomes = threading.Event(), list[int](), dict[int, str]()

    def write(items: Sequence[int]) -> list[int]:
        calls.append(len(items))
        if len(calls) == 1:
            begun.set()
            time.sleep(0.05)
            raise Interrupt
        return list(items)

    shared = GroupCommit(write)

    def client(i: int) -> None:
        if i:
            begun.wait(10)
        try:
            shared.put(i)
            outcomes[i] = "written"
        except Interrupt:
            outcomes[i] = "interrupted"
        except NotWrittenError:
            outcomes[i] = "not written"

    together(6, client)
    assert outcomes == {0: "interrupted", **dict.fromkeys(range(1, 6), "written")}


def test_threads_that_append_to_one_record(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    indices: list[int] = []

    def client(i: int) -> None:
        for n in range(15):
            for entry in record.append([("receipt", {"client": i, "n": n})] * (1 + i % 2), source=f"station {i % 3}"):
                assert msgspec.json.decode(entry.body) == {"client": i, "n": n}
                indices.append(entry.index)

    together(12, client)
    assert sorted(indices) == list(range(270))
    assert record.verify() == 270
    for i in range(12):
        own = [msgspec.json.decode(entry.body)["n"] for entry in record.entries()
               if msgspec.json.decode(entry.body)["client"] == i]  # fmt: skip
        assert own == sorted(own)


def test_a_bad_line_fails_its_own_client_alone(tmp_path: Path) -> None:
    record = SqliteRecord(tmp_path / "truceline.db")
    refused: list[int] = []

    def client(i: int) -> None:
        try:
            record.append([("receipt", {"n": 0.5 if i % 2 else i})])
        except ValueError:
            refused.append(i)

    together(10, client)
    assert sorted(refused) == [1, 3, 5, 7, 9]
    assert record.verify() == 5


def test_a_record_opened_to_be_read_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "truceline.db"
    SqliteRecord(path).close()
    record = SqliteRecord(path, read_only=True)
    assert record.append([]) == ()
    for attempt in (
        lambda: record.append([("receipt", {"n": 1})]),
        lambda: record.erase(0, ["n"], by=(), why=""),
        lambda: record.keep_checkpoint(0, b""),
    ):
        with pytest.raises(MissionError, match="opened to be read"):
            attempt()
