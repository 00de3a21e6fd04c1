"""Ukraine to the village: every name of the codifier, in any case, language and spelling."""

from __future__ import annotations

import pytest

from truceline.locate.geodesy import distance_m
from truceline.locate.index import PlaceIndex
from truceline.locate.names import name_key
from truceline.locate.ukraine import Ukraine
from truceline.locate.ukraine_table import SETTLEMENTS, Table
from truceline.locate.waters import PLANTS, SECTORS, WATERS
from truceline.ports import Place


def test_every_settlement_of_the_codifier_is_known(world: PlaceIndex, table: Table) -> None:
    rows = [i for i, category in enumerate(table.categories) if category in SETTLEMENTS]
    names = {table.names[table.name[row]] for row in rows}
    assert len(rows) > 29_000 and len(names) > 17_000
    shelf = Ukraine(table).settlements
    assert [name for name in sorted(names) if not shelf.exact(name_key(name))] == []
    assert [name for name in sorted(names)[::40] if not world.find(name)] == []


def test_every_town_that_waters_plants_and_sectors_are_drawn_by_is_known(table: Table) -> None:
    ukraine = Ukraine(table)
    towns = {town for one in (*WATERS, *PLANTS, *SECTORS) for town in one.along}
    known = {(digits, name): ukraine.settlements.exact(name_key(name)) for digits, name in towns}
    unknown = [
        town for town, named in known.items() if ukraine.within(town[0]) not in {place.within for place in named}
    ]
    assert unknown == []


#: words, and a point within the circle of the first answer (Wikipedia, to a tenth of a degree)
PLACES = """Харкові 50.0 36.2|Харкова 50.0 36.2|Харьковом 50.0 36.2|Kharkov 50.0 36.2|в Авдіївці 48.1 37.7
Avdeevka 48.1 37.7|Покровську 48.3 37.2|Покровском 48.3 37.2|в Кривому Розі 47.9 33.4|у Кривому Розі 47.9 33.4
Krivoy Rog 47.9 33.4|Сумах 50.9 34.8|Чернівцях 48.3 25.9|Slavyansk 48.9 37.6|Lugansk 48.6 39.3
Zaporozhye 47.8 35.1|Чорнобаївці 46.7 32.5|Роботиного 47.4 35.8|Работино 47.4 35.8|Robotyne 47.4 35.8
у Часовому Яру 48.6 37.8|Часов Яр 48.6 37.8|Chasiv Yar 48.6 37.8|Артемівськ 48.6 38.0
Dnipropetrovsk oblast 48.5 35.0|Красноармейска 48.3 37.2|Стаханова 48.6 38.6|Северодонецке 48.9 38.5
Куп'янського району 49.7 37.6|Марьинского района 47.9 37.5|Краматорській громаді 48.7 37.6
Нікопольщині 47.6 34.4|Краматорської міської територіальної громади 48.7 37.6|Stanytsia Luhanska 48.7 39.5
Xaркiв 50.0 36.2|Мар\u200bїнка 47.9 37.5|м. Херсон 46.6 32.6|с. Роботине Запорізької області 47.4 35.8
Шевченківський район Харкова 50.0 36.2|на Покровському напрямку 48.3 37.2|Pokrovsk direction 48.3 37.2
Hranitne (government-controlled, 60km south of Donetsk) 47.4 37.9|Запорізька АЕС 47.5 34.6
Курської області 51.7 36.2|на лівому березі Дніпра 46.6 32.8|на сході України 48.5 38.0
Суджа Курської області 51.2 35.3"""


@pytest.mark.parametrize("line", PLACES.replace("\n", "|").split("|"))
def test_words_lead_to_their_place(world: PlaceIndex, line: str) -> None:
    words, lat, lon = line.rsplit(" ", 2)
    place = world.find(words)[0]
    off = distance_m((place.lat_e6, place.lon_e6), (round(float(lat) * 1e6), round(float(lon) * 1e6)))
    assert off <= place.radius_m + 12_000


def test_a_river_is_not_the_city_of_its_name(world: PlaceIndex) -> None:
    (city,), (river,) = world.find("Дніпро"), world.find("річка Дніпро")
    assert city.kind == "settlement" and river.kind == "area" and river.radius_m > 100_000
    for words in (
        "the left bank of the Dnipro",
        "across the Dnipro",
        "через Дніпро",
        "на левом берегу Днепра",
        "Dnipro River",
    ):
        assert world.find(words) == (river,)
    for words in ("Сіверський Донець", "Siverskyi Donets", "за річкою Оскіл"):
        assert world.find(words)[0].kind == "area"


def test_a_name_that_looks_like_a_phrase_is_a_name(world: PlaceIndex) -> None:
    for words, name in (
        ("Станиця Луганська", "Stanytsya-Luhanska"),
        ("South Korea", "South Korea"),
        ("Західне", "Західне"),
    ):
        assert world.find(words)[0].name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("острова Зміїний", "Snake Island"),
        ("у Чорному морі", "Black Sea"),
        ("Азовського моря", "Sea of Azov"),
        ("Kakhovka dam", "Kakhovka power plant"),
        ("Каховская ГЭС", "Kakhovka power plant"),
        ("на Кримському мосту", "Crimean Bridge"),
        ("the Kupiansk-Svatove-Kreminna line", "between Kupyansk and Kreminna"),
        ("non-government-controlled Donetsk city", "Donetsk"),
        ("Золоте-4", "Zolote"),
    ],
)
def test_places_that_are_no_settlement_and_the_words_of_observers(world: PlaceIndex, words: str, name: str) -> None:
    assert world.find(words)[0].name == name


def test_all_bearers_of_a_name_are_kept(world: PlaceIndex) -> None:
    bearers = [place for place in world.find("Олександрівка") if place.via == "name"]
    assert len(bearers) >= 108
    assert {p.place_id for p in bearers} <= {p.place_id for p in world.find("Oleksandrivka")}
    inside = world.find("Олександрівка Донецької області")
    assert 1 < len(inside) < 20 and all(place.within == "UA.05" for place in inside)


def test_a_form_of_two_names_leads_to_both(world: PlaceIndex) -> None:
    """Genitive of Бердичі, a village near Avdiivka, and nominative of a city."""
    ids = {place.name for place in world.find("Бердичів")}
    assert {"Berdychiv", "Бердичі"} <= ids


def test_a_village_without_coordinates_lies_in_its_hromada(world: PlaceIndex) -> None:
    village = world.find("Роботине")[0]
    assert 10_000 < village.radius_m < 60_000 and "Токмацька громада" in village.division


def test_words_said_how_the_place_was_found(world: PlaceIndex) -> None:
    vias = {words: world.find(words)[0].via for words in ("Торецьк", "Торецьку", "Торецке", "Дзержинська")}
    assert vias["Торецьк"] == "name" and vias["Торецьку"] == "form" and vias["Торецке"] in ("form", "spelling")
    renamed = [place for place in world.find("Дзержинська") if place.name == "Toretsk"]
    assert [place.via for place in renamed] == ["renamed"]


def test_an_unknown_name_in_a_known_division_is_somewhere_in_it(world: PlaceIndex) -> None:
    place: Place = world.find("Xyzzyville, Donetsk region")[0]
    assert place.radius_m > 80_000 and place.kind == "area"


def test_villages_and_cities_are_told_by_the_word_for_them(world: PlaceIndex) -> None:
    assert world.find("місто Покровське")[0].population > 5_000
    assert all(place.population <= 15_000 for place in world.find("село Лиман"))
