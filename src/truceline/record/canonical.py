"""RFC 8785 bytes, fast: one value has one spelling, whoever writes it.

Integers, text, booleans, null, arrays and objects only: a float has no spelling that two programs are sure to share, so
hashed records carry integers with a unit suffix.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import rfc8785

#: beyond these an integer is not the same in every JSON reader (RFC 8785 section 3.2.2.3, RFC 7493)
_LARGEST = (1 << 53) - 1

_encoder = msgspec.json.Encoder(order="sorted")
_encode = _encoder.encode

#: what has one order, being no more than one thing
_PLAIN = frozenset((str, int, bool, type(None)))


def canonical(value: object) -> bytes:
    """RFC 8785 JSON of plain values. Raises ValueError on a float, an integer beyond 53 bits or half a character."""
    if type(value) is not str and _order_differs(value):
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    return _encode(value)


def canonical_each(values: Sequence[object]) -> list[bytes]:
    """`canonical` of each of many values."""
    spelled = _encoder.encode_lines(values).split(b"\n")[:-1]
    kinds = set(map(type, values))
    if kinds <= _PLAIN and all(abs(value) <= _LARGEST for value in values if type(value) is int):
        return spelled
    for n, value in enumerate(values):
        if type(value) is not str and _order_differs(value):
            spelled[n] = rfc8785.dumps(value)  # type: ignore[arg-type]
    return spelled


def _order_differs(value: object) -> bool:
    """Whether an object inside has keys that sort otherwise in UTF-16 than in UTF-8. Refuses what has no spelling."""
    if value is None or isinstance(value, (str, bool)):
        return False
    if isinstance(value, int):
        if abs(value) <= _LARGEST:
            return False
        raise ValueError(f"{value} does not fit in 53 bits: write it as text")
    if isinstance(value, (list, tuple)):
        return _any_differs(value)
    if isinstance(value, dict):
        return _any_differs(value.values()) | _any_beyond_ascii(value)
    raise ValueError(f"{value!r} is a {type(value).__name__}: hashed records carry integers, text, truth values, null")


def _any_differs(values: Iterable[object]) -> bool:
    differs = False
    for inner in values:  # all of them: each may have to be refused
        differs |= _order_differs(inner)
    return differs


def _any_beyond_ascii(keys: Iterable[object]) -> bool:
    beyond = False
    for key in keys:
        if not isinstance(key, str):
            raise ValueError(f"key {key!r} is no text")
        beyond |= not key.isascii()
    return beyond
