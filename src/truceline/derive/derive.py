"""Which items come from one origin: compare the narrators' words, group what is derived."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import msgspec
import numpy as np

from truceline.derive.candidates import Pairs, candidates, side_by_side
from truceline.derive.compared import Compared, compared
from truceline.derive.direction import Direction, Told, direction
from truceline.derive.params import DeriveParams
from truceline.derive.shelf import Ints, Shelf, shelved
from truceline.derive.verdict import Ruling, Side, judge
from truceline.model.evidence import Document
from truceline.model.groups import JOINING, origins
from truceline.model.observation import Derivation, Origin, SharedSpan
from truceline.model.units import PPM, to_ppm
from truceline.ports import Engine, Progress

#: pairs compared at a time
_BATCH = 1_024


class Derived(msgspec.Struct, frozen=True):
    """Pairs with something in common, sorted by (a, b) with a < b; and origins, each item in exactly one."""

    pairs: tuple[Derivation, ...]
    origins: tuple[Origin, ...]


_SAME_WORDS = Ruling("copy", "The two texts have the same words")
_NO_WAY = Direction(None, None, "")
_DEFAULTS = DeriveParams()


def derive(documents: Iterable[Document], params: DeriveParams = _DEFAULTS, engine: Engine | None = None) -> Derived:
    """Compare documents pair by pair where an index of rare words says it is worth it.

    Neither the order of the documents nor the names of the items matter, except that of items which are the same in all
    but name either may stand for the other. The verdict on a pair depends on its two texts alone. An item given twice
    is taken once. Memory and time grow with the words, about as fast as with the documents; documents are not kept, so
    they may come one by one. On an `engine`, texts are read and their keys are made in parts; the answer is one.
    """
    return derive_shelf(shelved(documents), params, engine=engine)


def derive_shelf(
    shelf: Shelf, params: DeriveParams, progress: Progress | None = None, engine: Engine | None = None
) -> Derived:
    """`derive` of documents that lie on a shelf."""
    days = shelf.days
    worth = np.empty((0, 2), np.int64)
    if len(shelf) > 1:
        worth = _in_window(candidates(shelf, params, progress, engine), days, params.window_days)
    worth = side_by_side(worth, len(shelf))
    batches = [worth[k : k + _BATCH] for k in range(0, len(worth), _BATCH)]
    found: list[Derivation] = []
    if progress:
        progress.start("compare", len(worth))
    with ThreadPoolExecutor() as threads:
        for pairs, part in zip(batches, threads.map(partial(_judged, shelf, days, params), batches), strict=True):
            found += part
            if progress:
                progress.advance(len(pairs))
    if progress:
        progress.done()
    found.sort(key=lambda pair: (pair.a, pair.b))
    return Derived(tuple(found), origins(shelf.ids, found, joining(params)))


def joining(params: DeriveParams) -> frozenset[str]:
    """Relations that make two items one witness."""
    return JOINING | {"partial"} if params.join_partial else JOINING


def _in_window(pairs: Pairs, days: Ints, window: int) -> Pairs:
    first, second = days[pairs[:, 0]], days[pairs[:, 1]]
    return np.asarray(pairs[(first == 0) | (second == 0) | (np.abs(first - second) <= window)])


def _judged(shelf: Shelf, days: Ints, params: DeriveParams, pairs: Pairs) -> list[Derivation]:
    found, sides = compared(shelf, days, pairs, params)
    rulings = (_ruled(shelf, pair, sides[pair.a], sides[pair.b], params) for pair in found)
    return [ruling for ruling in rulings if ruling]


def _ruled(shelf: Shelf, pair: Compared, side_a: Side, side_b: Side, params: DeriveParams) -> Derivation | None:
    m = pair.measures
    if pair.same_words:
        ruling, score = _SAME_WORDS, PPM
    elif found := judge(m, side_a, side_b, pair.place, params):
        ruling, score = found, to_ppm(min(1.0, (max(m.account, m.verbatim) + m.verbatim) / 2))
    else:
        return None
    way = _NO_WAY
    if ruling.relation != "independent":
        told = [Told(shelf.text(place), shelf.known[place]) for place in (pair.a, pair.b)]
        way = direction(told[0], told[1], m, side_a.agencies, side_b.agencies)
    reason = f"{ruling.reason}; {way.grounds}." if way.grounds else f"{ruling.reason}."
    a, b = shelf.ids[pair.a], shelf.ids[pair.b]
    if a < b:
        return Derivation(a, b, ruling.relation, score, pair.spans, reason, way.way, way.credit)
    return Derivation(b, a, ruling.relation, score, _turned(pair.spans), reason, _OTHER_WAY[way.way], way.credit)


_OTHER_WAY = {None: None, "a_from_b": "b_from_a", "b_from_a": "a_from_b"}


def _turned(spans: tuple[SharedSpan, ...]) -> tuple[SharedSpan, ...]:
    turned = [SharedSpan(span.b_start, span.b_end, span.a_start, span.a_end) for span in spans]
    return tuple(sorted(turned, key=lambda span: (span.a_start, span.b_start)))
