"""Proofs out of a mission's record: of an entry, of a row of a table, of a bulletin and each of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from truceline.model.errors import RecordError
from truceline.record.checkpoint import read_text
from truceline.record.figures import FiguresRoot, FigureTree, figures_of, place_of
from truceline.record.note import COSIGNATURE, SIGNATURE, Note, VerifierKey, by_name, parse, write
from truceline.record.proof import FORMAT, FigurePart, Proof, RowPart, hexes
from truceline.record.table_tree import SECRET, Rows, Secret, grown, opened
from truceline.stores.record import Record

#: the file beside a bulletin
PROOF_NAME = "bulletin.proof.json"

#: what a row's proof rests on; the secret beside them stays closed
_TABLE_FIELDS = ("table", "rows", "fields", "root")


def entry_proof(record: Record, keys: Iterable[VerifierKey], index: int, fields: Iterable[str]) -> Proof | None:
    """That an entry stands in the record, with these fields laid open. Null while no checkpoint covers it.

    Raises RecordError for the field that opens all rows of a table: they are laid open one by one.
    """
    fields = tuple(fields)
    if SECRET in fields:
        raise RecordError(
            f"entry {index} keeps in {SECRET!r} what opens every row of a table",
            advice="Name other fields. Rows are disclosed one by one.",
        )
    known = by_name(keys)
    note = _covering(record, index, known)
    if note is None:
        return None
    openings = record.openings(index)
    return Proof(
        format=FORMAT,
        keys=tuple(known[line.name, line.key_id].text for line in note.lines),
        note=write(note).decode(),
        index=index,
        leaf=record.leaf(index).decode(),
        path=hexes(record.inclusion(index, _size(note))),
        disclosed={name: openings[name] for name in fields},
    )


def row_proof(
    record: Record,
    keys: Iterable[VerifierKey],
    index: int,
    table: Rows,
    secret: Secret,
    row: int,
    fields: Iterable[str],
) -> Proof | None:
    """That a row stands in the table of entry `index`, with these fields of it laid open."""
    proof = entry_proof(record, keys, index, _TABLE_FIELDS)
    if proof is None:
        return None
    shown = opened(table, secret, row)
    disclosed = {name: shown.openings[name] for name in fields}
    part = RowPart(row, shown.commits, hexes(grown(table, secret).path(row)), disclosed)
    return msgspec.structs.replace(proof, row=part)


def figures_root(bulletin: object) -> FiguresRoot:
    """What a release binds of a bulletin's JSON."""
    return FigureTree(tuple(figures_of(bulletin))).root


def figure_proof(whole: Proof, pointer: str) -> Proof:
    """From the proof of a whole bulletin, that of one figure. Raises RecordError where there is no such figure."""
    figures = tuple(figures_of(whole.bulletin))
    index = place_of(figures, pointer)
    part = FigurePart(index, pointer, figures[index].value, hexes(FigureTree(figures).path(index)))
    return msgspec.structs.replace(whole, bulletin=None, figure=part)


def _covering(record: Record, index: int, keys: Mapping[tuple[str, bytes], VerifierKey]) -> Note | None:
    """The checkpoint over an entry that most witnesses signed, with the lines of these keys.

    Of those the oldest: a proof stays as it is until more have signed, and does not tell how the record grew since.
    """
    best: tuple[int, int, Note] | None = None
    for size, data in record.checkpoints():
        if size <= index:
            continue
        note = parse(data)
        lines = tuple(line for line in note.lines if (line.name, line.key_id) in keys)
        signers = [keys[line.name, line.key_id].kind for line in lines]
        if SIGNATURE not in signers:
            continue
        rank = (signers.count(COSIGNATURE), -size)
        if best is None or rank > best[:2]:
            best = (*rank, Note(note.text, lines))
    return None if best is None else best[2]


def _size(note: Note) -> int:
    return read_text(note.text).size
