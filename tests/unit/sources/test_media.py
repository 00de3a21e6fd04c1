"""Pictures, films and sounds are kept as they came; nothing in them is looked at."""

from __future__ import annotations

import pytest

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, ReadContext
from truceline.sources.catalogue import by_name, recognise

SAMPLES = {
    "p.jpg": (b"\xff\xd8\xff\xe1Exif GPS 48.51 37.91", "image/jpeg"),
    "p.png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "f.mp4": (b"\x00\x00\x00\x18ftypmp42....", "video/mp4"),
    "s.ogg": (b"OggS........", "audio/ogg"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_one_item_of_which_nothing_is_read(name: str) -> None:
    data, kind = SAMPLES[name]
    source = recognise(data, name)
    assert source is not None and source.name == "media"
    reading = source.read(Blob("0" * 64, data, name, "olena", 1), ReadContext(time_zone="UTC"))
    (item,) = reading.items
    assert item.media_type == kind
    assert (reading.documents, reading.observations, reading.notes) == ((), None, ())
    assert "48.51" not in repr(reading)


def test_what_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no picture"):
        by_name("media").read(Blob("0" * 64, b"<html>", "p.jpg", "olena", 1), ReadContext(time_zone="UTC"))
