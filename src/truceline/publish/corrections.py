"""What earlier bulletins said, what is known now, and why it changed."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicCorrection
from truceline.publish.document import Column, Row, Section, Table, Text
from truceline.publish.words import Words


def corrections(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.corrections:
        return None
    columns = (
        Column(words.say("col_bulletin_of")),
        Column(words.say("col_figure")),
        Column(words.say("col_was"), numeric=True),
        Column(words.say("col_now_is"), numeric=True),
        Column(words.say("col_why"), wide=True),
    )
    rows = tuple(_row(one, words, f"/corrections/{n}") for n, one in enumerate(bulletin.corrections))
    table = Table("corrections", words.say("corrections_caption"), columns, rows)
    return Section("corrections", words.say("corrections_title"), (table,))


def _row(one: PublicCorrection, words: Words, place: str) -> Row:
    recalled = one.of == "recalled"
    was, now = (words.say("dash") if recalled else _value(value, words) for value in (one.was, one.now))
    return Row(
        (
            Text(words.day(one.bulletin)),
            Text(words.term("correction_of", one.of)),
            Text(was, kind="number", figure=f"{place}/was"),
            Text(now, kind="number", figure=f"{place}/now"),
            Text(one.words, own=True)
            if one.words
            else Text(words.term("correction_why", one.why), under=_reason(one, words)),
        )
    )


def _reason(one: PublicCorrection, words: Words) -> str:
    return words.phrase(one.told) if one.told else ""


def _value(value: str, words: Words) -> str:
    """A number as the language writes it, or the code of an answer."""
    return words.number(int(value)) if value.isdigit() else words.term("verdict", value)
