"""Values of facts in a reader's words."""

from __future__ import annotations

from truceline.model.shown import Fact
from truceline.publish.document import Text
from truceline.publish.intervals import interval
from truceline.publish.words import Words

#: facts whose codes are those of another table
_TABLES = {"about": "event_type"}


def value(fact: Fact, words: Words) -> Text:
    """A fact's value: words of the text as they stand, everything else in the language of the page."""
    if fact.form == "missing":
        return Text(words.say("not_told"), kind="missing")
    if fact.form == "code":
        kind = "chip" if fact.name == "element_status" else ""
        return Text(words.term(_TABLES.get(fact.name, fact.name), fact.value), kind=kind)
    if fact.form == "amount":
        bounds, _, unit = fact.value.partition(" ")
        low, high = _ends(bounds)
        return Text(f"{milli_span(low, high, words)} {words.unit(unit, _whole(high if high is not None else low))}")
    if fact.form == "interval":
        start, _, end = fact.value.partition("/")
        return Text(interval(start, end, words))
    if fact.form == "percent":
        return Text(words.percent(int(fact.value)))
    if fact.form == "number":
        return Text(words.number(int(fact.value)))
    if fact.form == "bounds":
        return Text(milli_span(*_ends(fact.value), words))
    return Text(fact.value, own=True)


def _ends(bounds: str) -> tuple[int | None, int | None]:
    low, _, high = bounds.partition("..")
    return int(low) if low else None, int(high) if high else None


def _whole(milli: int | None) -> int | None:
    """The number that decides a noun's form; none for a fraction."""
    return None if milli is None or milli % 1000 else milli // 1000


def milli_span(low: int | None, high: int | None, words: Words) -> str:
    """Thousandths from `low` to `high`; one number where they are equal."""
    if low is None and high is None:
        return words.say("not_known")
    if low is None or high is None:
        known = words.thousandths(low if low is not None else high or 0, 3)
        return words.say("at_least" if high is None else "at_most", n=known)
    if low == high:
        return words.thousandths(low, 3)
    return f"{words.thousandths(low, 3)}–{words.thousandths(high, 3)}"
