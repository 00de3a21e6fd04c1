"""Writing files so that a power cut leaves the old bytes or the new ones, never half of either.

Order: write to a neighbour, fsync it, rename over the target, fsync the directory (Pillai et al., OSDI 2014).
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from truceline.model.errors import MissionError

_ADVICE = {
    errno.ENOENT: "There is no such folder: create it first, or choose another.",
    errno.ENOSPC: "The disk is full: free some space and run the same command again; nothing kept was lost.",
    errno.EDQUOT: "The disk quota is used up: free some space and run the same command again; nothing kept was lost.",
    errno.EROFS: "The folder is on a read-only file system: copy the mission to a disk that can be written.",
    errno.EACCES: "This user may not write there: change the folder's permissions, or choose another folder.",
    errno.EPERM: "This user may not write there: change the folder's permissions, or choose another folder.",
    errno.ENOTDIR: "A part of the path is a file, not a folder: choose another path.",
}


def disk_error(error: OSError, path: Path) -> MissionError:
    """The operating system's refusal as an error that says what to do."""
    advice = _ADVICE.get(error.errno or 0, "Check the disk and the path, then run the same command again.")
    return MissionError(f"cannot write: {error.strerror or error}", where=str(path), advice=advice)


def readable_name(path: Path | str) -> str:
    """The path as text that can be kept: bytes of a file name that are no UTF-8 as escapes (`\\xff`)."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def make_folder(path: Path) -> None:
    """Create a folder and its parents. Raises MissionError when the disk refuses."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error, path) from error


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` at `path`, durably and all at once. Raises MissionError when the disk refuses.

    A link stays a link, and what it names is replaced. A device or a pipe is written to: nothing takes its place.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not (path.is_file() or path.is_dir()):
        _write_through(path, data)
        return
    # threads that write the same file at once each have a neighbour of their own, and the last one stands
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        with neighbour.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        neighbour.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):  # a disk that refuses to be written refuses this too
            neighbour.unlink(missing_ok=True)
        raise disk_error(error, path) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A new file to write to; when the block ends well it takes the place of `path`, durably and all at once.

    A link stays a link. What cannot be replaced (a device, a pipe) is written to at the end. Raises MissionError when
    the disk refuses.
    """
    path = Path(os.path.realpath(path))
    special = path.exists() and not (path.is_file() or path.is_dir())
    beside = Path(tempfile.gettempdir()) if special else path.parent
    neighbour = beside / f".{path.stem}.{os.getpid()}.{threading.get_ident()}.part{path.suffix}"
    try:
        neighbour.touch()  # what cannot be written is told before anything is made
        neighbour.unlink()
        yield neighbour
        if special:
            _write_through(path, neighbour.read_bytes())
            return
        with neighbour.open("rb+") as handle:
            os.fsync(handle.fileno())
        neighbour.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            neighbour.unlink(missing_ok=True)


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Put the parts at `path`, one after the other, as `replacing` does. Raises MissionError when the disk refuses."""
    with replacing(path) as neighbour, neighbour.open("wb") as handle:
        handle.writelines(parts)


def _write_through(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise disk_error(error, path) from error


def sync_folder(folder: Path) -> None:
    """Make the names in this folder durable. Raises MissionError when the disk refuses."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise disk_error(error, folder) from error


def wipe_file(path: Path) -> None:
    """Overwrite a file once with zeros, then take it away. Raises MissionError when the disk refuses.

    A flash disk writes the zeros elsewhere, a file system that copies on write or keeps a journal or snapshots too:
    there the old bytes may stay readable for whoever has the disk. Only bytes that were never on it in the clear are
    safe from that, which is what locking a mission is for.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise disk_error(error, path) from error


def remove_tree(folder: Path) -> int:
    """Wipe every file below a folder, then the folder itself. Returns how many. A link is taken away, not followed."""
    done = 0
    if not folder.is_symlink():
        for path in sorted(folder.rglob("*"), key=lambda p: len(p.parts), reverse=True):
            try:
                if path.is_symlink():
                    path.unlink()
                elif path.is_dir():
                    path.rmdir()
                else:
                    wipe_file(path)
                    done += 1
            except OSError as error:
                raise disk_error(error, path) from error
    with contextlib.suppress(FileNotFoundError):
        folder.rmdir()
    return done


class Stamp(NamedTuple):
    """When a file was written, its size and its number: other ones once something was written there."""

    written_ns: int
    size: int
    number: int


def stamp_of(path: Path) -> Stamp | None:
    """Null where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def read_bytes(path: Path) -> bytes:
    """A whole file. Raises MissionError with advice when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissionError(
            f"cannot read: {error.strerror or error}", where=str(path), advice="Check the path and its permissions."
        ) from error
