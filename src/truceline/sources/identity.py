"""Ids of rows from their content, for whole columns: the same values as `content_id`, row by row.

The canonical JSON of each row is put together by column in one buffer, so that a row costs its hash and little more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.ids import ID_HEX_DIGITS, Prefix
from truceline.sources.cell_bytes import column_bytes
from truceline.sources.coding import mapped
from truceline.sources.sheet import Sheet

#: stands behind each cell of a row in the text its id is made from
_UNIT_SEPARATOR = "\x1f"
_SEPARATOR_IN_JSON = r"\u001f"
_ESCAPES = {
    "\\": r"\\",  # first: the others bring backslashes of their own
    '"': r"\"",
    **{chr(code): f"\\u{code:04x}" for code in range(32)},
    "\b": r"\b",
    "\t": r"\t",
    "\n": r"\n",
    "\f": r"\f",
    "\r": r"\r",
    _UNIT_SEPARATOR: " ",
}
#: below this lie the blank, the quotation mark, and all that JSON escapes but the backslash
_LETTERS_FROM = ord('"') + 1
_TO_ESCAPE = np.isin(np.arange(256), [ord(mark) for mark in _ESCAPES])
_json = msgspec.json.Encoder()
#: cells that are blank in this share of the rows and more are put together apart from the others
_SPARSE = 0.75
#: rows put together at once: bounds the memory, and keeps the buffer below what 32-bit offsets reach
_STEP = 50_000


def identities(sheet: Sheet, prefix: Prefix, source: str | pa.Array, columns: Sequence[str]) -> pa.Array:
    """`content_id(prefix, source, words)` of each row; `words` are its non-blank cells of `columns`, in name order.

    `source` is that of all rows, or of each. Each cell stands there as `name=cell` with a unit separator behind it, so
    a row keeps its id when rows or columns are moved, added or left blank.
    """
    used = {name: sheet.columns[name] for name in sorted(set(columns) & set(sheet.columns))}
    heads = pa.repeat(_head(source), len(sheet)) if isinstance(source, str) else mapped(source, _head, pa.string())
    parts = [
        _ids(prefix, _texts(heads.slice(at, size), {name: cells.slice(at, size) for name, cells in used.items()}, size))
        for at in range(0, len(sheet), _STEP)
        for size in [min(_STEP, len(sheet) - at)]
    ]
    return pa.concat_arrays(parts) if parts else pa.array([], pa.string())


def _head(source: str) -> str:
    return f'[{_json.encode(source).decode()},"'


def _texts(heads: pa.Array, columns: dict[str, pa.Array], size: int) -> pa.Array:
    """The canonical JSON of each row."""
    pieces: list[pa.Array] = [heads]  # no scalars: to join those takes longer
    between = ""
    for name, cells in columns.items():
        filled = pc.not_equal(cells, "")
        share = filled.true_count / size
        if share == 1:
            pieces += [pa.repeat(f"{between}{name}=", size), _escaped(cells)]
            between = _SEPARATOR_IN_JSON
        elif share > 0:
            pieces += [pa.repeat(between, size), _named(name, cells, filled, share)]
            between = ""
    pieces.append(pa.repeat(between + '"]', size))
    return pc.binary_join_element_wise(*pieces, "", null_handling="replace", null_replacement="")


def _named(name: str, cells: pa.Array, filled: pa.Array, share: float) -> pa.Array:
    """Each cell under its name with the separator behind it, as they stand in JSON; null for a blank cell."""
    if share > 1 - _SPARSE:
        return _between(f"{name}=", pc.if_else(filled, _escaped(cells), None))
    few = _between(f"{name}=", _escaped(cells.filter(filled)))
    given = filled.to_numpy(zero_copy_only=False)
    return few.take(pa.array(np.cumsum(given) - 1, mask=~given))


def _between(head: str, cells: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(
        pa.repeat(head, len(cells)), cells, pa.repeat(_SEPARATOR_IN_JSON, len(cells)), ""
    )


def _escaped(cells: pa.Array) -> pa.Array:
    data, _ = column_bytes(cells)
    if not ((data < _LETTERS_FROM).any() or (data == ord("\\")).any()):
        return cells
    marks = data[_TO_ESCAPE[data]]
    if not len(marks):
        return cells
    there = {chr(mark) for mark in np.unique(marks)}
    for mark, written in _ESCAPES.items():
        if mark in there:
            cells = pc.replace_substring(cells, mark, written)
    return cells


def _ids(prefix: Prefix, texts: pa.Array) -> pa.Array:
    """The prefix and the first digits of the SHA-256 of each text."""
    data, offsets = column_bytes(texts)
    view, sha256, size = memoryview(data.data), hashlib.sha256, len(texts)
    digests = b"".join([sha256(view[begin:end]).digest() for begin, end in pairwise(offsets.tolist())])
    cut = np.frombuffer(digests, np.uint8).reshape(size, -1)[:, : ID_HEX_DIGITS // 2] if size else data
    start = f"{prefix}_".encode()
    ids = np.empty((size, len(start) + ID_HEX_DIGITS), np.uint8)
    ids[:, : len(start)] = np.frombuffer(start, np.uint8)
    ids[:, len(start) :] = np.frombuffer(cut.tobytes().hex().encode(), np.uint8).reshape(size, ID_HEX_DIGITS)
    places = np.arange(size + 1, dtype=np.int32) * ids.shape[1]
    return pa.Array.from_buffers(pa.string(), size, [None, pa.py_buffer(places), pa.py_buffer(ids)])
