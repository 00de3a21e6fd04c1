"""Proofs to verify and to tamper with: a small record, signed by itself and three witnesses, and files out of it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow as pa

from truceline.mission.proofs import entry_proof, figure_proof, figures_root, row_proof
from truceline.record.note import COSIGNATURE, VerifierKey, cosign, key_of, parse, with_lines, write
from truceline.record.proof import Pinned, Proof, write_proof
from truceline.record.seeds import planted
from truceline.record.table_rows import of_table
from truceline.record.table_tree import Rows, Secret, grown
from truceline.stores.keyring import published_signer
from truceline.stores.salts import DerivedSalts
from truceline.stores.sqlite import SqliteRecord

ORIGIN = "truceline/test"
BULLETIN: dict[str, object] = {
    "counts": [{"label": "fire.shelling", "value_low": 3, "value_high": None}, {"label": "x", "value_low": 0}],
    "days": [],
    "headline": 'Тиша "quiet" \n / ~',
    "in_force": True,
    "night": -1,
}
LOG = key_of(published_signer(ORIGIN))
WITNESSES = {side: published_signer(f"witness.{side}") for side in ("kostria", "neutral", "vardenia")}
PINNED = Pinned(LOG, tuple((side, key_of(signer, COSIGNATURE)) for side, signer in WITNESSES.items()))
KEYS = (LOG, *(key for _, key in PINNED.witnesses))
_FIELDS = (("name", ("name",)), ("place", ("lat_e6", "lon_e6")))


def table() -> Rows:
    names = [f"inc_{n}" for n in range(5)]
    columns = {"name": names, "lat_e6": pa.array([1, None, 3, 4, 5]), "lon_e6": pa.array(range(5))}
    return of_table(pa.table(columns), _FIELDS)


def secret() -> Secret:
    return Secret(planted(5, b"sixteen bytes it"))


class Signed:
    """A record of ten entries: a release, a table, and others around them."""

    def __init__(self, folder: Path) -> None:
        self.record = SqliteRecord(folder / "truceline.db", salts=DerivedSalts(), origin=ORIGIN)
        self.record.append([("receipt", {"sha256": f"{n:064x}", "n": n}) for n in range(4)])
        line = {"bulletin_id": "bul_1", "files": {"a/b.json": "00"}, "figures": figures_root(BULLETIN)}
        self.release = self.record.append([("release", line)])[0].index
        root = grown(table(), secret()).root.hex()
        body = {"table": "incidents", "rows": 5, "fields": table().fields, "root": root, "secret": secret()}
        self.table = self.record.append([("incident", body)])[0].index
        self.record.append([("receipt", {"n": n}) for n in range(4)])
        self.record.sign(published_signer(ORIGIN))

    def cosign(self, *sides: str) -> None:
        note = parse(self.record.checkpoint() or b"")
        lines = [cosign(note.text, WITNESSES[side], 1_767_830_400 + n) for n, side in enumerate(sides)]
        self.record.keep_checkpoint(self.record.size(), write(with_lines(note, lines)))

    def entry(self, index: int, *fields: str, keys: tuple[VerifierKey, ...] = KEYS) -> Proof:
        proof = entry_proof(self.record, keys, index, fields)
        assert proof is not None
        return proof

    def bulletin(self) -> Proof:
        return msgspec.structs.replace(self.entry(self.release, "bulletin_id", "files", "figures"), bulletin=BULLETIN)

    def figure(self, pointer: str) -> Proof:
        return figure_proof(self.bulletin(), pointer)

    def row(self, row: int, *fields: str) -> Proof:
        proof = row_proof(self.record, KEYS, self.table, table(), secret(), row, fields)
        assert proof is not None
        return proof


def samples(folder: Path) -> dict[str, bytes]:
    """One proof of each form."""
    signed = Signed(folder)
    alone = signed.entry(0, "n", "sha256")
    signed.cosign("neutral", "vardenia")
    made = {
        "entry": alone,
        "closed": signed.entry(1),
        "bulletin": signed.bulletin(),
        "figure": signed.figure("/counts/0/value_low"),
        "words": signed.figure("/headline"),
        "nothing": signed.figure("/days"),
        "row": signed.row(2, "name", "place"),
    }
    signed.record.close()
    return {name: write_proof(proof) for name, proof in made.items()}
