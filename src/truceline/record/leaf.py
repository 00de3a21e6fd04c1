"""Entries of the record as leaves: what is public binds what is not.

A leaf is RFC 8785 JSON of `{v, type, id, prev, source, seq, schema, commits, sig}`. `commits` maps each field of the
body to SHA-256 over the RFC 8785 JSON of `["tl1", salt, field, value]`, with a fresh salt of 128 bits for each field
(all lower-case hex), so that a value cannot be guessed from its hash: unsalted coordinates fall in minutes. Salts and
values are kept apart from leaves. Showing both discloses a field; destroying both erases it, and proofs stay valid.

`source` is whoever appends, `seq` counts its own entries from 1 and `prev` is the hash of the one before: a missing one
shows. `id` is the address of the commitments, the same wherever the entry comes to stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import msgspec

from truceline.model.errors import UNREADABLE, RecordError
from truceline.model.ids import ID_HEX_DIGITS
from truceline.record.canonical import canonical
from truceline.record.kinds import Kind
from truceline.record.merkle import HASH_BYTES

VERSION: Final = 1

#: 128 bits keep a committed value from being guessed
SALT_BYTES: Final = 16

#: what stands before a source's first entry
GENESIS = "0" * (2 * HASH_BYTES)

_SALT_HEX = 2 * SALT_BYTES


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a leaf says. `sig` is the source's own signature where it makes one."""

    v: int
    type: Kind
    id: str
    prev: str
    source: str
    seq: int
    schema: str
    commits: dict[str, str]
    sig: str | None = None


class Opening(msgspec.Struct, frozen=True):
    """A field's value with the salt of its commitment."""

    salt: str
    value: object


def parse_leaf(leaf: bytes) -> Leaf:
    """What a leaf says. Raises RecordError unless its bytes are exactly those that we would have written."""
    try:
        read = msgspec.json.decode(leaf, type=Leaf)
        if canonical(msgspec.to_builtins(read)) != leaf:
            raise ValueError("its bytes are not canonical")
        if read.v != VERSION:
            raise ValueError(f"version {read.v} is not known")
        if read.id != entry_id(canonical(read.commits).decode()):
            raise ValueError("its id is not the address of its commitments")
    except (*UNREADABLE, ValueError) as error:
        raise RecordError(f"this is no leaf: {error}", advice="Restore the record from a backup.") from error
    return read


def entry_id(commits: str) -> str:
    """Content address of the canonical commitments of an entry."""
    return f"ent_{sha256(commits.encode()).hexdigest()[:ID_HEX_DIGITS]}"


def commitment(field: str, opening: Opening) -> str:
    """SHA-256 over ["tl1", salt, field, value], as hex. Raises ValueError for a value without canonical bytes."""
    return sha256(canonical(["tl1", opening.salt, field, opening.value])).hexdigest()


def opens(commits: Mapping[str, str], field: str, opening: Opening) -> bool:
    """Whether this is the value of the field to which these commitments, of a leaf or of a row, bind."""
    if len(opening.salt) != _SALT_HEX or field not in commits:
        return False
    try:
        return commitment(field, opening) == commits[field]
    except ValueError:
        return False


def openings(body: bytes, salts: bytes) -> dict[str, Opening]:
    """Values with their salts, from what is kept apart from the leaf.

    Raises ValueError or msgspec.MsgspecError for bytes that were never a body.
    """
    values = _values(body)
    return {
        field: Opening(salts[SALT_BYTES * n : SALT_BYTES * (n + 1)].hex(), value)
        for n, (field, value) in enumerate(values.items())
    }


def without(body: bytes, salts: bytes, erased: frozenset[str]) -> tuple[bytes, bytes]:
    """What is left of a body and its salts when these fields are destroyed."""
    values = _values(body)
    left = {field: value for field, value in values.items() if field not in erased}
    kept = [salts[SALT_BYTES * n : SALT_BYTES * (n + 1)] for n, field in enumerate(values) if field not in erased]
    return canonical(left), b"".join(kept)


def _values(body: bytes) -> dict[str, object]:
    values: dict[str, object] = msgspec.json.decode(body, type=dict[str, object])
    if canonical(values) != body:
        raise ValueError("a body is not canonical")
    return values
