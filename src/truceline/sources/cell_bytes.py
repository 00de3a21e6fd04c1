"""What the bytes of a whole column say about its cells: questions that need no look at the single cell."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

#: bytes of whitespace, and those with which Unicode's other white space (U+0085 … U+3000) begins in UTF-8
_MAY_BE_BLANK = np.zeros(256, bool)
_MAY_BE_BLANK[[*range(0x21), 0x7F, 0xC2, 0xE1, 0xE2, 0xE3]] = True
_CONTINUES = 0x80
_NUMBER = np.zeros(256, bool)
_NUMBER[list(b"+-.0123456789")] = True


def column_bytes(cells: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """The bytes of a text column, and where each cell begins in them (one entry more than cells)."""
    _, places, data = cells.buffers()
    offsets = np.frombuffer(places, np.int32)[cells.offset : cells.offset + len(cells) + 1] if len(cells) else _NOWHERE
    if data is None or not len(cells):
        return _NOTHING, np.zeros(len(cells) + 1, np.int64)
    first, last = int(offsets[0]), int(offsets[-1])
    whole = np.frombuffer(data, np.uint8) if data.size else _NOTHING
    return whole[first:last], offsets - offsets[0]


def holds(cells: pa.Array, mark: str) -> bool:
    """Whether this ASCII character stands in any cell."""
    return bool((column_bytes(cells)[0] == ord(mark)).any())


def only_figures(cells: pa.Array) -> bool:
    """Whether every byte is a digit, a sign or a point."""
    return bool(_NUMBER[column_bytes(cells)[0]].all())


def only_digits(cells: pa.Array) -> bool:
    data, _ = column_bytes(cells)
    return not bool((data - np.uint8(48) > 9).any())


def trimmed(cells: pa.Array) -> pa.Array:
    """Cells without white space at their ends; only those that may have some are looked at."""
    data, offsets = column_bytes(cells)
    rows = np.flatnonzero(offsets[1:] > offsets[:-1])
    if not len(rows):
        return cells
    first, last = data[offsets[rows]], data[offsets[rows + 1] - 1]
    doubtful = rows[_MAY_BE_BLANK[first] | _MAY_BE_BLANK[last] | _may_end_blank(data, offsets[rows + 1], last)]
    if not len(doubtful):
        return cells
    looked_at = cells.take(pa.array(doubtful))
    shorter = pc.utf8_trim_whitespace(looked_at)
    if shorter.equals(looked_at):
        return cells
    mask = np.zeros(len(cells), bool)
    mask[doubtful] = True
    return pc.replace_with_mask(cells, pa.array(mask), shorter)


def _may_end_blank(data: np.ndarray, ends: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Whether the last letter is one beyond ASCII that begins like white space."""
    beyond = last >= _CONTINUES
    if not beyond.any():
        return beyond
    second, third = data[np.maximum(ends - 2, 0)], data[np.maximum(ends - 3, 0)]
    return np.asarray(beyond & (_MAY_BE_BLANK[second] | _MAY_BE_BLANK[third]))


_NOTHING = np.zeros(0, np.uint8)
_NOWHERE = np.zeros(1, np.int32)
