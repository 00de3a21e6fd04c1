"""What stages returned, kept by the digest of what they were given. Always safe to delete: it comes back identical.

A key binds the stage, its inputs and the program's own text, so that neither changed evidence nor changed code can
meet a stale answer. A file that was torn by a power cut fails its checksum and is made anew.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec
import pyarrow as pa

import truceline
from truceline.model.ids import canonical_bytes
from truceline.stores.files import make_folder, write_atomic
from truceline.stores.small_answers import SmallAnswers

T = TypeVar("T")

_DIGEST_BYTES = 32
#: longer answers are written as they are: to pack them takes longer than to write them
_PACKED_BYTES = 64 * 1024
_ZLIB = b"\x78"
_reading_code = threading.Lock()


class Unkept(Exception):  # noqa: N818  no error: an answer on its way past the cache
    """Raised by what makes an answer: it holds for now, and is made anew when it is asked for again."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value


class Codec(Protocol[T]):
    """Bytes for a stage's answer, the same for equal answers."""

    def encode(self, value: T) -> bytes: ...

    def decode(self, data: bytes) -> T: ...


class StructCodec(Codec[T]):
    """MessagePack of a msgspec type; Arrow tables inside it travel as IPC streams."""

    def __init__(self, kind: object) -> None:
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_table_bytes)
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(kind, dec_hook=_table_of)

    def encode(self, value: T) -> bytes:
        return self._encoder.encode(value)

    def decode(self, data: bytes) -> T:
        return self._decoder.decode(data)


class PackedCodec(Codec[T]):
    """The bytes of another codec for a struct, packed where they are few: most of a table of one row is its schema."""

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec

    def encode(self, value: T) -> bytes:
        data = self._codec.encode(value)
        return zlib.compress(data, 1) if len(data) <= _PACKED_BYTES else data

    def decode(self, data: bytes) -> T:
        """MessagePack of a struct never begins as zlib does."""
        return self._codec.decode(zlib.decompress(data) if data.startswith(_ZLIB) else data)


class TableCodec:
    """Arrow IPC of one table."""

    def encode(self, value: pa.Table) -> bytes:
        return _table_bytes(value)

    def decode(self, data: bytes) -> pa.Table:
        return _table_of(pa.Table, data)


def _table_bytes(value: object) -> bytes:
    if not isinstance(value, pa.Table):
        raise TypeError(f"{type(value).__name__} cannot be kept in the cache")
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, value.schema) as writer:
        writer.write_table(value.combine_chunks())
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _table_of(kind: type, data: object) -> pa.Table:
    if kind is not pa.Table or not isinstance(data, bytes):
        raise TypeError(f"{kind.__name__} cannot be read from the cache")
    return pa.ipc.open_stream(pa.py_buffer(data)).read_all()


def code_digest() -> str:
    """SHA-256 over the program's own text: a changed rule is a changed key. Read once, also where many ask."""
    with _reading_code:
        return _code_digest()


@cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    root = Path(truceline.__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stage_key(stage: str, *inputs: object) -> str:
    """Name of a stage's answer for these inputs, which must be canonical (no floats)."""
    return hashlib.sha256(canonical_bytes([code_digest(), stage, *inputs])).hexdigest()


class Lock(Protocol):
    """Seals what is kept, and opens it again; null for what does not open."""

    def seal(self, plain: bytes, name: str) -> bytes: ...

    def open(self, sealed: bytes, name: str) -> bytes | None: ...


class FolderCache:
    """Answers in `cache/<stage>/<key>`, under a lock where the mission has one: they hold what the evidence holds.

    What is known about a small file as it comes in lies in `cache/small.db`.
    """

    def __init__(self, folder: Path, lock: Lock | None = None) -> None:
        self._folder = folder
        self._lock = lock
        self._small = SmallAnswers(folder)

    def several(self, stage: str, keys: Sequence[str]) -> dict[str, bytes]:
        """What `kept` may be given of these, so that it does not look for each: small answers that are kept."""
        return self._small.several(stage, keys)

    def recall(self, stage: str, key: str, make: Callable[[], T], codec: Codec[T]) -> T:
        """The kept answer, or that of `make`, which is then kept."""
        kept = self.kept(stage, key, codec)
        return self.made(stage, key, make, codec) if kept is None else kept

    def kept(self, stage: str, key: str, codec: Codec[T], found: bytes | None = None) -> T | None:
        """The kept answer; null where none is, or none that is whole. `found`: what `several` had of it."""
        name = f"{stage}/{key}"
        sound = self._sound(found, name)
        if sound is None:
            sound = self._sound(self._held(stage, key), name)
        return None if sound is None else codec.decode(sound)

    def made(self, stage: str, key: str, make: Callable[[], T], codec: Codec[T]) -> T:
        """The answer of `make`, which is kept durably. Threads may make the answers to different keys."""
        try:
            value = make()
        except Unkept as passing:
            unkept: T = passing.value  # type: ignore[assignment]  # of the same maker
            return unkept
        path = self._folder / stage / key
        make_folder(path.parent)
        write_atomic(path, self._whole(codec.encode(value), f"{stage}/{key}"))
        return value

    def keep_small(self, stage: str, answers: Iterable[tuple[str, T]], codec: Codec[T]) -> None:
        """Keep answers that were just made, each under its key, for whoever asks next. They are not made durable."""
        whole = [(key, self._whole(codec.encode(value), f"{stage}/{key}")) for key, value in answers]
        self._small.put_all(stage, whole)

    def put_small(self, stage: str, key: str, data: bytes) -> None:
        """Keep bytes beside the answers, under the same lock."""
        self._small.put_all(stage, [(key, self._whole(data, f"{stage}/{key}"))])

    def small(self, stage: str, key: str) -> bytes | None:
        """What `put_small` kept; null where it is gone or damaged."""
        return self._sound(self._small.get(stage, key), f"{stage}/{key}")

    def forget_others(self, stage: str, keys: frozenset[str]) -> None:
        """Drop answers of this stage that nobody asks for any more."""
        folder = self._folder / stage
        if folder.exists():
            for path in folder.iterdir():
                if path.name not in keys:
                    path.unlink(missing_ok=True)
        self._small.forget_others(stage, keys)

    def _held(self, stage: str, key: str) -> bytes | None:
        path = self._folder / stage / key
        return path.read_bytes() if path.exists() else self._small.get(stage, key)

    def _whole(self, data: bytes, name: str) -> bytes:
        whole = hashlib.sha256(data).digest() + data
        return whole if self._lock is None else self._lock.seal(whole, name)

    def _sound(self, kept: bytes | None, name: str) -> bytes | None:
        data = kept if kept is None or self._lock is None else self._lock.open(kept, name)
        if data is None or hashlib.sha256(data[_DIGEST_BYTES:]).digest() != data[:_DIGEST_BYTES]:
            return None
        return data[_DIGEST_BYTES:]


class NoCache:
    """Keeps nothing: for filters and benchmarks."""

    def keep_small(self, stage: str, answers: Iterable[tuple[str, T]], codec: Codec[T]) -> None:
        return

    def several(self, stage: str, keys: Sequence[str]) -> dict[str, bytes]:
        return {}

    def recall(self, stage: str, key: str, make: Callable[[], T], codec: Codec[T]) -> T:
        return self.made(stage, key, make, codec)

    def kept(self, stage: str, key: str, codec: Codec[T], found: bytes | None = None) -> T | None:
        return None

    def made(self, stage: str, key: str, make: Callable[[], T], codec: Codec[T]) -> T:
        try:
            return make()
        except Unkept as passing:
            unkept: T = passing.value  # type: ignore[assignment]  # of the same maker
            return unkept

    def forget_others(self, stage: str, keys: frozenset[str]) -> None:
        return


Cache = FolderCache | NoCache
