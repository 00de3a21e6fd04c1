"""Pictures are drawn anew: nothing of the camera stays, and what is no honest picture is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from truceline.confined.picturing import MOST_PIXELS, picture_confined, work
from truceline.model.errors import InputError

SECRET = "Camera 4711 of Olena"


def _camera(kind: str = "JPEG", size: tuple[int, int] = (64, 32), **more: object) -> bytes:
    """A picture as a camera writes it: place, owner, number, comment, turned on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = SECRET
    exif.get_ifd(0x8825)[2] = (49.0, 59.0, 36.0)
    made = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, kind, exif=exif, **more)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_camera_stays(kind: str) -> None:
    given = _camera(kind, comment=SECRET) if kind == "JPEG" else _camera(kind)
    assert SECRET.encode() in given
    shown = work(given, b"")
    assert SECRET.encode() not in shown.data and b"Exif" not in shown.data and b"ICC_PROFILE" not in shown.data
    read = Image.open(io.BytesIO(shown.data))
    assert (read.format, read.size, dict(read.getexif())) == ("JPEG", (32, 64), {})
    red, green, _ = read.convert("RGB").getpixel((16, 32))
    assert red > 180 and green < 60


def test_a_muted_picture_is_grey_and_has_hardly_any_points() -> None:
    muted = work(_camera(size=(4000, 3000)), b"muted")
    read = Image.open(io.BytesIO(muted.data))
    assert read.mode == "L" and max(read.size) <= 12


def test_large_ones_are_made_smaller_and_clear_ones_stand_on_white() -> None:
    assert max(work(_camera(size=(4000, 3000)), b"").width, 0) <= 1_600
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, "PNG")
    assert Image.open(io.BytesIO(work(made.getvalue(), b"").data)).getpixel((4, 4)) == (255, 255, 255)


def _bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that claims to be this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def _saved(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, kind)
    return made.getvalue()


HOSTILE = {
    "just too many points": _bomb(MOST_PIXELS // 1000 + 1, 1000),
    "a bomb": _bomb(60_000, 60_000),
    "of no size": _bomb(0, 0),
    "broken off": _camera(size=(640, 480))[:600],
    "another kind": _saved("GIF"),
    "another kind that calls programs": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "a vector drawing": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "nothing": b"",
    "only a beginning": b"\xff\xd8\xff\xe0" + b"jpeg" * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_honest_picture_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        work(HOSTILE[name], b"")


def test_it_is_done_in_a_worker_that_lives_on() -> None:
    with pytest.raises(InputError):
        picture_confined(HOSTILE["a bomb"], muted=False)
    assert picture_confined(_camera(), muted=False).height == 64
    assert picture_confined(_camera(), muted=True).height <= 12
