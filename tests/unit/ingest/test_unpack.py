"""Packed downloads: one file in a zip, counted while unpacked; anything else is refused in words."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from truceline.ingest.unpack import unpack, unpack_head
from truceline.model.errors import InputError


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_one_file_in_an_archive(method: int) -> None:
    data = b"a,b\n1,2\n" * 20_000
    packed = archive(("folder/", b""), ("folder/x.csv", data), method=method)
    assert unpack(packed, "x.zip") == data
    only = archive(("x.csv", data), method=method)
    assert data.startswith(unpack_head(only[:200])[:40])
    assert unpack_head(only[:200])


def test_plain_and_gzip_pass_through() -> None:
    assert unpack(b"a,b", "x") == b"a,b"
    assert unpack(gzip.compress(b"a,b"), "x") == b"a,b"
    assert unpack_head(b"PK\x03\x04") == b"PK\x03\x04"


def test_a_bomb_stops_at_the_cap() -> None:
    with pytest.raises(InputError, match="more than 1 MiB"):
        unpack(archive(("x", b"\0" * 20_000_000)), "x.zip", limit=1024 * 1024)


@pytest.mark.parametrize(
    "data",
    [
        archive(("a", b"1"), ("b", b"2")),
        archive(("a", b"1" * 1000))[:-30],
        archive(("a", bytes(range(256)) * 40))[:60] + b"\xff" * 4000,
        b"PK\x03\x04" + b"\xff" * 100,
    ],
)
def test_archives_that_cannot_be_used(data: bytes) -> None:
    with pytest.raises(InputError):
        unpack(data, "x.zip")
