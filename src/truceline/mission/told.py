"""Texts and pairs as lines of an explanation, in English, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from truceline.model.shown import ShownBeside, ShownMark, ShownPair, ShownPassage, ShownQuote, ShownText
from truceline.publish.values import value
from truceline.publish.words import words

_ENGLISH = words("en")
_MOST_CHARACTERS = 400
#: what both texts have stands between these, so that it can be told on paper and by ear
SAME = ("⟦", "⟧")
VARIED = ("~", "~")


class Line(msgspec.Struct, frozen=True):
    """One line of an explanation; deeper lines are the reasons of the one above. `beside` stands to the right of it."""

    depth: int
    words: str
    beside: str | None = None


def short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _MOST_CHARACTERS else f"{flat[:_MOST_CHARACTERS]}…"


def text_lines(text: ShownText, depth: int) -> Iterator[Line]:
    """A text paragraph by paragraph, each with what was read in it."""
    language = _ENGLISH.term("language", text.language) if text.language else "not recognised"
    shown = f", {len(text.marks)} of them shown" if text.marks_left_out else ""
    yield Line(depth, f"{len(text.marks) + text.marks_left_out} things read in it{shown}; language: {language}")
    left = list(text.marks)
    for number, line in enumerate(text.lines, 1):
        role = "" if line.role == "body" else f", {line.role}"
        yield Line(depth, f"Line {number}{role}: “{short(line.words)}”")
        yield from (_mark(mark, depth + 1) for mark in left if line.start <= mark.start < line.end)
        left = [mark for mark in left if not line.start <= mark.start < line.end]
    if left:
        yield Line(depth, "Elsewhere in the text")
        yield from (_mark(mark, depth + 1) for mark in left)


def _mark(mark: ShownMark, depth: int) -> Line:
    facts = "; ".join(f"{_ENGLISH.term('fact', f.name)} {value(f, _ENGLISH).words}" for f in mark.facts)
    kind = _ENGLISH.term("kind", mark.kind)
    told = f" → {facts}" if facts else ""
    sure = _ENGLISH.percent(mark.confidence_ppm)
    return Line(depth, f"{mark.start}–{mark.end} {kind} “{short(mark.words)}”{told} [{mark.method}, {sure}]")


def relation_line(pair: ShownPair, depth: int) -> Line:
    """How two texts relate, and why."""
    from_ = {"a_from_b": " The first goes back to the second.", "b_from_a": " The second goes back to the first."}
    credit = f" Credited: {pair.credit}." if pair.credit else ""
    reason = f"{pair.relation}. {pair.reason}{from_.get(pair.direction, '')}{credit}"
    return Line(depth, f"{pair.a_name} ~ {pair.b_name}: {reason}")


def pair_lines(pair: ShownPair, depth: int) -> Iterator[Line]:
    """Two texts side by side, then their quotations, then what only one of them states."""
    yield relation_line(pair, depth)
    if not pair.one_language:
        yield Line(depth + 1, "They are in different languages: their words are not laid side by side.")
    if pair.beside:
        key = f"{'…'.join(SAME)} stands in both, {'…'.join(VARIED)} in another spelling or form"
        yield Line(depth + 1, f"Side by side: {key}")
        yield Line(depth + 1, pair.a_name, pair.b_name)
        yield from (_row(row, depth + 1) for row in pair.beside)
    if pair.quotes:
        changed = sum(bool(quote.flags) for quote in pair.quotes)
        yield Line(depth + 1, f"Quotations in both: {len(pair.quotes)}, of them changed: {changed}")
        for quote in pair.quotes:
            yield from _quote(quote, depth + 2)
    for side, name in (("a", pair.a_name), ("b", pair.b_name)):
        facts = [fact for fact in pair.lone if fact.side == side]
        if facts:
            yield Line(depth + 1, f"Only {name} states")
            for fact in facts:
                yield Line(depth + 2, f"{_ENGLISH.term('lone_kind', fact.kind)}: “{short(fact.words)}” [{fact.start}]")


def _row(row: ShownBeside, depth: int) -> Line:
    moved = " (told in another place)" if row.moved else ""
    return Line(depth, _side(row.a) + moved if row.a else "–", _side(row.b) if row.b else "–")


def _side(passages: tuple[ShownPassage, ...]) -> str:
    marks = {"same": SAME, "varied": VARIED}
    told = []
    for passage in passages:
        parts = (
            f"{marks[part.kind][0]}{part.words}{marks[part.kind][1]}" if part.kind in marks else part.words
            for part in passage.parts
        )
        told.append("".join(parts))
    return " … ".join(told)


def _quote(quote: ShownQuote, depth: int) -> Iterator[Line]:
    where = " and ".join(side.upper() for side in quote.cut_in)
    how = f" in {where}, {_ENGLISH.term('cut', quote.cut)}" if quote.cut else ""
    flags = [_ENGLISH.term("quote_flag", flag) + (how if flag == "cut" else "") for flag in quote.flags]
    said = f"said by: {quote.a_speaker or 'not named'} / {quote.b_speaker or 'not named'}"
    yield Line(depth, f"{'; '.join(flags) or _ENGLISH.say('quote_kept')}; {said}")
    if quote.flags:
        yield Line(depth + 1, f"“{short(quote.a_words)}”", f"“{short(quote.b_words)}”")
        for a, b in quote.changed:
            yield Line(depth + 1, f"“{short(a)}” → “{short(b)}”")
    else:
        yield Line(depth + 1, f"“{short(quote.a_words)}”")
