"""Words for places in Ukrainian and Russian by their company, in any case; and what is no place."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.extract_texts import news_of

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.reader import read_russian, read_ukrainian
from truceline.extract.story import Story
from truceline.model.mentions import PlaceMention


def read(text: str, language: Language) -> list[tuple[str, str]]:
    story = Story(news_of(text, "2026-01-08"))
    reader = read_ukrainian if language == "uk" else read_russian
    found = [one for one in reader(story, ZoneInfo("Europe/Kyiv")) if isinstance(one, PlaceMention)]
    return [(one.text, one.role) for one in sorted(found, key=lambda one: one.start)]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("uk", "У Херсоні, Бериславі та Станіславі чути вибухи.", ["Херсоні", "Бериславі", "Станіславі"]),
        (
            "uk",
            "Ударів зазнали Сумська, Чернігівська та Харківська області.",
            ["Сумська", "Чернігівська", "Харківська області"],
        ),
        ("uk", "Біля Авдіївки тихо, поблизу Роботиного бої.", ["Біля Авдіївки", "поблизу Роботиного"]),
        ("uk", "За 3 км на північний захід від Кам'янки чули вибух.", ["3 км на північний захід від Кам'янки"]),
        ("uk", "У смт Великий Бурлук поранено чоловіка.", ["смт Великий Бурлук"]),
        ("uk", "У м. Харків та в с. Роботине пожежі.", ["м. Харків", "с. Роботине"]),
        (
            "uk",
            "Мешканці Станиці Луганської та Великої Новосілки виїхали.",
            ["Станиці Луганської", "Великої Новосілки"],
        ),
        ("uk", "У Кривому Розі та Новій Каховці немає води.", ["Кривому Розі", "Новій Каховці"]),
        ("uk", "На Харківщині та Вінниччині тривога.", ["Харківщині", "Вінниччині"]),
        ("uk", "Загинув житель Зеленого.", ["Зеленого"]),
        (
            "uk",
            "У районах населених пунктів Вовчанськ, Стариця, Дворічанське тихо.",
            ["Вовчанськ", "Стариця", "Дворічанське"],
        ),
        ("ru", "Над Белгородской и Курской областями сбиты дроны.", ["Белгородской", "Курской областями"]),
        ("ru", "В 3–5 км к юго-востоку от Гранитного слышали взрыв.", ["3–5 км к юго-востоку от Гранитного"]),
        ("ru", "Под Угледаром и в районе Работино идут бои.", ["Под Угледаром", "в районе Работино"]),
        ("ru", "ВСУ обстреляли Донецк, Горловку и Макеевку.", ["Донецк", "Горловку", "Макеевку"]),
        ("ru", "Станица Луганская и Великая Новосёлка без света.", ["Станица Луганская", "Великая Новосёлка"]),
        ("ru", "Дроны атаковали Ростов-на-Дону и Таганрог.", ["Ростов-на-Дону", "Таганрог"]),
        ("ru", "Запорожская АЭС обесточена.", ["Запорожская АЭС"]),
        ("ru", "Наблюдатели были в н.п. Широкино и Пищевик.", ["н.п. Широкино", "Пищевик"]),
        ("ru", "В Грайвороне из-за обстрела нет света.", ["Грайвороне"]),
        ("ru", "В Петровском камера записала взрыв.", ["Петровском"]),
    ],
)
def test_places(language: Language, text: str, places: list[str]) -> None:
    assert [words for words, _ in read(text, language)] == places


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У Генштабі ЗСУ та Міноборони спростували, у НАТО підтвердили."),
        ("uk", "У Білому домі й у Кремлі не коментують, в Офісі президента теж."),
        ("uk", "Харківська ОВА повідомила про нараду, 128-ма бригада мовчить."),
        ("uk", "Президент України зустрівся з міністрами, Росія мовчить."),
        ("ru", "В Госдуме отказались, в МЧС подтвердили, в Пенсионном фонде промолчали."),
        ("ru", "«Азов» и «Москва» упомянуты в газете «Сельская жизнь»."),
    ],
)
def test_bodies_and_speakers_are_no_places(language: Language, text: str) -> None:
    assert read(text, language) == []


def test_capital_that_speaks_is_no_place() -> None:
    assert [words for words, _ in read("Москва заявила, что удар пришёлся по Энгельсу.", "ru")] == ["Энгельсу"]


def test_roles() -> None:
    found = dict(read("КИЇВ, 5 січня (Укрінформ) — Ракети випустили з Криму, вибухи були в Одесі.", "uk"))
    assert found == {"КИЇВ": "dateline", "Криму": "origin", "Одесі": "event"}


def test_a_name_once_told_by_its_company_is_known_in_the_rest() -> None:
    words = [one for one, _ in read("Поблизу Заруддя тихо. Заруддя обстріляли вчора.", "uk")]
    assert words == ["Поблизу Заруддя", "Заруддя"]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("uk", "Через Ізюм, Барвінкове й Лозову везли ліки.", ["Ізюм", "Барвінкове", "Лозову"]),
        ("uk", "Унаслідок артобстрілу Комишувахи загинув чоловік.", ["Комишувахи"]),
        ("uk", "У четвер Хартум струснули вибухи.", ["Хартум"]),
        ("uk", "Одеса залишилася без світла.", ["Одеса"]),
        ("uk", "Дрон збили в Золотому-4.", ["Золотому-4"]),
        ("uk", "Біженці дійшли до Адре.", ["Адре"]),
        ("uk", "Камера на Донецькій фільтрувальній станції зламалася.", ["Донецькій фільтрувальній станції"]),
        ("uk", "У Москві заяву не коментували.", []),
        ("uk", "Гаубиці обстріляли склад.", []),
        ("ru", "Колонна прошла Хевроном.", ["Хевроном"]),
    ],
)
def test_places_without_a_preposition(language: Language, text: str, places: list[str]) -> None:
    assert [words for words, _ in read(text, language)] == places
