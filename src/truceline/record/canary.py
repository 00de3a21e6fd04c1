"""Planted rows: a few in each copy of an exact table, others for each person: a leaked copy names its holder.

A planted row is put together from rows of the table (what, where, when from three of them, moved a little), so that
nothing in it looks planted; only whoever can open the sealed list knows which they are. They exist in the copy that
leaves and nowhere else: no stage, no count and no bulletin ever meets one. Two holders who lay their copies side by
side see where they differ: planted rows warn and trace, they do not prevent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.units import E6

#: 32 bytes that only a holder of the key can make again
Tag = Callable[[str], bytes]

#: how far a planted row lies from the row whose place it borrowed, and its time from that of another
_MOVED_E6 = 60_000
_MOVED_S = 36 * 3_600
_MINUTE_S = 60
#: places are compared at this many decimals at least: some hundred metres
_LEAST_DECIMALS = 3
_NUMBER = re.compile(r"-?\d{1,3}\.\d{1,15}|-?\d{6,9}(?![\d.])")
_IDS = {"observations": "observation_id", "incidents": "incident_id", "members": "observation_id"}


class Planted(msgspec.Struct, frozen=True):
    """What a planted row is known by, wherever it turns up. One that has no place or time is known by its id alone."""

    key: str
    start_s: int | None
    lat_e6: int | None
    lon_e6: int | None
    row: dict[str, Any]


class _Placed(msgspec.Struct, frozen=True):
    key: str
    start_s: int
    lat_e6: int
    lon_e6: int


class Trace(msgspec.Struct, frozen=True, order=True):
    """A planted row that was found in a file."""

    line: int
    key: str
    by: str  # "id", or "place and day" where ids were taken out


def can_be_planted(name: str) -> bool:
    """Whether copies of this table carry planted rows."""
    return name in _IDS


def make_planted(name: str, table: pa.Table, n: int, tag: Tag) -> tuple[Planted, ...]:
    """`n` rows for one person's copies of a table. None where the table has too few places to hide them among."""
    if name == "members":
        return tuple(_planted_member(i, tag) for i in range(n)) if table.num_rows >= 4 * n else ()
    key = _IDS[name]
    places = table.filter(pc.and_(pc.is_valid(table["lat_e6"]), pc.is_valid(table["lon_e6"])))
    if places.num_rows < 4 * n:
        return ()
    return tuple(_planted(places, key, tag(f"{name} {i}")) for i in range(n))


def with_planted(name: str, table: pa.Table, planted: Iterable[Planted]) -> pa.Table:
    """The copy: the table's rows and the planted ones, sorted by id."""
    rows = [one.row for one in planted]
    if not rows:
        return table
    whole = pa.concat_tables([table, pa.Table.from_pylist(rows, table.schema)])
    return whole.take(pc.sort_indices(whole, [(_IDS[name], "ascending")])).combine_chunks()


def traces(lines: Iterable[str], planted: Sequence[Planted]) -> Iterator[Trace]:
    """Planted rows in a leaked text: by their ids; by place and day together where the ids are gone."""
    by_id = {one.key: one for one in planted}
    ids = re.compile("|".join(map(re.escape, by_id))) if by_id else None
    by_place: dict[tuple[int, int], list[_Placed]] = {}
    for one in planted:
        if one.start_s is not None and one.lat_e6 is not None and one.lon_e6 is not None:
            placed = _Placed(one.key, one.start_s, one.lat_e6, one.lon_e6)
            by_place.setdefault(_coarse(placed.lat_e6, placed.lon_e6), []).append(placed)
    for number, line in enumerate(lines, 1):
        found = ids.search(line) if ids else None
        if found:
            yield Trace(number, found.group(), "id")
            continue
        for placed in _at_places(line, by_place):
            if _says_day(line, placed.start_s):
                yield Trace(number, placed.key, "place and day")
                break


def _planted(places: pa.Table, key: str, tag: bytes) -> Planted:
    """One row: what, where and when of three others, as the bytes of `tag` choose."""
    draw = [int.from_bytes(tag[n : n + 4], "big") for n in range(0, 24, 4)]
    what, where, when = (places.slice(n % places.num_rows, 1).to_pylist()[0] for n in draw[:3])
    start_s = when["start_s"] + (draw[3] % (2 * _MOVED_S) - _MOVED_S) // _MINUTE_S * _MINUTE_S
    row = {
        **what,
        key: _id_of(key, tag),
        "start_s": start_s,
        "end_s": start_s + what["end_s"] - what["start_s"],
        "lat_e6": where["lat_e6"] + draw[4] % (2 * _MOVED_E6) - _MOVED_E6,
        "lon_e6": where["lon_e6"] + draw[5] % (2 * _MOVED_E6) - _MOVED_E6,
    }
    if row.get("native_id"):
        row["native_id"] = _other_digits(row["native_id"], tag)
    if row.get("reported_s") is not None:
        row["reported_s"] = row["end_s"] + what["reported_s"] - what["end_s"]
    if "record" in row:
        row["record"] = 2 + draw[0] % max(2, pc.max(places["record"]).as_py())
    return Planted(row[key], row["start_s"], row["lat_e6"], row["lon_e6"], row)


def _planted_member(i: int, tag: Tag) -> Planted:
    """The planted observation is in the planted incident of the same number: neither stands out for having none."""
    observation = _id_of("observation_id", tag(f"observations {i}"))
    incident = _id_of("incident_id", tag(f"incidents {i}"))
    row = {"observation_id": observation, "incident_id": incident, "p_same_ppm": 1_000_000}
    return Planted(observation, None, None, None, row)


def _id_of(key: str, tag: bytes) -> str:
    return f"{key[:3]}_{tag.hex()[-24:]}"


def _other_digits(words: str, tag: bytes) -> str:
    return "".join(str(tag[n % len(tag)] % 10) if letter.isdigit() else letter for n, letter in enumerate(words))


def _coarse(lat_e6: int, lon_e6: int) -> tuple[int, int]:
    step = E6 // 10**_LEAST_DECIMALS
    return lat_e6 // step, lon_e6 // step


def _at_places(line: str, by_place: dict[tuple[int, int], list[_Placed]]) -> Iterator[_Placed]:
    """Planted rows near two neighbouring numbers of the line, whichever of them comes first."""
    numbers = [_micro(text) for text in _NUMBER.findall(line)]
    for (a, decimals_a), (b, decimals_b) in pairwise(numbers):
        # zeros at the end are often dropped, so the finer of the two says how both were rounded
        off = max(1, E6 // 10 ** max(decimals_a, decimals_b, _LEAST_DECIMALS))
        for lat, lon in ((a, b), (b, a)):
            lat_cell, lon_cell = _coarse(lat, lon)
            near = [(lat_cell + i, lon_cell + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            for one in (one for cell in near for one in by_place.get(cell, ())):
                if abs(one.lat_e6 - lat) <= off and abs(one.lon_e6 - lon) <= off:
                    yield one


def _micro(text: str) -> tuple[int, int]:
    """A number as micro-degrees, and how many decimals it has."""
    if "." not in text:
        return int(text), 6
    return round(float(text) * E6), len(text.rpartition(".")[2])


def _says_day(line: str, start_s: int) -> bool:
    moment = datetime.fromtimestamp(start_s, UTC)
    return any(
        words in line for words in (f"{moment:%Y-%m-%d}", f"{moment:%d.%m.%Y}", f"{moment:%d/%m/%Y}", str(start_s))
    )
