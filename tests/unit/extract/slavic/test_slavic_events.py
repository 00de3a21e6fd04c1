"""Reported happenings in Ukrainian and Russian: what, where, when, by whom, how many; and what is no event."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.extract_texts import news_of

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.reader import read_in
from truceline.extract.story import Story
from truceline.model.mentions import EventMention

KYIV = ZoneInfo("Europe/Kyiv")


def read(text: str, language: Language) -> list[EventMention]:
    story = Story(news_of(text, "2026-01-08"))
    found = [one for one in read_in(language, story, KYIV) if isinstance(one, EventMention)]
    return sorted(found, key=lambda one: (one.start, one.event_type, one.places))


@pytest.mark.parametrize(
    ("language", "text", "kind", "place", "actor"),
    [
        ("uk", "МЗС засуджує удар безпілотників по порту Ізмаїл.", "air.drone_strike", "порту Ізмаїл", None),
        ("uk", "На Сіверському напрямку ворог ішов в атаку.", "ground.assault", "Сіверському напрямку", "ворог"),
        ("uk", "Оборонці зупинили вісім спроб просування біля Ізюма.", "ground.assault", "біля Ізюма", None),
        ("ru", "Третий раунд консультаций в Абу-Даби завершился.", "politics.talks", "Абу-Даби", None),
        ("uk", "Росіяни обстріляли Нікополь з артилерії.", "fire.shelling", "Нікополь", "Росіяни"),
        ("ru", "Обстрелу подверглись Камышаны.", "fire.shelling", "Камышаны", None),
        ("uk", "Гаубиці вчора обстріляли о 14:20 Нововоронцовку.", "fire.shelling", "Нововоронцовку", None),
        ("ru", "Снайпер ранил бойца возле Шумов.", "fire.sniper", "возле Шумов", None),
        ("uk", "У Херсоні фіксують прильоти мін.", "fire.shelling", "Херсоні", None),
        ("uk", "Дрони підпалили нафтобазу в Феодосії.", "air.drone_strike", "Феодосії", None),
        ("ru", "В Запорожье нашли неразорвавшуюся авиабомбу.", "mine", "Запорожье", None),
        ("uk", "Лідери двох країн зустрілися в Анкарі.", "politics.talks", "Анкарі", None),
        ("ru", "Сотни людей вышли на марш с лозунгами в Одессе.", "civil.protest", "Одессе", None),
        ("uk", "У Києві прокоментували удар по Чернігову.", "air", "Чернігову", None),
        ("uk", "ЗСУ обстріляли Горлівку з артилерії.", "fire.shelling", "Горлівку", "ЗСУ"),
        ("uk", "Російський дрон вдарив по багатоповерхівці в Харкові.", "air.drone_strike", "Харкові", "Росія"),
        ("uk", "Український дрон вдарив по машині в Шебекіно.", "air.drone_strike", "Шебекіно", "Україна"),
        ("uk", "Авіація РФ скинула дві авіабомби на Вовчанськ.", "air.strike", "Вовчанськ", "Авіація РФ"),
        ("uk", "Внаслідок ракетної атаки на Дніпро виникла пожежа.", "air.missile", "Дніпро", None),
        ("uk", "Сили ППО збили 12 «Шахедів» над Одеською областю.", "air.drone_sortie", "Одеською областю", None),
        ("uk", "Бійці ЗСУ звільнили село Роботине.", "ground.advance", "село Роботине", "Бійці ЗСУ"),
        ("uk", "Російська армія захопила село Роботине.", "ground.advance", "село Роботине", "Російська армія"),
        ("uk", "Через обстріл знеструмлено два райони Чернігова.", "harm.outage", "Чернігова", None),
        ("uk", "На міні підірвався трактор біля Ізюма.", "mine.explosion", "біля Ізюма", None),
        ("uk", "У Києві оголошено повітряну тривогу.", "signal.alert", "Києві", None),
        ("uk", "Окупанти викрали директора школи у Мелітополі.", "abuse.abduction", "Мелітополі", "Окупанти"),
        ("uk", "Місію МАГАТЕ не допустили до Запорізької АЕС.", "restriction", "Запорізької АЕС", None),
        ("uk", "Сторони домовилися про припинення вогню в Стамбулі.", "politics.agreement", "Стамбулі", None),
        ("uk", "Снайпер поранив чоловіка у Золотому.", "fire.sniper", "Золотому", None),
        ("uk", "Ворог намагався прорвати оборону в районі Торецька.", "ground.assault", "в районі Торецька", "Ворог"),
        ("uk", "Військові відбили 30 атак у районі Терни.", "ground.assault", "у районі Терни", None),
        ("ru", "ВСУ обстреляли Горловку.", "fire.shelling", "Горловку", "ВСУ"),
        ("ru", "ВС РФ обстреляли Никополь.", "fire.shelling", "Никополь", "ВС РФ"),
        (
            "ru",
            "Уничтожены 23 украинских БПЛА над Белгородской областью.",
            "air.drone_sortie",
            "Белгородской областью",
            "Украина",
        ),
        ("ru", "Израиль нанес удар по Бейруту.", "air", "Бейруту", "Израиль"),
        ("ru", "Боестолкновения произошли на Купянском направлении.", "ground.clash", "Купянском направлении", None),
        ("ru", "Мужчина подорвался на мине в лесу под Изюмом.", "mine.explosion", "под Изюмом", None),
        ("ru", "Враг сбросил КАБ на Казачью Лопань.", "air.strike", "Казачью Лопань", "Враг"),
        ("ru", "Продолжаются бои за Часов Яр.", "ground.clash", "Часов Яр", None),
        ("ru", "Наблюдатели видели три танка в 4 км к северу от Донецка.", "weapon", "4 км к северу от Донецка", None),
        ("ru", "Жители эвакуированы из Покровска.", "harm.displacement", "Покровска", None),
    ],
)
def test_event(language: Language, text: str, kind: str, place: str, actor: str | None) -> None:
    found = {(one.event_type, one.places[0] if one.places else None, one.alleged_actor) for one in read(text, language)}
    assert any((one[0], one[1]) == (kind, place) and actor in (one[2], None) for one in found), found
    assert actor is None or any(one[2] == actor for one in found), found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Обстрілів у Сумській області не зафіксовано."),
        ("uk", "Росія може завдати удару по Києву."),
        ("uk", "Якщо ворог обстріляє Суми, ми відповімо."),
        ("uk", "Кількість обстрілів зменшилася вдвічі."),
        ("ru", "Суд начал слушания по делу об обстреле Мариуполя."),
        ("ru", "В министерстве отвергли версию об ударе по Сумам."),
        ("uk", "Інформація про обстріл Берислава не підтвердилася."),
        ("uk", "Під час навчань у Житомирській області пролунали постріли."),
        ("uk", "Міноборони РФ заперечило удар по лікарні в Києві."),
        ("uk", "Роковини обстрілу Краматорська вшанували в місті."),
        ("uk", "Загиблих немає. Постраждалих немає."),
        ("uk", "Відбудова зруйнованої школи в Ірпені триває."),
        ("ru", "Обстрелов в Херсоне за сутки не было."),
        ("ru", "Киев может нанести удар по Крыму."),
        ("ru", "Если враг атакует Сумы, мы ответим."),
        ("ru", "Учения с боевыми стрельбами прошли под Минском."),
        ("ru", "Минобороны опровергло удар по больнице в Киеве."),
        ("ru", "В годовщину обстрела Мариуполя возложили цветы."),
        ("ru", "Взрыв бытового газа произошел в доме в Омске."),
        ("ru", "Турникет ударил ребенка током в Омске."),
    ],
)
def test_denied_possible_planned_and_past_are_none(language: Language, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("uk", "Внаслідок обстрілу Херсона загинула жінка.", 1, None),
        ("uk", "Внаслідок обстрілу Херсона загинули жінка та дитина, ще четверо людей дістали травми.", 2, 4),
        ("uk", "Росіяни обстріляли Суми, загинула 62-річна жінка, поранено двох чоловіків.", 1, 2),
        ("uk", "Удар по Запоріжжю: загинули троє людей, ще 12 поранено.", 3, 12),
        ("uk", "Обстріл Херсона забрав життя двох людей.", 2, None),
        ("uk", "Дрон ударив по Херсону, загинули четверо дітей і двоє дорослих.", 6, None),
        ("ru", "Удар по Чугуеву: ранены пятеро мужчин и женщина.", None, 6),
        ("uk", "Двоє докерів загинули, ще 14 людей поранено через удар по порту Рені.", 2, 14),
        ("uk", "Росіяни вдарили по Сумщині, є загиблий.", 1, None),
        ("ru", "ВСУ обстреляли Горловку, погибла женщина, двое ранены.", 1, 2),
        ("ru", "Удар по Харькову: 5 погибших, 17 раненых.", 5, 17),
        ("ru", "Удар по Бейруту, погибли не менее 20 человек.", 20, None),
    ],
)
def test_dead_and_wounded(language: Language, text: str, killed: int | None, wounded: int | None) -> None:
    (found,) = read(text, language)
    assert (found.killed_low, found.wounded_low) == (killed, wounded)


def test_counts() -> None:
    found = read("Ворог завдав 45 авіаударів і здійснив 3 000 обстрілів, без світла 72 тисячі абонентів.", "uk")
    assert {(one.event_type, one.count_low, one.count_unit) for one in found} == {
        ("air.strike", 45, "strike"),
        ("fire.shelling", 3000, "attack"),
        ("harm.outage", 72_000, "household"),
    }


def test_breaches_of_a_truce_are_counted() -> None:
    (found,) = read("ВСУ нарушили перемирие 4900 раз, сообщило Минобороны РФ", "ru")
    assert (found.event_type, found.alleged_actor, found.claimed_by) == ("fire", "ВСУ", "Минобороны РФ")
    assert (found.count_low, found.count_unit) == (4900, "event")


def test_places_of_a_list_are_several_events() -> None:
    found = read("Вибухи пролунали у Херсоні, Бериславі та Станіславі Херсонської області.", "uk")
    assert [one.places for one in found] == [
        ("Бериславі", "Херсонської області"),
        ("Станіславі", "Херсонської області"),
        ("Херсоні", "Херсонської області"),
    ]


def test_regions_that_share_their_noun() -> None:
    found = read("Росіяни обстріляли Сумську та Харківську області.", "uk")
    assert {one.places for one in found} == {("Сумську області",), ("Харківську області",)}


def test_interval_of_the_clause() -> None:
    (found,) = read("У ніч на 5 січня росіяни обстріляли Нікополь.", "uk")
    assert found.start_s == int(datetime(2026, 1, 4, 20, tzinfo=KYIV).timestamp())
    assert found.end_s == int(datetime(2026, 1, 5, 6, tzinfo=KYIV).timestamp())


def test_without_a_time_it_is_of_the_last_two_days() -> None:
    (found,) = read("Росіяни обстріляли Нікополь.", "uk")
    assert found.start_s == int(datetime(2026, 1, 7, tzinfo=KYIV).timestamp())
    assert found.end_s == int(datetime(2026, 1, 9, tzinfo=KYIV).timestamp())


def test_what_observers_heard_from_where_they_stood() -> None:
    text = "Находясь в Светлодарске, наблюдатели слышали около 40 взрывов на расстоянии 3–5 км к юго-востоку."
    (found,) = read(text, "ru")
    assert found.places[0] == "3–5 км к юго-востоку от Светлодарске"
    assert (found.verb, found.count_low, found.count_high) == ("heard", 36, 44)


def test_a_strike_named_again_is_not_told_twice() -> None:
    text = "Росіяни атакували Одесу. Внаслідок атаки без світла лишилися 12 тисяч абонентів у Рені."
    assert [one.event_type for one in read(text, "uk")] == ["air", "harm.outage"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Росія обстріляла Горлівку.", "Україна обстріляла Горлівку."),
        ("Окупанти захопили село Роботине.", "Захисники захопили село Роботине."),
    ],
)
def test_sides_are_read_alike(one: str, other: str) -> None:
    left, right = read(one, "uk"), read(other, "uk")
    assert [(found.event_type, found.places) for found in left] == [(found.event_type, found.places) for found in right]
    assert (
        left
        and left[0].alleged_actor == one.split(maxsplit=1)[0]
        and right[0].alleged_actor == other.split(maxsplit=1)[0]
    )


def test_verbal_nouns_are_triggers_beside_participles() -> None:
    (found,) = read("У Херсоні чоловік отримав поранення внаслідок скидання вибухівки з дрона.", "uk")
    assert (found.event_type, found.wounded_low) == ("air.drone_strike", 1)


def test_weapons_that_are_absent() -> None:
    (found,) = read("Патруль СММ зафиксировал отсутствие 12 гаубиц на площадке хранения в Комсомольском.", "ru")
    assert (found.event_type, found.count_low, found.places) == ("weapon.absent", 12, ("Комсомольском",))


def test_the_conjunction_is_no_part_of_an_event() -> None:
    assert [one.text for one in read("Штаб каже, що ворог обстріляв Суми.", "uk")] == ["ворог обстріляв Суми"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Місія не зафіксувала в четвер обстрілів Авдіївки."),
        ("uk", "Наступ на Лиман триватиме."),
        ("uk", "Суд слухав справу про обстріл колони в Ірпені."),
    ],
)
def test_denials_at_a_distance_plans_and_hearings_are_none(language: Language, text: str) -> None:
    assert read(text, language) == []
