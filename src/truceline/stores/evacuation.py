"""A whole mission in one file sealed to people: a tar inside an age file, with a manifest at its end.

The copy is read again from the disk and compared before anybody believes in it. The manifest's hash is known only to
whoever wrote the copy and to whoever can open it, so a recipient proves with it that the copy opens elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

import msgspec

from truceline.model.errors import UNREADABLE, MissionError, RecordError
from truceline.stores.age import new_secret, open_with, recipient_of, seal_to
from truceline.stores.files import disk_error, sync_folder

MANIFEST: Final = "manifest.json"
_BLOCK: Final = 1 << 20


class Member(msgspec.Struct, frozen=True):
    """A file of the copy: where it lies, or its bytes."""

    name: str
    source: Path | bytes


class Written(msgspec.Struct, frozen=True):
    """What a copy is known by."""

    sha256: str  # of the sealed file
    manifest_sha256: str
    files: int
    size_bytes: int


class Listed(msgspec.Struct, frozen=True):
    """A line of the manifest."""

    name: str
    size_bytes: int
    sha256: str


def write_copy(target: Path, members: Iterable[Member], recipients: Sequence[str]) -> Written:
    """Seal the members to the recipients at `target`, then read all of it back and compare.

    The file has its name only once it was found whole. Raises MissionError when the disk refuses, RecordError when what
    is read back is not what was written.
    """
    part = target.with_name(f".{target.name}.part")
    own = new_secret()  # one more recipient, who is forgotten as soon as the copy was read back
    try:
        with part.open("wb") as out:
            part.chmod(0o600)
            to = (*recipients, recipient_of(own))
            manifest = seal_to(out, to, lambda plain: _write(plain, members))
            out.flush()
            os.fsync(out.fileno())
        listed = tuple(_checked(part, own, target.name))
        if listed != manifest:
            raise RecordError(
                "the copy that was read back is not what was written", where=str(part), advice="Use another disk."
            )
        digest = _sha256_of(part)
        size = part.stat().st_size
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise disk_error(error, target) from error
    return Written(digest, _manifest_sha256(manifest), len(manifest), size)


def read_copy(file: Path, identities: Sequence[bytes], into: Path | None) -> tuple[str, tuple[Listed, ...]]:
    """Open a copy and compare every file with the manifest; with `into`, write them there. Returns the manifest's hash.

    Raises NotARecipientError without a key that fits, RecordError for a copy that was changed or is not whole.
    """
    with file.open("rb") as source, closing(open_with(source, identities, str(file))) as plain:
        listed = tuple(_members(plain, str(file), into))
    return _manifest_sha256(listed), listed


def sha256_of_file(path: Path) -> str:
    """Hash of a file's bytes, read in blocks."""
    return _sha256_of(path)


def _write(out: BinaryIO, members: Iterable[Member]) -> tuple[Listed, ...]:
    listed: list[Listed] = []
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for member in members:
            listed.append(_add(tar, member))
        _add(tar, Member(MANIFEST, _manifest(listed)))
    return tuple(listed)


def _add(tar: tarfile.TarFile, member: Member) -> Listed:
    info = tarfile.TarInfo(member.name)
    info.mode = 0o600
    if isinstance(member.source, bytes):
        data = member.source
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
        return Listed(member.name, len(data), hashlib.sha256(data).hexdigest())
    with member.source.open("rb") as source:
        info.size = os.fstat(source.fileno()).st_size
        watched = _Hashing(source)
        tar.addfile(info, cast("BinaryIO", watched))
    return Listed(member.name, info.size, watched.digest.hexdigest())


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.digest.update(data)
        return data


class _Chunks(io.RawIOBase):
    """Decrypted chunks as a file that can only be read on."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = chunk
        n = min(len(view), len(self._held))
        view[:n], self._held = self._held[:n], self._held[n:]
        return n


def _checked(path: Path, own: bytes, where: str) -> Iterator[Listed]:
    with path.open("rb") as source:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # from the disk, not from memory
        with closing(open_with(source, [own], where)) as plain:
            yield from _members(plain, where, None)


def _members(chunks: Iterator[bytes], where: str, into: Path | None) -> Iterator[Listed]:
    """What the tar holds, each file as it is; the manifest at its end must say the same. Reads to the last byte."""
    stream = io.BufferedReader(_Chunks(chunks), _BLOCK)
    found: list[Listed] = []
    promised: tuple[Listed, ...] | None = None
    try:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for info in tar:
                source = tar.extractfile(info)
                if source is None or not _stays_inside(info.name) or promised is not None:
                    raise _not_whole(where, f"{info.name!r} does not belong into a copy")
                if info.name == MANIFEST:
                    promised = msgspec.json.decode(source.read(), type=tuple[Listed, ...])
                    continue
                found.append(_take(info.name, source, into))
        while stream.read(_BLOCK):
            pass  # the seal of the last chunk is checked when it is read
    except (tarfile.TarError, *UNREADABLE) as error:
        raise _not_whole(where, str(error)) from error
    if promised != tuple(found):
        raise _not_whole(where, "the files are not those of its manifest")
    yield from found


def _take(name: str, source: object, into: Path | None) -> Listed:
    """Hash one file, and write it where it is wanted."""
    stream = cast("BinaryIO", source)
    digest, size = hashlib.sha256(), 0
    out: BinaryIO | None = None
    if into is not None:
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    try:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
            if out is not None:
                out.write(block)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    finally:
        if out is not None:
            out.close()
    return Listed(name, size, digest.hexdigest())


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and bool(path.parts)


def _manifest(listed: Sequence[Listed]) -> bytes:
    return msgspec.json.encode(tuple(listed))


def _manifest_sha256(listed: Sequence[Listed]) -> str:
    return hashlib.sha256(b"truceline copy\n" + _manifest(listed)).hexdigest()


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _not_whole(where: str, found: str) -> RecordError:
    return RecordError(f"the copy is not whole: {found}", where=where, advice="Take another copy of the file.")


def free_bytes(folder: Path) -> int:
    """What the disk of this folder can still take. Raises MissionError when the folder is not there."""
    try:
        stat = os.statvfs(folder)
    except OSError as error:
        raise MissionError(
            f"there is no such folder: {error.strerror}", where=str(folder), advice="Mount the disk, or name another."
        ) from error
    return stat.f_bavail * stat.f_frsize
