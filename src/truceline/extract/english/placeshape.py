"""The shape of the words for a place: kinds behind a name, sides and sorts before it, names in a list."""

from __future__ import annotations

from truceline.extract.english.names import bare
from truceline.extract.english.placewords import (
    HEADS,
    KINDS,
    LONG_KINDS,
    NAMED_KINDS,
    PARTED,
    SIDES,
    SKIPPED,
    SORTS,
    SORTS_BEFORE,
)
from truceline.extract.english.runs import Run
from truceline.extract.story import Token

_PLURAL_KINDS = frozenset(
    (
        "regions",
        "oblasts",
        "districts",
        "provinces",
        "states",
        "governorates",
        "villages",
        "towns",
        "cities",
        "counties",
    )
)
_SORT_HEADS = frozenset(("port", "city", "town", "village", "capital", "suburb", "cities", "towns", "villages"))


def kind_of(tokens: list[Token], run: Run) -> tuple[int, bool]:
    """How many words behind the run tell its kind, and whether they are of several places."""
    if run.possessive or run.last >= len(tokens):
        return 0, False
    one = tokens[run.last]
    two = tokens[run.last + 1].low if run.last + 1 < len(tokens) else ""
    if tokens[run.last - 1].end + 1 != one.start:
        return 0, False
    pair = f"{one.low} {two}"
    if pair.removesuffix("s") in LONG_KINDS:
        third = tokens[run.last + 2].low if run.last + 2 < len(tokens) else ""
        return (3 if third in ("plant", "station", "plants") else 2), pair.endswith("s")
    if one.low in _SORT_HEADS and two == "of":
        return 0, False  # "the Red Sea port of Hodeidah"
    if one.low in KINDS and two not in (
        "guards",
        "guard",
        "service",
        "troops",
        "force",
        "council",
        "court",
        "police",
        "administration",
        "officials",
        "authorities",
    ):
        return (1, one.low in _PLURAL_KINDS)
    return 0, False


def named_kind(tokens: list[Token], run: Run) -> bool:
    if run.last - run.first < 2:
        return False
    return bare(tokens[run.last - 1].low) in NAMED_KINDS or tokens[run.first].low in HEADS


def leftward(tokens: list[Token], run: Run) -> tuple[int, bool, bool]:
    """Where the words of the place begin: before its sides and its sort ("the eastern outskirts of")."""
    first = run.first
    sided = False
    while first and tokens[first - 1].low in SIDES and first == run.full:
        if tokens[first - 1].low in ("far", "mid", "north", "south", "east", "west") and first == run.first:
            break
        first -= 1
        sided = True
        if first != run.full:
            break
    at = first
    while at and tokens[at - 1].low in SKIPPED:
        at -= 1
    sort = False
    if at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in SORTS:
        sort = True
        first = at - 2
        if tokens[first].low in PARTED and first and tokens[first - 1].low in SIDES:
            first -= 1
    elif at and run.full == run.first and at == first and tokens[at - 1].low in SORTS_BEFORE:
        sort = True
        first = at - 1
    elif first and tokens[first - 1].low == "capital":
        sort = True
    return first, sort, sided


def joined(tokens: list[Token], last: int, first: int) -> bool:
    """Whether only "and", "or" or a comma, and small words, stand between two names."""
    between = [token.low for token in tokens[last:first] if token.low not in SKIPPED and token.low not in SIDES]
    return between in ([","], ["and"], ["or"], [",", "and"], [",", "or"], ["and", "in"], ["and", "near"], ["&"])


def second_of_between(tokens: list[Token], anchor: int) -> bool:
    return any(token.low == "between" for token in tokens[max(0, anchor - 5) : anchor])
