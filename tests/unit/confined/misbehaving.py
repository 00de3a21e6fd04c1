"""What a reader that was taken over, or is broken, might do: each a task for a worker."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pyarrow as pa

from truceline.confined import extracting
from truceline.confined.extracting import Words
from truceline.extract.extract import ExtractParams
from truceline.model.errors import AgreementError
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention


def echo(data: bytes, asked: bytes) -> bytes:
    return asked + data


def process(data: bytes, asked: bytes) -> int:
    return os.getpid()


def table(data: bytes, asked: bytes) -> pa.Table:
    return pa.table({"n": list(range(int(data)))})


def refuse(data: bytes, asked: bytes) -> None:
    raise AgreementError("two suns", where="sky", advice="Look again.")


def fail(data: bytes, asked: bytes) -> None:
    raise KeyError("no such thing")


def spin(data: bytes, asked: bytes) -> None:
    while True:
        pass


def sleep(data: bytes, asked: bytes) -> None:
    time.sleep(1_000)


def nap(data: bytes, asked: bytes) -> bytes:
    time.sleep(float(data))
    return data


def hoard(data: bytes, asked: bytes) -> int:
    held = []
    while True:
        held.append(bytearray(64 << 20))


def hoard_arrow(data: bytes, asked: bytes) -> int:
    return int(pa.allocate_buffer(4 << 30).size)


def crash(data: bytes, asked: bytes) -> None:
    ctypes.string_at(0)


def leave(data: bytes, asked: bytes) -> None:
    os._exit(3)


def answer_as_another_type(data: bytes, asked: bytes) -> str:
    return "a word"


def flood(data: bytes, asked: bytes) -> bytes:
    return bytes(300 << 20)


def raw_frame(data: bytes, asked: bytes) -> None:
    """Bytes on the answering pipe that are no frame: the worker's own descriptors are found by what they are."""
    for number in range(3, 64):
        try:
            if str(Path(f"/proc/self/fd/{number}").readlink()).startswith("pipe:"):
                os.write(number, data)
        except OSError:
            continue
    os._exit(0)


def words(data: bytes, asked: bytes) -> Words:
    """Texts that are read as they are, but for three kinds of them."""
    faults = {"slow": lambda: spin(b"", b""), "large": lambda: hoard_arrow(b"", b""), "broken": lambda: fail(b"", b"")}
    rightly = extracting.extract

    def read(documents: tuple[Document, ...], params: ExtractParams) -> tuple[AnyMention, ...]:
        faults.get(documents[0].text, lambda: None)()
        return rightly(documents, params)

    extracting.extract = read
    return extracting.work(data, asked)


def attempt(data: bytes, asked: bytes) -> str:
    """What came of a forbidden deed: "done", or the name of the error."""
    try:
        _DEEDS[data.decode()]()
    except OSError as error:
        return type(error).__name__
    return "done"


def _kill_parent() -> None:
    os.kill(os.getppid(), signal.SIGKILL)


def _raise_limit() -> None:
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except ValueError as error:  # what Python makes of EPERM here
        raise PermissionError from error


def _shared_memory() -> None:
    os.memfd_create("more")


def _thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


_DEEDS = {
    "read a file": lambda: Path("/etc/passwd").read_bytes(),
    "list a folder": lambda: list(Path("/").iterdir()),
    "write a file": lambda: Path("/tmp/truceline-was-here").write_bytes(b"x"),
    "write among the program text": lambda: (Path(os.__file__).parent / "truceline-was-here").write_bytes(b"x"),
    "remove a file": lambda: Path("/etc/hosts").unlink(),
    "change rights": lambda: Path("/etc/hosts").chmod(0o777),
    "open a socket": socket.socket,
    "open a local socket": lambda: socket.socket(socket.AF_UNIX),
    "look up a name": lambda: socket.getaddrinfo("localhost", 80),
    "start a program": lambda: subprocess.run(["/bin/true"], check=True),
    "fork": os.fork,
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "kill the parent": _kill_parent,
    "raise its limit": _raise_limit,
    "take memory past its limit": _shared_memory,
    "read program text": lambda: Path(os.__file__).read_bytes(),
    "start a thread": _thread,
}
