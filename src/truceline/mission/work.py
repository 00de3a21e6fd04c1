"""Running a mission: every stage that is out of date, with a line in the record for each answer that is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec
import shapely

from truceline.assess.language import load
from truceline.ingest.submission import Submission
from truceline.mission.destroyed import destructions
from truceline.mission.folder import SEALING, Box, Mission
from truceline.mission.history import incidents_lines, line_of
from truceline.mission.intake import Receipt, receipts
from truceline.mission.locks import cache_of, lock_record, vault_of
from truceline.mission.ruling_lines import RulingLine, ruling_lines
from truceline.mission.rulings import rulings, text_rulings
from truceline.mission.signing import name_key, sign
from truceline.mission.stores import has_record, holding, record_of, salts_of
from truceline.mission.tables import new_tables
from truceline.model.agreement import Agreement
from truceline.model.errors import AgreementError, MissionError
from truceline.model.ids import sha256_hex
from truceline.model.units import to_e6
from truceline.pipeline import Outcome, Rules, run
from truceline.ports import Progress, Salts
from truceline.record.kinds import Kind
from truceline.stores.files import Stamp, make_folder, read_bytes, stamp_of
from truceline.stores.record import Record

#: around a small zone, coordinates are still told from swapped ones within this
_LEAST_DEGREES = 1.0


class AgreementLine(msgspec.Struct, frozen=True):
    """Which agreement was applied, by its bytes."""

    sha256: str
    name: str
    version: str


@contextmanager
def opened(mission: Mission, *, while_sealing: bool = False) -> Iterator[Record]:
    """The mission's record, held by this process while the block runs, and signed when it ends well.

    Where it cannot be signed the work stands all the same: `verify` and the bulletin say what is not signed yet.
    Raises MissionError while the mission is being sealed: what would be added now would be in no copy.
    """
    with holding(mission):
        if (mission.folder / SEALING).exists() and not while_sealing:
            raise MissionError(
                "this mission is being sealed",
                where=str(mission.folder / SEALING),
                advice=f"Finish it (truceline seal {mission.folder}), or give it up with --give-up.",
            )
        record = record_of(mission)
        try:
            lock_record(mission, record)
            name_key(mission, record)
            yield record
            if has_record(mission):  # it was not wiped
                sign(mission, record)
        finally:
            record.close()


def work(mission: Mission, record: Record, until_s: int | None, progress: Progress) -> Outcome:
    """Bring every stage up to date. Safe to repeat and to kill: answers are kept whole or not at all."""
    make_folder(mission.cache_path)
    vault = vault_of(mission)
    gone = destructions(record)
    held = tuple(receipt for receipt in receipts(record) if receipt.sha256 not in gone)
    rules = ruled_by(rules_of(mission, until_s), ruling_lines(record))
    outcome = run(
        submissions_of(mission, known_by(held, until_s), rules.agreement),
        lambda submission: vault.get(submission.sha256),
        rules,
        cache_of(mission),
        progress,
    )
    _note_answers(record, rules, outcome, salts_of(mission))
    return outcome


class _Agreed(msgspec.Struct, frozen=True):
    """An agreement, and the box in which coordinates are told from swapped ones."""

    agreement: Agreement
    around: Box | None


def agreement_of(mission: Mission) -> Agreement | None:
    """The mission's agreement, checked; null for a mission without one.

    It is read once for as long as its files stay as they are. Raises AgreementError.
    """
    found = _agreed(mission)
    return None if found is None else found.agreement


def agreement_if_sound(mission: Mission) -> Agreement | None:
    """The agreement, or null while it has faults: evidence is taken in all the same, and `run` says what is wrong."""
    try:
        return agreement_of(mission)
    except AgreementError:
        return None


def around_of(mission: Mission) -> Box | None:
    """The box in which coordinates are told from swapped ones; null without an agreement that is sound, or zones."""
    try:
        found = _agreed(mission)
    except AgreementError:
        return None
    return None if found is None else found.around


def _agreed(mission: Mission) -> _Agreed | None:
    name, zones = mission.settings.agreement, mission.folder / mission.settings.zones
    if name is None:
        return None
    return _read(mission.folder / name, zones, stamp_of(mission.folder / name), stamp_of(zones))


@lru_cache(maxsize=4)
def _read(path: Path, zones: Path, *_stamps: Stamp | None) -> _Agreed:
    """Stamps are only there to be another call once a file was written."""
    agreement = load(read_bytes(path), read_bytes(zones) if zones.exists() else None, where=str(path))
    return _Agreed(agreement, theatre_of(agreement))


def ruled_by(rules: Rules, lines: Iterable[RulingLine]) -> Rules:
    """The rules under what people have ruled."""
    lines = tuple(lines)
    return msgspec.structs.replace(
        rules, rulings=rulings(lines, rules.until_s), text_rulings=text_rulings(lines, rules.until_s)
    )


def rules_of(mission: Mission, until_s: int | None) -> Rules:
    files = mission.agreement_bytes()
    return Rules(
        zone=mission.settings.zone,
        agreement=agreement_of(mission),
        agreement_digest="" if files is None else sha256_hex(files[0] + b"\0" + (files[1] or b"")),
        gazetteer=mission.gazetteer_files(),
        gazetteer_alone=mission.settings.invented,
        area=mission.area_e6,
        readers=mission.settings.readers,
        until_s=until_s,
    )


def submissions_of(mission: Mission, held: Iterable[Receipt], agreement: Agreement | None) -> tuple[Submission, ...]:
    """Received files with what the mission declares about each."""
    around = theatre_of(agreement) if agreement is not None else None
    return tuple(submission_of(mission, receipt, around) for receipt in held)


def theatre_of(agreement: Agreement) -> Box | None:
    """The box of the agreement's zones, with as much again on each side; null for an agreement without zones."""
    if not agreement.zones:
        return None
    shapes = [shapely.from_geojson(zone.geometry) for zone in agreement.zones]
    west, south, east, north = (float(degrees) for degrees in shapely.total_bounds(shapes))
    wide, high = max(east - west, _LEAST_DEGREES), max(north - south, _LEAST_DEGREES)
    return to_e6(west - wide), to_e6(south - high), to_e6(east + wide), to_e6(north + high)


def submission_of(mission: Mission, receipt: Receipt, around: Box | None) -> Submission:
    """A received file with what the mission declares about it."""
    sender = None if receipt.source is msgspec.UNSET else receipt.source
    rule = mission.rule_of(sender, receipt.filename)
    return Submission(
        sha256=receipt.sha256,
        filename=receipt.filename,
        source=sender or (rule.name if rule else None),
        connector=receipt.connector or (rule.connector if rule else None),
        media_type=receipt.media_type,
        received_s=receipt.received_s,
        context=mission.context_for(rule, around),
    )


def known_by(held: tuple[Receipt, ...], until_s: int | None) -> tuple[Receipt, ...]:
    """What had come in before this moment."""
    return tuple(receipt for receipt in held if until_s is None or receipt.received_s < until_s)


def evidence_digest(held: tuple[Receipt, ...]) -> str:
    """One hash over the sorted hashes of all evidence."""
    return sha256_hex("\n".join(sorted(receipt.sha256 for receipt in held)).encode())


def _note_answers(record: Record, rules: Rules, outcome: Outcome, salts: Salts) -> None:
    """Append what changed since the last run, and nothing if nothing did."""
    lines: list[tuple[Kind, object]] = []
    if rules.agreement is not None:
        line = AgreementLine(rules.agreement_digest, rules.agreement.name, rules.agreement.version)
        if line not in [msgspec.json.decode(e.body, type=AgreementLine) for e in record.entries("agreement")]:
            lines.append(("agreement", line))
    lines += new_tables(record, outcome, salts)
    if rules.until_s is None:  # a look back changes nothing about what the incidents are
        earlier = (line for _, line in incidents_lines(record))
        changed = line_of(earlier, outcome.keys["fuse"], outcome.members)
        lines += [] if changed is None else [("incidents", changed)]
    if lines:
        record.append(lines)
