"""A daily series as bars over its days: the days in force, the levels before, in force and expected, alarms, effort."""

from __future__ import annotations

from datetime import date

from truceline.model.measures import Levels, MeasureView, SeriesDay
from truceline.publish.svg import drawing, element, number, text, titled
from truceline.publish.ticks import ticks
from truceline.publish.words import Words

WIDTH = 760.0
_LEFT, _RIGHT, _TOP, _TALL, _EFFORT = 58.0, 12.0, 46.0, 220.0, 46.0


def draw_series(view: MeasureView, words: Words) -> str:
    """An SVG of the view's days. A day without a figure is a mark under the axis, which is not a zero."""
    plot = _Plot(view)
    base = _TOP + _TALL
    has_effort = any(day.effort_milli is not None for day in view.days)
    height = base + 30 + (_EFFORT + 22 if has_effort else 0)
    parts = [
        *_band(view, plot, base, words),
        *_scale(plot, base, words),
        *(part for place, day in enumerate(view.days) for part in _bar(day, place, plot, base, words)),
        element("path", d=f"M{_LEFT:.1f} {base:.1f} H{WIDTH - _RIGHT:.1f}", class_="d-base"),
        *(_levels(view.levels, view, plot, base, words) if view.levels else ()),
        *_alarms(view, plot, words),
        *_axis(view, plot, base, words),
        *(_effort(view, plot, base + 34, words) if has_effort else ()),
    ]
    title, said = words.measure("series_title"), words.measure("series_alternative")
    return drawing("series", title, said, WIDTH, height, *parts)


class _Plot:
    """Where a day and a value lie."""

    def __init__(self, view: MeasureView) -> None:
        highest = max((day.value_milli or 0 for day in view.days), default=0)
        if view.levels is not None:
            highest = max(highest, view.levels.expected_milli or 0)
        self.tick, self.top = ticks(max(highest, 1000))
        self.step = (WIDTH - _LEFT - _RIGHT) / max(len(view.days), 1)
        self.place = {day.day: place for place, day in enumerate(view.days)}

    def x(self, place: float) -> float:
        return _LEFT + place * self.step

    def y(self, milli: float, base: float) -> float:
        return base - _TALL * min(milli, self.top) / self.top


def _band(view: MeasureView, plot: _Plot, base: float, words: Words) -> list[str]:
    inside = [place for place, day in enumerate(view.days) if day.in_force]
    if not inside:
        return []
    x, width = plot.x(inside[0]), (inside[-1] + 1 - inside[0]) * plot.step
    middle = min(max(x + width / 2, _LEFT + 45), WIDTH - _RIGHT - 45)
    return [
        element("rect", x=x, y=_TOP - 16, width=width, height=base - _TOP + 16, class_="d-band"),
        element("rect", x=x, y=_TOP - 16, width=width, height=3, class_="d-band-edge"),
        text(words.say("in_force_short"), middle, _TOP - 22, "d-small", "middle"),
    ]


def _scale(plot: _Plot, base: float, words: Words) -> list[str]:
    parts = []
    for tick in range(0, plot.top + 1, plot.tick):
        y = plot.y(tick, base)
        parts.append(element("path", d=f"M{_LEFT:.1f} {y:.1f} H{WIDTH - _RIGHT:.1f}", class_="d-rule"))
        parts.append(text(words.thousandths(tick), _LEFT - 8, y + 4, "d-small", "end"))
    return parts


def _bar(day: SeriesDay, place: int, plot: _Plot, base: float, words: Words) -> list[str]:
    x, gap = plot.x(place), min(2.0, plot.step * 0.2)
    if day.value_milli is None:
        said = f"{words.day(day.day)}: {words.measure('no_figure')}"
        return [titled("rect", said, x=x, y=base + 2, width=max(plot.step, 0.8), height=3, class_="d-missing")]
    tall = max(base - plot.y(day.value_milli, base), 1.0 if day.value_milli else 0.0)
    if not tall:
        return []
    said = f"{words.day(day.day)}: {words.thousandths(day.value_milli)}"
    class_ = "d-figure-in" if day.in_force else "d-figure"
    return [titled("rect", said, x=x + gap / 2, y=base - tall, width=plot.step - gap, height=tall, class_=class_)]


def _levels(levels: Levels, view: MeasureView, plot: _Plot, base: float, words: Words) -> list[str]:
    """Mean before, mean in force, and what was expected without a truce with its interval."""
    inside = [place for place, day in enumerate(view.days) if day.in_force]
    if not inside:
        return []
    start, end = plot.x(inside[0]), plot.x(inside[-1] + 1)
    end = max(end, start + 6)
    before = plot.x(max(0, inside[0] - 60))
    parts = [
        _stroke(
            before,
            start,
            plot.y(levels.before_milli, base),
            "d-level",
            _said("level_before", levels.before_milli, words),
        ),
        _stroke(
            start, end, plot.y(levels.during_milli, base), "d-level", _said("level_during", levels.during_milli, words)
        ),
    ]
    if levels.expected_milli is None or levels.low_milli is None or levels.high_milli is None:
        return parts
    top, bottom = plot.y(levels.high_milli, base), plot.y(levels.low_milli, base)
    said = _said("level_expected", levels.expected_milli, words)
    box = {"x": start, "y": top, "width": end - start, "height": max(bottom - top, 1)}
    return [
        titled("rect", said, **box, class_="d-expected-band"),
        *parts,
        _stroke(start, end, plot.y(levels.expected_milli, base), "d-expected", said),
    ]


def _said(key: str, milli: int, words: Words) -> str:
    return f"{words.measure(key)}: {words.fixed(milli, 1)}"


def _stroke(x: float, end: float, y: float, class_: str, said: str) -> str:
    return titled("path", said, d=f"M{number(x)} {number(y)} H{number(end)}", class_=class_)


def _alarms(view: MeasureView, plot: _Plot, words: Words) -> list[str]:
    parts = []
    for day in view.verdict.alarms:
        if day in plot.place:
            x = plot.x(plot.place[day] + 0.5)
            said = f"{words.measure('alarm_mark')}: {words.day(day)}"
            parts.append(titled("path", said, d=f"M{x:.1f} {_TOP - 2:.1f} l-5 -9 h10 z", class_="d-alarm"))
    return parts


def _axis(view: MeasureView, plot: _Plot, base: float, words: Words) -> list[str]:
    """The first of each month, or days where there are few, as many as fit; the year where it begins."""
    days = [date.fromisoformat(day.day) for day in view.days]
    if len(days) <= 45:
        every = max(1, -(-62 // max(1, int(plot.step))))
        marked = list(range(0, len(days), every))
    else:
        months = [place for place, day in enumerate(days) if day.day == 1]
        every = max(1, -(-70 // max(1, int(plot.step * 30))))
        marked = months[::every]
    parts = []
    for place in marked:
        x = plot.x(place + 0.5)
        if x > WIDTH - 40:
            continue
        parts.append(element("path", d=f"M{x:.1f} {base:.1f} v6", class_="d-base"))
        parts.append(text(words.short_day(days[place].isoformat()), x, base + 19, "d-small", "middle"))
    return parts


def _effort(view: MeasureView, plot: _Plot, top: float, words: Words) -> list[str]:
    highest = max((day.effort_milli or 0 for day in view.days), default=0) or 1
    base = top + _EFFORT
    parts = [
        text(words.measure("effort"), _LEFT, top - 2, "d-small"),
        element("path", d=f"M{_LEFT:.1f} {base:.1f} H{WIDTH - _RIGHT:.1f}", class_="d-base"),
    ]
    for place, day in enumerate(view.days):
        if day.effort_milli:
            tall = max(1.0, (_EFFORT - 6) * day.effort_milli / highest)
            said = f"{words.day(day.day)}: {words.measure('effort')}, {words.thousandths(day.effort_milli)}"
            box: dict[str, str | float] = {"x": plot.x(place), "y": base - tall, "width": plot.step, "height": tall}
            parts.append(titled("rect", said, **box, class_="d-effort"))
    return parts
