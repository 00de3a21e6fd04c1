"""Persons of Ukrainian and Russian texts: every case, one key, and what is no person."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.cases import forms, readings
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.romanise import key
from truceline.model.mentions import PersonMention


def persons(text: str, language: Language) -> list[tuple[str, str | None, str | None]]:
    document = news_of(text, "2033-03-16", language)
    return [
        (found.text, found.name, found.person_id) for found in extract((document,)) if isinstance(found, PersonMention)
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Речниця відомства Марія Захарова мовчала.", ("Марія Захарова", "Марія Захарова", "maria_zakharova")),
        ("uk", "Зустріч із Марією Захаровою скасували.", ("Марією Захаровою", "Марія Захарова", "maria_zakharova")),
        ("ru", "Встречу с Марией Захаровой отменили.", ("Марией Захаровой", "Мария Захарова", "maria_zakharova")),
        ("uk", "Олега Синєгубова бачили в місті.", ("Олега Синєгубова", "Олег Синєгубов", "oleh_synehubov")),
        ("uk", "Лист передали Юлії Свириденко.", ("Юлії Свириденко", "Юлія Свириденко", "yulia_svyrydenko")),
        ("uk", "Розмову з Марком Рютте перенесли.", ("Марком Рютте", "Марк Рютте", "mark_rutte")),
        ("uk", "Прибула голова комісії Урсула фон дер Ляєн.", ("Урсула фон дер Ляєн",) * 2 + ("ursula_von_der_leyen",)),
        ("uk", "Наказ підписав В. О. Ткаченко.", ("В. О. Ткаченко", "Ткаченко", "tkachenko")),
        ("ru", "Приказ подписал А.П. Иванов.", ("А.П. Иванов", "Иванов", "ivanov")),
        (
            "uk",
            "Загинув Денис «Редіс» Прокопенко.",
            ("Денис «Редіс» Прокопенко", "Денис Прокопенко", "denys_prokopenko"),
        ),
        ("ru", "Пришел пенсионер Николай Фомич.", ("Николай Фомич", "Николай Фомич", "nikolai_fomich")),
        ("ru", "Выступила Валентина Матвиенко.", ("Валентина Матвиенко",) * 2 + ("valentina_matviyenko",)),
        (
            "ru",
            "С речью Владимира Зеленского ознакомились.",
            ("Владимира Зеленского", "Владимир Зеленский", "volodymyr_zelensky"),
        ),
        ("ru", "Принял глава организации Рами Абдель Рахман.", ("Рами Абдель Рахман",) * 2 + ("rami_abdel_rakhman",)),
    ],
)
def test_full_names_in_any_case(language: Language, text: str, wanted: tuple[str, str, str]) -> None:
    assert persons(text, language) == [wanted]


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    text = "Мер Ігор Терехов приїхав. Терехова чекали мешканці, з Тереховим говорили лікарі."
    assert [(words, who) for words, _, who in persons(text, "uk")] == [
        ("Ігор Терехов", "ihor_terekhov"),
        ("Терехова", "ihor_terekhov"),
        ("Тереховим", "ihor_terekhov"),
    ]


def test_two_of_one_surname_are_not_guessed_apart() -> None:
    text = "Віталій Кличко і Володимир Кличко приїхали. Кличко мовчав."
    assert persons(text, "uk")[-1] == ("Кличко", "Кличко", "klitschko")


def test_a_verb_of_saying_tells_a_surname() -> None:
    assert persons("«Ні», — відповів Дорошкевич.", "uk") == [("Дорошкевич", "Дорошкевич", "doroshkevych")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "На вулиці Тараса Шевченка горить склад."),
        ("uk", "Бригада імені Костя Гордієнка тримає рубіж."),
        ("uk", "Бої точаться біля Покровська та Великої Новосілки."),
        ("uk", "Верховна Рада та Білий дім мовчать."),
        ("uk", "Водій розповів, що бачив спалах."),
        ("uk", "Міністр заявив, що потяги ходять."),
        ("uk", "Про це повідомили на каналі Fox News."),
        ("uk", "Мер Бучі заявив, що вода є."),
        ("ru", "Губернатор Саратовской области сообщил о пожаре."),
        ("ru", "Москва заявила, что ответит."),
        ("ru", "Мужчина рассказал, что слышал взрыв."),
        ("ru", "Красный Крест и Совет Европы приостановили работу."),
    ],
)
def test_places_bodies_streets_and_trades_are_no_persons(language: Language, text: str) -> None:
    assert persons(text, language) == []


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("Марія Захарова", "uk", "maria_zakharova"),
        ("Мария Захарова", "ru", "maria_zakharova"),
        ("Володимир Путін", "uk", "vladimir_putin"),
        ("Владимир Путин", "ru", "vladimir_putin"),
        ("Дональд Трамп", "uk", "donald_trump"),
        ("Олександр Сирський", "uk", "oleksandr_syrsky"),
        ("Александр Сырский", "ru", "oleksandr_syrsky"),
        ("Кая Каллас", "ru", "kaja_kallas"),
    ],
)
def test_one_key_in_both_languages(name: str, language: Language, wanted: str) -> None:
    assert key(name, language) == wanted


@pytest.mark.parametrize(
    ("word", "language", "nominative", "gender", "case"),
    [
        ("захаровою", "uk", "захарова", "f", "i"),
        ("сибізі", "uk", "сибіга", "m", "d"),
        ("шевченка", "uk", "шевченко", "m", "g"),
        ("кравця", "uk", "кравець", "m", "g"),
        ("путиным", "ru", "путин", "m", "i"),
        ("зеленскому", "ru", "зеленский", "m", "d"),
        ("кузнеца", "ru", "кузнец", "m", "g"),
    ],
)
def test_declension_in_both_directions(word: str, language: Language, nominative: str, gender: str, case: str) -> None:
    assert any(
        (one.nominative, one.gender) == (nominative, gender) and case in one.cases for one in readings(word, language)
    )
    assert any(form == word and case in cases for form, cases in forms(nominative, gender, language))


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Халіма Абдельрахман одинадцять днів ішла пустелею.", ["Халіма Абдельрахман"]),
        ("uk", "До столу сіли Гуннар Айнарссон і Лі Веймін.", ["Гуннар Айнарссон", "Лі Веймін"]),
        ("uk", "Голос подав Алі Джавад Насер.", ["Алі Джавад Насер"]),
        ("uk", "Розповів це якийсь Оєларан.", ["Оєларан"]),
        ("uk", "Речник Координаційного штабу приїхав.", []),
        ("ru", "Жители Степного молчали.", []),
        ("ru", "Так говорит Умм Нидаль.", ["Умм Нидаль"]),
    ],
)
def test_names_from_everywhere_and_adjectives_that_are_none(language: Language, text: str, wanted: list[str]) -> None:
    assert [words for words, _, _ in persons(text, language)] == wanted


def test_a_known_surname_behind_an_office_is_whose_office_it_is() -> None:
    assert persons("Сообщил пресс-секретарь Зеленского.", "ru") == [("Зеленского", "Зеленский", "zelensky")]
