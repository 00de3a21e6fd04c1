"""What stands near a word of agreement and turns what it says: "не", "відмовився", "не вдалося", "немає"."""

from __future__ import annotations

from truceline.extract.slavic.governing import (
    DENIED,
    NOT,
    STOPS,
    Clause,
)
from truceline.extract.slavic.governorwords import Row
from truceline.extract.slavic.phraseends import infinitive
from truceline.model.mentions import ElementStatus

#: tokens before a governor in which "не" or "відмовився" still belongs to it
_NEAR = 3
#: tokens behind a noun of agreement in which "немає" denies it
_FAR = 8


def is_denied(clause: Clause, at: int) -> bool:
    """ "не проти", "прориву … немає"."""
    lows = clause.lows
    before, behind = lows[max(0, at - 2) : at], lows[at + 1 : at + _FAR]
    return any(low in NOT for low in before) or any(low in clause.words.lacking for low in behind)


def status_of(clause: Clause, at: int, row: Row) -> ElementStatus | None:
    """The row's status, turned by what stands before the word."""
    lows, words = clause.lows, clause.words
    before = lows[max(0, at - _NEAR) : at]
    before = before[max((number + 1 for number, low in enumerate(before) if low in STOPS), default=0) :]
    if any(low.startswith(words.refusing) for low in before) and row.status in ("agreed", "ready"):
        return "rejected"
    if any(low.startswith(words.failing) for low in before) and row.status == "agreed":
        return "unresolved"
    if row.denied:
        return row.status
    if row.status == "agreed" and any(low in words.lacking for low in (*before, *lows[at : at + _FAR])):
        return "unresolved"
    if any(low in NOT for low in before[-2:]):
        denied = DENIED.get(row.status)
        return "rejected" if row.refuses and denied is not None else denied
    if row.status == "agreed" and infinitive(lows[at]):
        return "ready" if any(low.startswith(words.ready) for low in before) else "proposed"
    return row.status
