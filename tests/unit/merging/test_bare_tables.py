"""Tables of strangers that have no more than days and places."""

from __future__ import annotations

import hashlib

import pytest

from truceline.merging.given import given_of
from truceline.model.errors import InputError
from truceline.model.evidence import Blob


def blob(text: str) -> Blob:
    data = text.encode()
    return Blob(hashlib.sha256(data).hexdigest(), data, "list.csv", "", 0)


def test_a_table_of_days_and_places_is_one_of_events() -> None:
    given = given_of([blob("id,date,latitude,longitude\n1,2031-04-21,48,37\n2,2031-04-22,48,37\n")], None, "UTC")
    assert given.observations["event_type"].to_pylist() == ["other", "other"]
    assert given.observation_ids.null_count == 0
    assert any('no column "type"' in note.found for note in given.notes)


def test_what_a_table_lacks_is_named() -> None:
    with pytest.raises(InputError, match="needs the columns lat, lon; found: event_id, start, where"):
        given_of([blob("id,date,where\n1,2031-04-21,Old Mill\n")], None, "UTC")
