"""What was read in the texts that a bulletin rests on, line by line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from truceline.model.bulletin import Bulletin
from truceline.model.shown import Fact, ShownLine, ShownMark, ShownText
from truceline.publish.document import Block, Found, Line, Paragraph, Reading, Section, Segment, Text
from truceline.publish.values import value
from truceline.publish.words import LANGUAGES, Words

#: kinds in the order in which a reader asks: who said what, what happened, how much, when, where, who, what of a treaty
KINDS = ("quote", "statement", "event", "quantity", "time", "place", "person", "agreement_element")
#: facts that say what a mark is: they stand without a name
_WHAT = frozenset({"event_type", "stance", "element", "value", "when", "place_role", "name"})


def readings(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    if not bulletin.readings:
        return None
    shown = bulletin.readings[:limit]
    blocks: list[Block] = [Paragraph(Text(words.say("readings_intro")))]
    if not all(text.reprinted for text in shown):
        blocks.append(Paragraph(Text(words.say("reading_withheld"))))
    blocks += [reading(text, anchor(n), words) for n, text in enumerate(shown)]
    total = len(bulletin.readings) + bulletin.readings_left_out
    if len(shown) < total:
        blocks.append(Paragraph(Text(words.count("readings_cut", total, k=words.number(len(shown))))))
    size = words.count("rows_in", total)
    return Section("readings", words.say("readings_title"), tuple(blocks), annex=True, size=size)


def anchor(n: int) -> str:
    """The place on the page of reading number `n`, from 0."""
    return f"text-{n + 1}"


def reading(text: ShownText, name: str, words: Words) -> Reading:
    """A text with its marks. Lines have segments where the text is reprinted."""
    kinds = Counter(mark.kind for mark in text.marks)
    return Reading(
        name=name,
        title=Text(text.name, own=True),
        meta=tuple(_meta(text, words)),
        lines=tuple(_lines(text, words)),
        labels={mark.number: words.term("kind", mark.kind) for mark in text.marks},
        kinds=tuple(
            (kind, " ".join((words.term("kind", kind), words.number(kinds[kind])))) for kind in sorted(kinds, key=_rank)
        ),
        note=_note(text, words),
    )


def _rank(kind: str) -> tuple[int, str]:
    return KINDS.index(kind) if kind in KINDS else len(KINDS), kind


def _note(text: ShownText, words: Words) -> str:
    if text.marks_left_out:
        total = len(text.marks) + text.marks_left_out
        return words.count("marks_cut", total, k=words.number(len(text.marks)))
    return "" if text.marks else words.say("reading_empty")


def _lines(text: ShownText, words: Words) -> Iterator[Line]:
    """Lines with their marks; where the text is not reprinted, only those that have any; last, what is in no line."""
    starts = [line.start for line in text.lines]
    within: dict[int, list[Found]] = defaultdict(list)
    first: dict[tuple[int, int], int] = {}
    for mark in text.marks:
        same = first.setdefault((mark.start, mark.end), mark.number)
        within[_line_of(mark, text.lines, starts)].append(_found(mark, same, words))
    for n, line in enumerate(text.lines):
        if text.reprinted or n in within:
            parts = tuple(segments(line, text.marks)) if text.reprinted else ()
            yield Line(_line_name(n, line, words), parts, tuple(within[n]), _code(line.language or text.language))
    if -1 in within:
        yield Line(words.say("line_elsewhere"), (), tuple(within[-1]), _code(text.language))


def _code(language: str | None) -> str:
    """The language as a page says it to programs that read aloud."""
    return language if language in LANGUAGES else ""


def _line_name(n: int, line: ShownLine, words: Words) -> str:
    role = [] if line.role == "body" else [words.term("text_role", line.role)]
    language = [words.term("language", line.language)] if line.language else []
    return " · ".join((words.say("line_n", n=words.number(n + 1)), *role, *language))


def _meta(text: ShownText, words: Words) -> Iterator[tuple[str, Text]]:
    written = words.moment(text.published) if "T" in text.published else words.day(text.published)
    yield words.say("reading_published"), Text(written) if written else Text(words.say("not_told"), kind="missing")
    told = {text.language} if text.language else {line.language for line in text.lines} - {None}
    code = next(iter(told), None) if len(told) < 2 else "several"
    language = words.term("language", code) if code else words.say("reading_language_unknown")
    yield words.say("reading_language"), Text(language)
    if text.url:
        yield words.say("reading_address"), Text(text.url, own=True)
    yield (
        words.say("reading_list"),
        Text(words.count("marks_read", len(text.marks) + text.marks_left_out), under=text.item_id),
    )


def _line_of(mark: ShownMark, lines: tuple[ShownLine, ...], starts: list[int]) -> int:
    """Index of the line in which a mark begins; -1 outside the lines."""
    n = bisect_right(starts, mark.start) - 1
    return n if n >= 0 and mark.start < lines[n].end else -1


def _found(mark: ShownMark, same: int, words: Words) -> Found:
    """The mark with its facts; its words once, where several marks have the same."""
    return Found(
        number=mark.number,
        kind=mark.kind,
        label=words.term("kind", mark.kind),
        words=mark.words if same == mark.number else "",
        facts=tuple(
            ("" if fact.name in _WHAT and _is_what(fact, mark) else words.term("fact", fact.name), value(fact, words))
            for fact in mark.facts
            if not (fact.name == "name" and fact.value == mark.words)
        ),
        place=f"[{mark.start}:{mark.end}]",
        how=", ".join((mark.method, words.say("sureness", share=words.percent(mark.confidence_ppm)))),
        same="" if same == mark.number else words.say("same_words", n=words.number(same)),
    )


def _is_what(fact: Fact, mark: ShownMark) -> bool:
    """An event's time is one thing known of it; a time's interval is what it is."""
    return fact.name != "when" or mark.kind == "time"


def segments(line: ShownLine, marks: tuple[ShownMark, ...]) -> Iterator[Segment]:
    """The line cut wherever a mark begins or ends; marks may overlap in any way. One sweep over sorted places."""
    inside = [m for m in marks if m.start < line.end and line.start < m.end and m.start < m.end]
    places = sorted({line.start, line.end, *(max(m.start, line.start) for m in inside)} | {
        min(m.end, line.end) for m in inside
    })  # fmt: skip
    coming = sorted(inside, key=lambda m: (m.start, -m.end, m.number), reverse=True)
    active: list[ShownMark] = []
    for place, following in pairwise(places):
        active = [m for m in active if m.end > place]
        opened = []
        while coming and max(coming[-1].start, line.start) <= place:
            mark = coming.pop()
            active.append(mark)
            if mark.start >= line.start:
                opened.append(mark.number)
        yield Segment(
            words=line.words[place - line.start : following - line.start],
            kinds=tuple(m.kind for m in active),
            opens=tuple(opened),
        )
