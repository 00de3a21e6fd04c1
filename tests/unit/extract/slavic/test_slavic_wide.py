"""Classes of mistakes met in seventy texts of many kinds: agencies, briefings, posts, live pages, corrections."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.mentions import (
    EventMention,
    Mention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)


def read(text: str, language: Language) -> tuple[Mention, ...]:
    return extract((news_of(text, "2027-03-10", language),))  # a Wednesday


def days(text: str, language: Language) -> list[str]:
    found = [one for one in read(text, language) if isinstance(one, TimeMention) and one.from_s is not None]
    return [datetime.fromtimestamp(one.from_s or 0, UTC).strftime("%m-%d %H:%M") for one in found]


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("ru", "Посёлок обесточен с субботы. К вечеру свет обещают вернуть.", "03-10 17:00"),
        ("uk", "Світла немає з суботи. О 9:30 по мосту вдарили знову.", "03-10 09:30"),
        ("ru", "Итоги недели, 1–7 марта. В четверг погибли трое.", "03-04 00:00"),
        ("uk", "Підсумки тижня, 1–7 березня. У четвер загинули троє.", "03-04 00:00"),
        ("ru", "Сутками ранее погиб рыбак.", "03-09 00:00"),
        ("ru", "О перемирии речь может идти с 1 декабря по 1 марта.", "12-01 00:00"),
    ],
)
def test_days_of_the_next_sentence_and_of_summaries(language: Language, text: str, last: str) -> None:
    assert days(text, language)[-1] == last


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Поезда опаздывают от 40 минут до трёх часов."),
        ("ru", "Ремонт займёт от 6 до 8 часов."),
        ("uk", "Ремонт триватиме від двох до п'яти годин."),
        ("ru", "Среду объявили днём траура."),
    ],
)
def test_what_lasts_and_what_days_are_called_is_no_hour(language: Language, text: str) -> None:
    assert not [one for one in days(text, language) if not one.endswith("00:00")]


@pytest.mark.parametrize(
    ("language", "text", "low", "unit"),
    [
        ("ru", "Огонь велся из орудий калибров 152 и 155 мм, выпущено 20 снарядов.", 20, "round"),
        ("ru", "Сегодня по графику отключают три очереди.", 3, None),
        ("ru", "Потери противника составили: танков – 12 044 (+3).", 12_044, "weapon"),
        ("ru", "Враг за сутки применил 1904 дрона-камикадзе.", 1904, "sortie"),
    ],
)
def test_figures_of_briefings(language: Language, text: str, low: int | None, unit: str | None) -> None:
    found = [one for one in read(text, language) if isinstance(one, QuantityMention)]
    assert [(one.low_milli, one.unit) for one in found] == [(None if low is None else low * 1000, unit)]


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("ru", "Двое раненых скончались в больнице.", 2, None),
        ("uk", "У лікарні померли ще двоє поранених.", 2, None),
        ("ru", "При обстреле пострадали отец с сыном.", None, 2),
    ],
)
def test_tolls(language: Language, text: str, killed: int | None, wounded: int | None) -> None:
    (event,) = (one for one in read(text, language) if isinstance(one, EventMention))
    assert (event.killed_low, event.wounded_low) == (killed, wounded)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Кремль заявил, что отвод украинских войск из Донбасса остаётся условием мира."),
        ("uk", "Виведення російських військ із Запоріжжя залишається умовою миру."),
        ("ru", "Из-за тумана движение поездов через Орёл задержано."),
        ("ru", "В заметке «Удар по Чернигову: трое погибших» ошибочно указано, что погибли трое."),
        ("uk", "Раніше в цій новині йшлося, що ракета влучила в школу."),
    ],
)
def test_conditions_delays_and_what_is_taken_back_are_no_events(language: Language, text: str) -> None:
    assert not [one for one in read(text, language) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Дрон повредил балкер, перевозивший кукурузу в Египет."),
        ("ru", "Ранен один член экипажа, гражданин Сирии."),
        ("ru", "Дрон повредил пассажирский поезд Одесса – Запорожье."),
    ],
)
def test_where_it_was_bound_for_is_not_where_it_was_hit(language: Language, text: str) -> None:
    (event,) = (one for one in read(text, language) if isinstance(one, EventMention))
    assert event.places == ()


@pytest.mark.parametrize(
    ("language", "text", "actor", "target"),
    [
        ("ru", "Враг осуществил 400 обстрелов позиций наших войск.", "Враг", "military"),
        ("ru", "Противник осуществил 400 обстрелов позиций наших войск.", "Противник", "military"),
        ("ru", "Ракета попала не в школу, а в котельную.", None, "heating"),
    ],
)
def test_who_shelled_and_what_was_hit(language: Language, text: str, actor: str | None, target: str) -> None:
    (event,) = (one for one in read(text, language) if isinstance(one, EventMention))
    assert (event.alleged_actor, event.target) == (actor, target)


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("ru", "Нашли тело, которое считали отдельной жертвой.", []),
        ("ru", "В Женеве прошёл раунд консультаций, коммюнике не приняли.", []),
        ("ru", "Минобороны РФ объявило о взятии Гуляйполя.", ["Минобороны РФ"]),
        ("uk", "Генштаб ЗСУ оголосив про взяття Суджі.", ["Генштаб ЗСУ"]),
    ],
)
def test_who_states_something(language: Language, text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in read(text, language) if isinstance(one, Statement)] == speakers


def test_he_is_whoever_answered() -> None:
    text = "О звонке Владимира Путина представитель Кремля ответил уклончиво. «Тема не поднималась», – сказал он."
    assert [one.speaker for one in read(text, "ru") if isinstance(one, Quote)] == ["представитель Кремля"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Войска освободили населенный пункт Дроновка Донецкой Народной Республики.",
            ("Дроновка", "Донецкой Народной Республики"),
        ),
        ("Взрыв прогремел на станции Лозовая Южной железной дороги.", ("станции Лозовая",)),
    ],
)
def test_where_a_village_or_a_station_lies(text: str, places: tuple[str, ...]) -> None:
    (event,) = (one for one in read(text, "ru") if isinstance(one, EventMention))
    assert event.places == places


def test_a_day_that_heads_what_follows() -> None:
    text = "Понедельник. Обстрел Херсона. Вторник. Взрыв в Сумах."
    starts = [one.start_s for one in read(text, "ru") if isinstance(one, EventMention)]
    assert [datetime.fromtimestamp(one or 0, UTC).strftime("%m-%d") for one in starts] == ["03-08", "03-09"]


def test_what_a_summary_is_called_is_stated_by_nobody() -> None:
    text = "Генштаб: вечерняя сводка на 22:00. Генштаб: враг атаковал 14 раз под Боровой."
    found = [one.text for one in read(text, "ru") if isinstance(one, Statement)]
    assert found == ["враг атаковал 14 раз под Боровой"]


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("ru", "Погибли две продавщицы, 17-летний подросток и пенсионер.", 4),
        ("uk", "Загинули дві продавчині, 17-річний підліток і пенсіонер.", 4),
        ("ru", "Один из раненых, 1971 года рождения, скончался в больнице.", 1),
    ],
)
def test_lists_of_the_dead(language: Language, text: str, killed: int) -> None:
    assert [one.killed_low for one in read(text, language) if isinstance(one, EventMention)] == [killed]


def test_since_a_truce_took_effect_nothing_is_agreed() -> None:
    text = "За два дня с момента вступления в силу перемирия миссия зафиксировала 63 нарушения в Орехове."
    assert [one.event_type for one in read(text, "ru") if isinstance(one, EventMention)] == ["fire"]


def test_a_question_in_a_quotation_tells_nothing() -> None:
    text = "«Вы слышали взрывы? Конечно. Потом был обстрел», – говорит Галина Ивановна."
    assert [one.event_type for one in read(text, "ru") if isinstance(one, EventMention)] == ["fire.shelling"]


def test_who_declines_to_comment_says_nothing() -> None:
    assert not [one for one in read("Пакистан комментировать удары отказался.", "ru") if isinstance(one, Statement)]


@pytest.mark.parametrize(("adjective", "side"), [("Украинские", "Украина"), ("Российские", "Россия")])
def test_crews_are_of_a_side(adjective: str, side: str) -> None:
    text = f"{adjective} операторы FPV-дронов атаковали два автобуса у Алешек."
    assert [one.alleged_actor for one in read(text, "ru") if isinstance(one, EventMention)] == [side]


def test_square_metres_are_no_town() -> None:
    text = "Пожар потушен на площади 300 кв. м. Он начался ночью."
    assert not [one for one in read(text, "ru") if isinstance(one, PlaceMention)]


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("ru", "Аэропорт закрывали на три часа.", 0),
        ("uk", "Потяги стоять, затримка до чотирьох годин.", 0),
        ("ru", "Встречу назначили на девять часов.", 1),
        ("uk", "Станом на 9 годину збито сім дронів.", 1),
    ],
)
def test_for_so_many_hours(language: Language, text: str, hours: int) -> None:
    assert len([one for one in read(text, language) if isinstance(one, TimeMention)]) == hours


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Госдума рассмотрит вопрос о моратории на удары по энергетике."),
        ("uk", "Сторони погодили мораторій на удари по енергетиці."),
        ("ru", "У агента, готовившего подрыв вокзала в Харькове, нашли карту."),
    ],
)
def test_what_is_banned_or_prepared_has_not_happened(language: Language, text: str) -> None:
    assert not [one for one in read(text, language) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Генерал Апти Алаудинов заявил, что ВСУ отошли. Украинский Генштаб это отрицает: по его информации, там "
            "отбиты шесть атак.",
            ["Апти Алаудинов", "Украинский Генштаб", "Украинский Генштаб"],
        ),
        ("Пострадала 84-летняя женщина: острая реакция на стресс.", []),
        (
            "По итогам встречи в Берлине президент Франции и канцлер ФРГ потребовали прекращения огня.",
            ["президент Франции и канцлер ФРГ"],
        ),
        ("Вчера в Киеве эту атаку назвали выдумкой.", ["Киеве"]),
    ],
)
def test_who_it_is_that_says_so(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in read(text, "ru") if isinstance(one, Statement)] == speakers


def test_pictures_of_posts_part_sentences() -> None:
    text = "За ночь сбиты 28 дронов. ✔️ В Смоленске, по словам губернатора, обломки упали на крышу."
    found = [one.text for one in read(text, "ru") if isinstance(one, Statement)]
    assert found == ["В Смоленске, по словам губернатора, обломки упали на крышу"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Текст согласован, сообщили агентству три источника, знакомых с ходом переговоров.", ["три источника"]),
        ("Стороны обвинили друг друга в обстрелах, а дипломаты делают вид, что процесс идёт.", ["Стороны"]),
    ],
)
def test_unnamed_sources_and_who_pretends(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in read(text, "ru") if isinstance(one, Statement)] == speakers


@pytest.mark.parametrize(
    ("text", "wounded"),
    [
        ("При обстреле ранены водитель водовоза и пенсионерка.", 2),
        ("Дрон атаковал грузовик – водитель, мужчина 1979 года рождения, получил осколочные ранения.", 1),
    ],
)
def test_who_was_hurt(text: str, wounded: int) -> None:
    assert [one.wounded_low for one in read(text, "ru") if isinstance(one, EventMention)] == [wounded]


def test_what_nobody_is_to_ignore_is_no_alert() -> None:
    assert not [one for one in read("Не игнорируйте сигналы тревоги.", "ru") if isinstance(one, EventMention)]


def test_the_third_night_is_no_third() -> None:
    text = "Удары по Одессе продолжаются третью ночь подряд."
    assert not [one for one in read(text, "ru") if isinstance(one, QuantityMention)]


@pytest.mark.parametrize(
    "text",
    [
        "В Кремле назвали «абсурдом» сообщения об ударе по больнице в Сумах.",
        "В результате ДТП под Киевом погибли двое военных.",
    ],
)
def test_what_is_called_absurd_and_accidents_are_no_events(text: str) -> None:
    assert not [one for one in read(text, "ru") if isinstance(one, EventMention)]
