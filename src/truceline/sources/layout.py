"""The parts of an article in plain lines: headline, byline, date, paragraphs of the body. The text is never cut.

What is left out of the body stays in the text: page residue, captions, and section headings, which are the editor's
words and no narrative.
"""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from truceline.model.evidence import Span
from truceline.sources import credits, residue
from truceline.sources.dates import Published, find_date, find_day_with_weekday

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_FIRST_SIGN = re.compile(r"[^\s\ufeff]")
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
#: what parts most paragraphs, which is told at once
_BLANK_LINE = "\n\n"
_BULLET = re.compile(r"^[-–—•*·▪]\ufe0f?\s|^\d{1,2}[.)]\s|^[\u2190-\u2bff\U0001f000-\U0001faff]")
#: a row of figures: "танків – 12 018 (+3)"
_ROW = re.compile(r"\s[-–—]\s(?:\w{2,10}\s)?\d")
#: pictures behind the last sentence of a post
_PICTURES = re.compile(r"[\s\ufe0f\u200d\u2190-\u2bff\U0001f000-\U0001faff]+$")
_BYLINE = re.compile(r"^(?:by|story by|written by|report by|від|автор[иы]?\s*:?)\s+\S.{0,120}$", re.IGNORECASE)
_LOWER = re.compile(r"^[a-zа-яіїєґё]")
_WORDS = re.compile(r"\w+")
#: no heading ends in one of these, or in one and closing marks
_SENTENCE_MARKS = frozenset(".!…;,")
_TAIL = 60
_WRAPPED_WIDTH = 120
_HEADING_WORDS = 14
_BYLINE_WORDS = 6
_HEADLINE_WORDS = 30


class Layout(msgspec.Struct, frozen=True):
    """Spans of the parts, and what the furniture of the page says about its origin."""

    body: tuple[Span, ...]
    headline: Span | None
    byline: Span | None
    credit: str | None
    published: Published | None


def lay_out(text: str, time_zone: str, headline: Span | None = None) -> Layout:
    """Tell the parts of an article apart. Every non-empty text has a body. A `headline` that is known is taken."""
    blocks = _paragraphs(text)
    lines = [span.of(text) for span in blocks]
    residues = [residue.is_residue(line) for line in lines]
    dated = [_is_date_line(line, time_zone) for line in lines]
    dates = {span.start for span, date in zip(blocks, dated, strict=True) if date}
    told_apart = zip(blocks, lines, residues, strict=True)
    kept = [span for span, line, stray in told_apart if not stray and not residue.is_caption(line)]
    head, rest = _headline(text, kept)
    if headline is not None:
        head, rest = headline, [span for span in kept if span.start >= headline.end]
    byline = next((s for s in rest[:3] if _is_byline(s.of(text), time_zone)), None)
    narrative = [s for s in rest if s is not byline and s.start not in dates]
    body = _without_headings(text, narrative)
    if not body:
        head, byline, body = None, None, [head] if head else (kept or blocks)
    told = [span.of(text) for span in body]
    tails = [len(line) for line in told]
    if residue.may_trail(text):
        tails = [residue.trailing_residue(line) for line in told]
    stamps = [line[tail:] for line, tail in zip(told, tails, strict=True)]
    stamps += [line for line, stray, date in zip(lines, residues, dated, strict=True) if stray or date]
    return Layout(
        body=tuple(Span(span.start, span.start + tail) for span, tail in zip(body, tails, strict=True)),
        headline=head,
        byline=byline,
        credit=_credit(text, byline, body, lines),
        published=_published(text, byline, body, stamps, time_zone),
    )


def _paragraphs(text: str) -> list[Span]:
    """Paragraphs: lines, joined where a hard-wrapped line goes on in the next."""
    lines = [_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [span for span in lines if span.start < span.end]
    width = max((span.end - span.start for span in lines), default=0)
    joined: list[Span] = []
    previous: Span | None = None
    for line in lines:
        if joined and previous and _continues(text, previous, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        previous = line
    return joined


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without blanks and byte-order marks at either end, in linear time however many there are."""
    first = _FIRST_SIGN.search(text, start, end)
    if first is None:
        return Span(end, end)
    while text[end - 1].isspace() or text[end - 1] == "\ufeff":
        end -= 1
    return Span(first.start(), end)


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    between = text[line.end : following.start].replace("\r\n", "\n")
    if (
        between == _BLANK_LINE
        or sum(between.count(end) for end in "\r\n\x85\u2028\u2029") != 1
        or _BULLET.match(following.of(text))
    ):
        return False
    full = line.end - line.start >= 0.7 * width
    ended = bool(_FINAL.search(line.of(text)))
    if width <= _WRAPPED_WIDTH and width >= 40 and full:
        return not ended or line.end - line.start >= 0.85 * width
    return not ended and bool(_LOWER.match(following.of(text)))


def _is_byline(line: str, time_zone: str) -> bool:
    if _BYLINE.match(line):
        # "Від січня це вже шостий випадок.": a sentence that opens so
        return line[-1] not in ".!?" or len(_WORDS.findall(line)) <= _BYLINE_WORDS
    return credits.credit_in(line) is not None and _is_date_line(line, time_zone)


def _is_date_line(line: str, time_zone: str) -> bool:
    """A short line that is little more than a date."""
    if len(line) > 80:
        return False
    date = find_date(line, time_zone)
    return date is not None and len(_WORDS.findall(line[: date.start] + line[date.end :])) <= 4


def _headline(text: str, kept: list[Span]) -> tuple[Span | None, list[Span]]:
    """The first line when it is short, ends like no sentence, and prose follows."""
    if len(kept) < 2:
        return None, kept
    first = kept[0].of(text)
    short = len(_WORDS.findall(first)) <= _HEADLINE_WORDS
    ended = bool(re.search(r"[.:;][\"'”’»)\]]*$", first))
    if short and not ended and not _BYLINE.match(first):
        return kept[0], kept[1:]
    return None, kept


def _without_headings(text: str, spans: list[Span]) -> list[Span]:
    """Paragraphs without section headings. In a text of bare notes, where most lines end unpunctuated, all stay."""
    looks = [_looks_like_heading(span.of(text)) for span in spans]
    if sum(looks) * 2 > len(spans):
        return spans
    drops = [here and not after for here, after in pairwise([*looks, True])]
    return [span for span, drop in zip(spans, drops, strict=True) if not drop]


def _looks_like_heading(line: str) -> bool:
    if _PICTURES.sub("", line[-_TAIL:]).rstrip("\"'”’»)]")[-1:] in _SENTENCE_MARKS:
        return False
    return len(_WORDS.findall(line)) <= _HEADING_WORDS and not _BULLET.match(line) and not _ROW.search(line)


def _credit(text: str, byline: Span | None, body: list[Span], lines: list[str]) -> str | None:
    if not credits.names_agency(text):
        return None
    if byline and (found := credits.credit_in(byline.of(text))):
        return found
    if body and (found := credits.credit_of_dateline(body[0].of(text))):
        return found
    closing = (credits.credit_of_closing(line) for line in reversed(lines) if len(line) <= 160)
    return next((found for found in closing if found), None)


def _published(text: str, byline: Span | None, body: list[Span], stamps: list[str], time_zone: str) -> Published | None:
    """The date of the byline, a stamp or line of its own, or the dateline; last, of the day the opening speaks of."""
    places = [byline.of(text), *stamps] if byline else stamps[:]
    opening = body[0].of(text) if body else ""
    if dateline := re.match(r"[^\n]{0,80}?\s[-–—]{1,2}\s", opening):
        places.append(dateline.group())
    found = next((date for place in places if place and (date := find_date(place, time_zone))), None)
    return found or find_day_with_weekday(opening)
