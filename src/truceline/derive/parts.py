"""The search for pairs of texts in parts that need nothing of each other, for an engine that runs them elsewhere.

Two steps take the time: reading texts into stems, and making keys of stems. Both look at one text at a time, so any
blocks of texts will do; keys meet where the answers come together.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from truceline.derive.kernels.keys import Counts, Rarity, Stems, condense, keys_in_round
from truceline.derive.kernels.rows import Ints
from truceline.derive.shelf import Chunk, Shelf
from truceline.derive.texts import scan
from truceline.ports import Engine

#: texts of a part
_TEXTS = 2_000

_CHUNK = pa.schema([("text", pa.large_binary()), ("paragraphs", pa.large_binary()), ("offsets", pa.large_binary())])
_CONDENSED = pa.schema(
    [(name, pa.large_binary()) for name in ("content", "content_begins", "anchors", "anchor_begins", "prints")]
)
_STEMS = pa.schema([("stems", pa.large_binary()), ("begins", pa.large_binary()), ("first", pa.int64())])
_POSTINGS = pa.schema([("postings", pa.large_binary())])


class Condensed(NamedTuple):
    """Stems of the narrators' words and of names and figures, where each text's begin, and the texts' fingerprints."""

    content: Stems
    content_begins: Ints
    anchors: Stems
    anchor_begins: Ints
    prints: Ints


def condensed(chunk: Chunk) -> Condensed:
    """Of one block of texts."""
    found = scan(chunk)
    return Condensed(*condense(found.rows, found.begins), found.prints)


def condensed_on(engine: Engine, shelf: Shelf) -> list[Condensed]:
    """Of all texts, block by block, in their order."""
    blocks = (range(first, min(first + _TEXTS, len(shelf))) for first in range(0, len(shelf), _TEXTS))
    answers = engine.each((_packed(shelf.chunk(block)) for block in blocks), _condense, _CONDENSED)
    kinds = (np.uint32, np.int64, np.uint32, np.int64, np.int64)
    return [
        Condensed(*(np.frombuffer(row[name], kind) for name, kind in zip(_CONDENSED.names, kinds, strict=True)))
        for row in answers.to_pylist()
    ]


class Round(NamedTuple):
    """What says which keys of a text belong to a round."""

    counts: Counts
    rarity: Rarity
    text_bits: int
    turn: int
    rounds: int


def postings_on(engine: Engine, stems: Stems, begins: Ints, which: Round) -> Ints:
    """Keys of the round in all texts, each with its text in the low bits."""
    parts = (_slice(stems, begins, first) for first in range(0, len(begins) - 1, _TEXTS))
    answers = engine.each(parts, partial(_post, which), _POSTINGS).column("postings").to_pylist()
    return np.concatenate([np.zeros(0, np.int64), *(np.frombuffer(data, np.int64) for data in answers)])


def _packed(chunk: Chunk) -> pa.Table:
    text = chunk.text.encode("utf-8", "surrogatepass")
    return _row(_CHUNK, text, chunk.paragraphs.tobytes(), chunk.offsets.tobytes())


def _condense(part: pa.Table) -> pa.Table:
    """Runs wherever the engine has it run. Arrays are copied: what may not be written to would be compiled anew."""
    (row,) = part.to_pylist()
    paragraphs = np.frombuffer(row["paragraphs"], np.int64).reshape(-1, 4).copy()
    text = row["text"].decode("utf-8", "surrogatepass")
    found = condensed(Chunk(text, paragraphs, np.frombuffer(row["offsets"], np.int64).copy()))
    return _row(_CONDENSED, *(array.tobytes() for array in found))


def _slice(stems: Stems, begins: Ints, first: int) -> pa.Table:
    own = begins[first : first + _TEXTS + 1]
    return _row(_STEMS, stems[own[0] : own[-1]].tobytes(), (own - own[0]).tobytes(), first)


def _post(which: Round, part: pa.Table) -> pa.Table:
    """Runs wherever the engine has it run. Arrays are copied: what may not be written to would be compiled anew."""
    (row,) = part.to_pylist()
    stems: npt.NDArray[np.uint32] = np.frombuffer(row["stems"], np.uint32).copy()
    begins = np.frombuffer(row["begins"], np.int64).copy()
    found = keys_in_round(
        stems, which.counts, begins, which.rarity, 0, len(begins) - 1, which.text_bits, which.turn, which.rounds
    )
    # texts are counted from the first of the part: their number stands in the low bits, where there is room
    return _row(_POSTINGS, (found + row["first"]).tobytes())


def _row(schema: pa.Schema, *values: object) -> pa.Table:
    return pa.table({name: [value] for name, value in zip(schema.names, values, strict=True)}, schema=schema)
