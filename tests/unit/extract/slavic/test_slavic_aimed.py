"""Strikes that no verb tells, days told a sentence before or behind, and what a headline or a witness only repeats."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.mentions import EventMention, Mention, Statement


def read(text: str, language: Language) -> tuple[Mention, ...]:
    return extract((news_of(text, "2031-03-14", language),))


def strikes(text: str, language: Language) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.event_type, one.places) for one in read(text, language) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("uk", "У Бериславі FPV – по автівці, двоє поранених.", [("air.drone_strike", ("Бериславі",))]),
        ("uk", "У Нікополі – артилерія по ринку.", [("fire.shelling", ("Нікополі",))]),
        ("ru", "В Никополе – артиллерия по рынку.", [("fire.shelling", ("Никополе",))]),
        ("uk", "14:00 – с. Клюси. Два «шахеди». Без постраждалих.", [("air.drone_strike", ("с. Клюси",))]),
        ("uk", "Дрони по 500 доларів закупила громада Берислава.", []),
        ("uk", "Артилерія по всьому фронту мовчить.", []),
        ("uk", "У Сумах шукають склад ракет по вулиці Шкільній.", []),
    ],
)
def test_strikes_without_a_verb(language: Language, text: str, told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert strikes(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "О 9:00 завершено роботи на місці влучання ракети в лікарню в Сумах, яке сталося 12 березня."),
        ("uk", "Це було у вівторок, 12 березня. Ракета впала на школу в Сумах."),
        ("ru", "В 9:00 завершены работы на месте попадания ракеты в больницу в Сумах, которое произошло 12 марта."),
        ("ru", "Это произошло 12 марта. Ракета упала на школу в Сумах."),
    ],
)
def test_the_day_of_what_befell(language: Language, text: str) -> None:
    (told,) = [one for one in read(text, language) if isinstance(one, EventMention)]
    assert told.start_s is not None
    assert datetime.fromtimestamp(told.start_s, UTC).strftime("%m-%d") in ("03-11", "03-12")
    assert told.end_s is not None
    assert told.end_s - told.start_s > 3600


def test_a_witness_tells_the_strike_again() -> None:
    text = "Ворог ударив по Сумах двома КАБами. «Вони били по приватному сектору», – каже мер."
    assert strikes(text, "uk") == [("air.strike", ("Сумах",))]


@pytest.mark.parametrize("text", ["Укренерго: графіки відключень на 20 травня", "Мэрия: перечень улиц без воды"])
def test_the_topic_of_a_headline_is_no_statement(text: str) -> None:
    assert not [one for one in read(text, "ru" if "Мэрия" in text else "uk") if isinstance(one, Statement)]


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("uk", "Зеленський анонсував нові санкції і подякував партнерам.", "нові санкції"),
        ("ru", "Зеленский анонсировал новые санкции и поблагодарил партнёров.", "новые санкции"),
    ],
)
def test_what_the_speaker_does_next_is_not_said(language: Language, text: str, content: str) -> None:
    assert [one.text for one in read(text, language) if isinstance(one, Statement)] == [content]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("uk", "Автобус аграріїв наїхав на міну біля Снігурівки.", [("mine.explosion", ("біля Снігурівки",))]),
        ("uk", "Грибник наступив на «пелюстку» під Ізюмом.", [("mine.explosion", ("під Ізюмом",))]),
        ("ru", "Автобус наехал на мину у Снигирёвки.", [("mine.explosion", ("Снигирёвки",))]),
        ("uk", "Вантажівка наїхала на відбійник у Полтаві.", []),
        ("uk", "Окупанти скинули вибухівку на городника в Дар'ївці.", [("air.drone_strike", ("Дар'ївці",))]),
        ("uk", "З пам'ятника в Одесі скинули голову.", []),
    ],
)
def test_mines_run_over_and_what_is_dropped(
    language: Language, text: str, told: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert strikes(text, language) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ДТЕК попереджає про відключення: вночі росіяни обстріляли підстанцію в Павлограді.", ["fire.shelling"]),
        ("Розвідка попереджає, що росіяни обстріляють порт в Одесі.", []),
        ("Бригади ремонтують мережу під обстрілами.", []),
        ("Під обстрілами перебував Нікополь.", ["fire.shelling"]),
    ],
)
def test_what_a_warning_comes_of_and_how_people_live(text: str, told: list[str]) -> None:
    assert [kind for kind, _ in strikes(text, "uk")] == told
