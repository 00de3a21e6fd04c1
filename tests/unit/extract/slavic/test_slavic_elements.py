"""Elements of an agreement and where they stand, in Ukrainian and Russian."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.slavic.language import Language
from truceline.model.mentions import AgreementElement


def elements(text: str, language: Language) -> list[tuple[str, str, str]]:
    document = news_of(text, "2033-03-16", language)
    return [(one.text, one.element, one.status) for one in extract((document,)) if isinstance(one, AgreementElement)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("uk", "Сторони домовилися про обмін полоненими.", [("обмін полоненими", "prisoner_exchange", "agreed")]),
        ("ru", "Стороны договорились об обмене пленными.", [("обмене пленными", "prisoner_exchange", "agreed")]),
        (
            "uk",
            "Росія вимагає виведення українських військ.",
            [("виведення українських військ", "withdrawal_of_troops", "demanded")],
        ),
        ("ru", "Киев отвергает территориальные уступки.", [("территориальные уступки", "territory", "rejected")]),
        (
            "uk",
            "Угода про гарантії безпеки готова до підписання.",
            [("Угода про гарантії безпеки", "security_agreement", "ready")],
        ),
        (
            "uk",
            "Питання територій та Запорізької АЕС залишаються невирішеними.",
            [
                ("Питання територій", "territory", "unresolved"),
                ("Запорізької АЕС", "nuclear_power_plant", "unresolved"),
            ],
        ),
        (
            "uk",
            "Україна пропонує моніторингову місію та буферну зону.",
            [("моніторингову місію", "monitoring_mechanism", "proposed"), ("буферну зону", "buffer_zone", "proposed")],
        ),
        ("ru", "Подробности документа не раскрываются.", [("Подробности документа", "details", "undisclosed")]),
        (
            "ru",
            "Трамп предложил мирный план из 28 пунктов.",
            [("мирный план из 28 пунктов", "numbered_plan", "proposed")],
        ),
        ("uk", "Сторони не домовилися про розмінування.", [("розмінування", "demining", "unresolved")]),
        (
            "uk",
            "Москва виступає проти європейських миротворців.",
            [("європейських миротворців", "peacekeeping_force", "rejected")],
        ),
        ("uk", "Після порушення перемир'я почалися бої.", []),
        ("ru", "Если прекращение огня согласуют, выборы пройдут весной.", []),
        ("uk", "Перемир'я тривало добу.", []),
    ],
)
def test_elements_with_a_status(language: Language, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert elements(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "uk",
            "Делегації домовилися про ремонт водогону та відновлення руху поїздів.",
            [("ремонт водогону", "other", "agreed"), ("відновлення руху поїздів", "other", "agreed")],
        ),
        ("ru", "Правительство готово принять условия посредников.", [("условия посредников", "other", "ready")]),
        ("uk", "Україна не готова обговорювати нейтралітет.", [("нейтралітет", "alliance_membership", "rejected")]),
        (
            "uk",
            "Переговори про спільне патрулювання завершилися безрезультатно.",
            [("спільне патрулювання", "other", "unresolved")],
        ),
        ("ru", "Стороны не смогли договориться о списках.", [("списках", "other", "unresolved")]),
        ("uk", "Домовленостей щодо кордону немає.", [("кордону", "territory", "unresolved")]),
        ("uk", "Відкритим лишається питання митних зборів.", [("питання митних зборів", "other", "unresolved")]),
        ("ru", "Условия транзита держат в тайне.", [("Условия транзита", "other", "undisclosed")]),
        ("uk", "Жодна зі сторін не розкрила змісту додатків.", [("змісту додатків", "details", "undisclosed")]),
        (
            "ru",
            "Стороны согласовали три пункта: обмен списками, открытие моста и горячую линию.",
            [
                ("обмен списками", "prisoner_exchange", "agreed"),
                ("открытие моста", "other", "agreed"),
                ("горячую линию", "other", "agreed"),
            ],
        ),
        ("uk", "Москва вимагає, щоб блокпости прибрали.", [("блокпости прибрали", "other", "demanded")]),
        ("ru", "Хартум не согласится на присутствие чужих баз.", [("присутствие чужих баз", "other", "rejected")]),
        ("uk", "Меморандум готовий до підписання.", [("Меморандум", "peace_plan", "ready")]),
        ("uk", "Посол закликав обидві сторони підписати хартію.", [("хартію", "other", "demanded")]),
        ("uk", "Сторони погодили припинення атак на порти.", [("припинення атак на порти", "shipping", "agreed")]),
        ("uk", "Мешканці вимагають відставки мера.", []),
        ("ru", "Лавров отверг обвинения.", []),
        ("uk", "Міністр підписав указ про нагородження.", []),
        ("uk", "Військові готові до оборони міста.", []),
        ("uk", "Армія відкинула противника за річку.", []),
        ("ru", "Гостиница готова принять гостей.", []),
        ("ru", "Россия заблокировала порт.", []),
        ("uk", "Причини вибуху не розголошуються.", []),
    ],
)
def test_whatever_a_word_of_agreement_governs(
    language: Language, text: str, wanted: list[tuple[str, str, str]]
) -> None:
    assert elements(text, language) == wanted


def test_the_parties_are_read_alike() -> None:
    first = elements("Київ відкидає припинення вогню, а Москва вимагає виборів.", "uk")
    second = elements("Москва відкидає припинення вогню, а Київ вимагає виборів.", "uk")
    assert first == second == [("припинення вогню", "ceasefire", "rejected"), ("виборів", "elections", "demanded")]


def test_a_question_may_be_left_open() -> None:
    found = elements("Хто платитиме за відбудову, досі не вирішено.", "uk")
    assert [(words, status) for words, _, status in found] == [("Хто платитиме за відбудову", "unresolved")]


def test_people_are_no_part_of_an_agreement() -> None:
    found = elements("Посредник предложил Соломии Квит встречу.", "ru")
    assert not [words for words, _, _ in found if "Квит" in words]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "uk",
            "Сторони домовилися про коридор для ремонтників і готові обговорювати розмінування полів.",
            [("коридор для ремонтників", "agreed"), ("розмінування", "ready")],
        ),
        (
            "uk",
            "Про повернення худоби, захопленої влітку, домовитися не вдалося.",
            [("повернення худоби", "unresolved")],
        ),
        ("ru", "О возвращении беженцев договориться не смогли.", [("возвращении беженцев", "unresolved")]),
        (
            "ru",
            "Старейшины выдвинули план: открыть дорогу, вывести отряды из города и разместить наблюдателей.",
            [("открыть дорогу", "proposed"), ("вывести отряды", "proposed"), ("разместить наблюдателей", "proposed")],
        ),
        (
            "ru",
            "Правительство согласилось открыть дорогу, но вывод отрядов считает преждевременным.",
            [("открыть дорогу", "agreed"), ("вывод отрядов", "rejected")],
        ),
        (
            "uk",
            "Уряд погодився відкрити дорогу, але виведення загонів вважає передчасним.",
            [("відкрити дорогу", "agreed"), ("виведення загонів", "rejected")],
        ),
        ("ru", "Вопрос об архивах остаётся несогласованным.", [("Вопрос об архивах", "unresolved")]),
        ("uk", "Обмін тілами сторони погодили у вівторок.", [("Обмін тілами", "agreed")]),
        ("ru", "Обмен телами стороны согласовали во вторник.", [("Обмен телами", "agreed")]),
        ("uk", "Порядок огляду суден так і не визначили.", [("Порядок огляду суден", "unresolved")]),
    ],
)
def test_what_two_verbs_of_a_sentence_govern(language: Language, text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(words, status) for words, _, status in elements(text, language)] == wanted
