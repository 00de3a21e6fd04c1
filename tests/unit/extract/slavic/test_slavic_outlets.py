"""Turns of phrase of agencies, local papers, administrations, courts, digests and features, in other words."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract, params_of
from truceline.model.mentions import (
    AgreementElement,
    AnyMention,
    EventMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    Quote,
    Statement,
    TimeMention,
)

KYIV = ZoneInfo("Europe/Kyiv")
#: Thursday, 18 March 2027, 16:00 in Kyiv
PUBLISHED_S = int(datetime(2027, 3, 18, 14, tzinfo=UTC).timestamp())


def read(text: str) -> tuple[AnyMention, ...]:
    return extract((news_of(text, "2027-03-18", published_s=PUBLISHED_S),), params_of("Europe/Kyiv"))


def local(moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment, UTC).astimezone(KYIV).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("Пункты обогрева открыты с восьми до одиннадцати.", "с восьми до одиннадцати", "03-18 08:00", "03-18 11:00"),
        ("Рух через міст призупинено до понеділка.", "понеділка", "03-18 00:00", "03-23 00:00"),
        ("Занятия отменены до вторника.", "вторника", "03-18 00:00", "03-24 00:00"),
        ("Рух через міст було призупинено до понеділка.", "понеділка", "03-15 00:00", "03-16 00:00"),
        ("У мерії обіцяють дати воду до 21-ї.", "21-ї", "03-18 16:00", "03-18 21:00"),
        ("Света пока нет. Следующая сводка – в 19:30.", "19:30", "03-18 19:30", "03-18 19:31"),
        ("Завтра прощання з лікарем. О 10-й, у церкві.", "10-й", "03-19 10:00", "03-19 10:01"),
        ("Завтра прощання з лікарем. Обстріл почався о 10-й.", "10-й", "03-18 10:00", "03-18 10:01"),
    ],
)
def test_hours_in_words_and_hours_to_come(text: str, words: str, begin: str, end: str) -> None:
    found = [
        (one.text, local(one.from_s)[5:], local(one.to_s)[5:]) for one in read(text) if isinstance(one, TimeMention)
    ]
    assert (words, begin, end) in found


@pytest.mark.parametrize(
    "text", ["Число раненых выросло с шести до восьми.", "В кружок берут детей с шести до девяти лет."]
)
def test_numbers_that_grew_or_count_are_no_hours(text: str) -> None:
    assert not [one for one in read(text) if isinstance(one, TimeMention)]


def test_a_day_goes_with_the_past_year_that_was_just_told() -> None:
    found = [
        one
        for one in read("Навесні 2024 року він возив вантаж. 9 травня машину зупинили.")
        if isinstance(one, TimeMention)
    ]
    assert [local(one.from_s)[:10] for one in found] == ["2024-03-01", "2024-05-09"]


def test_a_day_of_these_weeks_does_not() -> None:
    found = [
        one
        for one in read("Взимку 2024 року село звільнили. 12 березня його обстріляли.")
        if isinstance(one, TimeMention)
    ]
    assert local(found[-1].from_s)[:10] == "2027-03-12"


@pytest.mark.parametrize(
    ("text", "persons", "places"),
    [
        ("Рівно о шостій пролунав сигнал. Тихо.", [], []),
        ("Ровно в полночь дали свет.", [], []),
        ("Ніколи тут не було так порожньо.", [], []),
        ("Директор школи Павло Лиман не приховує втоми.", ["Павло Лиман"], []),
        ("Фастівський міський суд обрав запобіжний захід.", [], []),
        ("Тарас розкинувся на березі лиману.", [], ["Тарас"]),
    ],
)
def test_names_that_are_words_towns_or_courts(text: str, persons: list[str], places: list[str]) -> None:
    found = read(text)
    assert [one.text for one in found if isinstance(one, PersonMention)] == persons
    assert [one.text for one in found if isinstance(one, PlaceMention)] == places


def test_rivne_is_still_a_place() -> None:
    found = [one.text for one in read("У Рівному лунали вибухи. Рівне без світла.") if isinstance(one, PlaceMention)]
    assert found == ["Рівному", "Рівне"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Заяви були різні. Твердження Києва про те, що міст цілий, експерти відкинули.", "Києва", "міст цілий"),
        ("Заверения мэрии в том, что вода чистая, жителей не убедили.", "мэрии", "вода чистая"),
        ("Мэр Олег Панин осторожнее: по его мнению, склад ещё горит.", "Олег Панин", "склад ещё горит"),
        ("Водій Іван Гай каже, що шину пробито, і чекає на евакуатор.", "Іван Гай", "шину пробито"),
        (
            "Врач Анна Рог молчит. Знакомая погибшего рассказала, что он ехал к матери.",
            "Знакомая погибшего",
            "он ехал к матери",
        ),
        ("В сельсовете рассказали, что школу закрыли.", "сельсовете", "школу закрыли"),
    ],
)
def test_who_says_what(text: str, speaker: str, content: str) -> None:
    found = [(one.speaker, one.text) for one in read(text) if isinstance(one, Statement)]
    assert (speaker, content) in found


def test_a_woman_who_moves_behind_her_words_spoke_them() -> None:
    text = "«Тут стояла хата», – каже Олена Рудь.\n\n«А там був сад», – жінка киває на пагорб."
    assert [one.speaker for one in read(text) if isinstance(one, Quote)] == ["Олена Рудь", "Олена Рудь"]


def acts(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.event_type, one.places) for one in read(text) if isinstance(one, EventMention)]


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("Під контроль загарбників перейшло селище Тихе.", "ground.advance", ("селище Тихе",)),
        ("Дрон спалив автобус у Борисівці.", "air.drone_strike", ("Борисівці",)),
        ("Беспилотник уничтожил автобус в Борисовке.", "air.drone_strike", ("Борисовке",)),
        ("Безпілотник збито над Борисівкою.", "air.drone_sortie", ("Борисівкою",)),
        ("Камера в Песках зафиксировала два снаряда, летевших на запад.", "fire.projectile", ("Песках",)),
        ("С помощью беспилотника у Горловки замечены три гаубицы.", "weapon", ("Горловки",)),
        ("Сьогодні у Відні – перший раунд консультацій.", "politics.talks", ("Відні",)),
        ("У Сумах тихо. Це другий удар по місту: у суботу дрон влучив у ринок.", "air.drone_strike", ("Сумах",)),
    ],
)
def test_what_happened_where(text: str, kind: str, places: tuple[str, ...]) -> None:
    assert (kind, places) in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Евакуацію селища ніхто не оголошував.",
        "Обстрела школы никто не видел.",
        "Завтра у Відні – другий раунд консультацій.",
        "Утверждения Киева о том, что школу в Песках обстреляли, не соответствуют действительности.",
    ],
)
def test_what_nobody_did_or_is_to_come_is_no_event(text: str) -> None:
    assert acts(text) == []


def test_whoever_answers_names_a_later_place_in_another_sentence() -> None:
    text = "– Что случилось?\n\n– По рынку ударили бомбой. Автобусы идут только до Барвенково."
    assert [places for kind, places in acts(text) if kind == "air.strike"] == [()]


def test_counts_of_shells_in_flight_stay_counts() -> None:
    found = [
        one
        for one in read("Камера в Песках зафиксировала два снаряда, летевших на запад.")
        if isinstance(one, QuantityMention)
    ]
    assert [one.value_milli for one in found] == [2000]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Мер Ізюма у своєму телеграмі:\n\nДрузі, тримаймося. Дрон влучив у школу.", ("Ізюма",)),
        ("Мэр Нового Буга, запись в канале:\n\nСоседи! Дрон попал в школу.", ("Нового Буга",)),
        ("Олег Гук, начальник Сумської ОВА\n\nДоброго ранку. Дрон влучив у школу.", ("Сумської області",)),
        (
            "Глава Лиманской военной администрации: «Держимся»\n\n– Что было?\n\n– Дрон попал в школу.\n\n– А вчера?",
            ("Лиманской",),
        ),
        ("Мер Садовий у телеграмі:\n\nДрузі, тримаймося. Дрон влучив у школу.", ()),
        ("Мер Ізюма у своєму телеграмі:\n\nДрузі, тримаймося. У сусідніх селах дрон влучив у школу.", ()),
        ("Мер Ізюма повідомив про обстріл.\n\nДрузі, тримаймося. Дрон влучив у школу.", ()),
    ],
)
def test_whoever_writes_or_answers_tells_of_home(text: str, places: tuple[str, ...]) -> None:
    assert [where for kind, where in acts(text) if kind.startswith(("air", "attack"))] == [places]


def test_an_answer_has_the_day_of_the_question() -> None:
    text = "– Что было позавчера?\n\n– По рынку в Сумах ударили бомбой."
    (event,) = (one for one in read(text) if isinstance(one, EventMention))
    assert local(event.start_s)[:10] == "2027-03-16"


def test_a_village_with_a_given_name_is_nobody_throughout() -> None:
    found = read("Як живе Тарас? Тарас розташований на лимані. У селі живуть сто людей. Дрон спалив школу.")
    assert [one.text for one in found if isinstance(one, PersonMention)] == []
    assert [one.places for one in found if isinstance(one, EventMention)] == [("Тарас",)]


@pytest.mark.parametrize(
    "text",
    ["Собрание провели под открытым небом.", "Пасажир відмовився від госпіталізації.", "Два прежних преждевременны."],
)
def test_open_skies_and_patients_are_no_part_of_talks(text: str) -> None:
    assert [one for one in read(text) if isinstance(one, AgreementElement | Statement)] == []


def test_districts_of_a_city_and_who_of_two_is_meant() -> None:
    found = read("Удар завдали по Заводському та Індустріальному району. Марченко-старший, попри все, сказав: «Ні».")
    assert "Індустріальному району" in [one.text for one in found if isinstance(one, PlaceMention)]
    assert [one.speaker for one in found if isinstance(one, Quote)] == ["Марченко-старший"]


def test_by_the_evening_is_to_come() -> None:
    (_, time) = (one for one in read("Утром ясно. К вечеру будет дождь.") if isinstance(one, TimeMention))
    assert local(time.from_s) == "2027-03-18 17:00"


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("Рік тому в лютому тут стріляли.", "Рік тому в лютому", "2026-02-01", "2026-03-01"),
        ("Год назад в феврале здесь стреляли.", "Год назад в феврале", "2026-02-01", "2026-03-01"),
        ("Минулоріч у лютому тут стріляли.", "Минулоріч у лютому", "2026-02-01", "2026-03-01"),
    ],
)
def test_a_month_of_a_year_before(text: str, words: str, begin: str, end: str) -> None:
    found = [
        (one.text, local(one.from_s)[:10], local(one.to_s)[:10]) for one in read(text) if isinstance(one, TimeMention)
    ]
    assert found == [(words, begin, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Посередник висловив надію, що вдасться домовитися про перемир'я.",
        "Посол надеется, что удастся договориться о прекращении огня.",
    ],
)
def test_a_hope_is_no_agreement(text: str) -> None:
    assert acts(text) == []


def test_what_was_reached_is_one() -> None:
    assert [kind for kind, _ in acts("Удалось договориться о прекращении огня, объявил посол.")] == [
        "politics.agreement"
    ]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Мешканка Ізюма Олена чекає.", ["Олена"]),
        ("Жительница Балаклеи Анна ждёт.", ["Анна"]),
        ("Житель села Песчаное Олег ждёт.", ["Олег"]),
    ],
)
def test_where_somebody_lives_is_no_surname(text: str, persons: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, PersonMention)] == persons


def test_a_sentence_that_is_faced_is_said_by_nobody_and_telling_is_no_element() -> None:
    found = read("Мужчине грозит до восьми лет лишения свободы. Про втрату висоти говорити передчасно.")
    assert [one for one in found if isinstance(one, Statement | AgreementElement)] == []


def test_bodies_end_a_sentence_and_a_telephone_does_not() -> None:
    found = [
        one.text for one in read("Передано сорок тел. Обстрел Песков начался ночью.") if isinstance(one, EventMention)
    ]
    assert found == ["Обстрел Песков начался ночью"]


def test_a_town_far_behind_the_verb_is_struck() -> None:
    assert ("air.missile", ("Печенігам",)) in acts("Вдарили двома «Іскандерами» по Печенігам.")


@pytest.mark.parametrize(
    "text",
    [
        "Чоловіка визнали винним у коригуванні обстрілу Ізюма.",
        "Женщину признали виновной в подготовке взрыва в Туле.",
        "Удару по Ізмаїлу вдалося уникнути.",
        "Атака на Изюм сорвана.",
        "Фільм розповідає про обстріл Ізюма.",
        "Канали поширили фейкову новину про вибух в Ізюмі.",
        "Сообщили ложную весть о взрыве в Изюме.",
        "Вибух в Ізюмі, про який писали, насправді був феєрверком.",
        "По словам министра, удары по Изюму «возможны».",
        "Нагадаємо, 5 травня 2023 року під завалами в Ізюмі загинули троє.",
        "Напомним, 5 мая 2023 года под завалами в Изюме погибли трое.",
    ],
)
def test_trials_films_fakes_and_what_did_not_come_about_are_no_events(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    ["Удар по Ізмаїлу зірвав переговори.", "Вибух в Ізюмі чули всі.", "5 марта под завалами в Изюме погибли трое."],
)
def test_what_came_about_is_one(text: str) -> None:
    assert len(acts(text)) == 1


@pytest.mark.parametrize(
    ("text", "words", "begin"),
    [
        ("У ранкові години 17 березня було тихо.", "ранкові години 17 березня", "03-17 05:00"),
        ("В вечерние часы 16 марта было тихо.", "вечерние часы 16 марта", "03-16 17:00"),
    ],
)
def test_hours_of_a_part_of_the_day(text: str, words: str, begin: str) -> None:
    (time,) = (one for one in read(text) if isinstance(one, TimeMention))
    assert (time.text, local(time.from_s)[5:]) == (words, begin)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Місія здійснювала моніторинг відведення гаубиць.", []),
        ("Патрулю не позволили проехать к Пескам.", ["restriction"]),
        ("Патрулю позволили проехать к Пескам.", []),
        ("Спостерігачі звітують: у Пісках помічено чотири міномети.", ["weapon"]),
    ],
)
def test_what_observers_watch_see_and_are_kept_from(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in acts(text)] == kinds


def test_an_open_question_is_still_part_of_talks() -> None:
    found = [one for one in read("Открытым вопросом остаётся статус порта.") if isinstance(one, AgreementElement)]
    assert [one.status for one in found] == ["unresolved"]


@pytest.mark.parametrize(
    ("text", "words", "begin"),
    [
        ("Ровно три недели назад здесь было тихо.", "Ровно три недели назад", "2027-02-25 00:00"),
        ("Рівно рік тому мер казав те саме.", "Рівно рік тому", "2026-03-18 00:00"),
        ("Рівно місяць тому сторони підписали протокол.", "Рівно місяць тому", "2027-02-18 00:00"),
        ("Воду обещают дать к среде.", "среде", "2027-03-24 00:00"),
    ],
)
def test_not_a_day_more_or_less(text: str, words: str, begin: str) -> None:
    (time,) = (one for one in read(text) if isinstance(one, TimeMention))
    assert (time.text, local(time.from_s)) == (words, begin)


@pytest.mark.parametrize(
    "text",
    [
        "Каждую пятницу в село привозят хлеб.",
        "Кожного четверга сюди їздить лікар.",
        "В среде военных ходят слухи.",
    ],
)
def test_what_comes_again_and_surroundings_are_no_day(text: str) -> None:
    assert not [one for one in read(text) if isinstance(one, TimeMention)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Сообщения о том, что армия обстреляла Торецк, считаем голословными.", []),
        ("Утверждения, будто дрон атаковал Рыльск, в штабе назвали выдумкой.", []),
        ("У штабі назвали фейком повідомлення, що армія обстріляла Торецьк.", []),
        ("Повідомлення про удар по Охтирці Кремль відкидає.", []),
        ("По информации штаба, армия обстреляла Торецк, а слухи о прорыве там назвали фейком.", ["fire.shelling"]),
        ("У двох селах Роменського району зникло світло.", ["harm.outage"]),
        ("В пяти сёлах Рыльского района пропал свет.", ["harm.outage"]),
        ("Первенец появился на свет в Рыльске.", []),
    ],
)
def test_what_is_called_a_lie_has_not_happened_and_light_goes_out(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in acts(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Противник десять раз применял артиллерию по Шебекину.", ["fire.shelling"]),
        ("Ворог тричі застосовував артилерію по Нікополю.", ["fire.shelling"]),
        ("Рятувальники застосували дрон для пошуку зниклого біля Ізюма.", []),
        ("Ракетой разрушило подъезд в Белгороде.", ["air.missile"]),
        ("Дроном пошкодило дах клубу в Оріхові.", ["air.drone_strike"]),
        ("Градом разбило теплицу в Белгороде.", []),
        ("Вітром пошкодило дах клубу в Оріхові.", ["harm.damage"]),
        ("— Вас обстреливали в Рыльске сегодня?", []),
        ("— То атаки на Охтирку почастішали?", []),
    ],
)
def test_what_arms_are_used_for_and_what_is_only_asked(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in acts(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Наслідки березневого удару по Сумах ліквідували.", []),
        ("После прошломесячного обстрела клуб в Рыльске закрыли.", []),
        ("За тиждень до того армія обстріляла Торецьк.", []),
        ("За два дня до этого в Рыльске прогремел взрыв.", []),
        ("Вчорашній обстріл Торецька забрав двоє життів.", ["fire.shelling"]),
        ("У Майському обстріл пошкодив школу.", ["fire.shelling"]),
    ],
)
def test_acts_of_another_time_are_none_of_the_day(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in acts(text)] == kinds


@pytest.mark.parametrize("text", ["За два дні до того тут було тихо.", "За неделю до этого стороны договорились."])
def test_before_a_day_that_is_not_told(text: str) -> None:
    (time,) = (one for one in read(text) if isinstance(one, TimeMention))
    assert time.text.startswith("За") and time.from_s is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("В двадцать втором пришли другие люди.", ["2022"]),
        ("Цей міст підірвали у двадцять третьому, восени.", ["2023", "2026"]),
        ("Дом сгорел в двадцать пятом.", ["2025"]),
        ("В двадцать втором доме нет света.", []),
        ("У двадцять першому полку сталося лихо.", []),
    ],
)
def test_years_told_by_their_last_two_figures(text: str, years: list[str]) -> None:
    assert [local(one.from_s)[:4] for one in read(text) if isinstance(one, TimeMention)] == years


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Киевский режим нанёс удар дронами по подстанции в Токмаке.", "Киевский режим"),
        ("Кремлівський режим завдав удару ракетами по Сумах.", "Кремлівський режим"),
        ("Режим тишины нарушен: обстреляна Горловка.", None),
    ],
)
def test_a_government_that_is_called_a_regime(text: str, actor: str | None) -> None:
    assert [one.alleged_actor for one in read(text) if isinstance(one, EventMention)] == [actor]


def test_a_sloboda_stands_before_its_name() -> None:
    assert acts("В слободе Белая дрон атаковал трактор.") == [("air.drone_strike", ("слободе Белая",))]


@pytest.mark.parametrize(
    "text",
    [
        "Новость о взрыве на складе в Судже оказалась выдумкой.",
        "Брехнею назвали у штабі чутки про обстріл Торецька.",
        "Не відповідають дійсності повідомлення про обстріл Ромен, заявив голова.",
        "Обвинения в ударе по Торецку штаб отрицает.",
        "Неправда, що вчора обстріляли лікарню в Олешках.",
        "Мер називає чутки про обстріл Торецька вигадкою.",
    ],
)
def test_lies_told_in_any_order_have_not_happened(text: str) -> None:
    assert acts(text) == []


def test_what_is_promised_by_an_hour_is_due_until_then() -> None:
    (time,) = (one for one in read("Воду обещают дать к 18:00.") if isinstance(one, TimeMention))
    assert (local(time.from_s)[5:], local(time.to_s)[5:]) == ("03-18 16:00", "03-18 18:00")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Осколками посекло стены школы в Шебекине.", "harm.damage"),
        ("Беспилотником сожгло трактор в Тёткине.", "air.drone_strike"),
        ("В трёх посёлках Суджанского района исчезло электричество.", "harm.outage"),
        ("У двох селах Роменського району згасло світло.", "harm.outage"),
    ],
)
def test_what_was_broken_and_went_out_without_a_doer(text: str, kind: str) -> None:
    assert [one for one, _ in acts(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Укладають сто метрів труби діаметром 300, роботи на тиждень.", ["сто метрів"]),
        ("Трубу диаметром 500 заменили на двух улицах.", ["двух улицах"]),
        ("Вирву діаметром 3 метри засипали.", ["3 метри"]),
    ],
)
def test_a_diameter_without_a_unit_counts_nothing(text: str, counts: list[str]) -> None:
    assert [one.text for one in read(text) if isinstance(one, QuantityMention)] == counts
