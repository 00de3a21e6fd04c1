"""Who speaks where the verb alone does not tell it, in Ukrainian and Russian."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.mentions import AnyMention, PersonMention, Quote, Statement


def mentions(text: str, language: Language) -> tuple[AnyMention, ...]:
    document = news_of(text, "2033-03-16", language)
    return extract((document,))


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        # the person of the sentence before, in whatever case; of two, the one whose gender agrees
        ("uk", "До лікарні привезли Оксану Дячук. «Я нічого не пам'ятаю», — прошепотіла вона.", ["Оксану Дячук"]),
        ("ru", "Андрей Волох и Анна Мороз приехали. «Мы ищем сына», — сказала она.", ["Анна Мороз"]),
        # a possessive before the colon
        ("uk", "Комбат Іван Рій воює. Його правило просте: «Не стріляй першим».", ["Іван Рій"]),
        # verbs of manner, with a name or a noun of no table behind them, also inside one pair of marks
        ("uk", "«Так, — киває Петро Савич, — ми бачили танки. Їх було три».", ["Петро Савич", "Петро Савич"]),
        ("ru", "«Дорогу открыли», – рапортует комендант.", ["комендант"]),
        ("uk", "«Я не вірю обіцянкам», — кинув на прощання фермер.", ["фермер"]),
        ("uk", "Командир роти, 34-річний Юрко, усміхається: «Звикли».", ["Юрко"]),
    ],
)
def test_speakers_of_quotations(language: Language, text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in mentions(text, language) if isinstance(one, Quote)] == speakers


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "uk",
            "Міністр сказав, що міст розмінували, а посол відповів, що перевірки не було.",
            [("Міністр", "міст розмінували"), ("посол", "перевірки не було")],
        ),
        (
            "ru",
            "Врачи говорят, что раненых шестеро, тогда как полиция настаивает, что их четверо.",
            [("Врачи", "раненых шестеро"), ("полиция", "их четверо")],
        ),
        ("ru", "Пограничники уверяют, что пункт пропуска работает.", [("Пограничники", "пункт пропуска работает")]),
    ],
)
def test_a_statement_ends_where_somebody_else_speaks(
    language: Language, text: str, wanted: list[tuple[str, str]]
) -> None:
    found = [one for one in mentions(text, language) if isinstance(one, Statement)]
    assert [(one.speaker, one.text) for one in found] == wanted


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "Речниця Маркіяна Лех заявила про це.", "Маркіяна Лех"),
        ("uk", "Це рішення Івана Марека.", "Іван Марек"),
        ("ru", "Сестра Марка ждёт в Чопе.", "Марк"),
        ("ru", "Ойкен Дреттак возглавил миссию.", "Ойкен Дреттак"),
        ("uk", "Приїхала Оксана-Марія Ковальчук-Стець.", "Оксана-Марія Ковальчук-Стець"),
        ("uk", "Полковник Ліам О'Ніл командує контингентом.", "Ліам О'Ніл"),
    ],
)
def test_names_of_every_make(language: Language, text: str, name: str) -> None:
    assert [one.name for one in mentions(text, language) if isinstance(one, PersonMention)] == [name]


def test_a_name_of_no_table_among_names() -> None:
    found = mentions("На зустріч прийшли Петро Лис, Хуссам Дерран і Ганна Вовк.", "uk")
    assert [one.name for one in found if isinstance(one, PersonMention)] == ["Петро Лис", "Хуссам Дерран", "Ганна Вовк"]


def test_bodies_and_places_do_what_people_do() -> None:
    found = mentions("Білий Дім отримав лист. Кривий Ріг утратив міст. Верховна Рада голосувала.", "uk")
    assert [one for one in found if isinstance(one, PersonMention)] == []


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("uk", "Полковник знизав плечима. «Питайте в саперів», — сказав він.", "Полковник"),
        ("uk", "«Що робити далі? Не знаю», — Ярина витирає сльози.", "Ярина"),
        ("ru", "Дословно: «Мы этого не подпишем», — отрезал Игорь Белов.", "Игорь Белов"),
        ("uk", "Речниця Південного командування Олеся Гук зазначила: «Бої тривають».", "Олеся Гук"),
    ],
)
def test_offices_gestures_and_labels(language: Language, text: str, speaker: str) -> None:
    assert [one.speaker for one in mentions(text, language) if isinstance(one, Quote)] == [speaker]
