"""When an agreement or a clause is in force, and according to whom: tables `[[reading]]` into intervals.

A reading may begin or end with an entry of the register (a conditional start, a release). What is only asserted
there is legal doubt, and no probability: it makes two readings, one in which it holds and one in which it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from truceline.assess.exclusion import apart
from truceline.assess.fields import Fields
from truceline.assess.windows import Moment
from truceline.model.agreement import InForce, RegisterEntry, Window

#: an interval that holds no moment
_NEVER_S = 0
#: rival answers to one question; each is held against each, and every clause against all
MOST_READINGS = 100

#: UTC seconds of the first entry of a kind and standing
Firsts = Mapping[tuple[str, str], int]


def first_of_each(register: Iterable[RegisterEntry]) -> Firsts:
    """When the first entry of each kind and standing was."""
    found: dict[tuple[str, str], int] = {}
    for entry in register:
        key = entry.kind, entry.standing
        found[key] = min(entry.at_s, found.get(key, entry.at_s))
    return found


def read_readings(fields: Fields, firsts: Firsts, moment: Moment) -> tuple[InForce, ...]:
    """The readings below one table, in the order of the file; every problem is noted."""
    found: list[InForce] = []
    for number, one in enumerate(fields.tables("reading"), 1):
        if number > MOST_READINGS:
            one.problem(f"there are more than {MOST_READINGS} readings", "Each is one answer to when it is in force.")
            break
        according_to = one.text("according_to", required=True)
        of_clause = "" if fields.path == () else f"{fields.clause}, "
        one.clause = f"{of_clause}reading {according_to!r}"
        if any(according_to == other.according_to for other in found):
            one.problem("two readings have this name", "Name each after who holds it.", "according_to")
        spans = _never(one, according_to) if one.has("never") else _spans(one, according_to, firsts, moment)
        _beside(one, spans, found)
        found += spans
        one.finish()
    return tuple(found)


def _beside(fields: Fields, spans: list[InForce], before: list[InForce]) -> None:
    """Readings are held beside each other: what reads like periods in a row is warned about."""
    dated = [one for one in before if not (one.never or one.from_event or one.until_event)]
    for one in dated:
        if spans and all(not (s.never or s.from_event or s.until_event) and _row(one, s) for s in spans):
            found = f"it shares no moment with reading {one.according_to!r}: whatever either reaches is contested"
            advice = "Periods in a row are one reading, with `during` in the clauses; readings are rival answers."
            fields.problem(found, advice, "from", "warning")


def _row(one: InForce, other: InForce) -> bool:
    return apart(Window(one.from_s, one.until_s), Window(other.from_s, other.until_s))


def _never(fields: Fields, according_to: str) -> list[InForce]:
    if fields.raw("never") is not True:
        fields.problem(f"`never` is {fields.raw('never')!r}", "Write never = true, or drop it.", "never")
    for key in ("from", "until", "from_event", "until_event"):
        if fields.has(key):
            fields.problem(f"it has both `never` and `{key}`", "Drop the one that does not hold.", key)
    return [InForce(according_to, _NEVER_S, _NEVER_S, fields.text("words", required=True))]


def _spans(fields: Fields, according_to: str, firsts: Firsts, moment: Moment) -> list[InForce]:
    words = fields.text("words")
    from_event, until_event = fields.text("from_event"), fields.text("until_event")
    start = moment(fields, "from")
    if from_event and fields.has("from"):
        fields.problem("it has both `from` and `from_event`", "One of them says when it begins.", "from_event")
    elif not from_event and not fields.has("from"):
        fields.problem("`from` is missing", 'Write `from = "2031-03-02T00:01"`, or from_event = "…".')
    until = moment(fields, "until")
    if start is not None and until is not None and until <= start:
        word = "is empty" if until == start else "ends before it begins"
        found = f"the interval {word}: from {fields.raw('from')} until {fields.raw('until')}"
        fields.problem(found, "Intervals are [from, until); check both times and their zones.", "until")
    spans = []
    for begun, start_note in _starts(from_event, start, firsts):
        for ended, end_note in _ends(until_event, begun, until, firsts):
            name = according_to + start_note + end_note
            over = begun is not None and ended is not None and ended <= begun
            whole = (_NEVER_S, _NEVER_S) if over else (begun, ended)
            spans.append(InForce(name, *whole, words, from_event, until_event))
    return spans


def _starts(event: str, stated: int | None, firsts: Firsts) -> Iterator[tuple[int | None, str]]:
    """Each possible beginning, with what it rests on where that is in doubt."""
    if not event:
        yield stated, ""
        return
    established, asserted = _first(event, firsts)
    if asserted is not None:
        yield asserted, f", if {event} holds as asserted"
    note = f", if {event} does not hold as asserted" if asserted is not None else ""
    yield (_NEVER_S if established is None else established), note


def _ends(event: str, begun: int | None, stated: int | None, firsts: Firsts) -> Iterator[tuple[int | None, str]]:
    if begun == _NEVER_S:
        yield _NEVER_S, ""
        return
    established, asserted = _first(event, firsts) if event else (None, None)
    if asserted is not None:
        yield min(_known(asserted, stated)), f", if {event} holds as asserted"
    note = f", if {event} does not hold as asserted" if asserted is not None else ""
    yield min(_known(stated, established), default=None), note


def _first(event: str, firsts: Firsts) -> tuple[int | None, int | None]:
    """The first established entry of this kind, and the first asserted one where it is earlier."""
    sure, said = (firsts.get((event, standing)) for standing in ("established", "asserted"))
    return sure, (None if said is None or (sure is not None and sure <= said) else said)


def _known(*moments: int | None) -> list[int]:
    return [one for one in moments if one is not None]
