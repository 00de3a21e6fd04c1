"""What is to be done by an agreement: "за угодою сторони мають відвести", "обмін має відбутися"."""

from __future__ import annotations

from truceline.extract.slavic.governing import NOT, Clause, Governed
from truceline.extract.slavic.phraseends import infinitive
from truceline.model.mentions import ElementStatus

_HELD = ("відбут", "пройти", "состоят", "пройд")
#: what is held only where both sides agreed on it
_MEETINGS = ("обмін", "обмен", "репатріац", "репатриац")
_TO_BE = frozenset(("бути", "быть"))
_TO_BE_DONE = ("виведен", "выведен", "відведен", "отведен", "звільнен", "освобожд", "розблок", "разблок", "роззброєн",
    "разоруж", "припинен", "прекращ", "знят", "снят", "поверн", "возвращ", "демонтов", "демонтир")  # fmt: skip
_WOULD = frozenset(("б", "би", "бы", "були", "были", "было", "було"))
#: tokens between "за угодою" and what it has somebody do
_FAR_DEAL = 16
_BY = frozenset(("за", "із", "з", "до", "по", "согласно", "с"))


def by_duty(clause: Clause, at: int) -> list[Governed]:
    """ "За угодою, підписаною в Овручі, кожна сторона має відвести артилерію": what was agreed to be done."""
    lows = clause.lows
    due = _due(clause, at)
    if due is not None:
        return [due]
    papers = clause.words.deals
    deal = next((near for near in range(max(0, at - _FAR_DEAL), at) if lows[near] in papers), None)
    led = deal is not None and any(low in _BY for low in lows[max(0, deal - 2) : deal])  # "згідно з дорожньою картою"
    if deal is None or not led or any(low in NOT for low in lows[at - 1 : at]):
        return []
    first = clause.ends.past_adverbs(lows, at + 1)
    while first < len(lows) and lows[first] in _WOULD:
        first += 1
    if first + 1 >= len(lows) or not infinitive(lows[first]):
        return []
    status: ElementStatus = "proposed" if lows[deal] in clause.words.drafts else "agreed"
    return [Governed(first, clause.ends.end(clause.tokens, lows, first, len(lows)), status, at)]


def _due(clause: Clause, at: int) -> Governed | None:
    """ "наступний обмін має відбутися до кінця тижня", "сначала должны быть выведены военные"."""
    lows = clause.lows
    if at + 1 >= len(lows) or any(low in NOT for low in lows[max(0, at - 1) : at]):
        return None
    if lows[at + 1].startswith(_HELD):
        first = clause.subject(at, 0)
        if first is None or not any(low.startswith(_MEETINGS) for low in lows[first:at]):
            return None
        end = clause.ends.end(clause.tokens, lows, first, at)
        return Governed(first, end, "agreed", at)
    if lows[at + 1] not in _TO_BE or at + 3 >= len(lows) or not lows[at + 2].startswith(_TO_BE_DONE):
        return None
    end = clause.ends.end(clause.tokens, lows, at + 3, len(lows))
    return Governed(at + 2, end, "demanded", at) if end > at + 3 else None
