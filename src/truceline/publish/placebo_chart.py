"""The effect of a truce beside the same effect at dates at which nothing was agreed: is it out of the ordinary?"""

from __future__ import annotations

from truceline.model.measures import MeasureView
from truceline.publish.svg import drawing, element, number, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_LEFT, _RIGHT, _TOP, _TALL = 40.0, 40.0, 34.0, 120.0
_REACH = 5000  # forecast deviations in thousandths, each way; what lies beyond is drawn at the edge
_BIN = 250


def draw_placebos(view: MeasureView, words: Words) -> str:
    """An SVG: how many windows without a truce strayed how far from their forecast, and where the truce lies."""
    bins: dict[int, int] = {}
    for score in view.placebo_milli:
        at = min(max(score, -_REACH), _REACH - 1) // _BIN
        bins[at] = bins.get(at, 0) + 1
    highest = max(bins.values(), default=1)
    base = _TOP + _TALL
    parts = [*_middle(view, base, words)]
    for at in sorted(bins):
        x, tall = _x(at * _BIN), max(1.5, (_TALL - 8) * bins[at] / highest)
        said = f"{words.thousandths(at * _BIN)} – {words.thousandths((at + 1) * _BIN)}: {words.number(bins[at])}"
        box: dict[str, str | float] = {"x": x + 0.5, "y": base - tall, "width": _x(_BIN) - _x(0) - 1, "height": tall}
        parts.append(titled("rect", said, **box, class_="d-figure"))
    parts.append(element("path", d=f"M{_LEFT:.1f} {base:.1f} H{WIDTH - _RIGHT:.1f}", class_="d-base"))
    for deviation in range(-4, 5, 2):
        x = _x(deviation * 1000)
        parts.append(element("path", d=f"M{number(x)} {number(base)} v5", class_="d-base"))
        parts.append(text(words.number(deviation).replace("-", "−"), x, base + 18, "d-small", "middle"))
    parts.append(text(words.measure("placebo_axis"), WIDTH / 2, base + 36, "d-small", "middle"))
    parts += _own(view, base, words)
    title, said = words.measure("placebo_title"), words.measure("placebo_alternative")
    return drawing("placebo", title, said, WIDTH, base + 46, *parts)


def _x(milli: float) -> float:
    return _LEFT + (milli + _REACH) * (WIDTH - _LEFT - _RIGHT) / (2 * _REACH)


def _middle(view: MeasureView, base: float, words: Words) -> list[str]:
    """The span that holds 95 % of dates without a truce."""
    reach = min(view.multiplier_milli, _REACH)
    x, end = _x(-reach), _x(reach)
    return [
        titled(
            "rect",
            words.measure("placebo_span"),
            x=x,
            y=_TOP,
            width=end - x,
            height=base - _TOP,
            class_="d-expected-band",
        )
    ]


def _own(view: MeasureView, base: float, words: Words) -> list[str]:
    if view.score_milli is None:
        return []
    x = _x(min(max(view.score_milli, -_REACH), _REACH))
    said = f"{words.measure('this_truce')}: {words.fixed(view.score_milli).replace('-', '−')}"
    anchor = "start" if x < _LEFT + 80 else "end" if x > WIDTH - _RIGHT - 80 else "middle"
    return [
        titled("path", said, d=f"M{number(x)} {number(_TOP - 8)} V{number(base)}", class_="d-mark"),
        text(said, x, _TOP - 14, "d-strong", anchor),
    ]
