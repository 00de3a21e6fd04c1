"""Pictures of strangers, made fit to be looked at: decoded and drawn anew in a worker, and nothing else of the file.

What a camera writes beside it (place, time, owner, number, a smaller picture of the whole) stays in the evidence.
Only JPEG, PNG and WebP are decoded; the size that a file claims is judged before a pixel is made.
"""

from __future__ import annotations

import atexit
import io
import warnings
from functools import cache

import msgspec
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, UnidentifiedImageError, WebPImagePlugin

from truceline.confined.keeper import Keeper, Task
from truceline.model.errors import InputError

#: by the plugins that are loaded above: a worker loads nothing any more
_FORMATS = tuple(
    plugin.format
    for plugin in (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile)
)
#: of a camera with 48 megapixels; more is a trap or a panorama
MOST_PIXELS = 50_000_000
#: the longer side of what is shown
_SHOWN_PX = 1_600
#: the longer side of what stands in its place: light and dark, and nothing to be recognised
_MUTED_PX = 12
_QUALITY = 85
_ADVICE = "The file is in the evidence as it came, and can be fetched by whoever may read it."


class Picture(msgspec.Struct, frozen=True):
    """A picture drawn anew, as a JPEG without anything beside its pixels."""

    data: bytes
    width: int
    height: int


_TASK: Task[Picture] = Task("truceline.confined.picturing:work", Picture)


def picture_confined(data: bytes, *, muted: bool) -> Picture:
    """A picture fit to be shown; muted: a few grey squares in its shape.

    Raises InputError for what is no such picture or too large, Exceeded for one that costs too much or broke its
    reader.
    """
    return _keeper().call(_TASK, data, b"muted" if muted else b"")


@cache
def _keeper() -> Keeper:
    """Of our own: nobody's report waits for somebody who looks at pictures."""
    keeper = Keeper()
    atexit.register(keeper.close)
    return keeper


def work(data: bytes, asked: bytes) -> Picture:
    """In the worker: decode and draw anew."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _refuse_large(image)
            shown = _drawn(image, muted=asked == b"muted")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InputError(f"this is no picture that can be shown ({type(error).__name__})", advice=_ADVICE) from error
    made = io.BytesIO()
    shown.save(made, "JPEG", quality=_QUALITY)
    return Picture(made.getvalue(), shown.width, shown.height)


def _refuse_large(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise InputError(f"a picture of {image.width} × {image.height} points is too large", advice=_ADVICE)


def _drawn(image: Image.Image, *, muted: bool) -> Image.Image:
    """The pixels alone, upright, on white where they were transparent."""
    longest = _MUTED_PX if muted else _SHOWN_PX
    image.draft("RGB", (_SHOWN_PX, _SHOWN_PX))  # of a JPEG no more is decoded than is shown
    upright = ImageOps.exif_transpose(image)
    seen = upright.convert("RGBA")
    seen.thumbnail((longest, longest), Image.Resampling.BOX)
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat.convert("L") if muted else flat
