"""Villages without coordinates lie where their hromada lies."""

from __future__ import annotations

from truceline.locate.codifier import Unit, places, units
from truceline.locate.geodesy import distance_m
from truceline.locate.names import name_key
from truceline.ports import Place


def settlement(name: str, lat_e6: int, lon_e6: int) -> tuple[Place, set[str]]:
    return Place(f"p:{name}:{lat_e6}", name, lat_e6, lon_e6, 1_000, "settlement", 900, "UA.99"), {name_key(name)}


ROWS = [
    Unit("O1", "", "", "O1", "O", "Вигадана"),
    Unit("O1", "P1", "", "P1", "P", "Орванський"),
    Unit("O1", "P1", "H1", "H1", "H", "Орванська"),
    Unit("O1", "P1", "H1", "C1", "M", "Орвань"),
    Unit("O1", "P1", "H1", "C2", "C", "Далмівка"),
    Unit("O1", "P1", "H1", "C3", "C", "Двійня"),
    Unit("O1", "P1", "H2", "H2", "H", "Пельська"),
    Unit("O1", "P1", "H2", "C4", "C", "Двійня"),
]


def test_a_village_takes_the_circle_of_its_hromada_and_one_without_any_stays_out() -> None:
    located = [settlement("Орвань", 48_000_000, 36_000_000), settlement("Двійня", 49_000_000, 37_000_000)]
    villages, divisions = places(ROWS, located, {"вигадана": "UA.99"})
    found = {place.place_id: place for place, _ in villages}
    assert set(found) == {"katotth:C2", "katotth:C3"}  # the namesake is not taken for the one that is located
    village = found["katotth:C2"]
    assert (village.lat_e6, village.lon_e6, village.kind, village.within) == (
        48_000_000,
        36_000_000,
        "settlement",
        "UA.99",
    )
    assert village.radius_m >= 20_000
    assert {place.name for place, _ in divisions} == {"Орванський район", "Орванська громада"}
    assert [names for place, names in villages if place is village] == [{"далмівка", "dalmivka"}]


def test_without_the_oblast_nothing_is_placed() -> None:
    assert places(ROWS, [settlement("Орвань", 48_000_000, 36_000_000)], {}) == ([], [])


def test_the_real_codifier_places_a_village_of_400_people() -> None:
    """Robotyne, 47.449 N 35.838 E, lies in the hromada of Tokmak, 47.255 N 35.708 E (both Wikipedia)."""
    tokmak = settlement("Токмак", 47_255_000, 35_708_000)
    villages, _ = places(units(), [tokmak], {"запорізька": "UA.99"})
    (village,) = [place for place, names in villages if "robotyne" in names]
    assert distance_m((village.lat_e6, village.lon_e6), (47_449_000, 35_838_000)) <= village.radius_m < 60_000
