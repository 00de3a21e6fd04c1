"""Classes of mistakes met in sixty Ukrainian texts of as many registers, each in other words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.mentions import (
    AgreementElement,
    EventMention,
    Mention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)


def read(text: str, language: Language = "uk") -> tuple[Mention, ...]:
    return extract((news_of(text, "2031-03-14", language),))


def events(text: str) -> list[EventMention]:
    return [one for one in read(text) if isinstance(one, EventMention)]


def numbers(text: str) -> list[tuple[int | None, str | None]]:
    return [
        (None if one.low_milli is None else one.low_milli // 1000, one.unit)
        for one in read(text)
        if isinstance(one, QuantityMention)
    ]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("У Сумах загинуло шестеро людей і 41 поранено.", 6, 41),
        ("До чотирьох зросла кількість загиблих унаслідок удару по Одесі.", 4, None),
        ("Кількість постраждалих унаслідок нічного удару по Харкову зросла до 33.", None, 33),
    ],
)
def test_tolls_keep_their_own_words(text: str, killed: int | None, wounded: int | None) -> None:
    assert [(one.killed_low, one.wounded_low) for one in events(text)] == [(killed, wounded)]


@pytest.mark.parametrize(
    "text",
    [
        "Більшість жертв (64%) зафіксовано поблизу лінії фронту.",
        "За шість років війни на заводі загинули 14 працівників.",
        "За час повномасштабного вторгнення в громаді загинуло 27 людей.",
        "Шахта вибухнула 20 років тому. Тоді загинули п'ятеро гірників.",
        "Суд у Сумах: 12 років за коригування обстрілів міста.",
        "У Миколаєві попрощалися з двома енергетиками, які загинули під час ремонту.",
    ],
)
def test_sums_of_years_and_other_days_are_no_events_of_the_day(text: str) -> None:
    assert not [one for one in events(text) if one.killed_low or one.event_type.startswith(("fire", "air"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Поранені двоє дітей, 3 та 11 років.", [(2, "person")]),
        ("артилерійських систем – 41 205 (+37) од", [(41205, "weapon")]),
        ("особового складу – близько 1 612 340 (+1 120) осіб", [(1451106, "person")]),
        ("Збито 32 дрони: 19 над Курськом, вісім над Брянськом.", [(32, "sortie"), (19, "sortie"), (8, "sortie")]),
        ("Завдали одного ракетного та 64 авіаційних ударів.", [(1, "strike"), (64, "strike")]),
        ("Графіки відключень обсягом до двох черг.", [(None, None)]),
        ("Торік обстрілів було 38.", [(38, "attack")]),
        ("Це 340 примусово переселених родин.", [(340, "household")]),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[int, str | None]]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Президент подякував команді: «Повернемо кожного й кожну».", "Президент"),
        ("«Гарантії дали всі», – заявив глава місії МКЧХ в Україні Юрг Еглін.", "Юрг Еглін"),
        ("Росіяни порушення заперечують і пояснюють вибух «необережним поводженням».", "Росіяни"),
        ("Обвинувачений мовчав. «Я знімав захід сонця», – згодом заявив обвинувачений.", "обвинувачений"),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    assert [one.speaker for one in read(text) if isinstance(one, Quote)] == [speaker]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Київ заявив, що готовий до зустрічі, передає Укрінформ.",
         ["Київ заявив, що готовий до зустрічі", "готовий до зустрічі"]),
        ("Москва відкинула план, який передбачав відведення військ.", ["план, який передбачав відведення військ"]),
        ("Сторони домовилися про обмін. Про це йдеться в комюніке, яке поширило швейцарське МЗС.",
         ["Сторони домовилися про обмін"]),
        ("Наші хлопці відкинули ворога на два кілометри.", []),
        ("Зустріч у Женеві: що пообіцяли сторони", []),
        ("МЗС цього не підтвердило: «Нам про це невідомо», – відповіла речниця Мао Нін.", []),
    ],
)  # fmt: skip
def test_what_is_said(text: str, said: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, Statement) and one.mode != "verbatim"] == said


@pytest.mark.parametrize(
    ("text", "actor", "places"),
    [
        ("Противника накрили вогнем мінометів у районі села Рижівка.", None, ("села Рижівка",)),
        ("У Нікополі уражено автобус із військовими.", None, ("Нікополі",)),
        ("Вночі Київ атакували щонайменше 30 безпілотників.", None, ("Київ",)),
        ("По Оріхову було випущено сім снарядів.", None, ("Оріхову",)),
    ],
)
def test_who_was_hit_did_not_strike(text: str, actor: str | None, places: tuple[str, ...]) -> None:
    assert [(one.alleged_actor, one.places) for one in events(text)] == [(actor, places)]


def _hours(one: TimeMention | EventMention) -> tuple[str, str]:
    begin, end = (one.from_s, one.to_s) if isinstance(one, TimeMention) else (one.start_s, one.end_s)
    assert begin is not None and end is not None
    return tuple(datetime.fromtimestamp(at, UTC).strftime("%dT%H:%M") for at in (begin, end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("За добу (18:00 12 березня – 18:00 13 березня) зафіксовано 37 порушень.", ("12T18:00", "13T18:00")),
        ("З 22-ї до 4-ї стріляли чотири рази.", ("13T22:00", "14T04:00")),
    ],
)
def test_from_one_hour_to_another(text: str, interval: tuple[str, str]) -> None:
    assert interval in [_hours(one) for one in read(text) if isinstance(one, TimeMention)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Нічна атака на Тернопіль: шукають двох зниклих.", ("13T20:00", "14T06:00")),
        ("Дрони вдруге за тиждень уразили завод у Саратові.", ("13T00:00", "15T00:00")),
        ("До 15-ї години росіяни 41 раз відкривали вогонь.", ("14T00:00", "14T15:01")),
    ],
)
def test_when_an_act_was(text: str, interval: tuple[str, str]) -> None:
    assert [_hours(one) for one in events(text)] == [interval]


def test_a_reminder_does_not_move_the_hours_of_the_next_paragraph() -> None:
    text = (
        "У ніч проти 14 березня дрони вразили завод.\n\nПопередня атака сталася 9 березня.\n\n"
        "Аеропорт не працював із 23:40 до 06:15."
    )
    assert ("13T23:40", "14T06:15") in [_hours(one) for one in read(text) if isinstance(one, TimeMention)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("«Я чекала», – розповіла мати морпіха Ольга Дяченко.\n\nПрезидент подякував команді: «Повернемо кожного».",
         ["Ольга Дяченко", "Президент"]),
        ("Міністр Ігор Клименко прибув на місце.\n\n«Моя доня була на третьому», – повторює чоловік у ковдрі.",
         ["чоловік"]),
        ("Волонтер Юрко приїздить із хлібом.\n\n– Куди їхати? – знизує плечима жінка.", ["жінка"]),
        ("Президент Польщі Кароль Навроцький не приїде. Український президент сказав: «Зустріч буде».",
         ["Український президент"]),
        ("Росіяни це заперечують.\n\n«Чекаємо, – скупо мовив старший групи Зорян Бойків. – Другу годину».",
         ["Зорян Бойків", "Зорян Бойків"]),
        ("Прем'єрка Юлія Свириденко побувала в Сумах. «Допомога буде», – запевнила очільниця уряду.",
         ["Юлія Свириденко"]),
    ],
)  # fmt: skip
def test_somebody_new_is_not_who_spoke_before(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in read(text) if isinstance(one, Quote)] == speakers


@pytest.mark.parametrize(
    "text",
    ["Найскладніша ситуація – в Одесі.", "Нам пропонують повірити, що все минулося.", "Аеропорт не приймав рейсів."],
)
def test_what_no_agreement_holds(text: str) -> None:
    assert not [one for one in read(text) if isinstance(one, AgreementElement)]


def test_injuries_that_nobody_survives_are_a_death() -> None:
    (one,) = events("У Білозерці чоловік дістав поранення, несумісні з життям.")
    assert (one.event_type, one.killed_low, one.wounded_low) == ("harm.killed", 1, None)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ЗСУ повернули контроль над Кіндратівкою на Сумщині.", ["ground.advance"]),
        ("Безпілотник перетнув кордон у районі Мозиря.", ["air.entry"]),
        ("Через скид ВОГ у Бериславі постраждав комунальник.", ["air.drone_strike"]),
        ("Обмін полоненими відбудеться впродовж місяця.", []),
        ("Серед загиблих – провідниця Наталія.", []),
    ],
)
def test_what_kind_of_act(text: str, kinds: list[str]) -> None:
    assert [one.event_type for one in events(text)] == kinds


def test_a_number_that_is_put_right_is_no_toll() -> None:
    (one,) = events("Унаслідок учорашнього удару в Сумах загинули не дев'ять, а вісім людей.")
    assert one.killed_low == 8


def test_a_place_of_office_is_not_where_it_happened() -> None:
    (one,) = events("Координатор ООН в Україні Маттіас Шмале засуджує удар по колоні з борошном у Білозерці.")
    assert one.places == ("Білозерці",)


def test_she_is_the_capital_that_spoke() -> None:
    text = "Москва погодилася на моніторинг. Натомість вона вимагає зняти санкції."
    assert [one.speaker for one in read(text) if isinstance(one, Statement)][-1] == "Москва"


def test_thursday_of_what_did_not_succeed_is_over() -> None:
    (one,) = [one for one in read("Група в четвер не змогла потрапити на міст.") if isinstance(one, TimeMention)]
    assert _hours(one) == ("13T00:00", "14T00:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Збито 88 БПЛА: 40 на сході, 31 на півдні, решта на півночі.", []),
        ("За інформацією двох дипломатів, які побажали лишитися неназваними, угоду підпишуть.", ["угоду підпишуть"]),
        ("Про це сказав міністр, який прибув на місце.", []),
        ("Сказав міністр, який прибув на місце, що поранених восьмеро.", ["поранених восьмеро"]),
        ("Прем'єр привітав рятувальників: «Ви наша гордість».", []),
    ],
)
def test_what_tells_of_the_speaker_is_not_said(text: str, said: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, Statement) and one.mode != "verbatim"] == said


def test_a_toll_that_rose_is_the_last_of_its_figures() -> None:
    (one,) = events("Число загиблих у Тернополі зросло з 19 до 26.")
    assert one.killed_low == 26


def test_drones_told_side_by_side() -> None:
    told = numbers("Збито 88 БПЛА: 40 на сході, 31 на півдні, решта на півночі.")
    assert told == [(88, "sortie"), (40, "sortie"), (31, "sortie")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("— Потім був ліс. Там, — Степан замовкає, — там нас тримали тиждень.", ["Степан", "Степан"]),
        ("Мер міста: «Стоїмо». Начальник ОВА: «Допоможемо».", ["Мер міста", "Начальник ОВА"]),
        ("Зателефонував син. «Тату, ми в підвалі», — сказав він.", ["син"]),
        ("Одне з джерел газети каже, що «текст майже готовий».", ["Одне з джерел газети"]),
        ("Посол вийшов із зали, бо, за його словами, «далі нема про що говорити».", ["Посол"]),
    ],
)
def test_who_is_told_beside_what_is_said(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in read(text) if isinstance(one, Quote)] == speakers
