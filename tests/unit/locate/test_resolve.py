"""Which of several places is meant; what cannot be told is kept as several."""

from __future__ import annotations

import pytest

from truceline.locate.index import PlaceIndex
from truceline.locate.resolve import Resolved, resolve, setting_of, weigh


def meant(world: PlaceIndex, words: str, *beside: str) -> Resolved | None:
    return resolve(words, world, setting_of([words, *beside], world))


def test_a_name_of_many_places_is_left_open_and_all_are_kept(world: PlaceIndex) -> None:
    assert meant(world, "Олександрівка") is None
    found = weigh("Олександрівка", world, setting_of(["Олександрівка"], world))
    assert len(found) >= 108 and 950_000 < sum(candidate.share_ppm for candidate in found) <= 1_000_000
    assert [c.share_ppm for c in found] == sorted((c.share_ppm for c in found), reverse=True)


@pytest.mark.parametrize(
    ("words", "beside", "within"),
    [
        ("Степове", ["Авдіївці", "Бердичі"], "UA.05"),
        ("Первомайське", ["Авдіївку", "Тоненьке"], "UA.05"),
        ("Іванівку", ["Куп'янському напрямку", "Синьківку", "Петропавлівку"], "UA.07"),
        ("Невське", ["Лиманському напрямку", "Білогорівку"], "UA.14"),
        ("Работино", ["Орехов"], "UA.26"),
        ("Oleksandrivka", ["Donetsk region", "Kramatorsk"], "UA.05"),
        ("Дзержинск", ["Горловка", "Донецкой области", "Бахмут"], "UA.05"),
    ],
)
def test_what_else_the_text_names_tells(world: PlaceIndex, words: str, beside: list[str], within: str) -> None:
    found = weigh(words, world, setting_of([words, *beside], world))
    assert found[0].place.within == within and found[0].share_ppm > 300_000


def test_the_candidates_go_with_what_was_decided(world: PlaceIndex) -> None:
    found = meant(world, "Покровське", "Синельниківський район", "Дніпропетровська область")
    assert found is not None and found.place.within == "UA.04" and len(found.candidates) > 5
    assert found.candidates[0].share_ppm > found.candidates[1].share_ppm


def test_a_name_that_only_sounds_ukrainian_is_not_looked_for_in_syria(world: PlaceIndex) -> None:
    assert meant(world, "Rabotino", "Syria", "Aleppo", "Idlib") is None
    assert meant(world, "Rabotino", "Ukraine") is not None


def test_the_answer_does_not_depend_on_the_order_of_words(world: PlaceIndex) -> None:
    words = ["Степове", "Авдіївка", "Бердичі", "Донецька область"]
    assert setting_of(words, world) == setting_of(words[::-1], world)


def test_a_small_place_abroad_is_not_taken_where_villages_are_unlisted(world: PlaceIndex) -> None:
    assert world.find("Khalasah") and meant(world, "Khalasah", "Syria", "Idlib Governorate") is None  # one is in Israel
    assert meant(world, "Ankara", "Syria", "Idlib Governorate") is not None


def test_no_place_speaks_for_itself(world: PlaceIndex) -> None:
    alone = weigh("Макіївка", world, setting_of(["Макіївка"], world))
    beside = weigh("Макіївка", world, setting_of(["Макіївка", "Кремінна", "Торське"], world))
    assert alone[0].place.division.startswith("Макіївська громада, Донецький")
    assert beside[1].share_ppm > 3 * alone[1].share_ppm


def test_a_raion_reaches_no_further_than_its_oblast(world: PlaceIndex) -> None:
    setting = setting_of(["Синельниківський район"], world)
    assert [district.within for district in setting.districts] == ["UA.04"]
