"""Submissions as ODK Collect sends them: groups, repeats, positions, and what somebody else may send instead."""

from __future__ import annotations

import pytest

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.reading import Reading
from truceline.sources.catalogue import recognise
from truceline.sources.patrol_xml import instance_id, sheet_from_xml

INSTANCE = """<?xml version="1.0" encoding="UTF-8"?>
<data xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa" id="observation" version="1">
  <patrol>P-3</patrol>
  <patrol_start>2026-03-01T06:00:00.000+02:00</patrol_start>
  <patrol_end>2026-03-01T14:00:00.000+02:00</patrol_end>
  <observations>
    <type>explosion</type><at>2026-03-01T09:10:00.000+02:00</at>
    <location>48.5701 37.9802 0.0 12.0</location><count>3</count><verb>heard</verb>
    <text>Три вибухи &lt;на сході&gt;</text>
  </observations>
  <observations>
    <type>shot</type><at>2026-03-01T10:00:00.000+02:00</at><location>48.60 37.90 0 5</location>
  </observations>
  <restrictions>
    <type>denial</type><start>2026-03-01T11:00:00+02:00</start><end>2026-03-01T11:30:00+02:00</end>
  </restrictions>
  <unanswered/>
  <orx:meta><orx:instanceID>uuid:7d2c</orx:instanceID></orx:meta>
</data>
""".encode()


def read(data: bytes) -> Reading:
    source = recognise(data, "submission.xml")
    assert source is not None and source.name == "patrol"
    return source.read(Blob("0" * 64, data, "submission.xml", "north", 1_772_400_000), ReadContext(time_zone="UTC"))


def test_a_submission_gives_its_observations_restrictions_and_effort() -> None:
    reading = read(INSTANCE)
    assert reading.observations is not None and reading.effort is not None
    rows = sorted(reading.observations.to_pylist(), key=lambda row: row["start_s"])
    assert [row["event_type"] for row in rows][:2] == ["fire.explosion", "fire.shot"]
    assert (rows[0]["lat_e6"], rows[0]["lon_e6"], rows[0]["count_low"]) == (48_570_100, 37_980_200, 3)
    assert rows[0]["text"] == "Три вибухи <на сході>"
    statuses = {row["status"] for row in reading.effort.to_pylist()}
    assert "denied" in statuses and reading.accounting.taken > 0


def test_one_entry_is_read_as_several_are() -> None:
    start, end = INSTANCE.index(b"  <observations>\n    <type>shot"), INSTANCE.index(b"  <restrictions>")
    one = read(INSTANCE[:start] + INSTANCE[end:])
    assert one.observations is not None
    kinds = sorted(one.observations.column("event_type").to_pylist())
    assert kinds == sorted(["fire.explosion", *[k for k in kinds if k != "fire.explosion"]]) and len(kinds) == 2


def test_the_devices_name_of_a_submission() -> None:
    assert instance_id(INSTANCE, "x") == "uuid:7d2c"
    assert instance_id(b"<data><a>1</a></data>", "x") is None


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><d id="f"><instanceID>&a;</instanceID></d>', "document type"),
        (b"<data><instanceID>", "no XML"),
        (b"<d>" + b"<a>" * 40 + b"x" + b"</a>" * 40 + b"<instanceID>1</instanceID></d>", "nested"),
        (b"<d><instanceID>1</instanceID>" + b"<a>1</a>" * 30_000 + b"</d>", "more than"),
    ],
)
def test_what_no_form_sends_is_refused(data: bytes, found: str) -> None:
    with pytest.raises(InputError, match=found):
        sheet_from_xml(data, "x")
