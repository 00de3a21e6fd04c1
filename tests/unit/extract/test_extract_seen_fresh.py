"""Turns of phrase of registers that were written and labelled before they were read: times, terms, acts, sayings."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract, params_of
from truceline.model.mentions import AgreementElement, AnyMention, EventMention, QuantityMention, Statement, TimeMention

KYIV = ZoneInfo("Europe/Kyiv")
#: Thursday, 18 March 2027, 16:00 in Kyiv
PUBLISHED_S = int(datetime(2027, 3, 18, 14, tzinfo=UTC).timestamp())
_BEFORE = {
    "en": "The delegations of both sides met again in the city. ",
    "uk": "Зустріч обох делегацій відбулася у Відні. ",
    "ru": "Встреча обеих делегаций прошла в Вене. ",
}


def read(language: str, text: str) -> tuple[AnyMention, ...]:
    text = _BEFORE[language] + text
    document = news_of(text, "2027-03-18", published_s=PUBLISHED_S)
    return extract((document,), params_of("Europe/Kyiv"))


def local(moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment, UTC).astimezone(KYIV).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("language", "text", "words", "begin", "end"),
    [
        ("en", "They return the day after tomorrow.", "the day after tomorrow", "2027-03-20", "2027-03-21"),
        ("en", "The budget runs out on 30 September.", "30 September", "2027-09-30", "2027-10-01"),
        ("en", "He was appointed on 30 September.", "30 September", "2026-09-30", "2026-10-01"),
        ("en", "The deal runs through June.", "June", "2027-06-01", "2027-07-01"),
        ("en", "It was open until the end of January.", "until the end of January", "2027-01-21", "2027-02-01"),
        ("en", "A truce could be signed before the end of June.", "the end of June", "2027-03-18", "2027-07-01"),
        ("en", "Q4 of last year was calm.", "Q4 of last year", "2026-10-01", "2027-01-01"),
        ("en", "On the 12th of this month a patrol was held.", "the 12th of this month", "2027-03-12", "2027-03-13"),
        ("en", "From 8 p.m. on Tuesday until dawn they fired.", "8 p.m. on Tuesday until dawn", "2027-03-16 20", ""),
        ("en", "Since the full-scale invasion 700 died.", "Since the full-scale invasion", "2022-02-24", "2027-03-19"),
        ("en", "It was closed until Friday evening.", "until Friday evening", "2027-03-12 17", "2027-03-13"),
        ("en", "It is closed until Friday evening.", "until Friday evening", "2027-03-18", "2027-03-20"),
        ("en", "No trams run until tomorrow morning.", "until tomorrow morning", "2027-03-18", "2027-03-19 12"),
        ("en", "Since the beginning of the day 9 fell.", "Since the beginning of the day", "2027-03-18", "2027-03-19"),
        (
            "en",
            "From six to eight in the evening they fired.",
            "From six to eight in the evening",
            "2027-03-18 18",
            "2027-03-18 20",
        ),
        ("en", "It is a quarter past ten.", "a quarter past ten", "2027-03-18 10:15", "2027-03-18 10:16"),
        (
            "uk",
            "Звіт: листопад 2026 – перша половина січня 2027 року.",
            "листопад 2026 – перша половина січня 2027 року",
            "2026-11-01",
            "2027-01-16",
        ),
        ("ru", "С начала СВО сбито 600 самолётов.", "С начала СВО", "2022-02-24", "2027-03-19"),
        ("ru", "По сравнению с январём обстрелов больше.", "январём", "2027-01-01", "2027-02-01"),
        ("ru", "10 марта был обмен; пять дней спустя вернули троих.", "пять дней спустя", "2027-03-15", "2027-03-16"),
        ("ru", "Перемирие действует до середины апреля.", "середины апреля", "2027-03-18", "2027-04-16"),
        ("ru", "Обмен пройдёт не позднее 31 мая.", "31 мая", "2027-03-18", "2027-06-01"),
        ("uk", "Порівняно з груднем обстрілів більше.", "груднем", "2026-12-01", "2027-01-01"),
        ("uk", "Пів року тому дім горів.", "Пів року тому", "2026-08-03", "2026-11-02"),
        ("uk", "Двома тижнями раніше підписали протокол.", "Двома тижнями раніше", "2027-03-04", "2027-03-05"),
        ("uk", "Воду підвозитимемо з 17:00 до 19:00.", "з 17:00 до 19:00", "2027-03-18 17", "2027-03-18 19"),
    ],
)
def test_times(language: str, text: str, words: str, begin: str, end: str) -> None:
    found = [one for one in read(language, text) if isinstance(one, TimeMention) and one.text == words]
    assert [local(one.from_s).startswith(begin) and local(one.to_s).startswith(end) for one in found] == [True]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "Россия настаивает на том, чтобы станция осталась за ней.", {"станция осталась за ней": "demanded"}),
        ("ru", "О судьбе детей стороны не сообщают ничего.", {"судьбе детей": "undisclosed"}),
        ("ru", "О горячей линии договорились ещё в августе.", {"горячей линии": "agreed"}),
        ("ru", "Стороны договорились не бить по портам.", {"не бить по портам": "agreed"}),
        (
            "ru",
            "Согласовано следующее. Тяжёлое вооружение отводится на 15 километров.",
            {"Тяжёлое вооружение отводится на 15 километров": "agreed"},
        ),
        ("ru", "О разрушениях власти не сообщают ничего.", {}),
        (
            "uk",
            "Сторони зобов'язалися утримуватися від обстрілів і звільнити цивільних.",
            {"утримуватися від обстрілів": "agreed", "звільнити цивільних": "agreed"},
        ),
        (
            "uk",
            "Доповідачі закликають РФ надати доступ до колоній та звільнити цивільних.",
            {"надати доступ": "demanded", "звільнити цивільних": "demanded"},
        ),
        ("uk", "Мер закликав мешканців набрати води.", {}),
        ("en", "The question of inspecting ships was discussed but not settled.", {"inspecting ships": "unresolved"}),
        ("en", "They agreed to return all civilians.", {"return all civilians": "agreed"}),
        (
            "en",
            "The monitors call on the parties to exchange all wounded prisoners.",
            {"exchange all wounded prisoners": "demanded"},
        ),
    ],
)
def test_terms(language: str, text: str, told: dict[str, str]) -> None:
    assert {one.text: one.status for one in read(language, text) if isinstance(one, AgreementElement)} == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "ru",
            "За ночь 21 БПЛА сбит над территорией Белгородской области, 18 — над Брянской, ещё 13 — над Крымом.",
            [("air.drone_sortie", place) for place in ("Белгородской области", "Брянской", "Крымом")],
        ),
        ("ru", "Запорожская АЭС потеряла внешнее питание.", [("harm.outage", "Запорожская АЭС")]),
        ("uk", "Прикордонники почули постріли біля Глухова.", [("fire.shot", "біля Глухова")]),
        ("en", "Rumours circulated on Monday that a convoy had been shelled near Lyman.", []),
        ("en", "Aid convoys have been unable to reach Dilling for six weeks.", [("abuse.aid_blockage", "Dilling")]),
        (
            "en",
            "In Krasnohorivka the patrol saw a crater. A man said shelling had hit the street on 14 March at noon.",
            [("fire.shelling", "Krasnohorivka")],
        ),
    ],
)  # fmt: skip
def test_acts(language: str, text: str, told: list[tuple[str, str]]) -> None:
    events = [one for one in read(language, text) if isinstance(one, EventMention) and one.event_type[:4] != "poli"]
    assert [(one.event_type, " ".join(one.places)) for one in events] == told
    assert all(one.alleged_actor is None for one in events if one.event_type == "fire.shot")


@pytest.mark.parametrize(
    ("language", "text", "speaker", "content"),
    [
        ("ru", "Глава делегации Иван Крот осторожнее: он подчеркнул, что пункта нет.", "Иван Крот", "пункта нет"),
        ("ru", "Постпред Иван Крот заявил, что миссия ошиблась: по его словам, погибли двое.", "Иван Крот",
            "миссия ошиблась"),
        ("ru", "Российские власти данные доклада оспаривают.", "Российские власти", "данные доклада"),
        ("uk", "Петро Гай підірвався на міні. Староста з Уд передає, що падали уламки.", "Староста", "падали уламки"),
        ("uk", "У доповіді місії ООН, оприлюдненій у вівторок, ідеться, що загинули 84 цивільні.", "місії ООН",
            "загинули 84 цивільні"),
        ("uk", "Суд допитав двох сержантів, які твердять, що наказу не було.", "двох сержантів", "наказу не було"),
        ("ru", "Врач Ольга Гай сообщила, что часть предлагала деньги, но вины не признала.", "Ольга Гай",
            "часть предлагала деньги, но вины не признала"),
        ("en", "The court heard from two soldiers who said they had been told to fire.", "two soldiers",
            "they had been told to fire"),
        ("uk", "Слідство встановило, що стріляли з міномета.", "Слідство", "стріляли з міномета"),
    ],
)  # fmt: skip
def test_sayings(language: str, text: str, speaker: str, content: str) -> None:
    found = [(one.speaker, one.text) for one in read(language, text) if isinstance(one, Statement)]
    assert (speaker, content) in found


@pytest.mark.parametrize("turn", ["ВЕДУЧА: А перемир'я?", "БОНДАР: Доброго ранку.", "БОНДАР: Дякую."])
def test_a_greeting_or_a_question_of_a_talk_states_nothing(turn: str) -> None:
    assert not [one for one in read("uk", turn) if isinstance(one, Statement)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hotline: 0 800 55 61 03."),
        ("ru", "Звоните: 8 (800) 555-61-03."),
        ("uk", "Гаряча лінія: 0 800 55 61 03."),
    ],
)
def test_a_free_number_counts_nothing(language: str, text: str) -> None:
    assert not [one for one in read(language, text) if isinstance(one, QuantityMention)]
