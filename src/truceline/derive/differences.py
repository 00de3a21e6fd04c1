"""Two texts side by side: what stands in both, what was done to the quotations, what only one of them states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.derive.alignment import Row, align
from truceline.derive.lone_facts import Witnessed, lone_facts
from truceline.derive.passages import Token, Told, passages
from truceline.derive.quote_changes import Said, quote_pairs, said_in, taken_over
from truceline.derive.shared_words import runs, shared_words
from truceline.model.comparison import Beside, Comparison, LoneFact, Passage, QuotePair
from truceline.model.comparison_codes import RunKind, Side
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, Quote
from truceline.model.observation import SharedSpan

_Places = list[tuple[int, int]]


#: of words that the verdict rests on but that stand beside another passage
_LEAST_FAR = 3
_FAR = 1_000_000


def differences(
    a: Document, b: Document, mentions: Iterable[AnyMention], spans: tuple[SharedSpan, ...] = ()
) -> Comparison:
    """Compare two texts. `mentions` is what was read in them; quotations and their speakers come from there.

    `spans` are those of the pair's derivation: what the verdict rests on is marked wherever it stands.

    Texts in two languages are not laid side by side: only their numbers and times are compared. The order of the
    mentions does not matter, and the answer depends on the two texts alone.
    """
    kept = sorted((m for m in mentions if m.item_id in (a.item_id, b.item_id)), key=lambda m: (m.start, m.end))
    (told_a, whole_a), (told_b, whole_b) = passages(a), passages(b)
    left, right = _witnessed(a, told_a, kept), _witnessed(b, told_b, kept)
    one_language = a.language is None or b.language is None or a.language == b.language
    quotes, lone_quotes = _quotes(left, right) if one_language else ((), ())
    lone = (*lone_facts(left, right, one_language), *lone_quotes)
    return Comparison(
        a=a.item_id,
        b=b.item_id,
        beside=_beside(left.told, right.told, spans) if one_language else (),
        quotes=quotes,
        lone=tuple(sorted(lone, key=lambda fact: (fact.side, fact.start, fact.end, fact.kind))),
        one_language=one_language,
        whole=whole_a and whole_b,
    )


def _witnessed(document: Document, told: tuple[Told, ...], mentions: Sequence[AnyMention]) -> Witnessed:
    return Witnessed(document, told, tuple(m for m in mentions if m.item_id == document.item_id))


def _beside(a: tuple[Told, ...], b: tuple[Told, ...], spans: tuple[SharedSpan, ...]) -> tuple[Beside, ...]:
    in_a = sorted((span.a_start, span.a_end) for span in spans)
    in_b = sorted((span.b_start, span.b_end) for span in spans)
    return tuple(_row(row, a, b, in_a, in_b) for row in align(a, b))


def _row(row: Row, a: tuple[Told, ...], b: tuple[Told, ...], spans_a: _Places, spans_b: _Places) -> Beside:
    left, right = [a[i] for i in row.a], [b[j] for j in row.b]
    words_a, words_b = ([token for told in side for token in told.tokens] for side in (left, right))
    shared = shared_words(words_a, words_b) if words_a and words_b else ()
    in_a: dict[int, tuple[int, RunKind]] = {s.a: (s.b, s.kind) for s in shared}
    in_b: dict[int, tuple[int, RunKind]] = {s.b: (s.a, s.kind) for s in shared}
    in_a |= _elsewhere(words_a, in_a, spans_a)
    in_b |= _elsewhere(words_b, in_b, spans_b)
    return Beside(_passages(left, words_a, in_a), _passages(right, words_b, in_b), row.moved)


def _elsewhere(
    words: list[Token], matched: dict[int, tuple[int, RunKind]], spans: _Places
) -> dict[int, tuple[int, RunKind]]:
    """Words that stand in the other text in a row, but beside another passage."""
    found: dict[int, tuple[int, RunKind]] = {}
    for start, end in spans:
        inside = [i for i, word in enumerate(words) if start <= word.start and word.end <= end and i not in matched]
        if len(inside) >= _LEAST_FAR:
            found |= {i: (_FAR + i, "same") for i in inside}
    return found


def _passages(told: list[Told], words: list[Token], matched: dict[int, tuple[int, RunKind]]) -> tuple[Passage, ...]:
    found = []
    first = 0
    for passage in told:
        here = {i - first: matched[i] for i in range(first, first + len(passage.tokens)) if i in matched}
        found.append(Passage(passage.span.start, passage.span.end, runs(words[first:], here)))
        first += len(passage.tokens)
    return tuple(found)


def _quotes(a: Witnessed, b: Witnessed) -> tuple[tuple[QuotePair, ...], tuple[LoneFact, ...]]:
    """Quotations with their counterparts, and those that only one text has."""
    said_a, said_b = (said_in(x.document.text, [m for m in x.mentions if isinstance(m, Quote)]) for x in (a, b))
    pairs = quote_pairs(a.document.text, b.document.text, said_a, said_b)
    sides: tuple[tuple[Side, tuple[Said, ...], Witnessed, tuple[Said, ...]], ...] = (
        ("a", said_a, b, said_b),
        ("b", said_b, a, said_a),
    )
    told: list[QuotePair] = []
    lone: list[LoneFact] = []
    for side, said, other, quoted in sides:
        paired = {pair.a if side == "a" else pair.b for pair in pairs}
        narrated = _narrated(other, quoted)
        keys = [token.key for token in other.tokens]
        for one in said:
            if one.span in paired:
                continue
            if found := taken_over(side, one, narrated):
                told.append(found)
            elif not _stands_in(one, keys):
                lone.append(LoneFact(side, "quote", one.quote.start, one.quote.end))
    return tuple(sorted((*pairs, *told), key=lambda p: (p.a, p.b))), tuple(lone)


def _narrated(text: Witnessed, quoted: tuple[Said, ...]) -> list[Token]:
    """The words outside quotations."""
    spans = [(one.quote.start, one.quote.end) for one in quoted]
    return [t for t in text.tokens if not any(start <= t.start < end for start, end in spans)]


def _stands_in(said: Said, keys: list[str]) -> bool:
    """Whether all words of a quotation stand in the other text in a row, quoted there or not."""
    wanted = [token.key for token in said.tokens]
    first = [i for i, key in enumerate(keys) if key == wanted[0]]
    return any(keys[i : i + len(wanted)] == wanted for i in first)
