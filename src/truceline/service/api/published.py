"""Released bulletins as a list: which stand, which were recalled and why, and the hash of each file."""

from __future__ import annotations

import msgspec
from litestar import get

from truceline.mission.release_lines import recalls, releases
from truceline.service.house import House
from truceline.service.published import MEDIA_TYPES


class BulletinFile(msgspec.Struct, frozen=True):
    name: str
    url: str
    media_type: str
    sha256: str


class Recalled(msgspec.Struct, frozen=True):
    why: str
    at_s: int


class BulletinRow(msgspec.Struct, frozen=True):
    bulletin_id: str
    day: str
    files: tuple[BulletinFile, ...]
    signed_by_two: bool
    recalled: Recalled | None


class Bulletins(msgspec.Struct, frozen=True):
    items: tuple[BulletinRow, ...]
    next: None
    as_of: int  # of the newest that stands; 0 before the first


@get("/v1/bulletins", summary="Released bulletins, newest first", sync_to_thread=True)
def bulletins(house: House) -> Bulletins:
    newest = house.released.newest()
    return Bulletins(bulletin_rows(house), None, 0 if newest is None else newest.as_of)


def bulletin_rows(house: House) -> tuple[BulletinRow, ...]:
    """Every bulletin once, with the files of all its releases."""
    gone = {line.bulletin_id: Recalled(line.why, line.at_s) for line in recalls(house.record)}
    found: dict[tuple[str, str], tuple[dict[str, str], bool]] = {}
    for line in releases(house.record):
        day = next(iter(line.files), "").partition("/")[0]
        files, signed = found.get((day, line.bulletin_id), ({}, False))
        found[(day, line.bulletin_id)] = files | line.files, signed or bool(line.approved)
    return tuple(
        BulletinRow(name, day, tuple(_file(*one) for one in sorted(files.items())), signed, gone.get(name))
        for (day, name), (files, signed) in sorted(found.items(), reverse=True)
        if files
    )


def _file(path: str, sha256: str) -> BulletinFile:
    name = path.partition("/")[2]
    ending = "." + name.rpartition(".")[2]
    return BulletinFile(name, f"/bulletins/{path}", MEDIA_TYPES.get(ending, "application/octet-stream"), sha256)


HANDLERS = (bulletins,)
