"""Whether a mission still holds what it acknowledged: the chain, the evidence, the released files."""

from __future__ import annotations

from itertools import islice

import msgspec

from truceline.mission.agreed import agreement_if_sound
from truceline.mission.destroyed import destructions
from truceline.mission.folder import Mission
from truceline.mission.intake import receipts
from truceline.mission.locks import has_key, lock_record, vault_of
from truceline.mission.proofs import PROOF_NAME
from truceline.mission.release_lines import ReleaseLine, check_release, recalls, releases
from truceline.mission.released_proofs import check_released_proof
from truceline.mission.signatures import Signatures, check_noted, signatures
from truceline.mission.stores import has_record, record_of, where_of
from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.ports import Vault
from truceline.record.chain import TakeoverLine, chained
from truceline.record.leaf import GENESIS
from truceline.record.merkle import leaf_hash
from truceline.stores.record import Record


class Report(msgspec.Struct, frozen=True):
    """What was checked and held."""

    entries: int
    evidence: int
    unreceipted: int  # pieces that were kept and not yet acknowledged: their ingest was killed, or the record was cut
    files: int
    head: str
    sealed: bool = False  # the key of the values is not here: only leaves, tiles and their order were checked
    signatures: Signatures | None = None  # null where there is no record yet
    destroyed: int = 0  # pieces of evidence that were ordered destroyed, and are
    signed: int = 0  # releases that two people signed
    recalled: int = 0


def verify(mission: Mission, noted_head: str | None = None, noted: bytes | None = None) -> Report:
    """Check everything, and that the record still holds a hash and a signed note (`noted`) that somebody kept.

    Raises RecordError at the first thing that does not hold.
    """
    vault = vault_of(mission)
    if not has_record(mission):
        _refuse_without_record(mission, vault, noted_head or noted)
        return Report(0, 0, 0, 0, GENESIS)
    record = record_of(mission, read_only=True)
    try:
        lock_record(mission, record, read_only=True)
        if not has_key(mission):
            return Report(record.verify_leaves(), 0, 0, 0, _newest_leaf(record), sealed=True)
        n_entries = record.verify()
        newest = record.head()
        if noted_head is not None and not _stands(record, noted_head.lower()):
            raise RecordError(
                f"no entry has the hash {noted_head}",
                where=record.where,
                advice="The record was replaced or cut since that hash was noted.",
            )
        if noted is not None:
            check_noted(record, noted)
        signed = signatures(mission, record, agreement_if_sound(mission))
        held = {receipt.sha256 for receipt in receipts(record)}
        gone = destructions(record)
        for sha256 in sorted(held):
            if sha256 not in gone:
                vault.get(sha256)
            elif vault.has(sha256):
                raise RecordError(
                    f"evidence {sha256[:12]}… was ordered destroyed, and its bytes are still here",
                    where=where_of(mission),
                    advice=f"Finish it: truceline release erase MISSION {sha256}",
                )
        return Report(
            n_entries,
            len(held - gone.keys()),
            len(set(vault.names()) - held),
            _released(mission, record),
            newest.hash if newest else GENESIS,
            destroyed=len(gone),
            signed=sum(bool(line.approved) for line in releases(record)),
            recalled=len(recalls(record)),
            signatures=signed,
        )
    finally:
        record.close()


def _newest_leaf(record: Record) -> str:
    size = record.size()
    return leaf_hash(record.leaf(size - 1)).hex() if size else GENESIS


def _refuse_without_record(mission: Mission, vault: Vault, noted: object) -> None:
    """A mission in which nothing was done yet has no record; any other has lost it."""
    published = mission.bulletins_path.exists() and any(mission.bulletins_path.iterdir())
    if noted is not None or published or next(vault.names(), None) is not None:
        raise RecordError(
            "the record is missing",
            where=where_of(mission),
            advice="Restore it from a backup: without it nobody can tell what was received and released.",
        )


def _stands(record: Record, noted: str) -> bool:
    """Whether an entry has a hash that begins like this, also one of the chain that was taken over."""
    if any(entry.hash.startswith(noted) for entry in record.entries()):
        return True
    for takeover in record.entries("takeover"):
        n_links = msgspec.json.decode(takeover.body, type=TakeoverLine).entries
        links = chained((e.kind, e.body) for e in islice(record.entries(), n_links))
        if any(hash_.startswith(noted) for hash_ in links):
            return True
    return False


def _released(mission: Mission, record: Record) -> int:
    """Files in bulletins/ whose bytes are those of a release. A file that no release names fails, and so does a proof
    that is not of this record."""
    released: dict[str, set[str]] = {}
    for entry in record.entries("release"):
        line = msgspec.json.decode(entry.body, type=ReleaseLine)
        check_release(record, entry.index, line)
        for name, digest in line.files.items():
            released.setdefault(name, set()).add(digest)
    for notice in recalls(record):
        for name, digest in notice.files.items():
            released.setdefault(name, set()).add(digest)
    checked = 0
    if mission.bulletins_path.exists():
        for path in sorted(p for p in mission.bulletins_path.rglob("*") if p.is_file() and not p.name.startswith(".")):
            if path.name == PROOF_NAME:
                check_released_proof(path, record)
                continue
            if sha256_hex(path.read_bytes()) not in released.get(
                path.relative_to(mission.bulletins_path).as_posix(), set()
            ):
                raise RecordError(
                    "this file is not what was released",
                    where=str(path),
                    advice="Publish again with truceline bulletin, or delete the file.",
                )
            checked += 1
    return checked
