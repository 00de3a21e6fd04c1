"""Event mentions to observations."""

from __future__ import annotations

import pytest

from truceline.locate.gazetteer import from_rows
from truceline.locate.index import PlaceIndex
from truceline.locate.locate import locate
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import EventMention, PlaceMention
from truceline.model.tables import OBSERVATIONS

PLACES = """name,aliases,lat,lon,radius_m,kind,population,within
Sarvenna,,5.10,-30.20,3000,settlement,40000,Kes.West
Orvane,,5.40,-30.00,2000,settlement,9000,Kes.West
Pell,,6.00,-29.00,2000,settlement,9000,Kes.East
Dalm,,5.30,-30.10,2000,settlement,5000,Kes.West
Dalm,,6.10,-29.10,2000,settlement,4000,Kes.East
Lorn,,5.10,-30.20,2000,settlement,5000,Kes.West
Lorn,,9.10,-20.20,2000,settlement,4000,Kes.East
Tessik,,5.10,-30.20,2000,settlement,90000,Kes.West
Tessik,,9.10,-20.20,2000,settlement,4000,Kes.East
West,,5.25,-30.10,60000,region,,Kes.West
East,,6.05,-29.05,60000,region,,Kes.East
Kessander,,5.60,-29.60,250000,country,,Kes
"""


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return from_rows(PLACES.encode())


def document(published_s: int | None = 1_767_866_400, day: str | None = None) -> Document:
    item = EvidenceItem("itm_1", "00", "", "text/plain", "AFP", "news", "a.txt", published_s, 1_800_000_000)
    return Document(item, "Shells fell.", (Span(0, 12),), published_s=published_s, published_day=day)


def event(*names: str, start: int = 0, **fields: object) -> EventMention:
    given = {"event_type": "fire.shelling", "start_s": 1_767_800_000, "end_s": 1_767_830_000, **fields}
    return EventMention(
        item_id="itm_1",
        start=start,
        end=start + 12,
        text="Shells fell.",
        method="rule:event.shells",
        confidence_ppm=800_000,
        places=names,
        **given,  # type: ignore[arg-type]
    )


def rows(
    places: PlaceIndex, *mentions: EventMention | PlaceMention, doc: Document | None = None
) -> list[dict[str, object]]:
    table = locate([doc or document()], mentions, places)
    assert table.schema == OBSERVATIONS
    return table.to_pylist()  # type: ignore[no-any-return]


def test_an_event_at_one_place_is_one_observation(places: PlaceIndex) -> None:
    (row,) = rows(places, event("Sarvenna", claimed_by="East Command", killed_low=2, killed_high=3))
    assert (row["lat_e6"], row["lon_e6"], row["radius_m"]) == (5_100_000, -30_200_000, 3_000)
    assert (row["source"], row["source_class"], row["claimant"], row["killed_high"]) == (
        "AFP",
        "news",
        "East Command",
        3,
    )
    assert (row["start_s"], row["end_s"], row["reported_s"]) == (1_767_800_000, 1_767_830_000, 1_767_866_400)
    assert row["confidence_ppm"] == 800_000 * 850_000 // 1_000_000


def test_places_side_by_side_are_observations_of_their_own(places: PlaceIndex) -> None:
    assert {row["place_words"] for row in rows(places, event("Sarvenna", "Pell"))} == {"Sarvenna", "Pell"}
    found = rows(places, event("its West and East regions"))
    assert {row["lat_e6"] for row in found} == {5_250_000, 6_050_000}


def test_the_wider_place_that_holds_the_narrower_gives_no_row_of_its_own(places: PlaceIndex) -> None:
    (row,) = rows(places, event("Sarvenna", "West region", "Kessander"))
    assert row["place_words"] == "Sarvenna"


def test_of_two_namesakes_the_one_in_the_region_named_is_meant(places: PlaceIndex) -> None:
    (west,) = rows(places, event("Dalm", "West region"))
    (east,) = rows(places, event("Dalm", "East region"))
    assert (west["lat_e6"], east["lat_e6"]) == (5_300_000, 6_100_000)


def test_namesakes_that_cannot_be_told_apart_give_a_circle_over_both_or_no_place(places: PlaceIndex) -> None:
    (near,) = rows(places, event("Dalm"))
    assert near["radius_m"] is not None and 70_000 < int(str(near["radius_m"])) < 150_000
    assert str(near["method"]).endswith("around_candidates")
    (far,) = rows(places, event("Lorn"))
    assert far["lat_e6"] is far["radius_m"] is None and far["place_words"] == "Lorn"


def test_a_namesake_ten_times_larger_is_meant(places: PlaceIndex) -> None:
    (row,) = rows(places, event("Tessik"))
    assert row["lat_e6"] == 5_100_000


def test_an_event_without_a_known_place_stays_in(places: PlaceIndex) -> None:
    assert [row["lat_e6"] for row in rows(places, event("Nowhere"), event(start=20))] == [None, None]


def test_an_event_without_a_time_happened_before_it_was_reported(places: PlaceIndex) -> None:
    undated = event("Pell", start_s=None, end_s=None)
    (row,) = rows(places, undated)
    assert int(str(row["end_s"])) == 1_767_866_401 and 0 < 1_767_866_401 - int(str(row["start_s"])) <= 3 * 86_400
    (by_day,) = rows(places, undated, doc=document(None, "2026-01-08"))
    assert int(str(by_day["end_s"])) >= 1_767_916_800 and by_day["reported_s"] is None
    (unknown,) = rows(places, undated, doc=document(None))
    assert int(str(unknown["end_s"])) - int(str(unknown["start_s"])) >= 30 * 86_400


def test_the_same_mentions_in_any_order_give_the_same_rows(places: PlaceIndex) -> None:
    events = [event("Dalm"), event("Sarvenna", "Pell", start=20), event("Orvane", start=40)]
    named = PlaceMention(item_id="itm_1", start=60, end=64, text="East", method="rule", confidence_ppm=1)
    assert rows(places, *events, named) == rows(places, named, *reversed(events))
    assert len({row["observation_id"] for row in rows(places, *events, named)}) == 4


def total(**fields: object) -> EventMention:
    """The 24 shellings of a day that a briefing counts."""
    given = {
        "start_s": 1_767_744_000,
        "end_s": 1_767_830_400,
        "count_low": 24,
        "count_high": 24,
        "count_unit": "attack",
    }
    return event(**{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unplaced",
    [
        total(),
        total(event_type="fire", count_low=133, count_high=133, count_unit="event"),
        total(start_s=None, end_s=None),
        total(target="military"),
    ],
)
def test_a_total_over_a_period_that_tells_no_place_is_no_observation(
    places: PlaceIndex, unplaced: EventMention
) -> None:
    assert rows(places, unplaced) == []


def test_what_is_counted_beside_a_total_is_one_too(places: PlaceIndex) -> None:
    flights = total(event_type="air.drone_sortie", count_low=12, count_unit="sortie")
    assert rows(places, total(), flights) == []
    assert len(rows(places, flights)) == 1  # a raid of drones on a night


@pytest.mark.parametrize(
    "told",
    [
        event("Pell", count_low=3, count_high=3, count_unit="strike"),
        event("Nowhere", count_low=3, count_high=3, count_unit="strike"),
        total(count_low=1, count_high=1),
        total(killed_low=2),
        total(target="hospital"),
        total(start_s=1_767_744_000, end_s=1_767_744_060),
        total(count_unit="round"),
    ],
)
def test_a_count_with_a_place_a_moment_a_target_or_harm_is_an_event(places: PlaceIndex, told: EventMention) -> None:
    assert len(rows(places, told)) == 1
