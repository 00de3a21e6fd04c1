"""Quotations of one text found again in the other, and what was done to them on the way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import msgspec

from truceline.derive.passages import Token, tokens
from truceline.derive.spelling import same_but_for_spelling
from truceline.derive.voices import attribution
from truceline.model.comparison import QuotePair
from truceline.model.comparison_codes import CutKind, QuoteFlag, Side
from truceline.model.evidence import Span
from truceline.model.mentions import Quote

#: share of the shorter quotation's words that must stand in the longer, in order
_FOUND_AGAIN = 0.6
#: content words that must be shared, unless the shorter has no more
_LEAST_SHARED = 2
#: words of a quotation that the narrator of the other text must have, in a row, to have taken it over
_TAKEN_OVER = 5
_MOST_CHANGED = 12
_MOST_WORDS = 400
#: quotations of one text, and those of the other that each is held against
_MOST_QUOTES = 200
_MOST_CANDIDATES = 10
_MOST_RESPELLED = 20
#: quotations of fewer words are the same only when all their words are
_SHORT = 3
_MARKED = re.compile(r"\.\.\.|…|\[[^\]]{0,200}\]|\(\.\.\.\)")


class Said(NamedTuple):
    """A quotation with its words; what an editor put in brackets is not among them."""

    quote: Quote
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        return Span(self.quote.start, self.quote.end)


def said_in(text: str, quotes: Sequence[Quote]) -> tuple[Said, ...]:
    """The outermost quotations of a text, in order: words quoted within a quotation are told by that one."""
    outer: list[Said] = []
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        if outer and quote.end <= outer[-1].quote.end:
            continue
        bracketed = [m.span() for m in re.finditer(r"\[[^\]]{0,200}\]", text[quote.start : quote.end])]
        words = tuple(
            token
            for token in tokens(text, quote.start, quote.end)[:_MOST_WORDS]
            if not any(x <= token.start - quote.start < y for x, y in bracketed)
        )
        if words:
            outer.append(Said(quote, words))
        if len(outer) == _MOST_QUOTES:
            break
    return tuple(outer)


def quote_pairs(text_a: str, text_b: str, a: tuple[Said, ...], b: tuple[Said, ...]) -> tuple[QuotePair, ...]:
    """Quotations of both texts, each with its counterpart, in the order of `a`.

    The same whichever text is called `a`: where several ways to match are as good, which one is taken hangs on the
    order of the letters alone.
    """
    if (text_b, _spans(b)) < (text_a, _spans(a)):
        pairs = [_mirrored(pair) for pair in _found_again(text_b, text_a, b, a)]
    else:
        pairs = _found_again(text_a, text_b, a, b)
    return tuple(sorted(pairs, key=lambda p: (p.a, p.b)))


def _spans(said: tuple[Said, ...]) -> list[Span]:
    return [one.span for one in said]


def _found_again(text_a: str, text_b: str, a: tuple[Said, ...], b: tuple[Said, ...]) -> list[QuotePair]:
    partners = _partners(a, b)
    whole = _told_in_parts(a, b, partners)
    return [_pair(text_a, text_b, a[i], b[j], (i, j) in whole) for i, j in partners]


def _mirrored(pair: QuotePair) -> QuotePair:
    """The same pair with the texts' names exchanged."""
    other: dict[Side, Side] = {"a": "b", "b": "a"}
    return msgspec.structs.replace(
        pair,
        a=pair.b,
        b=pair.a,
        a_speaker=pair.b_speaker,
        b_speaker=pair.a_speaker,
        cut_in=tuple(sorted(other[side] for side in pair.cut_in)),
        changed=tuple((there, here) for here, there in pair.changed),
    )


def taken_over(side: Side, said: Said, other: Sequence[Token]) -> QuotePair | None:
    """The quotation where the narrator of the other text tells it in the same words, without marks; else None.

    `side` is the text of the quotation, `other` the words of the other text outside its quotations.
    """
    if len(said.tokens) < _TAKEN_OVER:
        return None
    keys = [token.key for token in said.tokens]
    matcher = SequenceMatcher(None, keys, [token.key for token in other], autojunk=False)
    match = matcher.find_longest_match()
    if match.size < max(_TAKEN_OVER, round(_FOUND_AGAIN * len(keys))):
        return None
    there = Span(other[match.b].start, other[match.b + match.size - 1].end)
    pair = QuotePair(a=said.span, b=there, flags=("unquoted",), a_speaker=said.quote.speaker)
    return pair if side == "a" else _mirrored(pair)


def _partners(a: tuple[Said, ...], b: tuple[Said, ...]) -> list[tuple[int, int]]:
    """Pairs of indices, the fullest matches first; the parts of a quotation that was interrupted share a partner."""
    holding: dict[str, set[int]] = defaultdict(set)
    for j, said in enumerate(b):
        for key in _keys(said):
            holding[key].add(j)
    found = []
    for i, said in enumerate(a):
        shared = Counter(j for key in _keys(said) for j in holding.get(key, ()))
        nearest = sorted(shared, key=lambda j: (-shared[j], abs(len(b[j].tokens) - len(said.tokens)), j))
        for j in nearest[:_MOST_CANDIDATES]:
            if matched := _matched(said.tokens, b[j].tokens):
                unlike = abs(len(said.tokens) - len(b[j].tokens))
                same = attribution(said.quote, b[j].quote) == "same"
                found.append((-matched, unlike, not same, i, j))
    taken_a: Counter[int] = Counter()
    taken_b: Counter[int] = Counter()
    chosen = []
    for matched, _, other, i, j in sorted(found):
        # a part: words of the same speaker, all from the longer one, which already has a partner of its own
        part_a = -matched == len(a[i].tokens) and not taken_a[i] and not other
        part_b = -matched == len(b[j].tokens) and not taken_b[j] and not other
        if not (taken_a[i] or taken_b[j]) or part_a or part_b:
            chosen.append((i, j))
            taken_a[i] += 1
            taken_b[j] += 1
    return chosen


def _keys(said: Said) -> set[str]:
    """What a quotation is looked up by: its content words, or all its words where it has none."""
    return {token.stem for token in said.tokens if token.stem} or {token.key for token in said.tokens}


def _matched(a: tuple[Token, ...], b: tuple[Token, ...]) -> int:
    """Words of the one that stand in the other in order; 0 where too few do to say that it is the same quotation."""
    shorter, longer = sorted((a, b), key=len)
    codes = SequenceMatcher(None, [t.key for t in shorter], [t.key for t in longer], autojunk=False).get_opcodes()
    found: list[Token] = []
    for tag, s0, s1, l0, l1 in codes:
        there = longer[l0 : min(l1, l0 + _MOST_RESPELLED)]
        if tag == "equal":
            found += shorter[s0:s1]
        elif tag == "replace":
            found += (x for x in shorter[s0:s1] if any(same_but_for_spelling(x.word, y.word) for y in there))
    if len(shorter) < _SHORT:
        return len(found) if len(found) == len(longer) else 0
    telling = sum(token.stem is not None for token in found)
    wanted = min(_LEAST_SHARED, sum(token.stem is not None for token in shorter))
    return len(found) if len(found) >= _FOUND_AGAIN * len(shorter) and telling >= wanted else 0


def _told_in_parts(
    a: tuple[Said, ...], b: tuple[Said, ...], partners: list[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Pairs of a quotation with the parts of it that together hold all its words: interrupted, not cut."""
    whole: set[tuple[int, int]] = set()
    by_a: dict[int, list[int]] = defaultdict(list)
    by_b: dict[int, list[int]] = defaultdict(list)
    for i, j in partners:
        by_a[i].append(j)
        by_b[j].append(i)
    for i, parts in by_a.items():
        if len(parts) > 1 and [t.key for t in a[i].tokens] == [t.key for j in sorted(parts) for t in b[j].tokens]:
            whole |= {(i, j) for j in parts}
    for j, parts in by_b.items():
        if len(parts) > 1 and [t.key for t in b[j].tokens] == [t.key for i in sorted(parts) for t in a[i].tokens]:
            whole |= {(i, j) for i in parts}
    return frozenset(whole)


class _Change(NamedTuple):
    """A stretch that differs: places of words in `a` and in `b`."""

    a0: int
    a1: int
    b0: int
    b1: int


def _pair(text_a: str, text_b: str, a: Said, b: Said, whole: bool) -> QuotePair:
    changes = [] if whole else _changes(a.tokens, b.tokens)
    respelled = [c for c in changes if _is_respelled(a.tokens, b.tokens, c)]
    lost_in_b = [c for c in changes if c.b0 == c.b1]
    lost_in_a = [c for c in changes if c.a0 == c.a1]
    altered = [c for c in changes if c not in respelled and c.a0 < c.a1 and c.b0 < c.b1]
    by = attribution(a.quote, b.quote)
    flags: list[QuoteFlag] = []
    if lost_in_a or lost_in_b:
        flags.append("cut")
    if altered:
        flags.append("altered")
    if respelled or _capitals_differ(a.tokens, b.tokens, changes):
        flags.append("respelled")
    if by == "other":
        flags.append("re_attributed")
    cuts = [*(_cut(text_b, b, c.b0, "b") for c in lost_in_b), *(_cut(text_a, a, c.a0, "a") for c in lost_in_a)]
    sides: tuple[Side, ...] = tuple(side for side, lost in (("a", lost_in_a), ("b", lost_in_b)) if lost)  # type: ignore[misc]
    return QuotePair(
        a=a.span,
        b=b.span,
        flags=tuple(flags),
        a_speaker=a.quote.speaker,
        b_speaker=b.quote.speaker,
        attribution=by,
        cut_in=sides,
        cut=max(cuts, key=("edge", "marked", "unmarked").index) if cuts else None,
        changed=tuple((_words(text_a, a.tokens[c.a0 : c.a1]), _words(text_b, b.tokens[c.b0 : c.b1])) for c in changes)[
            :_MOST_CHANGED
        ],
    )


def _changes(a: tuple[Token, ...], b: tuple[Token, ...]) -> list[_Change]:
    codes = SequenceMatcher(None, [t.key for t in a], [t.key for t in b], autojunk=False).get_opcodes()
    changes = (_Change(a0, a1, b0, b1) for tag, a0, a1, b0, b1 in codes if tag != "equal")
    return [part for change in changes for part in _peeled(a, b, change)]


def _peeled(a: tuple[Token, ...], b: tuple[Token, ...], change: _Change) -> list[_Change]:
    """A stretch apart from the respelled words it begins and ends with: they were not replaced."""
    a0, a1, b0, b1 = change
    if a1 - a0 == b1 - b0 or a0 == a1 or b0 == b1:
        return [change]
    while a0 < a1 and b0 < b1 and same_but_for_spelling(a[a0].word, b[b0].word):
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and same_but_for_spelling(a[a1 - 1].word, b[b1 - 1].word):
        a1, b1 = a1 - 1, b1 - 1
    parts = (_Change(change.a0, a0, change.b0, b0), _Change(a0, a1, b0, b1), _Change(a1, change.a1, b1, change.b1))
    return [part for part in parts if part.a0 < part.a1 or part.b0 < part.b1]


def _is_respelled(a: tuple[Token, ...], b: tuple[Token, ...], change: _Change) -> bool:
    """The same words in other spellings; written together or apart is a spelling too ("cease-fire")."""
    left, right = a[change.a0 : change.a1], b[change.b0 : change.b1]
    if not left or not right:
        return False
    if len(left) == len(right):
        return all(same_but_for_spelling(x.word, y.word) for x, y in zip(left, right, strict=True))
    joined = ["".join(token.key for token in words).replace("-", "").replace(".", "") for words in (left, right)]
    return joined[0] == joined[1]


def _capitals_differ(a: tuple[Token, ...], b: tuple[Token, ...], changes: list[_Change]) -> bool:
    """Other capitals inside the quotation. The first word may begin a sentence in one text and not in the other."""
    if changes:
        return False
    return any(
        x.word.isupper() != y.word.isupper() or x.word[0] != y.word[0]
        for x, y in zip(a[1:], b[1:], strict=False)
        if x.word.casefold() == y.word.casefold() and x.word != y.word
    )


def _cut(text: str, said: Said, place: int, side: Side) -> CutKind:
    """How the words were left out of `said` before its word number `place`."""
    words = said.tokens
    start = words[place - 1].end if place else said.quote.start
    end = words[place].start if place < len(words) else said.quote.end
    if _MARKED.search(text, start, end):
        return "marked"
    return "edge" if place in (0, len(words)) else "unmarked"


def _words(text: str, words: Sequence[Token]) -> str:
    return text[words[0].start : words[-1].end] if words else ""
