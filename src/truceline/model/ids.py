"""Content addresses: the same content always has the same name, on every machine.

Canonical bytes are msgspec's sorted JSON. For text, integers, booleans and null with ASCII keys this equals RFC 8785,
which is why no record that is hashed or signed carries a float.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Prefix = Literal["itm", "obs", "org", "inc", "fnd", "dec", "cas", "rem", "clm", "eff", "stm", "agr", "bul", "rel"]

#: hex digits kept of the SHA-256; 96 bits keep a collision below 1e-12 at ten million ids
ID_HEX_DIGITS = 24

_encoder = msgspec.json.Encoder(order="sorted")


def canonical_bytes(value: object) -> bytes:
    """Bytes of `value` that are the same for equal values. Raises ValueError on a float anywhere inside."""
    plain = msgspec.to_builtins(value)
    _refuse_floats(plain)
    return _encoder.encode(plain)


def content_id(prefix: Prefix, *parts: object) -> str:
    """`prefix_` and the first 24 hex digits of SHA-256 over the canonical bytes of `parts`."""
    return f"{prefix}_{hashlib.sha256(_encoder.encode(parts)).hexdigest()[:ID_HEX_DIGITS]}"


def sha256_hex(data: bytes) -> str:
    """SHA-256 of raw bytes as 64 hex digits: the name of a blob."""
    return hashlib.sha256(data).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a float: hashed records carry integers with a unit suffix")
    if isinstance(value, dict):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_floats(inner)
