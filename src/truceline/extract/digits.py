"""Numbers in digits, and how much room words leave around a number. The same for every language."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

#: what the words before a number say of it
Vagueness = Literal["about", "nearly", "more", "at least", "up to", "less"]

#: half width of "about", in parts of a hundred of the value: reporters round to one or two figures, and a number
#: rounded to one figure is off by at most a tenth of itself once it is 5 or more
ABOUT_PERCENT = 10

#: pattern of a telephone number: one that is free to call, one with the code of its country, one in groups
PHONE = (
    r"(?<!\w)[08][ -]?\(?800\)?(?:[ -]?\d){6,7}(?!\d)"
    r"|(?<!\w)\+\d[\d ().-]{6,20}\d|(?<!\w)\(?\d{2,4}\)?[ -]\d{3}[ -]\d{2}[ -]?\d{2}(?!\d)"
)


class Bounds(NamedTuple):
    """Thousandths; null means open."""

    value: int | None
    low: int | None
    high: int | None


def digits(words: str, scale: int | None = None) -> int | None:
    """Digits with separators and a scale, in thousandths: "1,404", "2.5" × 1_000_000, "600 000"."""
    plain = re.sub(r"(?<=\d)[,\s\u00a0\u202f'](?=\d{3})", "", words)
    whole, _, decimals = plain.partition(".")
    if not whole.isdecimal() or len(whole) > 15 or (decimals and not decimals.isdecimal()):
        return None
    milli = int(whole) * 1000 + (int((decimals + "000")[:3]) if decimals else 0)
    if scale:
        exact = int(whole + decimals) * 1000 * scale
        milli = exact // 10 ** len(decimals)
    return milli


def bounds(milli: int, kind: Vagueness | None, share: bool = False) -> Bounds:
    """The room that words such as "about", "more than" or "up to" leave around a number.

    about: ±10 %. nearly: from 10 % below to one below. more than, over, at least: the number and up. up to: the number
    and down. less than: one below and down. Whole numbers stay whole, but a `share` goes in steps of none: "fewer than
    5 per cent" is the number and down.
    """
    step = 0 if share else 1000 if milli % 1000 == 0 else 1
    spread = milli * ABOUT_PERCENT // 100 // (step or 1) * (step or 1)
    if kind == "about":
        return Bounds(milli, milli - spread, milli + spread)
    if kind == "nearly":
        return Bounds(milli, milli - spread, milli - step)
    if kind in ("more", "at least"):
        return Bounds(milli, milli, None)
    if kind == "up to":
        return Bounds(milli, None, milli)
    if kind == "less":
        return Bounds(milli, None, milli - step)
    return Bounds(milli, milli, milli)
