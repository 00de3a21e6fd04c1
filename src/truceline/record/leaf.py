"""Entries of the record as leaves: what is public binds what is not.

A leaf is RFC 8785 JSON of `{v, type, id, prev, source, seq, schema, commits, sig}`. `commits` maps each field of the
body to SHA-256 over the RFC 8785 JSON of `["tl1", salt, field, value]`, with a fresh salt of 128 bits for each field
(all lower-case hex), so that a value cannot be guessed from its hash: unsalted coordinates fall in minutes. Salts and
values are kept apart from leaves. Showing both discloses a field; destroying both erases it, and proofs stay valid.

`source` is whoever appends, `seq` counts its own entries from 1 and `prev` is the hash of the one before: a missing one
shows. `id` is the address of the commitments, the same wherever the entry comes to stand.
"""

from __future__ import annotations

from binascii import hexlify
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final

import msgspec

from truceline.model.errors import RecordError
from truceline.model.ids import ID_HEX_DIGITS
from truceline.ports import SALT_BYTES, Salts
from truceline.record.canonical import canonical, canonical_each
from truceline.record.kinds import Kind, check_kind
from truceline.record.merkle import HASH_BYTES

VERSION: Final = 1

#: what stands before a source's first entry
GENESIS = "0" * (2 * HASH_BYTES)

_SALT_HEX = 2 * SALT_BYTES

_lines = msgspec.json.Decoder(dict[str, msgspec.Raw])


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


class Sealed(msgspec.Struct, frozen=True, gc=False):
    """An entry before it has its place: its commitments, and apart from them what opens them.

    `commits` and `body` are RFC 8785 JSON of all fields; `salts` has one salt for each in the order of their names.
    """

    kind: Kind
    id: str
    commits: str
    body: bytes
    salts: bytes


class Prepared(msgspec.Struct, frozen=True):
    """Entries that may go in: kinds, forms and canonical values, before anything is hashed."""

    kinds: list[Kind]
    forms: list[Form]
    values: list[bytes]


def prepare(lines: Iterable[tuple[Kind, object]]) -> Prepared:
    """Spell out entries, each a (kind, struct or mapping).

    Raises ValueError for a kind that nobody described, a body that is no object or empty, a float inside.
    """
    kinds: list[Kind] = []
    forms: list[Form] = []
    values: list[object] = []
    for kind, value in lines:
        body = _body(kind, value)
        form = form_of(tuple(body))
        kinds.append(kind)
        forms.append(form)
        values += [body[name] for name in form.names]
    return Prepared(kinds, forms, canonical_each(values))


def seal(prepared: Sequence[Prepared], salts: Salts) -> list[Sealed]:
    """Commit to every field of every entry, one after the other. Many at once cost less each."""
    kinds = [kind for one in prepared for kind in one.kinds]
    forms = [form for one in prepared for form in one.forms]
    values = [value for one in prepared for value in one.values]
    if not forms:
        return []
    bodies = _filled([form.body for form in forms], values)
    drawn = salts.draw([(len(form.names), body) for form, body in zip(forms, bodies, strict=True)])
    return _sealed(kinds, forms, values, bodies, drawn)


def reseal(kinds: Sequence[Kind], bodies: Sequence[bytes], salts: Sequence[bytes]) -> list[Sealed]:
    """Entries again out of what is kept of each. Raises ValueError where one of them has no body with its salts."""
    if not kinds:
        return []
    spelled = b"\n".join(bodies)
    fields = _fields(spelled)
    forms = [form_of(tuple(body)) for body in fields]
    if len(fields) != len(bodies) or spelled.count(b"\n") != len(bodies) - 1:
        raise ValueError("a body is not one line of JSON")
    for body, form, salt in zip(fields, forms, salts, strict=True):
        if tuple(body) != form.names or not body or len(salt) != SALT_BYTES * len(body):
            raise ValueError("fields are not in their order, or do not have a salt each")
    values = [bytes(value) for body in fields for value in body.values()]
    if _filled([form.body for form in forms], values) != list(bodies):
        raise ValueError("a body is not canonical")
    return _sealed(kinds, forms, values, bodies, b"".join(salts))


def leaf_bytes(sealed: Sealed, source: str, seq: int, prev: str) -> bytes:
    """The leaf of an entry in its place: the `seq`-th of its source, after the one with hash `prev`."""
    before, after = _frame(sealed.kind, source)
    return f'{{"commits":{sealed.commits},"id":"{sealed.id}","prev":"{prev}",{before}{seq}{after}'.encode()


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
    except (msgspec.MsgspecError, ValueError) as error:
        raise RecordError(f"this is no leaf: {error}", advice="Restore the record from a backup.") from error
    return read


def entry_id(commits: str) -> str:
    """Content address of the canonical commitments of an entry."""
    return f"ent_{sha256(commits.encode()).hexdigest()[:ID_HEX_DIGITS]}"


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


def _fields(lines: bytes) -> list[dict[str, msgspec.Raw]]:
    try:
        return _lines.decode_lines(lines.decode())  # which refuses what is no text; raw values are not looked into
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"a body is no object: {error}") from error


def _body(kind: Kind, value: object) -> dict[str, object]:
    check_kind(kind)
    body = msgspec.to_builtins(value)
    if type(body) is not dict or not body:
        raise ValueError(f"the body of an entry is an object with fields, not {body!r}")
    return body


def _sealed(
    kinds: Sequence[Kind], forms: Sequence[Form], values: Sequence[bytes], bodies: Sequence[bytes], salts: bytes
) -> list[Sealed]:
    salted: list[bytes] = [b""] * (2 * len(values))
    salted[::2] = hexlify(salts, b"\n", SALT_BYTES).split(b"\n")
    salted[1::2] = values
    committed = _filled([form.committed for form in forms], salted)
    hashes = [hash_.hexdigest() for hash_ in map(sha256, committed)]
    commits = "\n".join([form.commits for form in forms]) % tuple(hashes)
    sealed: list[Sealed] = []
    at = 0
    for kind, form, body, commit in zip(kinds, forms, bodies, commits.split("\n"), strict=True):
        end = at + SALT_BYTES * len(form.names)
        id_ = f"ent_{sha256(commit.encode()).hexdigest()[:ID_HEX_DIGITS]}"  # entry_id without the call
        sealed.append(Sealed(kind, id_, commit, body, salts[at:end]))
        at = end
    return sealed


def _filled(templates: Sequence[bytes], values: Sequence[bytes]) -> list[bytes]:
    """Templates of one or several lines, filled: all of them at once. JSON spells a line end with a backslash."""
    return (b"\n".join(templates) % tuple(values)).split(b"\n")


class Form(msgspec.Struct, frozen=True):
    """What entries with the same fields have in common: templates for canonical values, salts and hashes."""

    names: tuple[str, ...]  # in the order of RFC 8785
    body: bytes
    committed: bytes  # what is hashed, a line for each field: salt and value
    commits: str


@lru_cache(maxsize=4096)
def form_of(fields: tuple[str, ...]) -> Form:
    names = tuple(sorted(fields, key=lambda name: name.encode("utf-16-be")))
    quoted = [canonical(name).replace(b"%", b"%%") for name in names]
    return Form(
        names=names,
        body=b"{%b}" % b",".join(name + b":%b" for name in quoted),
        committed=b"\n".join(b'["tl1","%b",' + name + b",%b]" for name in quoted),
        commits=(b"{%b}" % b",".join(name + b':"%s"' for name in quoted)).decode(),
    )


@lru_cache(maxsize=4096)
def _frame(kind: Kind, source: str) -> tuple[str, str]:
    """What stands between `prev` and the number, and after it."""
    schema = canonical(f"truceline/{kind}/1").decode()
    names = canonical(source).decode(), canonical(kind).decode()
    return f'"schema":{schema},"seq":', f',"sig":null,"source":{names[0]},"type":{names[1]},"v":{VERSION}}}'
