"""What channel posts, observers' reports, ministries' statements and grid operators' notices tell of what happened."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import EventMention


def events(text: str, language: str) -> list[EventMention]:
    document = news_of(text, "2026-06-03", language)
    return [one for one in extract((document,)) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "place"),
    [
        (
            "en",
            "At the Halmir substation a transformer was hit by a drone and cannot be repaired.",
            "air.drone_strike",
            "Halmir",
        ),
        ("en", "Some 300 residents were relocated from Pell on Sunday.", "harm.displacement", "Pell"),
        ("en", "Some 300 villagers have been moved out of Pell.", "harm.displacement", "Pell"),
        ("ru", "— Макеевка: в 03:20 БПЛА ударил по подстанции.", "air.drone_strike", "Макеевка"),
        ("ru", "— Ясиновка, 00:35: выбиты окна в 12 квартирах.", "harm.damage", "Ясиновка"),
        ("ru", "По населённому пункту Васильевка выпущено девять мин калибра 82 мм.", "fire.shelling", "Васильевка"),
        ("uk", "По селу Василівка випущено дев'ять мін калібру 82 мм.", "fire.shelling", "селу Василівка"),
        ("ru", "Осколки пробили крышу дома в Александровке.", "harm.damage", "Александровке"),
        ("ru", "Наблюдатели отметили, что в Донецке отсутствуют шесть гаубиц.", "weapon.absent", "Донецке"),
        ("uk", "Вибито вікна у 12 квартирах у Харкові.", "harm.damage", "Харкові"),
        (
            "uk",
            "Тиша в Оріхові нетривка. Місто обстріляли, трьох людей забрали до лікарні в Запоріжжі.",
            "fire.shelling",
            "Оріхові",
        ),
    ],
)
def test_what_happened_and_where(language: str, text: str, kind: str, place: str) -> None:
    found = [(one.event_type, one.places[:1]) for one in events(text, language)]
    assert (kind, (place,)) in found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Утверждения об ударе по больнице в Орехове не соответствуют действительности."),
        ("uk", "Заяви про удар по лікарні в Оріхові не відповідають дійсності."),
        ("uk", "Повідомлення про обстріл Оріхова — фейк."),
        ("en", "The drone could have hit the school and burned it."),
    ],
)
def test_what_is_told_to_be_untrue_or_only_possible_is_no_event(language: str, text: str) -> None:
    assert events(text, language) == []


def test_an_age_is_no_number_of_wounded() -> None:
    (one,) = events("A man of 61 was injured when he stepped on a mine outside Pavlivka.", "en")
    assert one.wounded_low != 61


def test_whoever_stands_at_a_place_is_not_the_place() -> None:
    (one,) = events("At the Stanyslavka checkpoint an armed man denied the Mission passage.", "en")
    assert one.alleged_actor is None
