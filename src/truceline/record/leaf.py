"""Entries of the record as leaves: what is public binds what is not.

A leaf is RFC 8785 JSON of `{v, type, id, prev, source, seq, schema, commits, sig}`. `commits` maps each field of the
body to SHA-256 over the RFC 8785 JSON of `["tl1", salt, field, value]`, with a fresh salt of 128 bits for each field
(all lower-case hex), so that a value cannot be guessed from its hash: unsalted coordinates fall in minutes. Salts and
values are kept apart from leaves. Showing both discloses a field; destroying both erases it, and proofs stay valid.

`source` is whoever appends, `seq` counts its own entries from 1 and `prev` is the hash of the one before: a missing one
shows. `id` is the address of the commitments, the same wherever the entry comes to stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final

import msgspec

from truceline.model.errors import RecordError
from truceline.model.ids import ID_HEX_DIGITS
from truceline.ports import SALT_BYTES, Salts
from truceline.record.canonical import canonical
from truceline.record.kinds import Kind, check_kind
from truceline.record.merkle import HASH_BYTES

VERSION: Final = 1

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


class Sealed(msgspec.Struct, frozen=True):
    """An entry before it has its place: its commitments, and apart from them what opens them.

    `body` is RFC 8785 JSON of all fields, `salts` has one salt for each of them in the order of their names.
    """

    kind: Kind
    id: str
    commits: bytes
    body: bytes
    salts: bytes


def seal(lines: Sequence[tuple[Kind, object]], salts: Salts) -> tuple[Sealed, ...]:
    """Commit to every field of every entry, each a (kind, struct or mapping).

    Raises ValueError for a kind that nobody described, a body that is no object, a float inside.
    """
    fields = [_fields(kind, value) for kind, value in lines]
    bodies = [_body(field) for field in fields]
    drawn = salts.draw([(len(field), body) for field, body in zip(fields, bodies, strict=True)])
    sealed: list[Sealed] = []
    at = 0
    for (kind, _), field, body in zip(lines, fields, bodies, strict=True):
        end = at + SALT_BYTES * len(field)
        sealed.append(_sealed(kind, field, body, drawn[at:end]))
        at = end
    return tuple(sealed)


def reseal(kind: Kind, body: bytes, salts: bytes) -> Sealed:
    """An entry out of what is kept of it. Raises ValueError unless each field has its salt."""
    values = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    if len(salts) != SALT_BYTES * len(values):
        raise ValueError(f"{len(values)} fields have {len(salts)} bytes of salts")
    return _sealed(kind, [(name, bytes(value)) for name, value in values.items()], body, salts)


def leaf_bytes(sealed: Sealed, source: str, seq: int, prev: str) -> bytes:
    """The leaf of an entry in its place: the `seq`-th of its source, after the one with hash `prev`."""
    before, after = _frame(sealed.kind, source)
    return b'{"commits":%b,"id":"%b","prev":"%b",%b%d%b' % (
        sealed.commits, sealed.id.encode(), prev.encode(), before, seq, after,
    )  # fmt: skip


def parse_leaf(leaf: bytes) -> Leaf:
    """What a leaf says. Raises RecordError unless its bytes are exactly those that we would have written."""
    try:
        read = msgspec.json.decode(leaf, type=Leaf)
        if canonical(msgspec.to_builtins(read)) != leaf:
            raise ValueError("its bytes are not canonical")
        if read.v != VERSION:
            raise ValueError(f"version {read.v} is not known")
        if read.id != entry_id(canonical(read.commits)):
            raise ValueError("its id is not the address of its commitments")
    except (msgspec.MsgspecError, ValueError) as error:
        raise RecordError(f"this is no leaf: {error}", advice="Restore the record from a backup.") from error
    return read


def entry_id(commits: bytes) -> str:
    """Content address of the canonical commitments of an entry."""
    return f"ent_{sha256(commits).hexdigest()[:ID_HEX_DIGITS]}"


def commitment(field: str, opening: Opening) -> str:
    """SHA-256 over ["tl1", salt, field, value], as hex. Raises ValueError for a value without canonical bytes."""
    return sha256(canonical(["tl1", opening.salt, field, opening.value])).hexdigest()


def opens(leaf: Leaf, field: str, opening: Opening) -> bool:
    """Whether this is the value to which the leaf is committed."""
    if len(opening.salt) != _SALT_HEX or field not in leaf.commits:
        return False
    try:
        return commitment(field, opening) == leaf.commits[field]
    except ValueError:
        return False


def openings(body: bytes, salts: bytes) -> dict[str, Opening]:
    """Values with their salts, from what is kept apart from the leaf."""
    values: dict[str, object] = msgspec.json.decode(body)
    return {
        field: Opening(salts[SALT_BYTES * n : SALT_BYTES * (n + 1)].hex(), value)
        for n, (field, value) in enumerate(values.items())
    }


def without(body: bytes, salts: bytes, erased: frozenset[str]) -> tuple[bytes, bytes]:
    """What is left of a body and its salts when these fields are destroyed."""
    values: dict[str, object] = msgspec.json.decode(body)
    left = {field: value for field, value in values.items() if field not in erased}
    kept = [salts[SALT_BYTES * n : SALT_BYTES * (n + 1)] for n, field in enumerate(values) if field not in erased]
    return canonical(left), b"".join(kept)


def _fields(kind: Kind, value: object) -> list[tuple[str, bytes]]:
    """Names and canonical values, in the order of RFC 8785."""
    check_kind(kind)
    plain = msgspec.to_builtins(value)
    if not isinstance(plain, dict):
        raise ValueError(f"the body of an entry is an object, not {type(plain).__name__}")
    names = sorted(plain, key=_utf16) if not all(map(str.isascii, plain)) else sorted(plain)
    return [(name, canonical(plain[name])) for name in names]


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


def _body(fields: list[tuple[str, bytes]]) -> bytes:
    return b"{%b}" % b",".join([b"%b:%b" % (_quoted(name), value) for name, value in fields])


def _sealed(kind: Kind, fields: list[tuple[str, bytes]], body: bytes, salts: bytes) -> Sealed:
    spelled = salts.hex().encode()
    commits: list[bytes] = []
    at = 0
    for name, value in fields:
        quoted = _quoted(name)
        committed = b'["tl1","%b",%b,%b]' % (spelled[at : at + _SALT_HEX], quoted, value)
        commits.append(b'%b:"%b"' % (quoted, sha256(committed).hexdigest().encode()))
        at += _SALT_HEX
    joined = b"{%b}" % b",".join(commits)
    return Sealed(kind, entry_id(joined), joined, body, salts)


@lru_cache(maxsize=4096)
def _quoted(name: str) -> bytes:
    return canonical(name)


@lru_cache(maxsize=4096)
def _frame(kind: Kind, source: str) -> tuple[bytes, bytes]:
    """What stands between `prev` and the number, and after it."""
    schema = canonical(f"truceline/{kind}/1")
    return (
        b'"schema":%b,"seq":' % schema,
        b',"sig":null,"source":%b,"type":%b,"v":%d}' % (canonical(source), canonical(kind), VERSION),
    )
