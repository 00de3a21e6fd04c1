"""What a bulletin draws: the agreement's own outlines, hot spots that are shown anyway, harm and objects as told."""

from __future__ import annotations

import json
from typing import Any

import h3
import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin
from tests.record_material import agreement

from truceline.model.agreement import Agreement, Zone
from truceline.model.bulletin import PublicHarm, PublicHotSpot, PublicIncident, PublicObject, Ring
from truceline.model.measures import HotSpot
from truceline.record.cells import outline
from truceline.record.public_areas import public_areas
from truceline.record.public_harm import public_harm, public_objects
from truceline.record.public_hot_spots import public_hot_spots

SQUARE = [[36.0, 47.0], [36.5, 47.0], [36.5, 47.5], [36.0, 47.0]]
OTHER = [[10.0, 40.0], [11.0, 40.0, 250.0], [11.0, 41.5], [10.0, 40.0]]
HOLE = [[36.1, 47.1], [36.2, 47.1], [36.2, 47.2], [36.1, 47.1]]
RING = Ring(((36_000_000, 47_000_000), (36_500_000, 47_000_000), (36_500_000, 47_500_000), (36_000_000, 47_000_000)))
OTHER_RING = Ring(
    ((10_000_000, 40_000_000), (11_000_000, 40_000_000), (11_000_000, 41_500_000), (10_000_000, 40_000_000))
)


def zone(name: str, kind: str, shape: str, coordinates: Any, label: str = "") -> Zone:
    return Zone(name, kind, json.dumps({"type": shape, "coordinates": coordinates}), label=label)  # type: ignore[arg-type]


def accord(*zones: Zone) -> Agreement:
    return msgspec.structs.replace(agreement(), zones=zones)


@pytest.mark.parametrize(
    ("shape", "coordinates", "rings"),
    [
        ("Polygon", [SQUARE, HOLE], (RING,)),
        ("MultiPolygon", [[SQUARE, HOLE], [OTHER]], (RING, OTHER_RING)),
        ("LineString", SQUARE, (RING,)),
        ("MultiLineString", [SQUARE, OTHER], (RING, OTHER_RING)),
        ("Point", [36.0, 47.0], (Ring(((36_000_000, 47_000_000),)),)),
    ],
)
def test_an_outline_is_that_of_the_agreement(shape: str, coordinates: Any, rings: tuple[Ring, ...]) -> None:
    (area,) = public_areas(accord(zone("n", "zone", shape, coordinates)))
    assert area.rings == rings


def test_areas_are_named_as_the_agreement_and_the_mission_name_them() -> None:
    made = accord(
        zone("theatre", "zone", "Polygon", [SQUARE], "Everything"), zone("z", "zone", "Polygon", [SQUARE]),
        zone("front", "line", "LineString", SQUARE, "Line of contact"),
    )  # fmt: skip
    sectors = (zone("north", "zone", "Polygon", [SQUARE], "North"),)
    told = [(one.name, one.kind, one.label) for one in public_areas(made, sectors)]
    assert told == [
        ("theatre", "theatre", "Everything"),
        ("z", "zone", "z"),
        ("front", "line", "Line of contact"),
        ("north", "region", "North"),
    ]
    assert [(one.name, one.rings) for one in public_areas(None, sectors)] == [("north", (RING,))]
    assert public_areas(None) == ()


USUAL = sample_bulletin(1).incidents[0]


def incident(**cells: Any) -> PublicIncident:
    none = dict.fromkeys(("killed_low", "killed_high", "wounded_low", "wounded_high", "target"))
    return msgspec.structs.replace(USUAL, **{**none, **cells})


def test_a_hot_spot_is_told_by_what_is_shown_in_it_alone() -> None:
    here, there, elsewhere = (h3.latlng_to_cell(47.0 + n, 36.0, 5) for n in range(3))
    shown = (incident(cell=here), incident(cell=here), incident(cell=there), incident(cell=None))
    found = tuple(HotSpot(cell, 9, 20, 1_234, 5) for cell in (there, elsewhere, here, here))
    assert public_hot_spots(found, shown) == tuple(
        PublicHotSpot(cell, outline(cell), number) for cell, number in sorted([(here, 2), (there, 1)])
    )


def test_harm_is_as_the_reports_state_it() -> None:
    told = (
        incident(killed_low=2, killed_high=5, origins_min=1),
        incident(killed_low=None, killed_high=3, origins_min=2),
        incident(killed_low=4, killed_high=None, origins_min=3),
        incident(killed_low=0, killed_high=0, origins_min=3),
        incident(wounded_low=1, wounded_high=1, origins_min=1),
    )
    assert public_harm(told) == (PublicHarm("killed", 3, 6, 12, 2, 4, 7), PublicHarm("wounded", 1, 1, 1, 0, 0, 0))
    assert public_harm((incident(),)) == ()


def test_an_object_is_counted_with_who_corroborates_it_and_which_were_breaches() -> None:
    (finding, *_) = sample_bulletin(1).findings
    told = (
        incident(incident_id="a", target=None),
        incident(incident_id="b", target="school", origins_min=1),
        incident(incident_id="c", target="school", origins_min=2),
        incident(incident_id="d", target="school", origins_min=3),
        incident(incident_id="e", target="hospital", origins_min=2),
    )
    found = tuple(
        msgspec.structs.replace(finding, incident_id=name, status=status)
        for name, status in (("a", "breach"), ("b", "breach"), ("b", "breach"), ("c", "breach"), ("d", "no_breach"))
    )
    assert public_objects(told, found) == (PublicObject("hospital", 1, 1, 0), PublicObject("school", 3, 2, 2))
