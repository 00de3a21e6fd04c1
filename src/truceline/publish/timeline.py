"""The time line: one axis of days, one row for each thing that is counted, the effort under it.

Small multiples (Tufte, *Envisioning Information*, 1990): every row has its own scale from zero, with its highest
value written beside it, so that a rare breach is seen next to a frequent alert.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from truceline.model.bulletin import PublicDay
from truceline.publish.strips import Strip
from truceline.publish.svg import drawing, element, hatching, text, titled, wrapped
from truceline.publish.words import Words

_RIGHT = 40.0  # of the number of the last day
_ROW = 50.0
_LINE = 13.0  # of a strip's label
_HALF_A_DAY = 24.0  # of the name of a day, under the axis
_LETTER = 6.6  # of a label
_FORCE = 64.0  # of the name of the shade, which stands on the same line where there is no margin
_NAMES = 14.0  # over a row, where they do not stand beside it


class Layout(msgspec.Struct, frozen=True):
    """Where names stand: in a margin beside the rows, or over them where the sheet is too narrow for a margin."""

    width: float
    left: float
    top: float
    gap: float
    letters: int  # of a line of a strip's label

    @property
    def beside(self) -> bool:
        return self.left > 0


WIDE = Layout(width=760, left=168, top=30, gap=16, letters=27)
NARROW = Layout(width=380, left=0, top=48, gap=40, letters=62)

_ROWS: tuple[tuple[str, str, Callable[[PublicDay], int], bool], ...] = (
    ("row_force", "d-incidents", lambda day: day.incidents, False),
    ("row_breaches", "d-breach", lambda day: day.breaches, False),
    ("row_undetermined", "d-open", lambda day: day.undetermined, False),
    ("row_counted", "d-counted", lambda day: day.counted, False),
    ("row_effort", "d-effort", lambda day: day.observer_minutes or 0, True),
    ("row_outages", "d-outage", lambda day: day.outage_minutes or 0, True),
)


def draw_timeline(
    days: tuple[PublicDay, ...],
    words: Words,
    period: frozenset[str] = frozenset(),
    alarms: frozenset[str] = frozenset(),
    in_force: tuple[Strip, ...] = (),
    layout: Layout = WIDE,
    turn: tuple[str, str] = ("", ""),
) -> str:
    """An SVG of the days given, in their order; a stroke under the axis marks those of the bulletin's own period,
    a triangle over the incidents a day with an alarm of a rise, strokes on top when what is in force.

    `turn` is a day from which another answer stands, and that answer in words.
    """
    name = "timeline" if layout.beside else "timeline-narrow"
    step = (layout.width - layout.left - _RIGHT) / max(len(days), 1)
    drawn, top = _strips(in_force, step, layout)
    height = top + len(_ROWS) * (_ROW + layout.gap) + 38
    parts = [element("defs", hatching(f"{name}-hatch")), *_bands(days, step, height - 38, words, layout), *drawn]
    for place, row in enumerate(_ROWS):
        parts += _row(days, step, top + place * (_ROW + layout.gap), row, words, layout)
    parts += _turn(days, step, height - 38, turn, layout)
    parts += _alarms(days, step, top, alarms, words, layout)
    parts += _axis(days, step, height - 34, words, layout)
    parts += _period(days, step, height - 8, period, words, layout)
    title = words.say("timeline_title")
    return drawing(name, title, words.say("timeline_caption"), layout.width, height, *parts)


def _bands(days: tuple[PublicDay, ...], step: float, bottom: float, words: Words, layout: Layout) -> list[str]:
    """Light bands behind the days on which the agreement is in force, with a stroke on top that prints in grey."""
    parts = []
    for start, end in _runs(days):
        x, width = layout.left + start * step, (end - start) * step
        parts.append(element("rect", x=x, y=14, width=width, height=bottom - 14, class_="d-band"))
        parts.append(element("rect", x=x, y=14, width=width, height=3, class_="d-band-edge"))
    if parts:
        parts.append(_beside_or_over(words.say("in_force_short"), 19, 10, layout))
    return parts


def _strips(in_force: tuple[Strip, ...], step: float, layout: Layout) -> tuple[list[str], float]:
    """A stroke for each reading, below the one for the days of any, and the height at which the rows begin."""
    parts, y = [], layout.top
    for strip in in_force:
        lines = wrapped(strip.label, layout.letters)
        under = y if layout.beside else y + _LINE * len(lines)
        x, width = layout.left + strip.start * step, max(2.0, (strip.end - strip.start) * step)
        parts.append(titled("rect", strip.label, x=x, y=under, width=width, height=5, class_="d-strip"))
        for place, line in enumerate(lines):
            parts.append(_beside_or_over(line, y + 6 + _LINE * place, y + 8 + _LINE * place, layout))
        y += _LINE * len(lines) + (2 if layout.beside else 11)
    room = 8 if in_force else 0
    return parts, y + (room if layout.beside else _NAMES + room)


def _beside_or_over(words: str, beside: float, over: float, layout: Layout) -> str:
    if layout.beside:
        return text(words, layout.left - 10, beside, "d-small", "end")
    return text(words, 0, over, "d-small")


def _runs(days: tuple[PublicDay, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, day in enumerate(days):
        if not day.in_force:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _period(
    days: tuple[PublicDay, ...], step: float, y: float, period: frozenset[str], words: Words, layout: Layout
) -> list[str]:
    """Where a bulletin covers fewer days than are drawn, its own days are underlined."""
    inside = [place for place, day in enumerate(days) if day.day in period]
    if not inside or len(inside) == len(days):
        return []
    start, end = layout.left + inside[0] * step, layout.left + (inside[-1] + 1) * step
    return [
        element("path", d=f"M{start:.1f} {y - 4:.1f} H{end:.1f}", class_="d-scale"),
        _beside_or_over(words.say("this_period"), y, y, layout),
    ]


def _turn(days: tuple[PublicDay, ...], step: float, bottom: float, turn: tuple[str, str], layout: Layout) -> list[str]:
    """A stroke through all rows where the answer of the bulletin begins to stand, with its words on top."""
    since, said = turn
    place = next((place for place, day in enumerate(days) if day.day == since), None)
    if place is None:
        return []
    x = layout.left + place * step
    room_right = layout.width - x > _LETTER * len(said) + 8
    beside = max(x + 4, 0 if layout.beside else _FORCE)
    label = text(said, beside, 11, "d-value") if room_right else text(said, x - 4, 11, "d-value", "end")
    return [titled("path", said, d=f"M{x:.1f} 2 V{bottom:.1f}", class_="d-turn"), label]


def _alarms(
    days: tuple[PublicDay, ...], step: float, top: float, alarms: frozenset[str], words: Words, layout: Layout
) -> list[str]:
    parts = []
    for place, day in enumerate(days):
        if day.day in alarms:
            x = layout.left + (place + 0.5) * step
            said = f"{words.day(day.day)}: {words.say('since_marked')}"
            parts.append(titled("path", said, d=f"M{x:.1f} {top - 1:.1f} l-5 -8.5 h10 Z", class_="d-alarm"))
    return parts


def _row(
    days: tuple[PublicDay, ...],
    step: float,
    top: float,
    row: tuple[str, str, Callable[[PublicDay], int], bool],
    words: Words,
    layout: Layout,
) -> list[str]:
    key, class_, value, is_time = row
    name = words.say(key)
    highest = max((value(day) for day in days), default=0)
    base = top + _ROW
    show = words.hours if is_time else words.number
    said = words.say("none_stated") if is_time and not highest else words.say("highest", n=show(highest))
    parts = _names(name, said, base, layout)
    gap = min(3.0, step * 0.2)
    for place, day in enumerate(days):
        amount = value(day)
        if amount <= 0:
            continue
        tall = max(1.5, (_ROW - 4) * amount / highest)
        x = layout.left + place * step + gap / 2
        box: dict[str, str | float] = {"x": x, "y": base - tall, "width": step - gap, "height": tall}
        parts.append(titled("rect", f"{words.day(day.day)}: {name}, {show(amount)}", **box, class_=class_))
        if class_ == "d-open":
            hatch = "timeline-hatch" if layout.beside else "timeline-narrow-hatch"
            parts.append(element("rect", **box, fill=f"url(#{hatch})"))
    if days and value(days[-1]) > 0:
        parts.append(text(show(value(days[-1])), layout.width - _RIGHT + 5, base - 1, "d-value"))
    line = f"M{layout.left:.1f} {base:.1f} H{layout.width - _RIGHT:.1f}"
    parts.append(element("path", d=line, class_="d-base"))
    return parts


def _names(name: str, said: str, base: float, layout: Layout) -> list[str]:
    """What a row counts, and its highest value."""
    if layout.beside:
        x = layout.left - 10
        return [text(name, x, base - 16, "d-strong", "end"), text(said, x, base - 1, "d-small", "end")]
    over = base - _ROW - 14
    return [text(name, 0, over, "d-strong"), text(said, layout.width - _RIGHT, over, "d-small", "end")]


def _axis(days: tuple[PublicDay, ...], step: float, y: float, words: Words, layout: Layout) -> list[str]:
    """Dates under the days, as many as fit without touching."""
    every = max(1, -(-62 // max(1, int(step))))
    every = next((nice for nice in (1, 2, 7, 14, 28) if nice >= every), every)
    parts = []
    for place in range(0, len(days), every):
        x = layout.left + (place + 0.5) * step
        parts.append(element("path", d=f"M{x:.1f} {y - 10:.1f} v4", class_="d-base"))
        near_edge = x < _HALF_A_DAY
        at, anchor = (0.0, "start") if near_edge else (x, "middle")
        parts.append(text(words.short_day(days[place].day), at, y + 8, "d-small", anchor))
    return parts
