"""What a packed download holds: gzip, or a zip archive with one file in it, as GDELT and FIRMS hand them out.

Bytes are counted while they are unpacked, so that a small file cannot become a large one unseen.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from truceline.ingest.decode import gunzip, gunzip_head
from truceline.ingest.limits import MAX_BYTES
from truceline.model.errors import InputError

_ZIP = b"PK\x03\x04"
_HEAD_BYTES = 65_536
#: a member's header: signature, version, flags, method, time, date, CRC, sizes, lengths of name and extra field
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
#: what zipfile raises on archives that are damaged, locked, packed otherwise, or made to confuse it
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OSError,
)


def unpack(data: bytes, where: str, limit: int = MAX_BYTES) -> bytes:
    """The bytes inside; `data` itself when it is not packed. Raises InputError for what is damaged or too large."""
    if not data.startswith(_ZIP):
        return gunzip(data, where, limit)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_only_member(archive, where)) as member:
            found = member.read(limit + 1)
    except _DAMAGE as error:
        raise InputError(
            f"the zip archive cannot be read ({error})", where=where, advice="Download it again, or unpack it first."
        ) from error
    if len(found) > limit:
        raise InputError(
            f"more than {limit // (1024 * 1024)} MiB when unpacked",
            where=where,
            advice="Split the file and ingest parts.",
        )
    return found


def unpack_head(head: bytes) -> bytes:
    """The first bytes inside a packed file of which only the beginning is known."""
    if not head.startswith(_ZIP) or len(head) < _LOCAL.size:
        return gunzip_head(head)
    *_, method, _time, _date, _crc, _packed, _size, name, extra = _LOCAL.unpack_from(head)
    body = head[_LOCAL.size + name + extra :]
    if method == _STORED:
        return body
    try:
        return zlib.decompressobj(wbits=-15).decompress(body, _HEAD_BYTES) if method == _DEFLATED else b""
    except zlib.error:
        return b""


def _only_member(archive: zipfile.ZipFile, where: str) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        raise InputError(
            f"the archive holds {len(members)} files",
            where=where,
            advice="Unpack it and ingest the files; save a spreadsheet as CSV.",
        )
    return members[0]
