"""Planted rows: alike to the eye, known to the key, and found again in a copy that was worked over."""

from __future__ import annotations

import csv
import hashlib
import io
import struct
import time

import msgspec
import pyarrow as pa
import pytest

from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.canary import Planted, can_be_planted, make_planted, traces, with_planted


def _tag(person: str):  # type: ignore[no-untyped-def]
    return lambda words: hashlib.sha256(f"{person} {words}".encode()).digest()


def _rows(n: int, schema: pa.Schema = OBSERVATIONS) -> pa.Table:
    filled = {pa.string(): "x", pa.int64(): 0, pa.int32(): 0, pa.bool_(): False, pa.list_(pa.string()): ["x"]}
    key = schema.names[0]
    rows = []
    for i in range(n):
        row = {field.name: filled[field.type] for field in schema}
        digest = hashlib.sha256(f"{i}".encode()).hexdigest()[:24]
        row |= {key: f"{key[:3]}_{digest}", "start_s": 1_770_000_000 + i * 3_540, "end_s": 1_770_000_600 + i * 3_540}
        row |= {"lat_e6": 49_000_000 + i * 7_919 % 900_000, "lon_e6": 36_000_000 + i * 104_729 % 900_000}
        rows.append(row | ({"native_id": f"uuid:{i:05}", "record": i + 2} if key == "observation_id" else {}))
    return pa.Table.from_pylist(sorted(rows, key=lambda row: row[key]), schema)


@pytest.mark.parametrize(("name", "schema"), [("observations", OBSERVATIONS), ("incidents", INCIDENTS)])
def test_a_copy_has_the_tables_rows_and_the_planted_ones_in_one_order(name: str, schema: pa.Schema) -> None:
    table = _rows(200, schema)
    planted = make_planted(name, table, 5, _tag("anna"))
    copy = with_planted(name, table, planted)
    key = schema.names[0]
    assert copy.schema == table.schema and copy.num_rows == 205
    ids = copy[key].to_pylist()
    assert ids == sorted(ids) and set(ids) - set(table[key].to_pylist()) == {one.key for one in planted}
    assert copy.filter(pa.array([i not in {one.key for one in planted} for i in ids])).equals(table)


def test_a_planted_row_looks_like_the_others() -> None:
    table = _rows(200)
    known = table.to_pylist()
    for one in make_planted("observations", table, 20, _tag("anna")):
        assert {row["event_type"] for row in known} >= {one.row["event_type"]}
        assert len(one.key) == len(known[0]["observation_id"]) and one.row["end_s"] - one.row["start_s"] == 600
        assert min(r["lat_e6"] for r in known) - 60_000 <= one.lat_e6 <= max(r["lat_e6"] for r in known) + 60_000
        assert one.row["native_id"] not in {row["native_id"] for row in known}


def test_each_person_has_other_rows_and_always_the_same() -> None:
    table = _rows(200)
    anna, again, bert = (make_planted("observations", table, 5, _tag(name)) for name in ("anna", "anna", "bert"))
    assert anna == again
    assert not {one.key for one in anna} & {one.key for one in bert}


def test_a_small_table_hides_nothing() -> None:
    assert make_planted("observations", _rows(7), 2, _tag("anna")) == ()
    assert with_planted("observations", _rows(7), ()).num_rows == 7
    assert not can_be_planted("findings")


def _lines(table: pa.Table, columns: list[str], decimals: int) -> list[str]:
    from truceline.writers.shown import shown

    sink = io.StringIO()
    writer = csv.writer(sink)
    for row in shown(table).to_pylist():
        writer.writerow([round(v, decimals) if isinstance(v, float) else v for v in (row[c] for c in columns)])
    return sink.getvalue().splitlines()


@pytest.mark.parametrize("decimals", [6, 5, 4, 3])
def test_without_ids_and_with_rounded_places_the_holder_is_found_and_nobody_else(decimals: int) -> None:
    table = _rows(2_000)
    anna, bert = (make_planted("observations", table, 5, _tag(name)) for name in ("anna", "bert"))
    leaked = _lines(with_planted("observations", table, anna), ["start", "lat", "lon"], decimals)[::-1]
    assert {t.key for t in traces(leaked, anna)} == {one.key for one in anna}
    assert {t.by for t in traces(leaked, anna)} == {"place and day"}
    assert not list(traces(leaked, bert))


def test_ids_are_found_in_any_text() -> None:
    anna = make_planted("observations", _rows(200), 2, _tag("anna"))
    found = list(traces(["nothing", f'{{"x": "{anna[0].key}"}}', f"see {anna[1].key}."], anna))
    assert [(t.line, t.by) for t in found] == [(2, "id"), (3, "id")]


def test_the_table_itself_holds_no_trace() -> None:
    table = _rows(2_000)
    planted = make_planted("observations", table, 20, _tag("anna"))
    assert not list(traces(_lines(table, ["observation_id", "start", "lat", "lon"], 6), planted))


def _one() -> Planted:
    return Planted("obs_0123456789abcdef01234567", 1_770_000_000, 49_123_456, 36_654_321, {})


@pytest.mark.parametrize(
    "line",
    [
        "49.123456,36.654321,2026-02-02T02:40:00Z",
        "36.654321 49.123456 2026-02-02",
        "x;49.1235;36.6543;02.02.2026;y",
        "02/02/2026 49.123 36.654",
        '{"lat_e6": 49123456, "lon_e6": 36654321, "start_s": 1770000000}',
        "[36.6543, 49.1235] on 2026-02-02",
        "7.25,49.123456,36.654321,2026-02-02",
    ],
)
def test_the_ways_in_which_a_row_is_written(line: str) -> None:
    assert [(t.line, t.by) for t in traces(["nothing", line], [_one()])] == [(2, "place and day")]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "49.123456,36.654321",
        "49.123456,36.654321,2026-02-03",
        "49.125456,36.654321,2026-02-02",
        "49.123456,36.656321,2026-02-02",
        "49.123456,7.25,36.654321,2026-02-02",
        "-49.123456,36.654321,2026-02-02",
        "49.12345,36.65445,2026-02-02",
    ],
)
def test_what_is_near_is_not_taken_for_it(line: str) -> None:
    assert not list(traces([line], [_one()]))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("49.123457,36.654321,2026-02-02", True),
        ("49.123456,36.654320,2026-02-02", True),
        ("49.123458,36.654321,2026-02-02", False),
        ("49.123456,36.654319,2026-02-02", False),
        ("49.1234567,36.6543214,2026-02-02", True),
        ("49.123456,36.655,2026-02-02", False),
        ("49.124,36.654321,2026-02-02", False),
        ("49.1234,36.6543,2026-02-02", True),
        ("49.1235,36.6544,2026-02-02", True),
        ("49.1233,36.6543,2026-02-02", False),
        ("49.123,36.655,2026-02-02", True),
        ("49.124,36.654,2026-02-02", True),
        ("49.12,36.65,2026-02-02", False),
        ("49.122,36.654,2026-02-02", False),
    ],
)
def test_the_finer_of_two_numbers_says_how_near_both_must_be(line: str, found: bool) -> None:
    assert bool(list(traces([line], [_one()]))) is found
    assert bool(list(traces([" ".join(line.split(",")[1::-1]) + " 02.02.2026"], [_one()]))) is found


@pytest.mark.parametrize(
    "line", ["49.123,36.654", "49.125,36.654", "49.124,36.653", "49.124,36.655", "49.1239,36.6541"]
)
def test_a_place_on_a_border_is_found_from_both_sides(line: str) -> None:
    one = Planted("obs_x", 1_770_000_000, 49_124_000, 36_654_000, {})
    assert list(traces([f"{line},2026-02-02"], [one]))


@pytest.mark.parametrize("decimals", [3, 4, 5, 6])
def test_places_that_were_cut_off_are_found_wherever_they_lie(decimals: int) -> None:
    step = 10 ** (6 - decimals)
    for n in range(80):
        lat, lon = 49_000_000 + n * 7_919, 36_000_000 + n * 104_729
        one = Planted("obs_x", 1_770_000_000, lat, lon, {})
        told = [f"{value // step * step / 1e6:.{decimals}f}" for value in (lat, lon)]
        assert len(list(traces([f"{told[0]},{told[1]},2026-02-02"], [one]))) == 1, told


def test_two_decimals_are_no_place_to_be_known_by() -> None:
    one = Planted("obs_x", 1_770_000_000, 49_121_500, 36_651_500, {})
    assert not list(traces(["49.12,36.65,2026-02-02", "49.1,36.7,2026-02-02"], [one]))


def test_the_day_is_that_of_utc_wherever_the_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert list(traces(["49.123456,36.654321,2026-02-02"], [_one()]))
        assert not list(traces(["49.123456,36.654321,2026-02-01"], [_one()]))
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_row_without_a_place_is_known_by_its_id_alone() -> None:
    members = pa.Table.from_pylist(
        [{"observation_id": f"obs_{i:024}", "incident_id": f"inc_{i:024}", "p_same_ppm": 1_000_000} for i in range(4)],
        MEMBERS,
    )
    (one,) = make_planted("members", members, 1, _tag("anna"))
    assert one.row == {"observation_id": one.key, "incident_id": one.row["incident_id"], "p_same_ppm": 1_000_000}
    assert not list(traces(["0.0,0.0,1970-01-01", "0.000100 0.000200 0", '{"lat": 0.0, "lon": 0.0}'], [one]))
    assert [t.by for t in traces([f"x {one.key}"], [one])] == ["id"]


@pytest.mark.parametrize("missing", ["start_s", "lat_e6", "lon_e6"])
def test_a_row_that_lacks_a_time_or_half_of_its_place_is_known_by_its_id_alone(missing: str) -> None:
    one = msgspec.structs.replace(_one(), **{missing: None})
    assert [t.by for t in traces(["49.123456,36.654321,2026-02-02", one.key], [one])] == ["id"]


def test_nothing_planted_leaves_no_trace() -> None:
    assert not list(traces(["49.123456,36.654321,2026-02-02", "obs_0123456789abcdef01234567"], []))


def test_what_follows_from_time_and_line_fits_the_planted_row() -> None:
    table = _rows(400)
    at = table.schema.get_field_index("reported_s")
    late = pa.array([s + 7_200 for s in table["end_s"].to_pylist()], pa.int64())
    table = table.set_column(at, table.schema.field(at), late)
    planted = make_planted("observations", table, 50, _tag("anna"))
    known = {row["native_id"]: row for row in table.to_pylist()}
    places = {(r["lat_e6"], r["lon_e6"]) for r in known.values()}
    assert len({one.row["record"] for one in planted}) > 25
    for one in planted:
        row = one.row
        assert row["reported_s"] - row["end_s"] == 7_200
        assert 2 <= row["record"] <= 402 and len(row["native_id"]) == 10 and row["native_id"].startswith("uuid:")
        assert row["start_s"] % 60 == min(r["start_s"] % 60 for r in known.values())
        assert (row["lat_e6"], row["lon_e6"]) not in places
        assert any(abs(row["lat_e6"] - a) <= 60_000 and abs(row["lon_e6"] - b) <= 60_000 for a, b in places)
        times = [abs(row["start_s"] - r["start_s"]) for r in known.values()]
        assert min(times) <= 36 * 3_600
    assert {(row.start_s, row.lat_e6, row.lon_e6) for row in planted} == {
        (r.row["start_s"], r.row["lat_e6"], r.row["lon_e6"]) for r in planted
    }


def _varied(n: int, schema: pa.Schema) -> pa.Table:
    """Rows of which no two are alike in anything; every fifth has no place, every third no report."""
    rows = _rows(n, schema).to_pylist()
    for i, row in enumerate(rows):
        row |= {"event_type": f"type{i}", "end_s": row["start_s"] + 60 * i, "source_class": f"class{i}"}
        if "record" in row:
            row |= {"record": 2 + i, "native_id": None if i % 7 == 0 else f"№{i:03}-a", "reported_s": None}
            row |= {"reported_s": row["end_s"] + i} if i % 3 else {}
        if i % 5 == 0:
            row |= {"lat_e6": None} if i % 10 else {"lon_e6": None}
    return pa.Table.from_pylist(rows, schema)


@pytest.mark.parametrize(("name", "schema"), [("observations", OBSERVATIONS), ("incidents", INCIDENTS)])
def test_a_planted_row_is_made_of_three_others_as_the_tag_says(name: str, schema: pa.Schema) -> None:
    table = _varied(60, schema)
    placed = [row for row in table.to_pylist() if row["lat_e6"] is not None and row["lon_e6"] is not None]
    key = schema.names[0]
    for i, one in enumerate(make_planted(name, table, 12, _tag("anna"))):
        tag = _tag("anna")(f"{name} {i}")
        draw = struct.unpack(">6I", tag[:24])
        what, where, when = (placed[n % len(placed)] for n in draw[:3])
        start_s = when["start_s"] + (draw[3] % 259_200 - 129_600) // 60 * 60
        expected = what | {
            key: f"{key[:3]}_{tag.hex()[-24:]}",
            "start_s": start_s,
            "end_s": start_s + what["end_s"] - what["start_s"],
            "lat_e6": where["lat_e6"] + draw[4] % 120_000 - 60_000,
            "lon_e6": where["lon_e6"] + draw[5] % 120_000 - 60_000,
        }
        if "record" in schema.names:
            expected["record"] = 2 + draw[0] % max(row["record"] for row in placed)
            if what["native_id"]:
                digits = "".join(str(tag[n] % 10) for n in (1, 2, 3))
                expected["native_id"] = f"№{digits}-a"
            if what["reported_s"] is not None:
                expected["reported_s"] = expected["end_s"] + what["reported_s"] - what["end_s"]
        assert one == Planted(expected[key], start_s, expected["lat_e6"], expected["lon_e6"], expected)


def test_in_a_file_of_one_line_a_planted_row_is_in_that_line_or_the_next() -> None:
    table = _rows(200)
    at = table.schema.get_field_index("record")
    table = table.set_column(at, table.schema.field(at), pa.array([2] * 200, table.schema.field(at).type))
    assert {one.row["record"] for one in make_planted("observations", table, 50, _tag("anna"))} == {2, 3}


def test_rows_without_a_place_hide_nothing() -> None:
    assert make_planted("observations", _varied(5, OBSERVATIONS), 1, _tag("anna")) != ()
    assert make_planted("observations", _varied(4, OBSERVATIONS), 1, _tag("anna")) == ()


def test_four_rows_hide_one() -> None:
    assert len(make_planted("observations", _rows(4), 1, _tag("anna"))) == 1
    assert make_planted("observations", _rows(3), 1, _tag("anna")) == ()


def test_the_table_of_members_does_not_give_planted_rows_away() -> None:
    members = pa.Table.from_pylist(
        [{"observation_id": f"obs_{i:024}", "incident_id": f"inc_{i:024}", "p_same_ppm": 1_000_000} for i in range(40)],
        MEMBERS,
    )
    tag = _tag("anna")
    observations = {one.key for one in make_planted("observations", _rows(100), 3, tag)}
    incidents = {one.key for one in make_planted("incidents", _rows(100, INCIDENTS), 3, tag)}
    planted = make_planted("members", members, 3, tag)
    copy = with_planted("members", members, planted).to_pylist()
    assert len(copy) == 43 and [row["observation_id"] for row in copy] == sorted(row["observation_id"] for row in copy)
    assert {row["observation_id"] for row in copy} >= observations
    assert {row["incident_id"] for row in copy} >= incidents
    assert {t.key for t in traces([str(row) for row in copy], planted)} == observations
    assert make_planted("members", members.slice(0, 11), 3, tag) == ()
