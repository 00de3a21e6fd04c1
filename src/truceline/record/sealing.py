"""Making leaves, many at a time: templates are filled and salts are spelled for all entries at once.

What comes out is what `record.leaf` reads, byte for byte that of a JSON library. Columns, not objects: a record takes
tens of thousands of entries a second, and most of that time would go into making objects.
"""

from __future__ import annotations

from binascii import hexlify
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from truceline.model.errors import UNREADABLE
from truceline.model.ids import ID_HEX_DIGITS
from truceline.record.canonical import canonical, canonical_each
from truceline.record.kinds import Kind, check_kind
from truceline.record.leaf import SALT_BYTES, VERSION

if TYPE_CHECKING:
    from truceline.ports import Salts

_lines = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Form(msgspec.Struct, frozen=True):
    """What entries with the same fields have in common: templates for canonical values, salts and hashes."""

    names: tuple[str, ...]  # in the order of RFC 8785
    body: bytes
    committed: bytes  # what is hashed, a line for each field: salt and value
    commits: str


class Prepared(msgspec.Struct, frozen=True):
    """Entries that may go in, before anything is hashed. `values` are canonical, those of all entries in a row."""

    kinds: list[Kind]
    forms: list[Form]
    values: list[bytes]


class Sealed(msgspec.Struct, frozen=True):
    """Entries before they have their place, in columns: commitments, and apart from them what opens them.

    Commitments and bodies are RFC 8785 JSON of all fields; of salts there is one for each field, in the order of names.
    """

    kinds: Sequence[Kind]
    ids: list[str]
    commits: list[str]
    bodies: Sequence[bytes]
    salts: list[bytes]


def prepare(lines: Iterable[tuple[Kind, object]]) -> Prepared:
    """Spell out entries, each a (kind, struct or mapping).

    Raises ValueError for a kind that nobody described, a body that is no object or empty, a float inside.
    """
    kinds: list[Kind] = []
    forms: list[Form] = []
    values: list[object] = []
    for kind, value in lines:
        check_kind(kind)
        body = msgspec.to_builtins(value)
        if type(body) is not dict or not body:
            raise ValueError(f"the body of an entry is an object with fields, not {body!r}")
        form = form_of(tuple(body))
        kinds.append(kind)
        forms.append(form)
        values += [body[name] for name in form.names]
    return Prepared(kinds, forms, canonical_each(values))


def seal(prepared: Sequence[Prepared], salts: Salts) -> Sealed:
    """Commit to every field of every entry."""
    kinds = [kind for one in prepared for kind in one.kinds]
    forms = [form for one in prepared for form in one.forms]
    values = [value for one in prepared for value in one.values]
    if not forms:
        return Sealed([], [], [], [], [])
    bodies = _filled([form.body for form in forms], values)
    drawn = salts.draw([(len(form.names), body) for form, body in zip(forms, bodies, strict=True)])
    return _sealed(kinds, forms, values, bodies, drawn)


def reseal(kinds: Sequence[Kind], bodies: Sequence[bytes], salts: Sequence[bytes]) -> Sealed:
    """Entries again out of what is kept of each. Raises ValueError where one of them has no body with its salts."""
    if not kinds:
        return Sealed([], [], [], [], [])
    spelled = b"\n".join(bodies)
    fields = _fields(spelled)
    if len(fields) != len(bodies) or spelled.count(b"\n") != len(bodies) - 1:
        raise ValueError("a body is not one line of JSON")
    names = list(map(tuple, fields))
    forms = list(map(form_of, names))
    if not all(names) or names != [form.names for form in forms]:
        raise ValueError("fields are none, or not in their order")
    if [SALT_BYTES * len(each) for each in names] != list(map(len, salts)):
        raise ValueError("fields do not have a salt each")
    values = [bytes(value) for body in fields for value in body.values()]
    if b"\n".join([form.body for form in forms]) % tuple(values) != spelled:
        raise ValueError("a body is not canonical")
    return _sealed(kinds, forms, values, bodies, b"".join(salts))


def leaf_at(sealed: Sealed, n: int, source: str, seq: int, prev: str) -> bytes:
    """The leaf of the n-th of these entries as the `seq`-th of its source, after the one with hash `prev`."""
    before, after = _frame(sealed.kinds[n], source)
    return f'{{"commits":{sealed.commits[n]},"id":"{sealed.ids[n]}","prev":"{prev}",{before}{seq}{after}'.encode()


def chain(sealed: Sealed, span: range, source: str, seq: int, prev: str) -> tuple[list[bytes], list[bytes]]:
    """Leaves and their hashes of the entries in `span`, which follow one another as the next of their source.

    `seq` and `prev` are the number and the hash of the entry before them.
    """
    leaves: list[bytes] = []
    hashes: list[bytes] = []
    for n in span:
        seq += 1
        leaf = leaf_at(sealed, n, source, seq, prev)
        hash_ = sha256(b"\x00" + leaf).digest()  # merkle.leaf_hash without the call
        prev = hash_.hex()
        leaves.append(leaf)
        hashes.append(hash_)
    return leaves, hashes


def _sealed(
    kinds: Sequence[Kind], forms: Sequence[Form], values: Sequence[bytes], bodies: Sequence[bytes], salts: bytes
) -> Sealed:
    salted: list[bytes] = [b""] * (2 * len(values))
    salted[::2] = hexlify(salts, b"\n", SALT_BYTES).split(b"\n")
    salted[1::2] = values
    committed = _filled([form.committed for form in forms], salted)
    hashes = [hash_.hexdigest() for hash_ in map(sha256, committed)]
    commits = ("\n".join([form.commits for form in forms]) % tuple(hashes)).split("\n")
    ids = [f"ent_{sha256(commit.encode()).hexdigest()[:ID_HEX_DIGITS]}" for commit in commits]  # leaf.entry_id
    apart: list[bytes] = []
    at = 0
    for form in forms:
        end = at + SALT_BYTES * len(form.names)
        apart.append(salts[at:end])
        at = end
    return Sealed(kinds, ids, commits, bodies, apart)


def _filled(templates: Sequence[bytes], values: Sequence[bytes]) -> list[bytes]:
    """Templates of one or several lines, filled: all of them at once. JSON spells a line end with a backslash."""
    return (b"\n".join(templates) % tuple(values)).split(b"\n")


def _fields(lines: bytes) -> list[dict[str, msgspec.Raw]]:
    try:
        return _lines.decode_lines(lines.decode())  # which refuses what is no text; raw values are not looked into
    except UNREADABLE as error:
        raise ValueError(f"a body is no object: {error}") from error


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
