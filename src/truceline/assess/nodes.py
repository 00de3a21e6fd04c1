"""Conditions as they are written: TOML tables into the closed tree of `model.agreement`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from truceline.assess.fields import Fields
from truceline.assess.names import Names, addressee, known_zone
from truceline.assess.problems import near_miss
from truceline.assess.windows import read_daily, read_during
from truceline.model.agreement import Condition, MovingZone
from truceline.model.taxonomy import EVENT_TYPES, OBJECT_CLASSES, WEAPON_CLASSES

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


def read_condition(fields: Fields, names: Names) -> Condition | None:
    """One node, or null where it says nothing usable (a problem has been noted)."""
    if not names.counts(1, fields):
        return None
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
        moving = names.moving[zone]
        return _moved(moving) if names.counts(3 * len(moving.phases), fields) else None
    return Condition(in_zone=zone) if zone and known_zone(fields, "in_zone", zone, names) else None


def _moved(zone: MovingZone) -> Condition:
    """An area that moves by date, written out: in each window, the zone of that window."""
    return Condition(
        any=tuple(Condition(all=(Condition(during=window), Condition(in_zone=of))) for window, of in zone.phases)
    )


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
        if line and line not in names.lines and not names.unread:
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
    "during": lambda fields, names: read_during(fields, names.moment),
    "daily": lambda fields, names: read_daily(fields, names.time_zone),
    "not_behind_km": _behind,
    "zone_width_km": _width,
    "event": _event,
    "clock": _clock,
    "count_of": _count,
    "all": _connective("all"),
    "any": _connective("any"),
    "not": _not,
}
