"""Unpacking under a cap, and encodings that say what they are."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest

from truceline.ingest.decode import gunzip, gunzip_head, to_utf8
from truceline.model.errors import InputError


def test_gzip_members_are_put_together() -> None:
    assert gunzip(gzip.compress(b"a\n") + gzip.compress(b"b\n"), "x") == b"a\nb\n"


def test_members_cost_what_they_hold_and_not_what_stands_behind_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 300,000 empty members took minutes: with each, all that followed was copied."""
    given = 0

    class Counting:
        def __init__(self, wbits: int) -> None:
            self._reader = real(wbits=wbits)

        def __getattr__(self, name: str) -> object:
            return getattr(self._reader, name)

        def decompress(self, piece: bytes, most: int) -> bytes:
            nonlocal given
            given += len(piece)
            return self._reader.decompress(piece, most)

    real = zlib.decompressobj
    monkeypatch.setattr("truceline.ingest.decode.zlib.decompressobj", Counting)
    large = random.Random(1).randbytes(3_000_000)
    data = gzip.compress(b"ab") * 2_000 + gzip.compress(large) + gzip.compress(b"c")
    assert gunzip(data + b"\0\0", "x") == b"ab" * 2_000 + large + b"c"
    assert given < 2 * len(data)


def test_a_bomb_stops_at_the_cap() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(InputError, match="more than 1 MiB"):
        gunzip(bomb, "x", limit=1024 * 1024)


def test_what_is_exactly_as_large_as_the_cap_passes() -> None:
    assert len(gunzip(gzip.compress(b"x" * 1000), "x", limit=1000)) == 1000
    with pytest.raises(InputError):
        gunzip(gzip.compress(b"x" * 1001), "x", limit=1000)


@pytest.mark.parametrize("cut", [1, 5, 9, 15])
def test_a_cut_or_damaged_file_says_so(cut: int) -> None:
    packed = gzip.compress(b"a,b\n" * 1000)
    with pytest.raises(InputError, match="gzip"):
        gunzip(packed[:-cut], "x")
    with pytest.raises(InputError, match="gzip"):
        gunzip(packed[: len(packed) // 2] + b"\xff" * 20 + packed[len(packed) // 2 :], "x")


def test_a_head_is_unpacked_as_far_as_it_goes() -> None:
    packed = gzip.compress(bytes(range(256)) * 1000)
    assert bytes(range(256)).startswith(gunzip_head(packed[:100])[:50])
    assert gunzip_head(b"\x1f\x8bnonsense") == b""
    assert gunzip_head(b"plain") == b"plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"])
def test_encodings(encoding: str) -> None:
    text = 'place,text\nЛиман,"обстріл, двоє поранених"\n' * 3
    found = to_utf8(text.encode(encoding), "x")
    assert found.data.decode() == text
    assert not found.damaged
    assert bool(found.notes) == (encoding not in ("utf-8", "utf-8-sig"))


def test_one_bad_byte_in_utf_8_is_damage_and_no_other_encoding() -> None:
    found = to_utf8("Лиман\nТор".encode() + b"\xff" + "ське\n".encode(), "x")
    assert (found.encoding, found.damaged) == ("utf-8", True)
    assert [note.line for note in found.notes] == [2]


def test_latin_letters_of_other_code_pages_are_damage_and_not_taken_for_cyrillic() -> None:
    found = to_utf8("café, naïve\nfine\n".encode("latin-1"), "x")
    assert found.damaged


def test_half_a_utf_16_pair_is_damage() -> None:
    found = to_utf8("ab\ncd".encode("utf-16")[:-1], "x")
    assert found.damaged
