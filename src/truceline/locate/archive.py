"""ZIP archives of gazetteers, as somebody brings them."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from truceline.model.errors import InputError

#: what reading a member of an archive may end in, whichever way it is packed
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, ValueError, OSError, EOFError)


@contextmanager
def archive_of(data: bytes, where: str) -> Iterator[zipfile.ZipFile]:
    """The archive, to be read within; raises InputError where it, or a member that is read, is not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BROKEN as error:
        raise InputError("not a whole ZIP archive", where=where, advice="Fetch it again.") from error
