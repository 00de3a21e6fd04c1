"""Provisions and their conditions: TOML tables into the closed tree of `model.agreement`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import msgspec

from truceline.assess.fields import Fields
from truceline.assess.problems import near_miss
from truceline.assess.silence import settled_exception, settled_when
from truceline.model.agreement import (
    Condition,
    Daily,
    Effect,
    InForce,
    LeftClause,
    MovingZone,
    Provision,
    Stage,
    Unless,
    Window,
)
from truceline.model.taxonomy import EVENT_TYPES, OBJECT_CLASSES, WEAPON_CLASSES
from truceline.model.units import DAY_S, HOUR_S

#: what marks a node, and which further keys it may carry
PRIMITIVES: dict[str, tuple[str, ...]] = {
    "act": (),
    "attr": ("min", "below", "equals", "unstated"),
    "in_zone": (),
    "during": (),
    "daily": (),
    "not_behind_km": ("of_line",),
    "zone_width_km": ("of_line",),
    "event": ("by", "before_h", "elapsed_h", "within_km", "to", "covers"),
    "clock": ("elapsed_h",),
    "count_of": ("at_least", "within_h", "within_km"),
    "all": (),
    "any": (),
    "not": (),
}
NUMBERS = ("calibre_mm", "count", "killed", "wounded")
WORDS = ("weapon", "heavy", "target", "actor")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EFFECTS: tuple[Effect, ...] = ("none", "counted", "undetermined", "breach")

_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")


#: a time in a table, as UTC seconds
Moment = Callable[[Fields, str], int | None]


class Names:
    """What a condition may refer to, and how its times are read."""

    def __init__(
        self,
        parties: tuple[str, ...],
        zones: set[str],
        lines: set[str],
        moving: tuple[MovingZone, ...],
        moment: Moment,
        time_zone: str = "UTC",
    ) -> None:
        self.parties, self.zones, self.lines, self.moment = parties, zones, lines, moment
        self.time_zone = time_zone
        self.moving = {zone.zone_id: zone for zone in moving}
        self.clocks: set[str] = set()


def read_condition(fields: Fields, names: Names) -> Condition | None:
    """One node, or null where it says nothing usable (a problem has been noted)."""
    marks = [key for key in PRIMITIVES if fields.has(key)]
    if len(marks) != 1:
        found = f"a condition has {' and '.join(f'`{m}`' for m in marks) or 'no primitive'}"
        fields.problem(found, f"Write exactly one of {', '.join(PRIMITIVES)} in each pair of braces.")
        for keys in PRIMITIVES.values():
            for key in keys:
                fields.has(key)
        return None
    mark = marks[0]
    for key in PRIMITIVES[mark]:
        fields.has(key)
    node = _READERS[mark](fields, names)
    fields.finish()
    return node


def _connective(mark: str) -> Callable[[Fields, Names], Condition | None]:
    def read(fields: Fields, names: Names) -> Condition | None:
        given = list(fields.tables(mark))
        if fields.raw(mark) == []:
            fields.problem(f"`{mark}` is empty", "Put at least one condition in it.", mark)
        children = tuple(c for one in given if (c := read_condition(one, names)) is not None)
        if not children:
            return None
        return Condition(**{mark: children})  # type: ignore[arg-type]

    return read


def _not(fields: Fields, names: Names) -> Condition | None:
    inner = fields.table("not")
    child = read_condition(inner, names) if inner else None
    return Condition(not_=child) if child is not None else None


def _act_code(fields: Fields, key: str) -> str | None:
    code = fields.text(key, required=True)
    if code in EVENT_TYPES and not code.startswith("signal"):
        return code
    if code in EVENT_TYPES:
        fields.problem(f"{code!r} is a signal, not an act", "Name the act itself, such as `fire`.", key)
    elif code:
        fields.problem(f"no event type is called {code!r}", near_miss(code, EVENT_TYPES), key)
    return None


def _act(fields: Fields, _: Names) -> Condition | None:
    code = _act_code(fields, "act")
    return Condition(act=code) if code else None


def _attr(fields: Fields, names: Names) -> Condition | None:
    name = fields.text("attr", required=True)
    if name != "target" and fields.has("unstated"):
        fields.problem(f"`unstated` says nothing of `{name}`", "Only `target` takes it; others stay open.", "unstated")
    if name in NUMBERS:
        low, below = fields.whole("min"), fields.whole("below")
        if not fields.has("equals") and (fields.has("min") or fields.has("below")) and low is None and below is None:
            return None  # what is written there is no number, and was noted
        if fields.has("equals") or (low is None and below is None):
            fields.problem(f"`{name}` is a number", "Give `min`, `below` or both.", "attr")
            return None
        if low is not None and below is not None and below <= low:
            fields.problem(f"`{name}` is at least {low} and below {below}: nothing is", "Raise `below`.", "below")
            return None
        return Condition(attr=name, min=low, below=below)
    if name in WORDS:
        return _word(fields, name, names)
    fields.problem(f"no attribute is called {name!r}", near_miss(name, NUMBERS + WORDS), "attr")
    return None


def _word(fields: Fields, name: str, names: Names) -> Condition | None:
    if fields.has("min") or fields.has("below"):
        fields.problem(f"`{name}` is a word, not a number", "Compare it with `equals`.", "attr")
        return None
    wanted = fields.text("equals", required=True)
    known = {
        "weapon": tuple(WEAPON_CLASSES),
        "heavy": ("yes", "no"),
        "target": OBJECT_CLASSES,
        "actor": names.parties,
    }[name]
    if wanted not in known:
        if wanted:
            fields.problem(f"no {name} is called {wanted!r}", near_miss(wanted, known), "equals")
        return None
    unstated: Any = fields.word("unstated", ("", "silent", "open"), "") or None
    return Condition(attr=name, equals=wanted, unstated=unstated)


def _in_zone(fields: Fields, names: Names) -> Condition | None:
    zone = fields.text("in_zone", required=True)
    if zone in names.moving:
        return _moved(names.moving[zone])
    return Condition(in_zone=zone) if zone and known_zone(fields, "in_zone", zone, names) else None


def _moved(zone: MovingZone) -> Condition:
    """An area that moves by date, written out: in each window, the zone of that window."""
    return Condition(
        any=tuple(Condition(all=(Condition(during=window), Condition(in_zone=of))) for window, of in zone.phases)
    )


def known_zone(fields: Fields, key: str, zone: str, names: Names) -> bool:
    """Whether a fixed zone has this name; what is wrong is noted."""
    if zone in names.zones:
        return True
    if zone in names.moving:
        fields.problem(f"{zone!r} moves by date", "Name the zone of one of its phases here.", key)
        return False
    if zone in names.lines:
        fields.problem(f"{zone!r} is a line", "Derive a zone from it: [[zone]] with `buffer_km` and `of`.", key)
    else:
        fields.problem(f"no zone is called {zone!r}", near_miss(zone, names.zones), key)
    return False


def _during(fields: Fields, names: Names) -> Condition | None:
    span = fields.table("during")
    if span is None:
        return None
    window = read_window(span, names.moment)
    span.finish()
    if window == Window():
        advice = 'Write during = { from = "…", until = "…" }, or one of them.'
        fields.problem("`during` names no time", advice, "during")
        return None
    return Condition(during=window)


def _daily(fields: Fields, names: Names) -> Condition | None:
    """Hours of every day, or of some weekdays, by the clocks of the agreement."""
    hours = fields.table("daily")
    if hours is None:
        return None
    start, until = (_clock_time(hours, key) for key in ("from", "until"))
    weekdays = tuple(sorted({n for word in hours.texts("on") if (n := _weekday(hours, word)) is not None}))
    if hours.raw("on") == []:
        hours.problem("`on` names no day", "Name at least one weekday, or leave it out for every day.", "on")
    hours.finish()
    if start is None or until is None:
        return None
    if start in {until, DAY_S}:
        found = f"from {hours.raw('from')} until {hours.raw('until')} is no time of the day"
        hours.problem(found, 'Hours are [from, until); a whole day is from "00:00" until "24:00".', "until")
        return None
    return Condition(daily=Daily(start, until, names.time_zone, weekdays))


def _clock_time(fields: Fields, key: str) -> int | None:
    """Seconds after midnight of "10:00"; 24:00 is the end of the day."""
    raw = fields.raw(key)
    if isinstance(raw, dt.time):
        raw = raw.isoformat("minutes")
    words = raw if isinstance(raw, str) else ""
    fields.has(key)
    found = _CLOCK_TIME.fullmatch(words.strip())
    if found is None:
        said = f"{words or raw!r} is no time of day" if raw is not None else f"`{key}` is missing"
        fields.problem(said, 'Write hours and minutes of the local clock, such as "10:00".', key)
        return None
    return DAY_S if found[1] is None else int(found[1]) * HOUR_S + int(found[2]) * 60


def _weekday(fields: Fields, word: str) -> int | None:
    if word.casefold() in WEEKDAYS:
        return WEEKDAYS.index(word.casefold())
    fields.problem(f"{word!r} is no weekday", near_miss(word, WEEKDAYS), "on")
    return None


def read_window(fields: Fields, moment: Moment) -> Window:
    """`from` and `until` of a table; both may be left out."""
    start, until = moment(fields, "from"), moment(fields, "until")
    if start is not None and until is not None and until <= start:
        found = f"from {fields.raw('from')} until {fields.raw('until')} is no time at all"
        fields.problem(found, "Windows are [from, until); check both times.", "until")
        return Window(start)
    return Window(start, until)


def _behind(fields: Fields, names: Names) -> Condition | None:
    distance = fields.whole("not_behind_km", required=True)
    return _withdrawn(fields, names, "not_behind_km", distance)


def _width(fields: Fields, names: Names) -> Condition | None:
    """A zone so wide across both sides: each side's half of it, behind its own line."""
    width = fields.whole("zone_width_km", least=2, required=True)
    if width is not None and width % 2:
        fields.problem(f"`zone_width_km` is {width}", "Half of it must be whole kilometres.", "zone_width_km")
        width = None
    read = _withdrawn(fields, names, "zone_width_km", None if width is None else width // 2)
    return None if read is None else msgspec.structs.replace(read, zone_width_km=width)


def _withdrawn(fields: Fields, names: Names, key: str, distance: int | None) -> Condition | None:
    lines = fields.table("of_line")
    if lines is None:
        fields.problem(f"`{key}` has no `of_line`", 'Write of_line = { A = "…", B = "…" }, a line per party.')
        return None
    given = {party: lines.text(party, required=True) for party in names.parties if lines.has(party)}
    lines.finish()
    missing = [party for party in names.parties if party not in given]
    if missing:
        fields.problem(f"`of_line` says nothing for {', '.join(missing)}", "Name a line for every party.", "of_line")
    for line in sorted(set(given.values())):
        if line and line not in names.lines:
            fields.problem(f"no line is called {line!r}", near_miss(line, names.lines), "of_line")
    if distance is None or missing or not set(given.values()) <= names.lines:
        return None
    return Condition(not_behind_km=distance, of_line=given)


def _event(fields: Fields, names: Names) -> Condition | None:
    kind = fields.text("event", required=True)
    covers = fields.raw("covers")
    if covers not in {None, True, False}:
        fields.problem(f"`covers` is {covers!r}", "It must be true or false.", "covers")
    by: Any = fields.word("by", ("self", "other", "any"), "any")
    return Condition(
        event=kind,
        by=by,
        before_h=fields.whole("before_h", least=1),
        elapsed_h=fields.whole("elapsed_h"),
        within_km=fields.whole("within_km", least=1),
        to=addressee(fields, names) or None,
        covers=True if covers is True else None,
    )


def addressee(fields: Fields, names: Names) -> str:
    """Whom a notice tells: a party by its id, "other", or others in words. Empty where nobody is named."""
    to = fields.text("to").strip()
    party = next((party for party in names.parties if party.casefold() == to.casefold()), None)
    return party or to


def _clock(fields: Fields, names: Names) -> Condition | None:
    clock = fields.text("clock", required=True)
    if clock not in names.clocks:
        fields.problem(f"no clock is called {clock!r}", near_miss(clock, names.clocks), "clock")
        return None
    return Condition(clock=clock, elapsed_h=fields.whole("elapsed_h") or 0)


def _count(fields: Fields, _: Names) -> Condition | None:
    code = _act_code(fields, "count_of")
    least = fields.whole("at_least", least=1, required=True)
    window = fields.whole("within_h", least=1, required=True)
    near = fields.whole("within_km", least=1)
    if code is None or least is None or window is None:
        return None
    return Condition(count_of=code, at_least=least, within_h=window, within_km=near)


_READERS: dict[str, Callable[[Fields, Names], Condition | None]] = {
    "act": _act,
    "attr": _attr,
    "in_zone": _in_zone,
    "during": _during,
    "daily": _daily,
    "not_behind_km": _behind,
    "zone_width_km": _width,
    "event": _event,
    "clock": _clock,
    "count_of": _count,
    "all": _connective("all"),
    "any": _connective("any"),
    "not": _not,
}


def read_provision(
    fields: Fields,
    provision_id: str,
    names: Names,
    readings: Callable[[Fields], tuple[InForce, ...]],
) -> Provision | LeftClause | None:
    """One clause, or null where it has no usable condition (a problem has been noted)."""
    if fields.has("left_to"):
        return _left(fields, provision_id)
    when = _required_condition(fields, names)
    effect: Any = fields.word("effect", EFFECTS, "breach")
    exceptions = tuple(e for one in fields.tables("unless") if (e := _unless(one, names)) is not None)
    needs: Any = fields.word("kept_needs", ("", "coverage"), "")
    frame = read_frame(fields, names, readings)
    fields.finish()
    if when is None:
        return None
    return Provision(
        provision_id=provision_id,
        when=settled_when(when, fields),
        effect=effect,
        unless=exceptions,
        kept_needs=needs,
        **frame,
    )


def read_frame(fields: Fields, names: Names, readings: Callable[[Fields], tuple[InForce, ...]]) -> dict[str, Any]:
    """What every assessed clause carries: its words, whom it binds, when, in which stages, and what follows."""
    bearers = fields.texts("bearers")
    for party in bearers:
        if party not in names.parties:
            fields.problem(f"no party is called {party!r}", near_miss(party, names.parties), "bearers")
    return {
        "words": fields.text("words", required=True),
        "citation": fields.text("citation"),
        "stages": tuple(_stage(one, names.moment) for one in fields.tables("stage")),
        "bearers": bearers,
        "readings": readings(fields),
        "consequence": fields.text("consequence"),
    }


def _left(fields: Fields, provision_id: str) -> LeftClause:
    """A clause that no incident decides: its words stand, and who decides it."""
    words, citation = fields.text("words", required=True), fields.text("citation")
    left_to, consequence = fields.text("left_to", required=True), fields.text("consequence")
    if fields.has("when"):
        fields.problem("it has both `when` and `left_to`", "Drop the one that does not hold.", "left_to")
    fields.finish()
    return LeftClause(
        provision_id=provision_id, words=words, citation=citation, left_to=left_to, consequence=consequence
    )


def _required_condition(fields: Fields, names: Names) -> Condition | None:
    table = fields.table("when")
    if table is None:
        if fields.raw("when") is None:
            advice = 'Say what the clause is about: when = { act = "…" }; or who decides it: left_to = "…".'
            fields.problem("`when` is missing", advice)
        return None
    return read_condition(table, names)


def _stage(fields: Fields, moment: Moment) -> Stage:
    fields.clause += ", stage"
    effect: Any = fields.word("effect", EFFECTS, "breach")
    if not fields.has("effect"):
        fields.problem("`effect` is missing", f"Write one of {', '.join(EFFECTS)}.")
    until = moment(fields, "until")
    fields.finish()
    return Stage(effect, until)


def _unless(fields: Fields, names: Names) -> Unless | None:
    fields.clause += ", unless"
    when = _required_condition(fields, names)
    effect: Any = fields.word("effect", EFFECTS, "counted")
    if_unknown: Any = fields.word("if_unknown", EFFECTS, "undetermined")
    plea: Any = fields.word("plea", ("none", "bearer", "other"), "none")
    words = fields.text("words")
    fields.finish()
    if when is None:
        return None
    return Unless(when=settled_exception(when, fields), effect=effect, if_unknown=if_unknown, plea=plea, words=words)
