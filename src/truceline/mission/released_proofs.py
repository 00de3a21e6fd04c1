"""The proof beside each bulletin: one file with the bulletin, its entry and the signatures so far."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from truceline.mission.folder import Mission
from truceline.mission.proofs import PROOF_NAME, entry_proof, figures_root
from truceline.mission.signing import log_keys, sign
from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.record.entry import Entry
from truceline.record.figures import FiguresRoot
from truceline.record.note import VerifierKey, parse_key
from truceline.record.proof import Pinned, verify_proof, write_proof
from truceline.stores.files import read_bytes, write_atomic
from truceline.stores.record import Record

#: the file whose values are the figures
FIGURES_NAME = "bulletin.json"


def figures_in(files: Mapping[str, bytes]) -> FiguresRoot | None:
    """The root over the figures of these files, by name; null where none of them holds figures."""
    data = files.get(FIGURES_NAME)
    return None if data is None else figures_root(msgspec.json.decode(data))


def renew_proofs(mission: Mission, record: Record, day: str | None = None) -> tuple[Path, ...]:
    """Write the proof beside each released bulletin, or that of one day, with the best signatures there are.

    Returns the files written. Without a signature over a release there is no proof of it yet; one of other bytes, which
    the page's figures would lead to, does not stay.
    """
    sign(mission, record)
    keys = (*log_keys(record), *(parse_key(rule.key) for rule in mission.witnesses))
    written: list[Path] = []
    for path in sorted(mission.bulletins_path.glob(f"{day or '*'}/{FIGURES_NAME}")):
        data = read_bytes(path)
        entry = _release_of(record, f"{path.parent.name}/{path.name}", sha256_hex(data))
        proof = None if entry is None else _proof(record, keys, entry.index, data)
        target = path.with_name(PROOF_NAME)
        if proof is None:
            target.unlink(missing_ok=True)
        elif not target.exists() or read_bytes(target) != proof:
            write_atomic(target, proof)
            written.append(target)
    return tuple(written)


def check_released_proof(path: Path, record: Record) -> None:
    """Raises RecordError unless a proof beside a bulletin holds and is one of this very record."""
    data = read_bytes(path)
    for key in log_keys(record):
        try:
            shown = verify_proof(data, Pinned(key))
            if shown.index < record.size() and record.entry(shown.index).read == shown.leaf:
                return
        except RecordError:
            continue
    raise RecordError(
        "this proof is not one of the mission's record",
        where=str(path),
        advice="Publish again with truceline bulletin, or delete the file.",
    )


def _release_of(record: Record, name: str, sha256: str) -> Entry | None:
    """The newest release that binds these bytes and their figures."""
    found: Entry | None = None
    for entry in record.entries("release"):
        body = msgspec.json.decode(entry.body)
        if body.get("figures") and body.get("files", {}).get(name) == sha256:
            found = entry
    return found


def _proof(record: Record, keys: tuple[VerifierKey, ...], index: int, bulletin: bytes) -> bytes | None:
    proof = entry_proof(record, keys, index, ("bulletin_id", "figures", "files"))
    if proof is None:
        return None
    return write_proof(msgspec.structs.replace(proof, bulletin=msgspec.json.decode(bulletin)))
