"""What each format says, cell by cell, on invented rows in the true formats."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from truceline.ingest.read import read
from truceline.model.errors import InputError, UsageError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.sources.catalogue import by_name, recognise
from truceline.sources.linked import article_id

FOLDER = Path(__file__).parents[2] / "data" / "sources"
KYIV = ReadContext(time_zone="Europe/Kyiv")


def reading(name: str, data: str | bytes, context: ReadContext = KYIV) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    blob = Blob(sha256=sha256_hex(raw), data=raw, filename="f", source="", received_s=0)
    return read(blob, by_name(name), context)


def example(name: str, file: str, context: ReadContext = KYIV) -> dict[int, dict[str, Any]]:
    """Observations of an example by line."""
    found = reading(name, (FOLDER / file).read_bytes(), context).observations
    assert found is not None
    return {row["record"]: row for row in found.to_pylist()}


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc]


def test_acled() -> None:
    rows = example("acled", "acled.csv", ReadContext())
    battle, shelling, talk = rows[2], rows[3], rows[4]
    assert (battle["event_type"], battle["alleged_actor"], battle["killed_high"]) == ("ground.clash", None, 0)
    assert (battle["start_s"], battle["end_s"]) == (at(2031, 4, 21), at(2031, 4, 22))
    assert (shelling["event_type"], shelling["alleged_actor"]) == ("fire.shelling", "Military Forces of Southland")
    assert (shelling["start_s"], shelling["end_s"]) == (at(2031, 4, 19), at(2031, 4, 26))
    assert battle["radius_m"] < shelling["radius_m"] < talk["radius_m"]
    assert battle["text"].endswith('"for an hour".')
    assert talk["event_type"] == "politics.agreement"


def test_a_new_upload_of_an_acled_row_is_the_same_observation() -> None:
    data = (FOLDER / "acled.csv").read_text()
    before, after = reading("acled", data), reading("acled", data.replace("1934567890", "1999999999"))
    assert before.observations is not None
    assert after.observations is not None
    assert before.observations.column(0).equals(after.observations.column(0))


def test_ucdp_ged() -> None:
    rows = example("ucdp_ged", "ucdp_ged.csv", ReadContext())
    clash, one_sided, odd = rows[2], rows[3], rows[4]
    assert (clash["killed_low"], clash["killed_high"], clash["alleged_actor"]) == (3, 4, None)
    assert clash["claimant"] == "Northland's army"
    assert (one_sided["event_type"], one_sided["alleged_actor"]) == ("attack_civilians", "Government of Southland")
    assert one_sided["claimant"] is None
    assert (one_sided["start_s"], one_sided["end_s"]) == (at(2031, 4, 20), at(2031, 4, 27))
    assert one_sided["radius_m"] == 100_000
    assert (odd["killed_low"], odd["killed_high"]) == (3, 9)
    assert odd["end_s"] == at(2031, 4, 23)


def test_viina_extract() -> None:
    rows = example("viina", "viina_extract.csv", ReadContext())
    unknown, known, night, several = rows[2], rows[3], rows[4], rows[5]
    assert (unknown["event_type"], unknown["reported_s"]) == ("fire.shelling", None)
    assert (unknown["start_s"], unknown["end_s"]) == (at(2031, 4, 20, 21), at(2031, 4, 21, 21))
    assert known["reported_s"] == at(2031, 4, 21, 11, 5)
    assert (known["start_s"], known["end_s"]) == (at(2031, 4, 20, 21), at(2031, 4, 21, 11, 6))
    assert known["event_type"] == "attack_civilians"
    assert (night["event_type"], night["start_s"]) == ("other", at(2031, 4, 20, 15, 10))
    assert several["event_type"] == "ground.clash"
    assert unknown["text"] == 'Обстріл Старого Млина: "двоє поранених"'


def test_viina_event_files() -> None:
    rows = example("viina", "viina_events.csv", ReadContext())
    assert [rows[line]["source"] for line in (2, 3, 4)] == ["viina/channel1", "viina/channel2", "viina/channel2"]
    assert [rows[line]["event_type"] for line in (2, 3, 4)] == ["fire.shelling", "air.strike", "other"]
    assert rows[2]["alleged_actor"] == "Russian or Russian-aligned armed forces"
    assert rows[3]["alleged_actor"] is None, "a report that names both sides alleges neither"
    assert rows[3]["reported_s"] is None
    assert rows[3]["radius_m"] < rows[2]["radius_m"] < rows[4]["radius_m"]


def test_sides_of_viina_are_treated_alike() -> None:
    data = (FOLDER / "viina_events.csv").read_text()
    mirrored = data.replace("a_rus_b,a_ukr_b", "a_ukr_b,a_rus_b")
    swap = {"Russian or Russian-aligned armed forces": "Ukrainian or Ukrainian-aligned armed forces", None: None}
    found = [row["alleged_actor"] for row in example("viina", "viina_events.csv").values()]
    other = reading("viina", mirrored).observations
    assert other is not None
    by_line = {row["record"]: row["alleged_actor"] for row in other.to_pylist()}
    assert [by_line[row["record"]] for row in example("viina", "viina_events.csv").values()] == [
        swap.get(actor, actor) for actor in found
    ]


def test_firms() -> None:
    viirs = example("firms", "firms_viirs.csv")
    assert viirs[2]["start_s"] == at(2031, 4, 21, 0, 27)
    assert viirs[2]["radius_m"] == 277  # half the diagonal of 0.41 by 0.37 km
    assert (viirs[2]["verb"], viirs[2]["event_type"]) == ("sensor_detected", "signal.thermal")
    modis = example("firms", "firms_modis.csv")
    assert (modis[2]["confidence_ppm"], modis[3]["confidence_ppm"]) == (710_000, 350_000)
    bad = reading("firms", (FOLDER / "firms_viirs.csv").read_text().replace(",1127,", ",2460,"))
    assert [(note.line, note.field) for note in bad.notes if note.severity == "rejected"] == [(3, "acq_time")]


def test_alerts() -> None:
    official = example("alerts", "alerts_official.csv")
    assert official[3]["place_words"] == "Old Mill hromada, Harbour raion, North oblast"
    assert official[3]["start_s"] == at(2031, 4, 21, 17, 10, 34)
    volunteer = example("alerts", "alerts_volunteer.csv")
    assert volunteer[2]["confidence_ppm"] < volunteer[3]["confidence_ppm"], "naive: the end is made up"


def test_claims_with_days_and_offsets() -> None:
    found = reading("claims", (FOLDER / "claims_local.csv").read_bytes(), ReadContext())
    by_line = {claim.record: claim for claim in found.claims}
    first, second = by_line[2], by_line[3]
    assert first.window_start_s == at(2031, 4, 19, 15)
    assert first.window_end_s == at(2031, 4, 21, 21), "the day of +03:00, to its end"
    assert (second.window_start_s, second.window_end_s) == (at(2031, 4, 20), at(2031, 4, 21))
    assert (second.qualifier, second.count) == ("more_than", 19)


def test_claims_refused() -> None:
    head = "claimant,against,as_of,window_start,window_end,category,count,qualifier\n"
    found = reading(
        "claims",
        head
        + "N,S,2031-04-21,2031-04-20,2031-04-19,total,5,exact\n"
        + "N,S,2031-04-21,2031-04-20,2031-04-21,total,many,exact\n"
        + "N,S,2031-04-21,2031-04-20,2031-04-21,total,5,perhaps\n"
        + ",S,2031-04-21,2031-04-20,2031-04-21,total,5,\n"
        + "N,S,2031-04-21,2031-04-20,2031-04-21,total,5,\n",
    )
    assert [claim.record for claim in found.claims] == [6]
    assert {note.line: note.field for note in found.notes} == {
        2: "window_end",
        3: "count",
        4: "qualifier",
        5: "claimant",
    }


def test_patrol_form() -> None:
    found = reading("patrol", (FOLDER / "patrol_form.csv").read_bytes())
    assert found.observations is not None
    assert found.effort is not None
    rows = {row["record"]: row for row in found.observations.to_pylist()}
    assert (rows[2]["event_type"], rows[2]["count_low"], rows[2]["count_unit"]) == ("fire.explosion", 3, "explosion")
    assert (rows[2]["verb"], rows[2]["assessment"]) == ("heard", "outgoing")
    assert rows[2]["end_s"] - rows[2]["start_s"] == 60
    assert rows[2]["radius_m"] >= 2500, "the circle around the observer reaches as far as the event"
    assert (rows[3]["event_type"], rows[3]["target"]) == ("restriction", "monitors")
    watches = {(row["watcher"], row["status"]): row for row in found.effort.to_pylist()}
    assert set(watches) == {("P-1", "on"), ("P-1", "denied"), ("P-2", "on")}
    assert watches["P-1", "on"]["start_s"] == at(2031, 4, 21, 3)
    assert watches["P-1", "denied"]["reason"] == "denial"
    assert found.accounting.taken == 3


def test_device_ids_of_a_form_go_nowhere() -> None:
    data = (FOLDER / "patrol_form.csv").read_text()
    found = reading("patrol", data).observations
    other = reading("patrol", data.replace(",x1,", ",someone's phone,")).observations
    assert found is not None
    assert other is not None
    assert found.column(0).equals(other.column(0))


def test_patrol_json() -> None:
    found = reading("patrol", (FOLDER / "patrol.json").read_bytes())
    assert found.observations is not None
    assert found.effort is not None
    rows = {row["event_type"]: row for row in found.observations.to_pylist()}
    assert set(rows) == {"fire.burst", "fire.shot", "restriction"}
    assert rows["fire.burst"]["radius_m"] == 400
    assert rows["fire.shot"]["radius_m"] >= 5000, "heard somewhere within the range of the patrol"
    assert sorted(row["status"] for row in found.effort.to_pylist()) == ["denied", "on", "on"]


def test_sensor() -> None:
    found = reading("sensor", (FOLDER / "sensor.jsonl").read_bytes())
    assert found.observations is not None
    assert found.effort is not None
    kinds = {row["native_id"]: row["event_type"] for row in found.observations.to_pylist()}
    assert kinds == {"d1": "fire.explosion", "d2": "signal.acoustic"}
    beats = sorted((row["start_s"], row["status"]) for row in found.effort.to_pylist() if row["watcher"] == "a2")
    assert beats == [(at(2031, 4, 21, 1), "on"), (at(2031, 4, 21, 1, 10), "outage")]
    longer = ReadContext(options={"heartbeat_gap_s": "7200"})
    patient = reading("sensor", (FOLDER / "sensor.jsonl").read_bytes(), longer).effort
    assert patient is not None
    assert [row["status"] for row in patient.to_pylist() if row["watcher"] == "a2"] == ["on"]


def test_rows_of_one_article_are_one_item() -> None:
    rows = example("gdelt_events", "gdelt_events.tsv")
    assert rows[1]["item_id"] == rows[2]["item_id"] == article_id("https://example.org/a") != rows[3]["item_id"]
    assert [rows[line]["event_type"] for line in (1, 2, 3)] == ["fire.shelling", "air", "politics.talks"]
    assert rows[1]["radius_m"] < rows[2]["radius_m"]
    assert rows[1]["place_words"] == 'Old Mill, "North", Northland'
    mentions = reading("gdelt_mentions", (FOLDER / "gdelt_mentions.tsv").read_bytes())
    assert mentions.observations is None
    assert {item.item_id for item in mentions.items[1:]} >= {article_id("https://example.org/a")}
    assert {item.source for item in mentions.items[1:]} == {"example.org", "sample.net"}


def test_series_are_no_events() -> None:
    counts = reading("smm_counts", (FOLDER / "smm_counts.csv").read_bytes(), ReadContext())
    assert counts.observations is None
    first = next(point for point in counts.series if point.series == "smm/count/North")
    assert (first.start_s, first.end_s) == (at(2031, 4, 20, 16, 30), at(2031, 4, 21, 16, 30))
    assert first.value_milli == 111_000
    assert {point.series.split("/")[1] for point in counts.series if point.cumulative} == {
        "cumulative_since_2030_07_27"
    }
    fires = reading("war_fires", (FOLDER / "war_fires.csv").read_bytes()).series
    assert {point.value_milli for point in fires if "cloud" in point.series} == {177, 279}
    deaths = reading("casualties", (FOLDER / "casualties.json").read_bytes()).series
    assert {point.series for point in deaths if point.cumulative} == {"casualties/killed_cum"}
    assert "casualties/verified.killed" in {point.series for point in deaths}


def test_agreements() -> None:
    rows = example("ucdp_agreements", "agreements.csv", ReadContext())
    assert rows[2]["start_s"] == at(2031, 4, 14, 21)
    accord = example("ucdp_agreements", "peace_agreements.csv")
    assert accord[2]["text"].startswith("Harbour Accord. Partial agreement\nin two parts.")
    assert accord[4]["place_words"] == "Northland", "the line behind a cell of two lines"
    ends = reading("ucdp_agreements", (FOLDER / "terminations.csv").read_bytes()).series
    assert [point.value_milli for point in ends if point.series == "ucdp_dyad/intensity_level/1"] == [1000, 2000]


def test_events_contract() -> None:
    rows = example("generic", "events.csv")
    assert (rows[2]["start_s"], rows[2]["end_s"]) == (at(2031, 4, 21, 6), at(2031, 4, 21, 6, 30))
    assert (rows[2]["source"], rows[2]["alleged_actor"]) == ("north-register", "Southland")
    assert (rows[2]["count_low"], rows[2]["count_unit"], rows[2]["killed_high"]) == (3, "explosion", 1)
    assert rows[3]["event_type"] == "fire.shelling", "a word of the field for a type of ours"
    assert rows[3]["end_s"] - rows[3]["start_s"] == 1
    assert rows[4]["start_s"] == at(2031, 4, 20, 21), "a day is that of the mission's zone"


def test_a_map_names_the_columns_and_words_of_others() -> None:
    text = '[columns]\nstart = "Wann"\ntype = "Was"\nlat = "B"\nlon = "L"\n[types]\n"Beschuss" = "fire.shelling"\n'
    text += '[defaults]\nsource = "ngo"\nradius_m = 900\n'
    found = reading("generic", "Wann;Was;B;L\n2031-04-21;Beschuss;48,5;37,5\n", ReadContext(options={"map": text}))
    assert found.observations is not None
    [row] = found.observations.to_pylist()
    assert (row["event_type"], row["source"], row["radius_m"], row["lat_e6"]) == (
        "fire.shelling",
        "ngo",
        900,
        48_500_000,
    )


@pytest.mark.parametrize(
    "text", ["[columns]\nwhen = 'x'", "[types]\nx = 'boom'", "[colums]\n", "not toml", "[defaults]\nradius_m = 'big'"]
)
def test_a_wrong_map_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"map\.toml"):
        reading("generic", (FOLDER / "events.csv").read_bytes(), ReadContext(options={"map": text}))


EVENTS = "event_id,start,end,lat,lon,type,extra\n"


def test_oddities_of_rows() -> None:
    found = reading(
        "generic",
        EVENTS
        + "a,2031-04-21T10:00Z,2031-04-21T09:00Z,48,37,fire,\n"
        + "b,2031-04-31,,48,37,fire,\n"
        + "c,2031-04-21,,148,37,fire,\n"
        + "d,2031-04-21,,48,37,fire,\n"
        + "d,2031-04-21,,48,37,fire,\n"
        + "d,2031-04-21,,48.5,37,fire,\n"
        + "e,2031-04-21,,48,37,boom,\n"
        + "f,2031-04-21,,48,37,,\n"
        + "g,2031-04-21,2031-04-20,48,37,fire,\n",
    )
    assert found.accounting.rows == 9
    assert (found.accounting.taken, found.accounting.repeated, found.accounting.rejected) == (4, 1, 4)
    refused = {note.line: note.field for note in found.notes if note.severity == "rejected"}
    assert refused == {2: "end", 3: "start", 4: "lat", 10: "end"}
    warned = [(note.line, note.field) for note in found.notes if note.severity == "warning"]
    assert warned == [(1, ""), (5, ""), (7, "event_id"), (8, "type"), (9, "type")]
    assert "extra" in next(note.found for note in found.notes if note.line == 1)


def test_a_missing_column_is_named_with_what_there_is() -> None:
    with pytest.raises(InputError, match=r"needs the columns? lon; found: start, lat, type"):
        reading("generic", "start,lat,type\n2031-04-21,48,fire\n")


def test_a_table_that_says_nothing_of_types_holds_events_all_the_same() -> None:
    found = reading("generic", "start,lat,lon\n2031-04-21,48,37\n2031-04-22,48,37\n")
    assert found.observations is not None
    assert found.observations["event_type"].to_pylist() == ["other", "other"]
    (note,) = found.notes
    assert (note.line, note.found, note.severity) == (0, 'no column "type"', "warning")


def test_rows_of_a_skipped_hour_go_in_with_a_warning() -> None:
    found = reading("generic", EVENTS + "a,2025-03-30 03:30,,48,37,fire,\nb,2025-10-26 03:30,,48,37,fire,\n")
    assert found.accounting.taken == 2
    assert [(note.line, note.field) for note in found.notes if note.line > 1] == [(2, "start"), (3, "start")]


def test_exchanged_coordinates_in_a_mission() -> None:
    area = ReadContext(bounds_e6=(22_000_000, 44_000_000, 40_500_000, 52_500_000))
    found = reading("generic", EVENTS + "a,2031-04-21,,37.5,48.5,fire,\n", area)
    assert found.observations is not None
    assert found.observations.column("lat_e6").to_pylist() == [48_500_000]
    assert any(note.field == "lat" and note.severity == "warning" for note in found.notes)


def test_names_and_unknown_formats() -> None:
    with pytest.raises(UsageError, match="Known formats"):
        by_name("acledd")
    assert recognise(b"\x7fELF\x02\x01\x01" + b"\x00" * 100, "program.bin") is None


def test_a_map_wins_over_a_column_that_bears_our_name() -> None:
    table = "start,lat,lon,type,sub_type\n2031-04-21,48,37,other,fire.shelling\n"
    text = '[columns]\ntype = "Sub_Type"\nactor = "who"\n'
    found = reading("generic", table, ReadContext(options={"map": text}))
    assert found.observations["event_type"].to_pylist() == ["fire.shelling"]
    assert [(note.field, note.found) for note in found.notes] == [("actor", "no column who")]


def test_a_map_may_swap_two_columns() -> None:
    table = "start,lat,lon,type\n2031-04-21,37.5,48.5,fire\n"
    found = reading("generic", table, ReadContext(options={"map": '[columns]\nlat = "lon"\nlon = "lat"\n'}))
    assert (found.observations["lat_e6"].to_pylist(), found.observations["lon_e6"].to_pylist()) == (
        [48_500_000],
        [37_500_000],
    )


def test_a_map_nested_too_deeply_is_refused() -> None:
    with pytest.raises(InputError, match=r"map\.toml"):
        reading("generic", "start,lat,lon,type\n", ReadContext(options={"map": "a=" + "[" * 5_000}))
