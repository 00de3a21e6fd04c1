"""The pictures of a merge: which sets share incidents, where, and when."""

from __future__ import annotations

import math
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from truceline.merging.overlap import Flags, Overlap
from truceline.model.bulletin import Ring
from truceline.publish.graticule import draw_frame
from truceline.publish.projection import fit
from truceline.publish.svg import drawing, element, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_COMBINATIONS = 12
_ROW, _BAR, _NAMES = 22.0, 110.0, 190.0
_DOT = 5.0
#: incidents are drawn on a grid of this many pixels, so that a page stays small whatever it shows
_PIXELS = 5.0
_PERIODS = 60


def draw_combinations(overlap: Overlap, words: Words) -> str:
    """Bars over a matrix of dots (UpSet: Lex, Gehlenborg, Strobelt, Vuillemot, Pfister 2014): one column for each
    combination of sets that share incidents. Empty where none do."""
    shown = overlap.combinations[:_COMBINATIONS]
    if not shown:
        return ""
    used = sorted({k for combination, _ in shown for k in combination})
    step = min((WIDTH - _NAMES) / len(shown), 60.0)
    highest = shown[0][1]
    parts = []
    for line, k in enumerate(used):
        y = _BAR + 34 + line * _ROW
        parts.append(text(_short(overlap.names[k]), _NAMES - 14, y + 4, "d-text", "end"))
        parts.append(element("path", d=f"M{_NAMES} {y:.1f} H{_NAMES + step * len(shown):.1f}", class_="d-rule"))
    for column, (combination, number) in enumerate(shown):
        x = _NAMES + step * (column + 0.5)
        height = max(1.5, _BAR * number / highest)
        names = " + ".join(overlap.names[k] for k in combination)
        title = f"{names}: {words.number(number)}"
        box = {"x": x - step * 0.3, "y": _BAR + 16 - height, "width": step * 0.6, "height": height}
        parts.append(titled("rect", title, **box, class_="d-seq4"))
        parts.append(text(words.number(number), x, _BAR + 10 - height, "d-small", "middle"))
        rows = [_BAR + 34 + used.index(k) * _ROW for k in combination]
        parts.append(element("path", d=f"M{x:.1f} {rows[0]:.1f} V{rows[-1]:.1f}", class_="d-whisker"))
        parts += [element("circle", cx=x, cy=y, r=_DOT, class_="d-dot") for y in rows]
    description = words.count("combinations_alternative", len(overlap.combinations))
    height = _BAR + 34 + len(used) * _ROW
    return drawing("combinations", words.say("combinations_title"), description, WIDTH, height, *parts)


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25] + "…"


def draw_places(incidents: pa.Table, several: Flags, words: Words) -> str:
    """Incidents on a grid of pixels: dark where several sets report, light where one does. Empty without any place."""
    lat, lon = (incidents.column(name).to_numpy(zero_copy_only=False) for name in ("lat_e6", "lon_e6"))
    located = ~np.isnan(lat.astype(float))
    if not located.any():
        return ""
    lat, lon, several = lat[located].astype(np.int64), lon[located].astype(np.int64), several[located]
    corners = ((int(lon.min()), int(lat.min())), (int(lon.max()), int(lat.max())))
    projection = fit([Ring(lon_lat_e6=corners)], WIDTH)
    if projection is None:
        return ""
    x = (lon / 1e6 - projection.west) * projection.stretch * projection.scale
    y = (projection.north - lat / 1e6) * projection.scale
    key = np.stack([np.floor(x / _PIXELS), np.floor(y / _PIXELS)]).astype(np.int64)
    marks = []
    for wanted in (False, True):
        cells, number = np.unique(key[:, several == wanted], axis=1, return_counts=True)
        for (column, row), count in zip(cells.T.tolist(), number.tolist(), strict=True):
            radius = min(1.6 + 0.9 * math.log2(count), _PIXELS * 1.4)
            centre = {"cx": (column + 0.5) * _PIXELS, "cy": (row + 0.5) * _PIXELS, "r": radius}
            marks.append(element("circle", **centre, class_="d-seq5" if wanted else "d-seq2"))
    sea = element("rect", x=0, y=0, width=WIDTH, height=projection.height, class_="d-sea")
    legend = _legend(projection.height + 22, words)
    description = words.count("places_alternative", int(located.sum()), several=words.number(int(several.sum())))
    title = words.say("places_title")
    parts = (sea, *draw_frame(projection, words)[0], *marks, *legend)
    return drawing("places", title, description, WIDTH, projection.height + 34, *parts)


def draw_times(incidents: pa.Table, several: Flags, words: Words, zone: str) -> str:
    """Incidents by period of equal length: those of several sets below, those of one set on top of them."""
    start = incidents.column("start_s").to_numpy()
    if not len(start):
        return ""
    first, last = int(start.min()), int(start.max()) + 1
    periods = min(_PERIODS, max(1, math.ceil((last - first) / 86_400)))
    length = math.ceil((last - first) / periods)
    place = (start - first) // length
    whole = np.bincount(place, minlength=periods)
    shared = np.bincount(place[several], minlength=periods)
    tall, step = 120.0, WIDTH / periods
    scale = tall / max(1, int(whole.max()))
    parts = []
    for k in range(periods):
        low, high = shared[k] * scale, whole[k] * scale
        day = _day(first + k * length, zone, words)
        box = {"x": k * step, "width": max(step - 1, 0.8)}
        title = f"{day}: {words.number(int(whole[k]))}"
        parts.append(titled("rect", title, **box, y=tall - high, height=high - low, class_="d-seq2"))
        parts.append(element("rect", **box, y=tall - low, height=low, class_="d-seq5"))
    parts.append(element("path", d=f"M0 {tall} H{WIDTH}", class_="d-base"))
    ends = [(first, 0.0, "start"), (last - 1, WIDTH, "end")]
    for moment, x, anchor in ends:
        day = _day(moment, zone, words)
        parts.append(text(day, x, tall + 18, "d-small", anchor))
    most = words.number(int(whole.max()))
    description = words.say("times_alternative", most=most)
    return drawing("times", words.say("times_title"), description, WIDTH, tall + 48, *parts, *_legend(tall + 38, words))


def _day(moment_s: int, zone: str, words: Words) -> str:
    return words.day(datetime.fromtimestamp(moment_s, ZoneInfo(zone)).date().isoformat())


def _legend(y: float, words: Words) -> list[str]:
    several, single = words.say("legend_several"), words.say("legend_single")
    return [
        element("circle", cx=6, cy=y - 4, r=5, class_="d-seq5"),
        text(several, 16, y, "d-text"),
        element("circle", cx=250, cy=y - 4, r=5, class_="d-seq2"),
        text(single, 260, y, "d-text"),
    ]
