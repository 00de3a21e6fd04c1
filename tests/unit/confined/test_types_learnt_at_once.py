"""Answers of one kind that come to several threads at once, before any was read."""

from __future__ import annotations

import subprocess
import sys

#: types that no thread has met, each holding the one before; threads that take turns as often as they can
_PROGRAM = """
import sys, threading, types
import msgspec
from truceline.confined import wire

sys.setswitchinterval(1e-6)
for turn in range(10):
    lines = ["from __future__ import annotations", "import msgspec", "class S0(msgspec.Struct): a: int | None = None"]
    for n in range(1, 25):
        lines += [f"class S{n}(msgspec.Struct):", f"    a: S{n - 1}", f"    b: tuple[S{n - 1} | None, ...] = ()"]
    shapes = types.ModuleType(f"shapes{turn}")
    sys.modules[shapes.__name__] = shapes
    exec("\\n".join(lines), shapes.__dict__)
    value = {}
    for _ in range(24):
        value = {"a": value}
    kind, answer = tuple[shapes.S24, ...], wire.Answer("done", msgspec.msgpack.encode([value]))
    start = threading.Barrier(4)

    def read():
        start.wait()
        assert isinstance(wire.value_of(answer, -1, kind, 1_000)[0], shapes.S24)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_no_thread_reads_by_what_another_has_only_begun_to_learn() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
