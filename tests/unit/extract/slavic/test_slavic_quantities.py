"""Numbers of something in Ukrainian and Russian: value, bounds, unit, what is counted; and what is no quantity."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.extract_texts import news_of

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.quantities import find_quantities
from truceline.extract.slavic.text import Text
from truceline.extract.slavic.times import find_times
from truceline.extract.slavic.wordclasses import word_classes
from truceline.extract.story import Story
from truceline.extract.timespans import TimeSpans

Found = tuple[float | None, float | None, float | None, str | None, str | None]


def read(text: str, language: Language) -> list[Found]:
    document = news_of(text, "2026-01-08")
    story = Text(Story(document, lexicon=word_classes(language)), language)
    times = find_times(story, ZoneInfo("Europe/Kyiv"))
    spans = TimeSpans([(time.start, time.end) for time in times])

    def plain(milli: int | None) -> float | None:
        return None if milli is None else milli / 1000

    return [
        (plain(one.value_milli), plain(one.low_milli), plain(one.high_milli), one.unit, one.of)
        for one in find_quantities(story, spans)
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Понад третину жителів уже виїхали.", (33.333, 33.333, None, "percent", "жителів")),
        ("ru", "Две трети школ закрыты.", (66.667, 66.667, 66.667, "percent", "школ")),
        ("uk", "Кожен п'ятий опитаний мовчить.", (20, 20, 20, "percent", "опитаний")),
        ("ru", "Каждая третья семья уехала.", (33.333, 33.333, 33.333, "percent", "семья")),
        ("uk", "П'ята частина посівів загинула.", (20, 20, 20, "percent", "посівів")),
        ("uk", "Привезли дві з половиною тисячі пайків.", (2500, 2500, 2500, None, "пайків")),
        ("ru", "Привезли полторы сотни одеял.", (150, 150, 150, None, "одеял")),
        ("ru", "Ждут 1 млн 200 тысяч человек.", (1_200_000, 1_200_000, 1_200_000, "person", "человек")),
        ("uk", "Двоє докерів загинули.", (2, 2, 2, "person", "докерів")),
        ("ru", "Ранены трое коммунальщиков.", (3, 3, 3, "person", "коммунальщиков")),
        ("uk", "Бачили 6 освітлювальних ракет.", (6, 6, 6, "flare", "освітлювальних ракет")),
        ("ru", "Выбито 40 окон.", (40, 40, 40, "object", "окон")),
        ("uk", "Без світла 600 000 споживачів.", (600_000, 600_000, 600_000, "household", "споживачів")),
        ("uk", "Без світла 600\u00a0000 споживачів.", (600_000, 600_000, 600_000, "household", "споживачів")),
        ("uk", "Пошкоджено 1 234,5 км доріг.", (1234.5, 1234.5, 1234.5, None, "км")),
        ("uk", "Евакуювали близько 1.234 осіб.", (1234, 1111, 1357, "person", "осіб")),
        ("uk", "Знеструмлено понад півтори тисячі абонентів.", (1500, 1500, None, "household", "абонентів")),
        ("uk", "Зруйновано близько сотні будинків.", (100, 90, 110, "object", "будинків")),
        ("uk", "Сотні тисяч людей без світла.", (None, 200_000, 999_999, "person", "людей")),
        ("uk", "Кілька десятків дронів атакували.", (None, 30, 99, "sortie", "дронів")),
        ("uk", "Від 10 до 15 дронів атакували.", (None, 10, 15, "sortie", "дронів")),
        ("uk", "Пролунали два-три вибухи.", (None, 2, 3, "explosion", "вибухи")),
        ("uk", "Кількість загиблих зросла до 25.", (25, 25, 25, "person", "загиблих")),
        ("uk", "Під завалами до 40 осіб.", (40, None, 40, "person", "осіб")),
        ("uk", "Осіб двадцять затримали.", (20, 18, 22, "person", "Осіб")),
        ("uk", "Двадцятьма дронами атаковано порт.", (20, 20, 20, "sortie", "дронами")),
        ("uk", "Відбулося 128 бойових зіткнень.", (128, 128, 128, "attack", "бойових зіткнень")),
        ("uk", "Режим порушили 41 раз.", (41, 41, 41, "event", "раз")),
        ("uk", "Виявили 4 міни.", (4, 4, 4, "object", "міни")),
        ("uk", "Збили 45 із 60 ударних БпЛА.", (45, 45, 45, "sortie", "ударних БпЛА")),
        ("uk", "Збили 24 російські безпілотники.", (24, 24, 24, "sortie", "російські безпілотники")),
        ("uk", "Збили 12 «Шахедів».", (12, 12, 12, "sortie", "Шахедів")),
        ("uk", "Споживання впало на третину.", (33.333, 33.333, 33.333, "percent", None)),
        ("ru", "Обесточены более 2,5 тыс. домов.", (2500, 2500, None, "object", "домов")),
        ("ru", "Погибли трое.", (3, 3, 3, "person", None)),
        ("ru", "По меньшей мере 8 человек погибли.", (8, 8, None, "person", "человек")),
        ("ru", "Почти тысяча домов без света.", (1000, 900, 999, "object", "домов")),
        ("ru", "Человек двадцать задержали.", (20, 18, 22, "person", "Человек")),
        ("ru", "Полтора десятка дронов сбито.", (15, 15, 15, "sortie", "дронов")),
        ("ru", "От 10 до 15 тысяч человек.", (None, 10_000, 15_000, "person", "человек")),
        ("ru", "Тысяча двести сорок домов.", (1240, 1240, 1240, "object", "домов")),
        ("ru", "Цены выросли на 12 процентов.", (12, 12, 12, "percent", None)),
        ("ru", "Менее 50 человек остались.", (50, None, 49, "person", "человек")),
        ("ru", "Обменяли 146 на 146 пленных.", (146, 146, 146, "person", "пленных")),
        ("ru", "Сбито 65 дронов: 23 — над областью.", (23, 23, 23, "sortie", "дронов")),
    ],
)
def test_quantity(language: Language, text: str, wanted: Found) -> None:
    assert wanted in read(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "128-ма бригада, стаття 5, резолюція 1701, Су-35, Т-72, FGM-148 та С-300."),
        ("uk", "34-річний чоловік, якому 34 роки, живе на вул. Садова, 12."),
        ("uk", "155-мм снаряди, калібру 152 мм; №5; школа № 12; +380 44 123 45 67."),
        ("uk", "План із 28 пунктів, G7, COVID-19, рахунок 2:1, один із дронів."),
        ("ru", "Статья 5 договора, 40-я армия, 810-я бригада, Ту-95, ни один дом."),
        ("ru", "ул. Ленина, 15; тел. +7 495 123-45-67; счет 3:2; №7; 24/7; в 5 км к востоку от села."),
    ],
)
def test_names_ages_addresses_and_ways_are_none(language: Language, text: str) -> None:
    assert read(text, language) == []


def test_of_which() -> None:
    found = read("Пострадали 12 мирных жителей, из которых двое — дети.", "ru")
    assert [(value, unit) for value, _, _, unit, _ in found] == [(12, "person"), (2, "person")]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Вивезли 120 людей, з них 34 — діти.", [(120, "людей"), (34, "людей")]),
        ("ru", "Повреждено 48 домов, 5 разрушены.", [(48, "домов"), (5, "домов")]),
        ("ru", "Зафиксировано 85 нарушений, неделей раньше их было 40.", [(85, "нарушений"), (40, "нарушений")]),
        ("uk", "Знеструмлено 14 тисяч осель. Ще 6 тисяч — без води.", [(14_000, "осель"), (6000, "осель")]),
        ("uk", "З 40 дронів збито 33.", [(40, "дронів"), (33, "дронів")]),
        ("ru", "Было 17 поджогов, восемь из них — в столице.", [(17, "поджогов"), (8, "поджогов")]),
        ("uk", "Відбито 37 атак; на Лиманському напрямку 9.", [(37, "атак"), (9, "атак")]),
        ("ru", "Всего 37 атак; под Лиманом 9, под Покровском 21.", [(37, "атак"), (9, "атак"), (21, "атак")]),
        ("uk", "Зафіксували 9 порушень, зокрема 2 вибухи, проти 7.", [(9, "порушень"), (2, "вибухи"), (7, "порушень")]),
        ("uk", "Повернули 20 цивільних, наймолодшому — 26.", [(20, "цивільних")]),
    ],
)
def test_a_bare_number_counts_what_its_whole_counts(
    language: Language, text: str, wanted: list[tuple[float, str]]
) -> None:
    assert [(low, of) for _, low, _, _, of in read(text, language)] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Дзвоніть 0 800 500 335, кімната 205, канал 24."),
        ("ru", "На странице 14 приложения 3 говорится об этом."),
        ("uk", "Генерал Сорок заявив це."),
        ("uk", "Обидві сторони погодилися."),
        ("uk", "Кожні дві години, кожен третій день."),
    ],
)
def test_numbers_that_count_nothing(language: Language, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Із 340 заявників 68 пішли, решта 272 чекають.", (272, 272, 272, "person", "заявників")),
        ("uk", "Загинули четверо волонтерів, одна з них — лікарка.", (1, 1, 1, "person", "волонтерів")),
        ("ru", "Сообщили о 96 нарушениях (накануне — 118).", (118, 118, 118, "event", "нарушениях")),
        ("ru", "В плен попали сто бойцов, четверть из них ранены.", (25, 25, 25, "percent", None)),
    ],
)
def test_remainders_and_parts_of_what_was_counted(language: Language, text: str, wanted: Found) -> None:
    assert wanted in read(text, language)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Знайшли п'ятьох живих.", (5, 5, 5, "person", "живих")),
        ("uk", "Вивезли 12 бджолярів.", (12, 12, 12, "person", "бджолярів")),
        ("ru", "Вызвали 8 переплётчиков.", (8, 8, 8, "person", "переплётчиков")),
        ("ru", "Двое рабочих завода ранены.", (2, 2, 2, "person", "рабочих")),
        ("uk", "Вивезли 12 холодильників.", (12, 12, 12, None, "холодильників")),
        ("uk", "Врятували двох собак.", (2, 2, 2, None, "собак")),
        ("uk", "Прийшло двадцять з гаком журналістів.", (20, 20, None, "person", "журналістів")),
        ("ru", "Пострадало менее 5 процентов посевов.", (None, None, 5, "percent", "посевов")),
    ],
)
def test_units_by_how_a_word_is_formed_and_room_around_numbers(language: Language, text: str, wanted: Found) -> None:
    assert read(text, language) == [wanted]


def test_a_number_before_a_singular_names_one() -> None:
    assert read("Матч покажуть на 5 каналі, деталі — у пункті 7 додатка.", "uk") == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Тираж — 3 тис. 400 примірників.", [(3400, None)]),
        ("uk", "У притулку чверть мільйона людей.", [(250_000, "person")]),
        ("ru", "Собрали три четверти миллиона подписей.", [(750_000, None)]),
        ("ru", "Опрошено полмиллиона семей.", [(500_000, "household")]),
        ("uk", "Прийшло півтораста рибалок.", [(150, "person")]),
        ("ru", "Несколько сот студентов вышли на площадь.", [(300, "person")]),
        ("uk", "Нарахували сорок семеро прочан.", [(47, "person")]),
        ("uk", "Дев'ять із десяти опитаних мовчать.", [(90, "percent")]),
        ("uk", "Частину вивезли, половину вже продали.", [(50, "percent")]),
        ("ru", "Доля брака не превышает 4 процентов.", [(4, "percent")]),
        ("uk", "У ста двадцяти й дев'яноста селах світла немає.", [(120, "object"), (90, "object")]),
        ("uk", "Спалили шість возів, п'ятеро дістали опіки.", [(6, None), (5, "person")]),
        ("uk", "Скинули вісім бомб, одна не розірвалася.", [(8, "round"), (1, "round")]),
        ("uk", "Приїхали тридцять делегацій, шість поїхали.", [(30, None), (6, None)]),
        ("ru", "Аварий стало меньше: 12 против 31.", [(12, None), (31, None)]),
        ("uk", "Відсоток збиття впав із 91 до 78.", [(91, "percent"), (78, "percent")]),
        ("uk", "Згоріли дві автомайстерні.", [(2, "object")]),
        ("uk", "Знищено: танків — 3, автомобілів — 22.", [(3, "weapon"), (22, "object")]),
        ("ru", "Пришло сотни две человек.", [(180, "person")]),
        ("uk", "Сімом засудженим загрожує довічне.", [(7, "person")]),
    ],
)
def test_numbers_in_words_and_bare_ones(language: Language, text: str, wanted: list[tuple[float, str | None]]) -> None:
    got = [(low if low is not None else high, unit) for _, low, high, unit, _ in read(text, language)]
    assert got == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Двадцять п'ятий рік поспіль, двісті шістнадцята доба."),
        ("uk", "Сьома бригада, 47-ма «Маґура», ч. 2 ст. 28 кодексу."),
        ("uk", "Картка 4149 6090 1234 5678, код 0462."),
        ("uk", "Кафе «Три гуси» зачинене, студія «95 квартал» — ні."),
        ("ru", "Квадрат 4821, высота 199,6, азимут 270."),
        ("uk", "Прийом із 9 до 18, крім неділі."),
    ],
)
def test_ordinals_codes_and_names_count_nothing(language: Language, text: str) -> None:
    assert read(text, language) == []
