"""Rulings in a CSV: rows by their names, a person behind each, errors with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline import api as tl
from truceline.model.errors import InputError

HEADER = "event_id,source,start,end,lat,lon,radius_m,type,source_class\n"
#: two reports that nothing ties, two that fit, and an id that two sources use
EVENTS = """1,wire,2031-04-19T10:00Z,2031-04-19T10:30Z,48.1,37.8,2000,fire.shelling,news
2,radio,2031-04-25T10:00Z,2031-04-25T11:00Z,46.1,33.8,2000,fire.burst,news
3,post,2031-04-19T10:10Z,2031-04-19T10:40Z,48.1,37.8,2000,fire.shelling,ngo
3,radio,2031-05-22T01:00Z,2031-05-22T01:10Z,49.1,36.8,800,air.strike,ngo
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(HEADER + EVENTS)
    return path


def together(events: Path, ruling: str) -> list[int]:
    decisions = events.with_name("decisions.csv")
    decisions.write_text("a,b,same,who,why\n" + ruling)
    ids = tl.fuse([events], decisions=decisions).rows.column("incident_id").to_pylist()
    return [ids.index(name) for name in ids]


def test_rulings_are_followed(events: Path) -> None:
    assert together(events, "") == [0, 1, 0, 3]
    assert together(events, "1,2,yes,A. Reviewer,one film of both\n")[1] == 0
    assert together(events, "1,post:3,no,A. Reviewer,two streets\n") == [0, 1, 2, 3]


def test_a_row_is_named_by_its_observation_too(events: Path) -> None:
    name = tl.fuse([events]).rows.column("observation_id")[0].as_py()
    assert together(events, f"{name},2,yes,A. Reviewer,one film of both\n")[1] == 0


@pytest.mark.parametrize(
    ("ruling", "said"),
    [
        ("1,9,yes,A,b\n", "no row is called '9'"),
        ("1,2,yes,A,b\n1,3,yes,A,b\n", "decisions.csv:3: 2 rows are called '3'"),
        ("1,2,perhaps,A,b\n", "same is 'perhaps'"),
        ("1,2,yes,,b\n", "nobody stands behind"),
    ],
)
def test_what_cannot_be_followed_is_told(events: Path, ruling: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        together(events, ruling)
    assert said in str(caught.value)


def test_who_ruled_and_why_stands_in_the_rows_in_a_table_and_on_the_page(events: Path, tmp_path: Path) -> None:
    decisions = events.with_name("decisions.csv")
    decisions.write_text("a,b,same,who,why\n1,post:3,no,A. <Reviewer>,two streets\n")
    merged = tl.fuse([events], decisions=decisions)
    said = merged.rows.column("ruling").to_pylist()
    assert said[0] == "not one incident with post:3: A. <Reviewer>: two streets"
    assert said[2] == "not one incident with wire:1: A. <Reviewer>: two streets"
    assert said[1] is None
    (row,) = merged.rulings.to_pylist()
    assert (row["same"], row["who"], row["why"]) == (False, "A. <Reviewer>", "two streets")
    assert row["a_incident_id"] != row["b_incident_id"]
    merged.page(tmp_path / "merge.html", "uk")
    page = (tmp_path / "merge.html").read_text(encoding="utf-8")
    assert "A. &lt;Reviewer&gt;" in page and "two streets" in page


def test_without_rulings_there_is_no_column_for_them(events: Path) -> None:
    assert "ruling" not in tl.fuse([events]).rows.column_names


def test_a_ruling_that_cannot_be_read_is_not_lost_among_those_that_can(events: Path) -> None:
    long = "a" * 2_000_000
    with pytest.raises(InputError) as refusal:
        together(events, f"1,2,yes,A. Reviewer,one film of both\n1,post:3,no,A. Reviewer,{long}\n")
    assert refusal.value.where == "decisions.csv:3" and refusal.value.advice
