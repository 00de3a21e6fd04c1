"""Names on a bulletin's map come from its own outlines, which are public, and are no more than it has room for."""

from __future__ import annotations

from truceline.model.bulletin import PublicArea, Ring
from truceline.model.settlement import Settlement
from truceline.record.public_settlements import public_settlements

_SQUARE = Ring(((0, 0), (2_000_000, 0), (2_000_000, 2_000_000), (0, 2_000_000), (0, 0)))
_ZONE = PublicArea("zone", "zone", (_SQUARE,))


def _at(name: str, lat_e6: int, lon_e6: int) -> Settlement:
    return Settlement(name, lat_e6, lon_e6, 9)


def test_those_inside_are_kept_in_their_order() -> None:
    given = (_at("In", 1_000_000, 1_000_000), _at("Out", 3_000_000, 1_000_000), _at("Next", 0, 2_200_000))
    assert [one.name for one in public_settlements(given, (_ZONE,), (), ())] == ["In", "Next"]


def test_without_outlines_there_is_no_map_to_name_anything_on() -> None:
    assert public_settlements((_at("In", 1, 1),), (), (), ()) == ()


def test_a_world_of_names_is_cut() -> None:
    given = tuple(_at(str(n), 1, 1) for n in range(1000))
    assert public_settlements(given, (_ZONE,), (), ()) == given[:60]
