"""What can be read in any language: quotation marks, numbers in digits, dates in digits.

Used where no rules for the language exist.
"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from truceline.extract.dates import date_in_digits
from truceline.extract.digits import bounds, digits
from truceline.extract.pieces import Marked, method_of
from truceline.extract.story import Story
from truceline.model.mentions import AnyMention, QuantityMention, Quote, TimeMention

_DATE = re.compile(
    r"(?<![\w.-])(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}\.\d{1,2}\.(?:19"
    r"|20)\d\d)(?![\w-])"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/+-])(\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{1,12}(?:[.,]\d{1,2})?)(\s?%)?(?![\w:/-]|[.,]\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE = re.compile(r"\+\d[\d ().-]{6,20}\d")


def find_neutral(story: Story, zone: ZoneInfo) -> list[AnyMention]:
    """Quotations without speakers, numbers without units, dates."""
    found: list[AnyMention] = [_quote(story, piece) for piece in story.marked]
    for paragraph in story.paragraphs:
        taken = [match.span() for match in _PHONE.finditer(story.text, paragraph.start, paragraph.end)]
        for match in _DATE.finditer(story.text, paragraph.start, paragraph.end):
            taken.append(match.span())
            found.append(_time(story, match, zone))
        for match in _NUMBER.finditer(story.text, paragraph.start, paragraph.end):
            if any(start <= match.start() < end for start, end in taken):
                continue
            quantity = _quantity(story, match)
            if quantity is not None:
                found.append(quantity)
    return found


def _quote(story: Story, piece: Marked) -> Quote:
    return Quote(
        item_id=story.item_id,
        start=piece.start,
        end=piece.end,
        text=story.text[piece.start : piece.end],
        method=method_of(piece),
        confidence_ppm=950_000 if piece.closed else 500_000,
    )


def _time(story: Story, match: re.Match[str], zone: ZoneInfo) -> TimeMention:
    interval = date_in_digits(match.group(), zone)
    return TimeMention(
        item_id=story.item_id,
        start=match.start(),
        end=match.end(),
        text=match.group(),
        method="rule:time.digits",
        confidence_ppm=900_000 if interval else 500_000,
        from_s=interval.from_s if interval else None,
        to_s=interval.to_s if interval else None,
    )


def _quantity(story: Story, match: re.Match[str]) -> QuantityMention | None:
    percent = match[2] is not None
    number = match[1]
    if _YEAR.fullmatch(number) and not percent:
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+", number) is not None
    value = digits(number if grouped else number.replace(",", "."))
    if value is None:
        return None
    room = bounds(value, None)
    return QuantityMention(
        item_id=story.item_id,
        start=match.start(),
        end=match.end(),
        text=match.group(),
        method="rule:quantity.percent" if percent else "rule:quantity.digits",
        confidence_ppm=900_000 if percent else 600_000,
        value_milli=room.value,
        low_milli=room.low,
        high_milli=room.high,
        unit="percent" if percent else None,
    )
