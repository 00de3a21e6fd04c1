"""Which pairs of texts are worth comparing: an index of rare keys, never all pairs.

The work grows with the number of words, not of pairs: keys of words that meet often by chance are left out, keys that
no second text has are dropped before anything is sorted, and one story in hundreds of outlets pairs each report with
its neighbours in time only. The idea of rare shared material is that of Passim (Smith, Cordell, Mullen 2015); keys of
neighbouring words, taken by rarity, find rewrites too in which hardly three words in a row are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from truceline.derive.kernels.keys import (
    WINDOW,
    Bytes,
    Counts,
    Rarity,
    Stems,
    condense,
    count_stems,
    meetings,
    note,
    often,
    recurring,
    tally,
    together,
)
from truceline.derive.kernels.rows import Ints
from truceline.derive.params import DeriveParams
from truceline.derive.texts import scan_documents
from truceline.model.evidence import Document

Pairs = npt.NDArray[np.int64]

#: texts scanned at a time: few enough for their memory to be used again
_CHUNK = 250
#: keys taken of a text, per content word
_KEYS_A_WORD = 1.4
#: content words below which a text gives all the keys it has
_SHORT = 60.0
#: times two or three words may be expected to meet by chance in the collection, and how that grows in a small one
_CHANCE, _SMALL = 0.5, 20_000
#: words from which two filters, filled side by side and put together, are sooner done than one
_WORTH_HALVING = 1_000_000
#: slots of the filter for each key, so that few keys seem to recur that do not
_SLOTS = 8
_NEIGHBOURS = 2
#: one word in so many is looked at to see how many keys there are to choose from
_EVERY = 23


class Sequences(NamedTuple):
    """Stems of many texts in a row; those of text k are `stems[begins[k]:begins[k + 1]]`."""

    stems: Stems
    begins: Ints


def candidates(documents: Sequence[Document], params: DeriveParams) -> Pairs:
    """Pairs of places (low, high) in `documents` to compare, sorted; shape (n, 2). Documents that stand together
    should be near in time."""
    content, anchors, prints = _condensed(documents)
    with ThreadPoolExecutor() as threads:
        named = threads.submit(_sharing, anchors, params.shared_anchors, params)
        pairs = np.unique(
            np.concatenate([_sharing(content, params.shared_keys, params), named.result(), _same(prints)])
        )
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF], axis=1).astype(np.int64)


def side_by_side(pairs: Pairs, texts: int) -> Pairs:
    """The pairs in another order: those that have texts in common stand near each other, so that a batch of them needs
    few texts."""
    links = csr_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(texts, texts))
    _, component = connected_components(links, directed=False)
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0], component[pairs[:, 0]]))])


def _condensed(documents: Sequence[Document]) -> tuple[Sequences, Sequences, Ints]:
    def chunk(first: int) -> tuple[Stems, Ints, Stems, Ints, Ints]:
        found = scan_documents(documents[first : first + _CHUNK])
        return (*condense(found.rows, found.begins), found.prints)

    with ThreadPoolExecutor() as threads:
        parts = list(threads.map(chunk, range(0, len(documents), _CHUNK)))
    content = Sequences(np.concatenate([part[0] for part in parts]), _joined([part[1] for part in parts]))
    anchors = Sequences(np.concatenate([part[2] for part in parts]), _joined([part[3] for part in parts]))
    return content, anchors, np.concatenate([part[4] for part in parts])


def _joined(begins: list[Ints]) -> Ints:
    lengths = np.concatenate([np.diff(part) for part in begins])
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _sharing(sequences: Sequences, least: int, params: DeriveParams) -> Ints:
    """Pairs of texts that share at least so many rare keys."""
    stems, begins = sequences
    texts = len(begins) - 1
    if texts < 2 or len(stems) < 2:
        return np.empty(0, np.int64)
    counts = count_stems(stems)
    rarity = _rarity(stems, counts, begins)
    text_bits = max(1, texts.bit_length())
    postings = _postings(sequences, counts, rarity, text_bits)
    postings.sort()
    shared = meetings(postings, text_bits, params.rare_in, _NEIGHBOURS)
    del postings
    shared.sort()
    return often(shared, least)


def _postings(sequences: Sequences, counts: Counts, rarity: Rarity, text_bits: int) -> Ints:
    """Keys that more than one text may have, each with its text in the low `text_bits`."""
    stems, begins = sequences
    texts = len(begins) - 1
    size = 1 << max(16, int(len(stems) * _KEYS_A_WORD * _SLOTS).bit_length() - 1)
    seen = _seen(sequences, counts, rarity, size)

    def block(first: int) -> Ints:
        return recurring(stems, counts, begins, rarity, seen, first, min(texts, first + _CHUNK), text_bits)

    with ThreadPoolExecutor() as threads:
        return np.concatenate(list(threads.map(block, range(0, texts, _CHUNK))))


def _seen(sequences: Sequences, counts: Counts, rarity: Rarity, slots: int) -> Bytes:
    """How often keys were seen, in two-bit counters. Each half of the texts counts for itself."""
    stems, begins = sequences

    def half(own: Ints) -> Bytes:
        seen = np.zeros(slots // 4, np.uint8)
        note(stems, counts, own, rarity, seen)
        return seen

    middle = int(np.searchsorted(begins, len(stems) // 2))
    if len(stems) < _WORTH_HALVING:
        return half(begins)
    with ThreadPoolExecutor() as threads:
        other = threads.submit(half, begins[middle:])
        seen = half(begins[: middle + 1])
        together(seen, other.result())
    return seen


def _rarity(stems: Stems, counts: Counts, begins: Ints) -> Rarity:
    words, texts = float(len(stems)), len(begins) - 1
    most = _CHANCE * max(1.0, _SMALL / texts)
    rarity = Rarity(
        two=most * words / (2 * WINDOW),
        three=most * words**2 / (3 * WINDOW * WINDOW),
        share_two=1.0,
        share_three=1.0,
        short=_SHORT,
    )
    twos, threes, looked_at = tally(stems, counts, begins, _EVERY, rarity)
    wanted = _KEYS_A_WORD * looked_at
    share_two = min(1.0, wanted / max(1, twos))
    share_three = min(1.0, 2 * max(0.0, wanted - twos) / max(1, threes))
    return rarity._replace(share_two=share_two, share_three=share_three)


def _same(prints: Ints) -> Ints:
    """Texts of the same words, each with the next of them."""
    order = np.argsort(prints, kind="stable").astype(np.int64)
    same = (prints[order[1:]] == prints[order[:-1]]) & (prints[order[1:]] != 0)
    return np.asarray((order[:-1][same] << 32) | order[1:][same])
