"""Which pairs of texts are worth comparing: an index of rare keys, never all pairs.

The work grows with the number of words, not of pairs: keys of words that meet often by chance are left out, keys that
no second text has are dropped before anything is sorted, and one story in hundreds of outlets pairs each report with
its neighbours in time only. The idea of rare shared material is that of Passim (Smith, Cordell, Mullen 2015); keys of
neighbouring words, taken by rarity, find rewrites too in which hardly three words in a row are left.
"""

from __future__ import annotations

from array import array
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from truceline.derive.kernels.keys import (
    WINDOW,
    Counts,
    Rarity,
    Stems,
    count_stems,
    keep_repeated,
    keys_in_round,
    meetings,
    tally,
)
from truceline.derive.kernels.rows import Ints
from truceline.derive.params import DeriveParams
from truceline.derive.parts import Condensed, Round, condensed, condensed_on, postings_on
from truceline.derive.shelf import Shelf
from truceline.ports import Engine, Progress

Pairs = npt.NDArray[np.int64]

#: texts scanned at a time: few enough for their memory to be used again
_CHUNK = 250
#: keys taken of a text, per content word
_KEYS_A_WORD = 1.7
#: content words below which a text gives all the keys it has
_SHORT = 60.0
#: times two or three words may be expected to meet by chance in the collection, and how that grows in a small one
_CHANCE, _SMALL = 0.5, 20_000
#: keys sorted at a time: of more, each round takes its share, so that memory holds one share of them
_KEYS_A_ROUND = 60_000_000
_NEIGHBOURS = 2
#: one word in so many is looked at to see how many keys there are to choose from
_EVERY = 23


class Sequences(NamedTuple):
    """Stems of many texts in a row; those of text k are `stems[begins[k]:begins[k + 1]]`."""

    stems: Stems
    begins: Ints


def candidates(
    shelf: Shelf, params: DeriveParams, progress: Progress | None = None, engine: Engine | None = None
) -> Pairs:
    """Pairs of places (low, high) on the shelf to compare, sorted; shape (n, 2). The same on every engine."""
    content, anchors, prints = _condensed(shelf, progress, engine)
    found = [
        _sharing(content, params.shared_keys, params, engine),
        _sharing(anchors, params.shared_anchors, params, engine),
        _same(prints),
    ]
    pairs = np.unique(np.concatenate(found))
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF], axis=1).astype(np.int64)


def side_by_side(pairs: Pairs, texts: int) -> Pairs:
    """The pairs in another order: those that have texts in common stand near each other, so that a batch of them needs
    few texts."""
    links = csr_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(texts, texts))
    _, component = connected_components(links, directed=False)
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0], component[pairs[:, 0]]))])


def _condensed(shelf: Shelf, progress: Progress | None, engine: Engine | None) -> tuple[Sequences, Sequences, Ints]:
    """Stems of the narrators' words, of names and figures, and the texts' fingerprints."""

    def chunk(first: int) -> Condensed:
        return condensed(shelf.chunk(range(first, min(first + _CHUNK, len(shelf)))))

    stems = array("I"), array("I")
    ends = array("q", [0]), array("q", [0])
    prints = array("q")
    if progress:
        progress.start("index", len(shelf))
    with ThreadPoolExecutor() as threads:
        answers = threads.map(chunk, range(0, len(shelf), _CHUNK)) if engine is None else condensed_on(engine, shelf)
        for content, content_begins, anchors, anchor_begins, own in answers:
            for k, (part, begins) in enumerate(((content, content_begins), (anchors, anchor_begins))):
                ends[k].frombytes((begins[1:] + len(stems[k])).tobytes())
                stems[k].frombytes(part.tobytes())
            prints.frombytes(own.tobytes())
            if progress:
                progress.advance(len(own))
    if progress:
        progress.done()
    found = [Sequences(np.frombuffer(stems[k], np.uint32), np.frombuffer(ends[k], np.int64)) for k in range(2)]
    return found[0], found[1], np.frombuffer(prints, np.int64)


def _sharing(sequences: Sequences, least: int, params: DeriveParams, engine: Engine | None) -> Ints:
    """Pairs of texts that share at least so many rare keys."""
    stems, begins = sequences
    texts = len(begins) - 1
    if texts < 2 or len(stems) < 2:
        return np.empty(0, np.int64)
    counts = count_stems(stems)
    rarity = _rarity(stems, counts, begins)
    text_bits = max(1, texts.bit_length())
    rounds = 1 << (int(len(stems) * _KEYS_A_WORD) // _KEYS_A_ROUND).bit_length()
    shared = array("q")
    for turn in range(rounds):
        which = Round(counts, rarity, text_bits, turn, rounds)
        postings = _postings(sequences, which) if engine is None else postings_on(engine, *sequences, which)
        postings.sort()
        postings = postings[: keep_repeated(postings, text_bits)]
        shared.frombytes(meetings(postings, text_bits, params.rare_in, _NEIGHBOURS).tobytes())
        del postings
    return _often(np.frombuffer(shared, np.int64), least)


def _postings(sequences: Sequences, which: Round) -> Ints:
    """Keys of this round, each with its text in the low `text_bits`."""
    stems, begins = sequences
    texts = len(begins) - 1

    def block(first: int) -> Ints:
        rarity, text_bits, turn, rounds = which.rarity, which.text_bits, which.turn, which.rounds
        last = min(texts, first + _CHUNK)
        return keys_in_round(stems, which.counts, begins, rarity, first, last, text_bits, turn, rounds)

    postings = array("q")
    with ThreadPoolExecutor() as threads:
        for part in threads.map(block, range(0, texts, _CHUNK)):
            postings.frombytes(part.data.cast("B"))
    return np.frombuffer(postings, np.int64)


def _often(pairs: Ints, least: int) -> Ints:
    """Pairs that stand at least so many times in `pairs`, once each. Sorts them."""
    pairs.sort()
    firsts = pairs[: max(0, len(pairs) - least + 1)]
    often = firsts[pairs[least - 1 :] == firsts]
    return np.asarray(often[np.append(True, often[1:] != often[:-1])[: len(often)]])


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
