"""Values of facts in a reader's words."""

from __future__ import annotations

from truceline.model.shown import Fact
from truceline.publish.document import Text
from truceline.publish.words import Words


def value(fact: Fact, words: Words) -> Text:
    """A fact's value: words of the text as they stand, everything else in the language of the page."""
    if fact.form == "code":
        return Text(words.term(fact.name, fact.value))
    if fact.form == "unit":
        return Text(words.unit(fact.value, None))
    if fact.form == "moment":
        return Text(words.moment(fact.value))
    if fact.form == "percent":
        return Text(words.percent(int(fact.value)))
    if fact.form == "number":
        return Text(words.number(int(fact.value)))
    if fact.form == "bounds":
        low, _, high = fact.value.partition("..")
        return Text(milli_span(int(low) if low else None, int(high) if high else None, words))
    return Text(fact.value, own=True)


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
