"""A proof in one file: that an entry stands in a signed record, and what of it, of a row or of a bulletin is laid open.

Everything is in the file: the signed note of a checkpoint with its witnesses' signatures and their keys, the leaf and
its path, fields with their salts, and where wanted the path of a row below a table's root, of a figure below a
bulletin's, or the whole bulletin. The bytes are RFC 8785 JSON and a line end, and none of them is left unread: a file
that was changed anywhere is refused. A key that travels with what it signs proves only that one key signed all of it.
Whoever has the key from elsewhere gives it as `Pinned`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

from truceline.model.errors import UNREADABLE, RecordError
from truceline.record.canonical import canonical
from truceline.record.checkpoint import Checkpoint, read_text
from truceline.record.figures import Figure, FiguresRoot, FigureTree, figure_hash, figures_of
from truceline.record.leaf import Leaf, Opening, opens, parse_leaf
from truceline.record.merkle import HASH_BYTES, TreeHead, leaf_hash, verify_inclusion
from truceline.record.note import COSIGNATURE, SIGNATURE, Verified, VerifierKey, by_name, parse, parse_key, verify
from truceline.record.table_tree import row_hash

T = TypeVar("T")

FORMAT: Literal["truceline-proof/1"] = "truceline-proof/1"

#: a bulletin with every text it quotes is well below
MAX_PROOF_BYTES = 64 * 1024 * 1024
#: commas, of which there is one less than values: each figure costs far more than its bytes, and anybody can sign many
MAX_COMMAS = 1_000_000


class RowPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row below the root of a table's entry: the commitments of all its fields, and what opens some of them."""

    row: int
    commits: tuple[str, ...]
    path: tuple[str, ...]
    disclosed: dict[str, Opening]


class FigurePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure below the root of a release's entry."""

    index: int
    pointer: str
    value: object
    path: tuple[str, ...]


class Proof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file as it lies there. Hashes are lower-case hex, `keys` are those of all signatures under `note`."""

    format: str
    keys: tuple[str, ...]
    note: str
    index: int
    leaf: str
    path: tuple[str, ...]
    disclosed: dict[str, Opening]
    row: RowPart | None = None
    figure: FigurePart | None = None
    bulletin: dict[str, object] | None = None


class Pinned(msgspec.Struct, frozen=True):
    """Keys that somebody has from their owners. Of a witness, with the side that it belongs to."""

    log: VerifierKey
    witnesses: tuple[tuple[str, VerifierKey], ...] = ()


class RowShown(msgspec.Struct, frozen=True):
    table: str
    row: int
    rows: int
    fields: dict[str, object]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a proof shows, once it holds. `pinned` tells whether the keys were given or came with the file."""

    checkpoint: Checkpoint
    index: int
    leaf: Leaf
    fields: dict[str, object]
    signed_by: tuple[Verified, ...]
    pinned: bool
    row: RowShown | None = None
    figure: Figure | None = None
    figures: int | None = None  # all of a bulletin, with `bulletin`
    bulletin: dict[str, object] | None = None


def write_proof(proof: Proof) -> bytes:
    """The bytes of the file."""
    return canonical(msgspec.to_builtins(proof)) + b"\n"


def proof_schema() -> bytes:
    """The JSON Schema of the file."""
    (document,), parts = msgspec.json.schema_components(
        [Proof],
        schema_hook=lambda _: {"description": "any value without a fraction"},
        ref_template="#/$defs/{name}",
    )
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return msgspec.json.encode({"$schema": dialect, "title": FORMAT, **document, "$defs": parts}, order="sorted")


def read_proof(data: bytes) -> Proof:
    """A file as a proof that says nothing yet. Raises RecordError unless its bytes are as we would write them."""
    try:
        if len(data) > MAX_PROOF_BYTES:
            raise ValueError(f"it has {len(data)} bytes, more than {MAX_PROOF_BYTES}")
        if data.count(b",") > MAX_COMMAS:
            raise ValueError(f"it holds more than {MAX_COMMAS:,} values")
        proof = msgspec.json.decode(data, type=Proof)
        if proof.format != FORMAT:
            raise ValueError(f"its format is {proof.format[:40]!r}, not {FORMAT!r}")
        if (proof.row, proof.figure, proof.bulletin).count(None) < 2:
            raise ValueError("it proves more than one thing")
        if write_proof(proof) != data:
            raise ValueError("its bytes are not canonical")
    except (*UNREADABLE, ValueError) as error:
        raise _refused(str(error)) from error
    return proof


def verify_proof(data: bytes, pinned: Pinned | None = None) -> Shown:
    """What a file shows. Raises RecordError at the first thing that does not hold.

    Without `pinned`, the keys are those in the file: it then shows that whoever holds them signed it, not who that is.
    """
    proof = read_proof(data)
    checkpoint, signed_by = _checkpoint(proof, pinned)
    leaf = _entry(proof, checkpoint)
    return Shown(
        checkpoint=checkpoint,
        index=proof.index,
        leaf=leaf,
        fields={name: opening.value for name, opening in proof.disclosed.items()},
        signed_by=signed_by,
        pinned=pinned is not None,
        row=None if proof.row is None else _row(proof, proof.row),
        figure=None if proof.figure is None else _figure(proof, proof.figure),
        figures=None if proof.bulletin is None else _bulletin(proof, proof.bulletin),
        bulletin=proof.bulletin,
    )


def hexes(hashes: Iterable[bytes]) -> tuple[str, ...]:
    """Hashes as they stand in a proof."""
    return tuple(hash_.hex() for hash_ in hashes)


def _checkpoint(proof: Proof, pinned: Pinned | None) -> tuple[Checkpoint, tuple[Verified, ...]]:
    """The size and root of the record, from the signed note alone."""
    note = parse(proof.note.encode())
    checkpoint = read_text(note.text)
    keys = tuple(parse_key(key) for key in proof.keys)
    if len(by_name(keys)) != len(keys) or [(key.name, key.key_id) for key in keys] != [
        (line.name, line.key_id) for line in note.lines
    ]:
        raise _refused("its keys are not those of the signatures under its note")
    signed_by = verify(note, keys)
    if pinned is not None:
        known = {pinned.log, *(key for _, key in pinned.witnesses)}
        signed_by = tuple(one for one in verify(note, known) if one.key in keys)
    log = [one.key for one in signed_by if one.key.kind == SIGNATURE and one.key.name == checkpoint.origin]
    if log != ([pinned.log] if pinned else log[:1]) or not log:
        raise _refused("the record's own key did not sign it")
    if any(one.key.kind != COSIGNATURE for one in signed_by if one.key not in log):
        raise _refused("somebody signed it who is neither the record nor a witness")
    return checkpoint, signed_by


def _entry(proof: Proof, checkpoint: Checkpoint) -> Leaf:
    leaf = proof.leaf.encode()
    head = TreeHead(checkpoint.size, checkpoint.root)
    verify_inclusion(leaf_hash(leaf), proof.index, _hashes(proof.path), head)
    read = parse_leaf(leaf)
    for name, opening in proof.disclosed.items():
        if not opens(read.commits, name, opening):
            raise _refused(f"the entry is not committed to this {name}")
    return read


def _row(proof: Proof, part: RowPart) -> RowShown:
    """Number of rows, names of fields and root are those that the entry discloses."""
    table, rows, root = _field(proof, "table", str), _field(proof, "rows", int), _field(proof, "root", str)
    fields = _field(proof, "fields", tuple[str, ...])
    _hashes(part.commits)
    verify_inclusion(row_hash(part.commits), part.row, _hashes(part.path), TreeHead(rows, *_hashes((root,))))
    if len(part.commits) != len(fields) or len(set(fields)) != len(fields):
        raise _refused("its row has other fields than its table")
    commits = dict(zip(fields, part.commits, strict=True))
    for name, opening in part.disclosed.items():
        if not opens(commits, name, opening):
            raise _refused(f"the row is not committed to this {name}")
    shown = {name: opening.value for name, opening in part.disclosed.items()}
    return RowShown(table, part.row, rows, shown)


def _figure(proof: Proof, part: FigurePart) -> Figure:
    bound = _field(proof, "figures", FiguresRoot)
    figure = Figure(part.pointer, part.value)
    (root,) = _hashes((bound.root,))
    verify_inclusion(figure_hash(figure), part.index, _hashes(part.path), TreeHead(bound.size, root))
    return figure


def _bulletin(proof: Proof, bulletin: dict[str, object]) -> int:
    bound = _field(proof, "figures", FiguresRoot)
    if FigureTree(tuple(figures_of(bulletin))).root != bound:
        raise _refused("the bulletin in it is not the one that was released")
    return bound.size


def _field(proof: Proof, name: str, kind: type[T]) -> T:
    """A disclosed field that other parts of the proof rest on."""
    if name not in proof.disclosed:
        raise _refused(f"it does not disclose the entry's {name}")
    try:
        return msgspec.convert(proof.disclosed[name].value, kind)
    except msgspec.ValidationError as error:
        raise _refused(f"the entry's {name}: {error}") from error


def _hashes(written: Iterable[str]) -> tuple[bytes, ...]:
    """Lower-case hex, as it was written: one text for each hash."""
    found = []
    for text in written:
        try:
            hash_ = bytes.fromhex(text)
        except ValueError:
            hash_ = b""
        if len(hash_) != HASH_BYTES or hash_.hex() != text:
            raise _refused(f"{text[:80]!r} is no hash")
        found.append(hash_)
    return tuple(found)


def _refused(found: str) -> RecordError:
    return RecordError(f"the proof does not hold: {found}", advice="Ask for it again; keep this one as evidence.")
