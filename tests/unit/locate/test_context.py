"""What the text around a place's words says of it."""

from __future__ import annotations

import pytest

from truceline.locate.context import each, in_context, scene
from truceline.locate.index import PlaceIndex


@pytest.mark.parametrize(
    ("text", "name", "read"),
    [
        ("Troops hold the left bank of the Dnipro near Kherson.", "Dnipro", "Dnipro river"),
        ("They crossed the Dnipro at night.", "Dnipro", "Dnipro river"),
        ("Explosions were heard in Dnipro at night.", "Dnipro", "Dnipro"),
        ("The head of the Dnipro regional council said so.", "Dnipro", "Dnipro"),
        ("Бої тривають на лівому березі Дніпра.", "Дніпра", "Дніпра river"),
        ("Вибухи чули у Дніпрі.", "Дніпрі", "Дніпрі"),
        ("Переправа через Дніпро зруйнована.", "Дніпро", "Дніпро river"),
        ("Обстрел левого берега Днепра.", "Днепра", "Днепра river"),
        ("Shelling in Hranitne (government-controlled, 60km south of Donetsk) went on.", "Hranitne",
         "Hranitne (government-controlled, 60km south of Donetsk)"),
        ("Обстріляли Степове Синельниківського району.", "Степове", "Степове, Синельниківського району"),
        ("A house burned in Tesk, Donetsk region, on Monday.", "Tesk", "Tesk, Donetsk region"),
        ("Удар по Харькову. Потери уточняются.", "Харькову", "Харькову"),
        ("Катера на Днепре у Херсона.", "Днепре", "Днепре river"),
        ("У селі Інгулець на Херсонщині загинув чоловік.", "Інгулець", "селі Інгулець, Херсонщині"),
        ("Дроны летели по Сумам, Харьковской области и Полтаве.", "Сумам", "Сумам"),
        ("Південне на Одещині атакували.", "Південне", "Південне, Одещині"),
    ],
)  # fmt: skip
def test_words_beside_a_name_belong_to_it(world: PlaceIndex, text: str, name: str, read: str) -> None:
    start = text.index(name)
    assert in_context(text, start, start + len(name), world) == read


def test_wide_areas_that_a_text_names_anywhere_are_its_scene() -> None:
    text = (
        "На Куп'янському напрямку тихо. Села Харківської області та Сумщини. On the Pokrovsk direction, Donetsk region."
    )
    assert scene(text) == [
        "Куп'янському напрямку",
        "Харківської області",
        "Сумщини",
        "Pokrovsk direction",
        "Donetsk region",
    ]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Donetsk and Luhansk regions", ["Donetsk region", "Luhansk region"]),
        ("Харківській та Сумській областях", ["Харківській область", "Сумській область"]),
        ("Донецкой и Луганской областей", ["Донецкой область", "Луганской область"]),
        ("Харківської області", ["Харківської області"]),
        ("Kharkiv", ["Kharkiv"]),
    ],
)
def test_places_that_share_a_word_are_each_one(words: str, parts: list[str]) -> None:
    assert each(words) == parts
