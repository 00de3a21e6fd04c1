"""A worker answers, and whatever it does instead costs its item alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.confined import keeper as keeper_module
from truceline.confined.keeper import Exceeded, Interrupted, Keeper, Task
from truceline.confined.limits import WORDS_S, Limits, limits_for
from truceline.confined.staff import Worker
from truceline.model.errors import AgreementError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="seccomp and landlock are parts of Linux")


def task(name: str, kind: object = bytes) -> Task[object]:
    return Task(f"misbehaving:{name}", kind)


@pytest.fixture(scope="module")
def keeper() -> Iterator[Keeper]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parent)
        keeper = Keeper()
        keeper.held()  # the nursery takes the path as it is now
        yield keeper
        keeper.close()


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(memory=1 << 30, cpu_s=0.1, wall_s=0.5, patience_s=60.0, answer=64 << 20)
    monkeypatch.setattr(keeper_module, "limits_for", lambda size, packed, cpu_s: limits)


def fine(keeper: Keeper) -> None:
    """The next item is read as if nothing had been."""
    assert keeper.call(task("echo"), b"next", b"the ") == b"the next"


def test_small_and_large_items_come_back(keeper: Keeper) -> None:
    assert keeper.call(task("echo"), b"b", b"a") == b"ab"
    assert keeper.call(task("echo"), b"", b"") == b""
    large = os.urandom(3 << 20)
    assert keeper.call(task("echo"), large, b"x" * 100_000) == b"x" * 100_000 + large
    assert keeper.call(task("echo"), b"b", b"a") == b"ab"


@pytest.mark.parametrize("rows", [0, 3, 300_000])
def test_tables_come_back_whole(keeper: Keeper, rows: int) -> None:
    found = keeper.call(task("table", pa.Table), str(rows).encode())
    assert isinstance(found, pa.Table)
    assert found.column("n").to_pylist() == list(range(rows))


def test_a_worker_is_kept_for_many_items_but_not_for_ever(keeper: Keeper) -> None:
    fine(keeper)
    numbers = [keeper.call(task("process", int), b"") for _ in range(600)]
    assert len(set(numbers)) in (3, 4)
    assert numbers == sorted(numbers, key=numbers.index), "one after the other"


def test_a_task_that_wears_a_worker_less_keeps_it_longer(keeper: Keeper) -> None:
    keeper.rest()
    gentle: Task[object] = Task("misbehaving:process", int, wear=1)
    assert len({keeper.call(gentle, b"") for _ in range(600)}) == 1


def test_a_large_item_is_the_last_of_its_worker(keeper: Keeper) -> None:
    before = keeper.call(task("process", int), b"")
    keeper.call(task("echo"), bytes(5 << 20))
    assert keeper.call(task("process", int), b"") != before


def test_a_refusal_is_the_error_it_was(keeper: Keeper) -> None:
    before = keeper.call(task("process", int), b"")
    with pytest.raises(AgreementError) as caught:
        keeper.call(task("refuse"), b"")
    assert (caught.value.found, caught.value.where, caught.value.advice) == ("two suns", "sky", "Look again.")
    assert keeper.call(task("process", int), b"") == before


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("fail", "its reader failed (KeyError at misbehaving.py:"),
        ("crash", "its reader crashed (SIGSEGV)"),
        ("leave", "its reader crashed (exit code 3)"),
        ("answer_as_another_type", "what is no answer"),
        ("hoard", "more than 1024 MiB of memory"),
        ("hoard_arrow", "more than 1024 MiB of memory"),
        ("flood", "its reader failed (OSError"),
    ],
)
def test_what_breaks_costs_its_item_alone(keeper: Keeper, deed: str, said: str) -> None:
    with pytest.raises(Exceeded) as caught:
        keeper.call(task(deed), b"")
    assert said in caught.value.found
    assert caught.value.advice
    assert not isinstance(caught.value, Interrupted)
    fine(keeper)


@pytest.mark.usefixtures("brief")
def test_work_without_end_is_ended_by_its_clock_of_work(keeper: Keeper) -> None:
    with pytest.raises(Exceeded, match="more than 0 s of work"):
        keeper.call(task("spin"), b"")
    fine(keeper)


@pytest.mark.usefixtures("brief")
def test_one_that_sleeps_is_given_up(keeper: Keeper) -> None:
    with pytest.raises(Interrupted, match="did not end"):
        keeper.call(task("sleep"), b"")
    fine(keeper)


@LINUX
@pytest.mark.usefixtures("brief")
def test_what_waits_for_a_processor_is_not_given_up(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """All the time that it takes is time in which it was held up: more than the clock allows, and it ends well."""
    began = time.monotonic()
    monkeypatch.setattr(Worker, "held_up_s", lambda worker: time.monotonic() - began)
    monkeypatch.setattr(keeper_module, "_LOOKS_S", (0.02, 0.05))
    assert keeper.call(task("nap"), b"1.5") == b"1.5"
    monkeypatch.setattr(Worker, "held_up_s", lambda worker: 0.0)
    with pytest.raises(Interrupted, match="did not end"):
        keeper.call(task("nap"), b"5")


@LINUX
def test_a_process_that_had_to_share_says_for_how_long() -> None:
    """Two that spin on one processor: each waits for about half of the time."""
    one = min(os.sched_getaffinity(0))
    program = f"import os; os.sched_setaffinity(0, {{{one}}})\nwhile True: pass"
    spinning = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    try:
        worker = Worker()
        worker.process = spinning[0].pid
        for _ in range(200):
            time.sleep(0.05)
            if min(worker.held_up_s(), worker.used_s()) > 0.05:
                break
        assert min(worker.held_up_s(), worker.used_s()) > 0.05
    finally:
        for process in spinning:
            process.kill()
            process.wait()


@LINUX
@pytest.mark.parametrize(
    "frame",
    [b"\x01", b"\xff\xff\xff\xff", b"\x04\x00\x00\x00\xc1\xc1\xc1\xc1", b"\x05\x00\x00\x00\x81\xa6status"],
)
def test_bytes_that_are_no_answer(keeper: Keeper, frame: bytes) -> None:
    with pytest.raises(Exceeded):
        keeper.call(task("raw_frame"), frame)
    fine(keeper)


@LINUX
@pytest.mark.parametrize(
    "deed",
    [
        "read a file",
        "list a folder",
        "write a file",
        "write among the program text",
        "remove a file",
        "change rights",
        "open a socket",
        "open a local socket",
        "look up a name",
        "start a program",
        "fork",
        "exec",
        "kill the parent",
        "raise its limit",
        "take memory past its limit",
    ],
)
def test_what_a_worker_may_not(keeper: Keeper, deed: str) -> None:
    assert keeper.call(task("attempt", str), deed.encode()) in ("PermissionError", "gaierror"), deed


@LINUX
@pytest.mark.parametrize("deed", ["read program text", "start a thread"])
def test_what_a_worker_must(keeper: Keeper, deed: str) -> None:
    assert keeper.call(task("attempt", str), deed.encode()) == "done"


@LINUX
def test_all_three_hold_here(keeper: Keeper) -> None:
    held = keeper.held()
    if len(held) < 3:
        pytest.skip(f"this kernel has only {', '.join(held)}")
    assert held[0] == "limits"
    assert held[1].startswith("landlock")
    assert held[2] == "seccomp"


def test_a_worker_that_somebody_kills_is_replaced(keeper: Keeper) -> None:
    number = keeper.call(task("process", int), b"")
    assert isinstance(number, int)
    os.kill(number, signal.SIGKILL)
    fine(keeper)


def test_a_nursery_that_somebody_kills_is_replaced(keeper: Keeper) -> None:
    nursery = keeper._staff._nursery
    assert nursery is not None
    nursery.kill()
    nursery.wait()
    fine(keeper)
    assert keeper.call(task("echo"), bytes(5 << 20)) == bytes(5 << 20)
    fine(keeper)


def test_threads_wait_for_one_another(keeper: Keeper) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(keeper.call(task("echo"), bytes([n]) * 70_000)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=repr) == sorted((bytes([n]) * 70_000 for n in range(8)), key=repr)


def test_a_forked_process_has_a_keeper_of_its_own() -> None:
    ours = keeper_module.keeper()
    assert keeper_module.keeper() is ours
    child = os.fork()
    if not child:
        os._exit(0 if keeper_module.keeper() is not ours else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_nothing_is_left_running(tmp_path: Path) -> None:
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from truceline.confined.keeper import Task, keeper\n"
        "print(keeper().call(Task('misbehaving:process', int), b''), keeper()._staff._nursery.pid, flush=True)\n"
        "if sys.argv[2] == 'die': os.kill(os.getpid(), 9)\n"
    )
    for end in ("leave", "die"):
        ran = subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent), end],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout, ran.stderr
        for number in map(int, ran.stdout.split()):
            assert _gone(number), end


def _gone(number: int) -> bool:
    """Whether a process has ended, or is about to; one that ended may wait for its parent to look."""
    for _ in range(100):
        try:
            os.kill(number, 0)
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


def test_budgets_grow_with_what_was_received_and_no_other_way() -> None:
    least = limits_for(0, False)
    assert least == limits_for(16 << 20, False) == limits_for(2 << 20, True)
    assert least.memory == limits_for(32 << 20, False).memory == limits_for(4 << 20, True).memory
    assert least.memory == 1 << 30
    assert least.wall_s == 10.0
    assert limits_for(64 << 20, False).memory > least.memory
    assert limits_for(64 << 20, False).cpu_s <= 9.0
    assert limits_for(16 << 20, False).cpu_s + limits_for(16 << 20, False, WORDS_S).cpu_s <= 9.0
    assert limits_for(8 << 20, True) == limits_for(64 << 20, False)
