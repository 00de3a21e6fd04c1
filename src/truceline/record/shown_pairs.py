"""Two texts side by side, made ready to be shown: whole for the house, in short excerpts for the public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from truceline.model.comparison import Beside, Comparison, LoneFact, Passage, QuotePair
from truceline.model.observation import Derivation
from truceline.model.shown import ShownBeside, ShownFact, ShownPair, ShownPassage, ShownQuote, ShownRun
from truceline.record.shown_texts import shortened


class Excerpt(msgspec.Struct, frozen=True):
    """How much of each text is shown; null for all of it."""

    rows: int | None = None  # passages side by side; with a limit only those that both texts tell
    passage: int | None = None  # characters of a passage
    words: int | None = None  # characters of a quotation or a fact


WHOLE = Excerpt()


def shown_pair(
    comparison: Comparison,
    derivation: Derivation | None,
    texts: tuple[str, str],
    names: tuple[str, str],
    excerpt: Excerpt = WHOLE,
) -> ShownPair:
    """The comparison with its words. `texts` and `names` are those of `comparison.a` and `comparison.b`.

    Without a derivation the two texts have nothing in common that says how they relate.
    """
    rows = list(comparison.beside) if excerpt.rows is None else _telling(comparison.beside, excerpt.rows)
    return ShownPair(
        a=comparison.a,
        b=comparison.b,
        a_name=names[0],
        b_name=names[1],
        relation=derivation.relation if derivation else "",
        score_ppm=derivation.score_ppm if derivation else 0,
        reason=derivation.reason if derivation else "",
        direction=(derivation.direction or "") if derivation else "",
        credit=(derivation.credit or "") if derivation else "",
        one_language=comparison.one_language,
        whole=comparison.whole,
        beside=tuple(_beside(row, texts, excerpt) for row in rows),
        rows_left_out=len(comparison.beside) - len(rows),
        quotes=tuple(_quote(pair, texts, excerpt) for pair in comparison.quotes),
        lone=tuple(_fact(fact, texts, excerpt) for fact in comparison.lone),
    )


def _telling(rows: Sequence[Beside], most: int) -> list[Beside]:
    """Rows that both texts tell, those with most words in common, in the order of the text."""
    both = [(row, sum(run.end - run.start for p in row.a for run in p.runs)) for row in rows if row.a and row.b]
    most_shared = sorted(range(len(both)), key=lambda n: (-both[n][1], n))[:most]
    return [both[n][0] for n in sorted(most_shared) if both[n][1]]


def _beside(row: Beside, texts: tuple[str, str], excerpt: Excerpt) -> ShownBeside:
    sides = (row.a, row.b) if excerpt.rows is None else (row.a[:2], row.b[:2])
    a, b = (
        tuple(_passage(passage, text, excerpt.passage) for passage in side)
        for side, text in zip(sides, texts, strict=True)
    )
    return ShownBeside(a, b, row.moved)


def _passage(passage: Passage, text: str, most: int | None) -> ShownPassage:
    parts = list(_parts(passage, text))
    return ShownPassage(passage.start, passage.end, tuple(parts if most is None else _cut(parts, most)))


def _parts(passage: Passage, text: str) -> Iterator[ShownRun]:
    at = passage.start
    for run in passage.runs:
        if at < run.start:
            yield ShownRun(text[at : run.start])
        yield ShownRun(text[run.start : run.end], run.kind)
        at = run.end
    if at < passage.end:
        yield ShownRun(text[at : passage.end])


def _cut(parts: list[ShownRun], most: int) -> Iterator[ShownRun]:
    """Parts up to `most` characters; what is left out is said to be."""
    left = most
    for part in parts:
        if len(part.words) > left:
            words = part.words[:left].rsplit(" ", 1)[0] if left > 0 else ""
            if words:
                yield ShownRun(words, part.kind)
            yield ShownRun("…", "left_out")
            return
        left -= len(part.words)
        yield part


def _quote(pair: QuotePair, texts: tuple[str, str], excerpt: Excerpt) -> ShownQuote:
    a_words, b_words = (_short(span.of(text), excerpt) for span, text in zip((pair.a, pair.b), texts, strict=True))
    return ShownQuote(
        a_words=a_words,
        b_words=b_words,
        a_start=pair.a.start,
        b_start=pair.b.start,
        a_speaker=pair.a_speaker,
        b_speaker=pair.b_speaker,
        flags=pair.flags,
        attribution=pair.attribution,
        cut=pair.cut,
        cut_in=pair.cut_in,
        changed=tuple((_short(a, excerpt), _short(b, excerpt)) for a, b in pair.changed),
    )


def _fact(fact: LoneFact, texts: tuple[str, str], excerpt: Excerpt) -> ShownFact:
    words = texts[0 if fact.side == "a" else 1][fact.start : fact.end]
    return ShownFact(fact.side, fact.kind, _short(words, excerpt), fact.start)


def _short(words: str, excerpt: Excerpt) -> str:
    return words if excerpt.words is None else shortened(words, excerpt.words)
