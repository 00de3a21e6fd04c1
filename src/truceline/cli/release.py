"""`truceline release`: what takes two people, and what follows a release."""

from __future__ import annotations

from pathlib import Path

import click

from truceline.cli.to_sign import ask_to_sign, signed_statement

_MISSION = click.argument("mission", type=click.Path(path_type=Path))
_AS = click.option(
    "--as", "--who", "who", help="Who you are, in a mission with roles: your key's name. Else TRUCELINE_AS."
)
_WHY = click.option("--why", required=True, help="Why. It stays in the record for good.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
_SIGNED = click.option(
    "--statement",
    type=click.Path(path_type=Path),
    default=Path("release.statement"),
    show_default=True,
    help="Where the statement to sign is written, and read from once it is signed.",
)


@click.group("release", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Two people sign the exact bytes; what left can be recalled; single fields can be disclosed, or erased for good.

    \b
    Examples:
      truceline release approve north 2026-01-08 --as anna     sign a draft; with the second signature it leaves
      truceline release recall north 2026-01-08 --why "the river was taken for the road" --as chair
      truceline release disclose north 41 --field sha256 --field received_s --to "Ministry A" --why "complaint 7"
      truceline release erase north --evidence 5b1e07c2 --why "the witness took it back"
    """


@command.command("approve")
@_MISSION
@click.argument("draft")
@_AS
@_JSON
def approve(mission: Path, draft: str, who: str | None, as_json: bool) -> None:
    """Sign the exact bytes of a draft (its day, or its folder). Any change of a byte voids every signature.

    \b
    Example:
      truceline release approve north 2026-01-08 --as anna
    """
    from truceline.cli.answers import answer
    from truceline.mission.drafts import approve as sign
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    with opened(folder) as record:
        done = sign(folder, record, draft, who, SystemClock())
    next_step = (
        ("Released:", *(f"  {path}" for path in done.released))
        if done.released
        else ("It waits for somebody of another office: truceline release approve …",)
    )
    answer(
        as_json,
        {"signed_by": list(done.signed_by), "files": [str(path) for path in done.released]},
        (f"Signed by {', '.join(done.signed_by)}.", *next_step),
    )


@command.command("recall")
@_MISSION
@click.argument("bulletin")
@_WHY
@_AS
@_JSON
def recall(mission: Path, bulletin: str, why: str, who: str | None, as_json: bool) -> None:
    """Recall a bulletin (its day, or its id): an entry and a notice. Its files stay, and so does its release.

    \b
    Example:
      truceline release recall north 2026-01-08 --why "the river was taken for the road"
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.recall import recall as take_back
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    with opened(folder) as record:
        line, notices = take_back(folder, record, bulletin, why, asker(folder, record, who), SystemClock())
    answer(
        as_json,
        {"bulletin_id": line.bulletin_id, "notices": [str(path) for path in notices]},
        (f"{line.bulletin_id} is recalled.", *(f"  {path}" for path in notices)),
    )


@command.command("disclose")
@_MISSION
@click.argument("entry", type=int)
@click.option("--field", "fields", multiple=True, help="A field to lay open; may be given several times.")
@click.option("--to", required=True, help="To whom.")
@_WHY
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The proof file. Default: disclosure-ENTRY.json")
@_SIGNED
@_AS
@_JSON
def disclose(
    mission: Path,
    entry: int,
    fields: tuple[str, ...],
    to: str,
    why: str,
    output: Path | None,
    statement: Path,
    who: str | None,
    as_json: bool,
) -> None:
    """Lay open single fields of an entry, with the proof that they stand in the record. All others stay closed.

    \b
    Example:
      truceline release disclose north 41 --field sha256 --to "Ministry A" --why "complaint 7"
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.disclosing import disclose as lay_open
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.signed import NotSigned
    from truceline.record.proof import write_proof
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import write_atomic

    folder = open_mission(mission)
    with opened(folder) as record:
        alone = asker(folder, record, who).name
        done = lay_open(
            folder, record, entry, fields, to, why, signed=signed_statement(statement), alone=alone, clock=SystemClock()
        )
    if isinstance(done, NotSigned):
        ask_to_sign(done, statement, as_json)
        return
    target = output or Path(f"disclosure-{entry}.json")
    write_atomic(target, write_proof(done))
    answer(
        as_json,
        {"file": str(target), "entry": entry, "fields": sorted(fields)},
        (f"{target} lays open {', '.join(sorted(fields))} of entry {entry}, and nothing else.",
         f"Check it: truceline verify {target}"),
    )  # fmt: skip


@command.command("erase")
@_MISSION
@click.option("--evidence", help="SHA-256 of a piece of evidence, or its first digits.")
@click.option("--entry", type=int, help="Number of an entry, with --field.")
@click.option("--field", "fields", multiple=True, help="A field of the entry; may be given several times.")
@_WHY
@_SIGNED
@_AS
@_JSON
def erase(
    mission: Path,
    evidence: str | None,
    entry: int | None,
    fields: tuple[str, ...],
    why: str,
    statement: Path,
    who: str | None,
    as_json: bool,
) -> None:
    """Destroy evidence, or fields of an entry with their salts. For good. Every proof that was given stays valid.

    \b
    Example:
      truceline release erase north --evidence 5b1e07c2 --why "the witness took it back"
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.erasing import erase_evidence, erase_fields
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.signed import NotSigned
    from truceline.model.errors import UsageError
    from truceline.stores.clock import SystemClock

    if (evidence is None) == (entry is None) or (entry is None and fields):
        raise UsageError(
            "it is not said what to erase", advice="Give --evidence SHA256, or --entry N with --field NAME."
        )
    folder, clock = open_mission(mission), SystemClock()
    signed = signed_statement(statement)
    with opened(folder) as record:
        alone = asker(folder, record, who).name
        if evidence is not None:
            done = erase_evidence(folder, record, evidence, why, signed=signed, alone=alone, clock=clock)
        else:
            done = erase_fields(record, entry or 0, fields, why, signed=signed, alone=alone, clock=clock)
    if isinstance(done, NotSigned):
        ask_to_sign(done, statement, as_json)
        return
    answer(
        as_json,
        {"blobs": done.blobs, "fields": done.fields, "by": list(done.by)},
        (
            f"Destroyed: {done.blobs} pieces of evidence, {done.fields} fields, on the order of {', '.join(done.by)}.",
            "Copies elsewhere (backups, bulletins that quote it) are not reached: see to them.",
        ),
    )
