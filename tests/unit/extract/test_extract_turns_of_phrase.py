"""Turns of phrase that tell where a part of an agreement stands, in three languages."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import AgreementElement


def terms(text: str, language: str) -> list[tuple[str, str]]:
    document = news_of(text, "2033-03-16", language)
    return [(one.text, one.status) for one in extract((document,)) if isinstance(one, AgreementElement)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Arvenia can live with observers from third countries.", [("observers from third countries", "ready")]),
        ("Foreign helicopters are out of the question.", [("Foreign helicopters", "rejected")]),
        ("There was no breakthrough on grain deliveries.", [("grain deliveries", "unresolved")]),
        ("They settled on a wide demilitarised strip of land.", [("a wide demilitarised strip of land", "agreed")]),
        ("They declined to disclose what the letter says of fees.", [("what the letter says of fees", "undisclosed")]),
        (
            "It was agreed that convoys would pass every day and that a joint team would meet each week.",
            [("convoys would pass every day", "agreed"), ("a joint team would meet each week", "agreed")],
        ),
        ("Talks on fishing ran aground, yet both sides initialled a protocol on pilots.", [
            ("fishing", "unresolved"), ("a protocol on pilots", "agreed")]),
        ("It remains unclear who would pay, and officials went home.", [("who would pay", "unresolved")]),
        ("Ovria is not silent on inspections.", []),
    ],
)  # fmt: skip
def test_english(text: str, found: list[tuple[str, str]]) -> None:
    assert terms(text, "en") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("uk", "Сторони домовилися не обстрілювати порти.", [("не обстрілювати порти", "agreed")]),
        ("ru", "Стороны договорились не обстреливать порты.", [("не обстреливать порты", "agreed")]),
        ("uk", "Щодо електростанції згоди досягти не вдалося.", [("електростанції", "unresolved")]),
        ("ru", "По поставкам топлива прорыва нет.", [("поставкам топлива", "unresolved")]),
        ("uk", "Патрулі на мосту запропонувала Арвенія.", [("Патрулі на мосту", "proposed")]),
        ("ru", "Патрули на мосту предложила Арвения.", [("Патрули на мосту", "proposed")]),
        ("uk", "Делегація не проти спостерігачів із третіх країн.", [("спостерігачів із третіх країн", "ready")]),
        ("ru", "Список бригад ещё предстоит согласовать.", [("Список бригад", "unresolved")]),
        ("ru", "Достигнута договорённость о том, что колонны будут проходить свободно.",
            [("колонны будут проходить свободно", "agreed")]),
        ("uk", "Чи відкриють порт для суден, досі обговорюють.", [("Чи відкриють порт для суден", "unresolved")]),
        ("uk", "На мосту обговорюють погоду.", []),
        ("ru", "Стороны договорились прекратить огонь с 9:00 до 16:00.", [("прекратить огонь", "agreed")]),
    ],
)  # fmt: skip
def test_ukrainian_and_russian(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert terms(text, language) == found
