"""Summaries, posts of governors, monitors' reports: tolls, places, speakers and elements; in both languages alike."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import (
    AgreementElement,
    EventMention,
    Mention,
    PersonMention,
    QuantityMention,
    Statement,
)


def read(text: str, language: Language) -> tuple[Mention, ...]:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    body, at = [], 0
    for part in text.split("\n"):
        body.append(Span(at, at + len(part)))
        at += len(part) + 1
    document = Document(item=item, text=text, body=tuple(body), published_day="2031-03-14", language=language)
    return extract((document,))


def events(text: str, language: Language) -> list[EventMention]:
    return [one for one in read(text, language) if isinstance(one, EventMention)]


def kinds(text: str, language: Language) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.event_type, one.places) for one in events(text, language)]


def statements(text: str, language: Language) -> list[tuple[str | None, str, str]]:
    return [(one.speaker, one.stance, one.text) for one in read(text, language) if isinstance(one, Statement)]


def elements(text: str, language: Language) -> list[tuple[str, str]]:
    return [(one.element, one.status) for one in read(text, language) if isinstance(one, AgreementElement)]


def counted(text: str, language: Language) -> list[tuple[str, str | None]]:
    return [(one.text, one.unit) for one in read(text, language) if isinstance(one, QuantityMention)]


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("uk", "Під удар потрапило селище Борова: загинула жінка, ще п'ятеро людей, серед яких двоє дітей, травмовані.",
         1, 5),
        ("ru", "Под удар попал посёлок Боровая: погибла женщина, ещё пять человек, среди которых двое детей, ранены.",
         1, 5),
        ("uk", "Дрон атакував автобус у Сумах: 35-річний водій та 29-річна фельдшерка загинули.", 2, None),
        ("ru", "Дрон атаковал автобус в Сумах: 35-летний водитель и 29-летняя медсестра погибли.", 2, None),
        ("uk", "У Сумах від удару дрона загинув чоловік, поранена його дружина.", 1, 1),
        ("ru", "В Сумах от удара дрона погиб мужчина, ранена его жена.", 1, 1),
        ("ru", "Не менее 11 человек убиты и около 40 ранены в столкновениях у Мисмии.", 11, 36),
    ],
)  # fmt: skip
def test_tolls_with_their_parts(language: Language, text: str, killed: int | None, wounded: int | None) -> None:
    (event,) = events(text, language)
    assert (event.killed_low, event.wounded_low) == (killed, wounded)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Камишани, Антонівка та Білозерка опинилися під вогнем артилерії.",
         [("fire.shelling", ("Камишани",)), ("fire.shelling", ("Антонівка",)), ("fire.shelling", ("Білозерка",))]),
        ("ru", "Камышаны, Антоновка и Белозёрка оказались под огнём артиллерии.",
         [("fire.shelling", ("Камышаны",)), ("fire.shelling", ("Антоновка",)), ("fire.shelling", ("Белозёрка",))]),
        ("uk", "У Херсоні неспокійно. У місті лунають вибухи.", [("fire.explosion", ("Херсоні",))]),
        ("ru", "В Херсоне неспокойно. В городе слышны взрывы.", [("fire.explosion", ("Херсоне",))]),
        ("uk", "Міноборони заявило про взяття села Малинівка.", [("ground.advance", ("села Малинівка",))]),
        ("ru", "Минобороны заявило о взятии села Малиновка.", [("ground.advance", ("села Малиновка",))]),
        ("uk", "Піротехніки вилучили бойову частину, що не розірвалася, у Кременчуці.", [("mine", ("Кременчуці",))]),
        ("ru", "Сапёры обезвредили авиабомбу, которая не взорвалась, в Кременчуге.", [("mine", ("Кременчуге",))]),
        ("ru", "Поражён склад боеприпасов под Валуйками; взрывы там слышали жители.", [("air", ("под Валуйками",))]),
        ("uk", "Хто стріляв під Оріховом, місія не встановила.", []),
        ("ru", "Кто стрелял под Ореховом, установить не удалось.", []),
        ("uk", "Підтвердити час обстрілу в Сумах місія не змогла.", []),
        ("uk", "Про новий обмін тілами сторони поки що не домовилися.", []),
        ("ru", "Россия и Украина согласовали обмен пленными.", []),
    ],
)  # fmt: skip
def test_what_happened_where(language: Language, text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert kinds(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Відбили 31 атаку в районах Удачного, Котлиного та Шевченка."),
        ("ru", "Отбиты 31 атака в районах Удачного, Котлиного и Шевченко."),
        ("uk", "Про вибухи повідомив речник Південного оборонного напрямку."),
        ("ru", "Жительница Сокольников рассказала наблюдателям о взрыве."),
        ("uk", "Українська сторона повідомлення про взяття Малинівки спростувала."),
        ("ru", "Украинская сторона сообщение о взятии Малиновки опровергла."),
    ],
)
def test_places_are_nobody(language: Language, text: str) -> None:
    assert not [one.text for one in read(text, language) if isinstance(one, PersonMention)]


def test_wounded_are_not_hurt_where_they_are_taken() -> None:
    text = "Дрон атаковал скорую в селе Козыревка. Фельдшер погиб, водитель ранен и доставлен в Курск."
    (event,) = events(text, "ru")
    assert (event.places, event.killed_low, event.wounded_low) == (("селе Козыревка",), 1, 1)


def test_positions_of_a_side_do_not_strike() -> None:
    for text, language, actor in (
        ("Ворог завдав по позиціях українських підрозділів 71 авіаційного удару.", "uk", "Ворог"),
        ("Противник нанёс по позициям украинских подразделений 71 авиационный удар.", "ru", "Противник"),
    ):
        assert [one.alleged_actor for one in events(text, language)] == [actor]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "В Генштабе заявили, что поражён склад под Валуйками; взрывы слышали и жители, пишет издание «Вёрстка».",
         ("издание «Вёрстка»", "asserts", "взрывы слышали и жители")),
        ("uk", "У Генштабі заявили, що вражено склад під Валуйками; вибухи там чули й жителі, пише видання «Вісті».",
         ("видання «Вісті»", "asserts", "вибухи там чули й жителі")),
        ("uk", "Бейрут вимагає вивести війська, Ізраїль це відкидає.", ("Ізраїль", "rejects", "вивести війська")),
        ("uk", "06:45 Мер Харкова Ігор Терехов: поранено четверо людей.", ("Ігор Терехов", "asserts",
         "поранено четверо людей")),
        ("uk", "Міністерство оборони звинувачення відкинуло. За його даними, режим тиші порушено тричі.",
         ("Міністерство оборони", "asserts", "режим тиші порушено тричі")),
    ],
)  # fmt: skip
def test_each_with_own_words(language: Language, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(text, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Наступний обмін, домовленості про який досягли в ОАЕ, має відбутися до кінця тижня. "
         "Скільки людей повернеться, не розголошують.",
         [("prisoner_exchange", "agreed"), ("prisoner_exchange", "undisclosed")]),
        ("ru", "На Украине ответили, что сначала должны быть выведены военные.",
         [("withdrawal_of_troops", "demanded")]),
        ("ru", "Предложение разместить 200 наблюдателей фронт отвергал дважды.",
         [("monitoring_mechanism", "rejected")]),
        ("ru", "Миссия зафиксировала 36 взрывов неопределённого происхождения.", []),
        ("ru", "По словам врача, попросившего не называть его имени, бинтов нет.", []),
    ],
)  # fmt: skip
def test_where_elements_stand(language: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert elements(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Збили 61 із 78 безпілотників. Влучання сімох зафіксовано.", ("сімох", "sortie")),
        ("ru", "Ранения получили четыре мирных жителя.", ("четыре мирных жителя", "person")),
        ("ru", "Число жертв ночного удара выросло до четырёх.", ("четырёх", "person")),
        ("uk", "Кількість загиблих до 12 зросла.", ("12", "person")),
        ("ru", "Зафиксировано 118 нарушений, включая 36 взрывов; днём ранее — 204.", ("204", "event")),
    ],
)
def test_what_was_counted(language: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in counted(text, language)


def test_a_dateline_has_its_year() -> None:
    text = "БЕЙРУТ, 12 березня 2031 року — Семеро людей загинули від авіаудару по Набатії, заявило міністерство."
    assert kinds(text, "uk") == [("air.strike", ("Набатії",))]
    assert statements(text, "uk")[0][2].startswith("Семеро")
