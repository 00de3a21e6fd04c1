"""Running a mission: every stage that is out of date, with a line in the record for each answer that is new."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from truceline.mission.agreed import agreement_of
from truceline.mission.destroyed import destructions
from truceline.mission.folder import Mission
from truceline.mission.history import incidents_lines, line_of
from truceline.mission.intake import known_by, receipts
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.ruling_lines import RulingLine, ruling_lines
from truceline.mission.rulings import rulings, text_rulings
from truceline.mission.stores import salts_of
from truceline.mission.submissions import submissions_of
from truceline.mission.tables import new_tables
from truceline.model.ids import sha256_hex
from truceline.pipeline import Outcome, Rules, run
from truceline.ports import Progress, Salts
from truceline.record.kinds import Kind
from truceline.stores.files import make_folder
from truceline.stores.record import Record


class AgreementLine(msgspec.Struct, frozen=True):
    """Which agreement was applied, by its bytes."""

    sha256: str
    name: str
    version: str


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


def ruled_by(rules: Rules, lines: Iterable[RulingLine]) -> Rules:
    """The rules under what people have ruled."""
    lines = tuple(lines)
    return msgspec.structs.replace(
        rules, rulings=rulings(lines, rules.until_s), text_rulings=text_rulings(lines, rules.until_s)
    )


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
