"""Which items come from one origin: compare the narrators' words, group what is derived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial

import msgspec
import numpy as np

from truceline.derive.candidates import Pairs, candidates, side_by_side
from truceline.derive.compared import Compared, compared
from truceline.derive.direction import Direction, direction
from truceline.derive.groups import origins
from truceline.derive.kernels.rows import Ints
from truceline.derive.params import DeriveParams
from truceline.derive.verdict import Ruling, Side, judge
from truceline.model.evidence import Document
from truceline.model.observation import Derivation, Origin
from truceline.model.units import PPM, to_ppm

#: pairs compared at a time
_BATCH = 1_024


class Derived(msgspec.Struct, frozen=True):
    """Pairs with something in common, sorted by (a, b) with a < b; and origins, each item in exactly one."""

    pairs: tuple[Derivation, ...]
    origins: tuple[Origin, ...]


_SAME_WORDS = Ruling("copy", "The two texts have the same words")
_NO_WAY = Direction(None, None, "")
_DEFAULTS = DeriveParams()


def derive(documents: Iterable[Document], params: DeriveParams = _DEFAULTS) -> Derived:
    """Compare documents pair by pair where an index of rare words says it is worth it.

    The order of the documents does not matter. The verdict on a pair depends on its two texts alone. An item given
    twice is taken once. Memory and time grow with the words, about as fast as with the documents.
    """
    every = sorted({d.item_id: d for d in documents}.values(), key=_by_day)
    days = np.array([published_day(d) or 0 for d in every], np.int64)
    worth = (
        _in_window(candidates(every, params), days, params.window_days)
        if len(every) > 1
        else np.empty((0, 2), np.int64)
    )
    with ThreadPoolExecutor() as threads:
        worth = side_by_side(worth, len(every))
        batches = [worth[k : k + _BATCH] for k in range(0, len(worth), _BATCH)]
        found = [pair for part in threads.map(partial(_judged, every, days, params), batches) for pair in part]
    pairs = tuple(sorted(found, key=lambda pair: (pair.a, pair.b)))
    joining = frozenset({"copy", "rewrite"} | ({"partial"} if params.join_partial else set()))
    return Derived(pairs, origins((d.item_id for d in every), pairs, joining))


def published_day(document: Document) -> int | None:
    """Ordinal of the day of publication, where it is known."""
    if document.published_s is not None:
        return datetime.fromtimestamp(document.published_s, UTC).toordinal()
    return date.fromisoformat(document.published_day).toordinal() if document.published_day else None


def _by_day(document: Document) -> tuple[int, str]:
    return published_day(document) or 0, document.item_id


def _in_window(pairs: Pairs, days: Ints, window: int) -> Pairs:
    first, second = days[pairs[:, 0]], days[pairs[:, 1]]
    return np.asarray(pairs[(first == 0) | (second == 0) | (np.abs(first - second) <= window)])


def _judged(every: Sequence[Document], days: Ints, params: DeriveParams, pairs: Pairs) -> list[Derivation]:
    known, places = np.unique(pairs, return_inverse=True)
    texts = [every[k] for k in known.tolist()]
    local = places.reshape(-1, 2)
    rank = np.empty(len(texts), np.int64)
    rank[sorted(range(len(texts)), key=lambda k: texts[k].item_id)] = np.arange(len(texts))
    swapped = rank[local[:, 0]] > rank[local[:, 1]]
    local = np.where(swapped[:, None], local[:, ::-1], local)
    found, sides = compared(texts, days[known], local)
    rulings = (_ruled(texts[pair.a], texts[pair.b], pair, sides[pair.a], sides[pair.b], params) for pair in found)
    return [ruling for ruling in rulings if ruling]


def _ruled(
    a: Document, b: Document, pair: Compared, side_a: Side, side_b: Side, params: DeriveParams
) -> Derivation | None:
    m = pair.measures
    if pair.same_words:
        ruling, score = _SAME_WORDS, PPM
    elif found := judge(m, side_a, side_b, pair.place, params):
        ruling, score = found, to_ppm(min(1.0, (max(m.account, m.verbatim) + m.verbatim) / 2))
    else:
        return None
    way = _NO_WAY if ruling.relation == "independent" else direction(a, b, m, side_a.agencies, side_b.agencies)
    reason = f"{ruling.reason}; {way.grounds}." if way.grounds else f"{ruling.reason}."
    return Derivation(a.item_id, b.item_id, ruling.relation, score, pair.spans, reason, way.way, way.credit)
