"""The calendar of an agreement: when it is in force according to whom, when clauses change, what the register holds.

One axis for all rows, so that contested beginnings stand under each other. What has no beginning or end runs out of the
picture with an arrow; what never is in force has an empty row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec

from truceline.assess.prepared import conditions_of
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Effect, InForce, Provision, Stage
from truceline.publish.svg import cut, drawing, element, hatching, text, titled, wrapped
from truceline.publish.words import Words

WIDTH = 760.0
_NAMES, _ROW, _BAR, _TOP = 250.0, 30.0, 16.0, 34.0
_RIGHT = 14.0
_DAY_S = 86_400
_LETTERS, _SMALL_LETTERS = 32, 39  # of a row's name in one line, and in each of two
#: looks of a stage by its effect
_LOOKS: dict[Effect, str] = {
    "none": "d-frame",
    "counted": "d-counted",
    "undetermined": "d-open",
    "breach": "d-breach",
}


class Bar(msgspec.Struct, frozen=True):
    """A span of one row; null edges are open."""

    from_s: int | None
    until_s: int | None
    look: str
    title: str


class Row(msgspec.Struct, frozen=True):
    """A line of the calendar: its bars, or what to say where it has none."""

    name: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    note: str = ""


def draw_calendar(agreement: Agreement, wording: Wording, words: Words) -> str:
    """An SVG of every reading, stage, window and register entry; empty where no moment is named at all."""
    rows = tuple(_rows(agreement, wording, words))
    moments = sorted(_moments(rows))
    if not moments:
        return ""
    room = max((moments[-1] - moments[0]) * 0.12, 5 * _DAY_S)
    axis = _Axis(moments[0] - room, moments[-1] + room, ZoneInfo(agreement.time_zone))
    parts = [element("defs", hatching("calendar-hatch"))]
    bottom = _TOP + len(rows) * _ROW
    parts += _ticks(axis, bottom, words)
    for number, row in enumerate(rows):
        parts += _drawn(row, _TOP + number * _ROW, axis)
    legend = _legend(bottom + 22, rows, words)
    height = bottom + (34 if legend else 8)
    title, description = words.say("calendar_title"), words.count("calendar_alternative", len(rows))
    return drawing("calendar", title, description, WIDTH, height, *parts, *legend)


def _rows(agreement: Agreement, wording: Wording, words: Words) -> Iterator[Row]:
    for reading in agreement.readings:
        yield _reading(words.say("row_force", who=_holder(reading, wording)), reading, wording, words)
    for provision in agreement.provisions:
        for reading in provision.readings:
            name = f"{_name(provision, agreement)}: {_holder(reading, wording)}"
            yield _reading(name, reading, wording, words)
        if provision.stages:
            readings = agreement.readings_of(provision)
            begins = [reading.from_s for reading in readings if not reading.never and not reading.from_event]
            known = [from_s for from_s in begins if from_s is not None]
            first = min(known) if known and len(known) == len(readings) else None
            yield Row(_name(provision, agreement), tuple(_stages(provision.stages, first, wording)))
        for hours in dict.fromkeys(node.daily for node in conditions_of(provision) if node.daily is not None):
            yield Row(_name(provision, agreement), note=wording.hours_in_short(hours))
    for moving in agreement.moving:
        bars = tuple(
            Bar(window.from_s, window.until_s, "d-zone", f"{wording.window(window)}: {wording.zone(of)}")
            for window, of in moving.phases
        )
        yield Row(moving.label or moving.zone_id, bars)
    for clock in agreement.clocks:
        start = f"{wording.zone(clock.zone)}: {wording.moment(clock.start_s)}"
        yield Row(words.say("row_clock", zone=wording.zone(clock.zone)), (), ((clock.start_s, start),))
    if agreement.register:
        marks = tuple(
            (entry.at_s, f"{wording.moment(entry.at_s)}: {entry.kind}, {wording.party(entry.party)}, {entry.standing}")
            for entry in agreement.register
        )
        told = tuple(
            Bar(
                entry.from_s,
                entry.until_s,
                "d-zone",
                f"{entry.kind}, {wording.party(entry.party)}: {wording.tells(entry)}",
            )
            for entry in agreement.register
            if entry.from_s is not None
        )
        yield Row(words.say("register"), told, marks)


def _reading(name: str, reading: InForce, wording: Wording, words: Words) -> Row:
    if reading.never:
        return Row(name, note=words.say("never"))
    return Row(name, (Bar(reading.from_s, reading.until_s, "d-band-edge", wording.reading(reading)),))


def _holder(reading: InForce, wording: Wording) -> str:
    return wording.say("everybody") if reading.according_to == "all" else wording.party(reading.according_to)


def _name(provision: Provision, agreement: Agreement) -> str:
    """Its citation, with its id where another clause has the same citation."""
    alike = sum(other.citation == provision.citation for other in agreement.provisions)
    if not provision.citation:
        return provision.provision_id
    return provision.citation if alike == 1 else f"{provision.citation} ({provision.provision_id})"


def _stages(stages: tuple[Stage, ...], start: int | None, wording: Wording) -> Iterator[Bar]:
    """The stages from when the clause is in force, where that is known, each to the beginning of the next."""
    for stage in stages:
        if start is not None and stage.until_s is not None and stage.until_s <= start:
            continue
        end = "" if stage.until_s is None else wording.say("end", at=wording.moment(stage.until_s))
        yield Bar(start, stage.until_s, _LOOKS[stage.effect], f"{wording.effect(stage.effect)} {end}".strip())
        start = stage.until_s


def _moments(rows: tuple[Row, ...]) -> set[int]:
    edges = {edge for row in rows for bar in row.bars for edge in (bar.from_s, bar.until_s) if edge is not None}
    return edges | {at_s for row in rows for at_s, _ in row.marks}


class _Axis:
    """Seconds to pixels."""

    def __init__(self, first_s: float, last_s: float, zone: ZoneInfo) -> None:
        self.first_s, self.last_s, self.zone = first_s, last_s, zone
        self._scale = (WIDTH - _NAMES - _RIGHT) / (last_s - first_s)

    def x(self, at_s: float) -> float:
        return _NAMES + (at_s - self.first_s) * self._scale

    def day(self, at_s: float) -> str:
        return dt.datetime.fromtimestamp(at_s, self.zone).date().isoformat()


def _ticks(axis: _Axis, bottom: float, words: Words) -> Iterator[str]:
    """Five days at equal distances, as rules behind the bars."""
    for k in range(5):
        at_s = axis.first_s + (axis.last_s - axis.first_s) * (k + 0.5) / 5
        midnight = dt.datetime.fromisoformat(axis.day(at_s)).replace(tzinfo=axis.zone).timestamp()
        x = axis.x(midnight)
        yield element("path", d=f"M{x:.1f} {_TOP - 8} V{bottom:.1f}", class_="d-rule")
        yield text(words.day(axis.day(at_s)), x, _TOP - 14, "d-small", "middle")


def _drawn(row: Row, top: float, axis: _Axis) -> Iterator[str]:
    middle = top + _ROW / 2
    yield titled_text(row.name, _NAMES - 12, middle + 4)
    if row.note:
        yield text(row.note, _NAMES + 4, middle + 4, "d-small")
    for bar in row.bars:
        yield from _bar(bar, middle, axis)
    for at_s, title in row.marks:
        x = axis.x(at_s)
        yield titled("path", title, d=f"M{x:.1f} {middle - 7:.1f} l6 7 l-6 7 l-6 -7 Z", class_="d-dot")


def titled_text(name: str, x: float, y: float) -> str:
    """A name to the left of its row, shortened where it is long, whole when pointed at."""
    lines = _two_lines(name)
    pointed = element("g", titled("path", name, d=f"M0 {y - 14:.1f} H{x:.1f} v18 H0 Z", fill="transparent"))
    if len(lines) == 1:
        return pointed + text(lines[0], x, y, "d-text", "end")
    return pointed + text(lines[0], x, y - 6, "d-small", "end") + text(lines[1], x, y + 7, "d-small", "end")


def _two_lines(name: str) -> tuple[str, ...]:
    """A long name in two lines, broken before whose reading it is where that is said: the rows differ by that."""
    if len(name) <= _LETTERS:
        return (name,)
    clause, colon, holder = name.rpartition(": ")
    if colon and len(clause) < _SMALL_LETTERS:
        return clause + ":", cut(holder, _SMALL_LETTERS)
    first, *rest = wrapped(name, _SMALL_LETTERS)
    return cut(first, _SMALL_LETTERS), cut(" ".join(rest), _SMALL_LETTERS)


def _bar(bar: Bar, middle: float, axis: _Axis) -> Iterator[str]:
    left = _NAMES if bar.from_s is None else axis.x(bar.from_s)
    right = WIDTH - _RIGHT if bar.until_s is None else axis.x(bar.until_s)
    box = {"x": left, "y": middle - _BAR / 2, "width": max(right - left, 2.0), "height": _BAR}
    yield titled("rect", bar.title, **box, class_=bar.look)
    for open_, x, turn in ((bar.from_s is None, left, -1), (bar.until_s is None, right, 1)):
        if open_:
            points = f"M{x:.1f} {middle - _BAR / 2:.1f} l{9 * turn} {_BAR / 2} l{-9 * turn} {_BAR / 2} Z"
            yield element("path", d=points, class_=bar.look)


def _legend(y: float, rows: tuple[Row, ...], words: Words) -> list[str]:
    """Only where a clause has stages: what their looks mean."""
    looks = {bar.look for row in rows for bar in row.bars}
    shown = [effect for effect, look in _LOOKS.items() if look in looks]
    parts, x = [], _NAMES
    for effect in shown:
        name = words.say(f"legend_{effect}")
        parts.append(element("rect", x=x, y=y - 10, width=14, height=12, class_=_LOOKS[effect]))
        parts.append(text(name, x + 20, y, "d-small"))
        x += 34 + len(name) * 6.2
    return parts
