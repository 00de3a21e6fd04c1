"""What goes to a worker and what comes back: frames of MessagePack on pipes; what is large lies in shared memory.

An answer is read as its declared type and no other. Tables come as Arrow streams that are read where they lie, after
one copy out of the worker's reach, and are validated in full: offsets and letters are a stranger's until then.
Arrow is loaded where a table is met: who reads words alone meets none.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeVar

import msgspec

from truceline.confined.limits import Limits
from truceline.model.errors import UNREADABLE

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

#: a frame of this size goes through an empty pipe without waiting for its reader
MOST_FRAME = 48 * 1024
#: what is larger than this is not put into a frame
MOST_INLINE = 32 * 1024
_LENGTH = struct.Struct("<I")
_MOST_TABLES = 16
_ALIGNED = 64
#: msgspec learns a type when it is first asked for it, and two threads that ask at once can bring the process down:
#: the second meets what the first has only begun
_LEARNING = Lock()


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A task by name, what it is asked, and its item: inline, or both one after the other in the shared input."""

    task: str
    asked: bytes
    data: bytes | None
    size: int  # of the item
    laid: int = 0  # bytes of `asked` that stand before the item in the shared input
    limits: Limits
    used_s: float  # of processor before this item


class Answer(msgspec.Struct, frozen=True):
    """How it ended. `done`: the value, inline or in the shared answer, with the places of its tables there."""

    status: Literal["ready", "done", "refused", "memory", "failed"]
    value: bytes = b""
    place: tuple[int, int] | None = None  # offset and length of the value in the shared answer
    tables: tuple[tuple[int, int], ...] = ()
    kind: str = ""  # of the error
    found: str = ""
    where: str = ""
    advice: str = ""


class BrokenAnswerError(Exception):
    """What came back is not what was asked for."""


_requests = msgspec.msgpack.Decoder(Request)
_answers = msgspec.msgpack.Decoder(Answer)
_encode = msgspec.msgpack.Encoder().encode


def send(descriptor: int, message: Request | Answer) -> None:
    body = _encode(message)
    if len(body) > MOST_FRAME:
        raise ValueError(f"a frame of {len(body)} bytes")
    data = memoryview(_LENGTH.pack(len(body)) + body)
    while data:
        data = data[os.write(descriptor, data) :]


def receive_request(descriptor: int) -> Request | None:
    """The next request; None when nobody sends any more."""
    body = _frame(descriptor, lambda: None)
    return None if body is None else _requests.decode(body)


def receive_answer(descriptor: int, wait: Callable[[], None]) -> Answer | None:
    """The answer; None when its sender has died. `wait` returns when there is something to read, or raises."""
    body = _frame(descriptor, wait)
    try:
        return None if body is None else _answers.decode(body)
    except UNREADABLE as error:
        raise BrokenAnswerError(str(error)) from error


def _frame(descriptor: int, wait: Callable[[], None]) -> bytes | None:
    head = _exactly(descriptor, _LENGTH.size, wait)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST_FRAME:
        raise BrokenAnswerError(f"a frame of {length} bytes")
    return _exactly(descriptor, length, wait)


def _exactly(descriptor: int, size: int, wait: Callable[[], None]) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        wait()
        part = os.read(descriptor, size - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def answer_with(value: object, shared: int) -> Answer:
    """The answer that carries `value`; what is large is written to the shared answer."""
    tables: list[pa.Table] = []
    body = msgspec.msgpack.Encoder(enc_hook=lambda found: _number(found, tables)).encode(value)
    if not tables and len(body) <= MOST_INLINE:
        return Answer("done", body)
    with os.fdopen(os.dup(shared), "wb") as file:
        file.seek(0)
        places = [_lay(table, file) for table in tables]
        start = file.tell()
        file.write(body)
    return Answer("done", place=(start, len(body)), tables=tuple(places))


def _lay(table: pa.Table, file: BinaryIO) -> tuple[int, int]:
    """Write a table as a stream, and say where it lies."""
    import pyarrow as pa

    start = file.tell()
    with pa.ipc.new_stream(file, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    length = file.tell() - start
    file.write(bytes(-file.tell() % _ALIGNED))
    return start, length


def _number(value: object, tables: list[pa.Table]) -> int:
    import pyarrow as pa

    if not isinstance(value, pa.Table):
        raise TypeError(f"{type(value).__name__} cannot leave a worker")
    tables.append(value)
    return len(tables) - 1


def value_of(answer: Answer, shared: int, kind: Any, most: int) -> Any:
    """The value that an answer carries, as `kind`. Raises BrokenAnswerError for anything else."""
    whole = _copied(answer, shared, most)
    body = answer.value if whole is None else _slice(whole, answer.place)
    if len(answer.tables) > _MOST_TABLES:
        raise BrokenAnswerError(f"{len(answer.tables)} tables")

    def table(wanted: type, number: object) -> pa.Table:
        import pyarrow as pa

        if wanted is not pa.Table or not isinstance(number, int) or not 0 <= number < len(answer.tables):
            raise BrokenAnswerError(f"{wanted.__name__} where there is none")
        return _table(_slice(whole, answer.tables[number]))

    with _LEARNING:
        decoder = msgspec.msgpack.Decoder(kind, dec_hook=table)
    try:
        return decoder.decode(body)
    except UNREADABLE as error:
        raise BrokenAnswerError(str(error)) from error


def _copied(answer: Answer, shared: int, most: int) -> memoryview | None:
    """The shared answer as memory of our own, which its writer cannot change any more."""
    if answer.place is None:
        return None
    size = sum(answer.place)
    if min(answer.place) < 0 or size > most:
        raise BrokenAnswerError(f"an answer of {size} bytes")
    if os.fstat(shared).st_size < size:  # pages that are not there would cost memory all the same
        raise BrokenAnswerError("an answer that is shorter than it says")
    view = memoryview(bytearray(size))
    at = 0
    while at < size:
        read = os.preadv(shared, [view[at:]], at) if hasattr(os, "preadv") else _read_into(shared, view, at)
        if not read:
            raise BrokenAnswerError("an answer that is shorter than it says")
        at += read
    return view


def _read_into(shared: int, view: memoryview, at: int) -> int:
    part = os.pread(shared, min(len(view) - at, 1 << 24), at)
    view[at : at + len(part)] = part
    return len(part)


def _slice(whole: memoryview | None, place: tuple[int, int] | None) -> memoryview:
    if whole is None or place is None or min(place) < 0 or sum(place) > whole.nbytes:
        raise BrokenAnswerError("a place outside of the answer")
    start, length = place
    return whole[start : start + length]


def _table(stream: memoryview) -> pa.Table:
    import pyarrow as pa

    try:
        table = pa.ipc.open_stream(pa.py_buffer(stream)).read_all()
        table.validate(full=True)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, ValueError) as error:
        raise BrokenAnswerError(f"a table that is none ({str(error)[:100]})") from error
    return table
