"""A map's columns as bytes say what the JSON of the same address says."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serving import Client, house_of, lower_river

from truceline.model.view import MapColumns
from truceline.record.access import Role
from truceline.service.columns import MEDIA_TYPE, NOWHERE, written
from truceline.service.house import House

_FORMATS = {"f64": "d", "i32": "i", "u16": "H", "u8": "B"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = lower_river(tmp_path_factory.mktemp("columns") / "river")
    with house_of(folder) as opened:
        yield opened


def _read(data: bytes) -> dict[str, Any]:
    """The bytes as a browser reads them."""
    (length,) = struct.unpack_from("<I", data)
    head = json.loads(data[4 : 4 + length])
    first, n = 4 + length, head["n"]
    found: dict[str, Any] = {name: head[name] for name in ("types", "statuses", "complete", "as_of")}
    for name, kind, offset in head["columns"]:
        assert (first + offset) % 8 == 0
        if kind == "text":
            text = data[first + offset :].decode("ascii", "ignore")
            width = head["id_width"]
            found[name] = [text[at * width : (at + 1) * width].rstrip() for at in range(n)]
        else:
            found[name] = list(struct.unpack_from(f"<{n}{_FORMATS[kind]}", data, first + offset))
    return found


def _with_nulls(found: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [None if one == NOWHERE else one for one in values] if isinstance(values, list) else values
        for name, values in found.items()
    }


@pytest.mark.parametrize("role", ["analyst", "public"])
def test_bytes_and_json_say_the_same(house: House, role: Role) -> None:
    client = Client(house, role)
    told = client.get("/v1/incidents/map").json()
    answer = client.get("/v1/incidents/map", headers={"Accept": MEDIA_TYPE})
    assert answer.headers["content-type"].startswith(MEDIA_TYPE)
    assert "Accept" in answer.headers["vary"].split(", ")
    assert told["incident_id"]
    assert _with_nulls(_read(answer.content)) == told


def test_an_incident_without_a_place_and_none_at_all() -> None:
    one = MapColumns(
        incident_id=["inc_12", "inc_3"],
        lon_e6=[None, -180_000_000],
        lat_e6=[None, 1],
        radius_m=[None, 0],
        start_s=[-5_000_000_000, 0],
        end_s=[0, 5_000_000_000],
        event_type=[0, 0],
        types=["fire"],
        status=[0, 0],
        statuses=["none"],
        existence_ppm=[0, 1_000_000],
        complete=False,
        as_of=7,
    )
    read = _with_nulls(_read(written(one)))
    assert read == {name: getattr(one, name) for name in one.__struct_fields__}
    none = MapColumns(**{name: [] if isinstance(value, list) else value for name, value in read.items()})
    assert _read(written(none))["incident_id"] == []
