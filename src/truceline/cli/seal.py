"""`truceline seal`: suspend and evacuate a mission, and open such a copy elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.mission.folder import Mission
    from truceline.mission.sealing import Sealing

_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")


class _Sealing(click.Group):
    """`truceline seal MISSION …` is the command; `open` is the other one. A mission called open: ./open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in ("open", "-h", "--help"):
            args = ["now", *args]
        return super().parse_args(ctx, args)


@click.group("seal", cls=_Sealing, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Suspend and evacuate: everything goes into one file that only the named people can open; the file is read back
    and compared; the record is closed with an entry; then keys and mission are wiped. Each step can be killed and goes
    on with the same command.

    \b
    Before it is needed:
      truceline keys make NAME --opening                    at each recipient's: prints age1…
      truceline access seal north age1… age1… -o seal.note  in a mission with roles: two people of different offices
                                                            sign it; then --statement seal.note
    Then:
      truceline seal north --to /media/stick/north.age --recipient age1… --recipient age1… --dry-run
      truceline seal north --to /media/stick/north.age --recipient age1… --recipient age1…
      truceline seal north --to … --recipient … --wait     wipes only after: truceline seal north --confirm CODE
      truceline seal north --give-up                       go back to work, as long as nothing was wiped
    Elsewhere:
      truceline seal open north.age --as NAME --check      whole? prints the code that confirms it
      truceline seal open north.age --as NAME --into north

    What wiping cannot promise: flash disks and file systems with snapshots or journals may keep old bytes. Only a
    mission that was locked from its first day ([policy] encrypt) leaves nothing readable once its keys are gone.
    """


@command.command("now", hidden=True)
@click.argument("mission", type=click.Path(path_type=Path))
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="The copy: a new file, outside the mission."
)
@click.option("--recipient", "recipients", multiple=True, help="age1… of somebody who can open it. Several times.")
@click.option("--statement", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Signed by two people.")
@click.option("--dry-run", is_flag=True, help="Say what would be copied and wiped; touch nothing.")
@click.option("--wait", is_flag=True, help="Do not wipe until a recipient has confirmed the copy.")
@click.option("--confirm", "code", help="The code that a recipient read in the copy.")
@click.option("--give-up", is_flag=True, help="Go back to work, as long as nothing was wiped.")
@click.option("--as", "who", help="Who you are, in a mission with roles: the name of your key. Else TRUCELINE_AS.")
@_JSON
def now(
    mission: Path,
    to: Path | None,
    recipients: tuple[str, ...],
    statement: Path | None,
    dry_run: bool,
    wait: bool,
    code: str | None,
    give_up: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """Seal MISSION: copy, verify, close, wipe."""
    from truceline.mission.folder import open_mission
    from truceline.mission.sealing import state_of
    from truceline.model.errors import UsageError

    state = state_of(mission)
    if state is not None and state.stage == "wiping":
        _wipe(mission, state, as_json)
        return
    folder = open_mission(mission)
    if give_up:
        _give_up(folder, state, who, as_json)
        return
    if dry_run:
        _dry_run(folder, recipients, statement, as_json)
        return
    if state is None:
        if to is None:
            raise UsageError("nobody said where the copy goes", advice="--to FILE --recipient age1…")
        state = _begin(folder, to, recipients, statement, who, wait)
    if state.stage == "begun":
        state = _copy(folder, state)
        if state.wait and code is None:
            _waiting(folder, state, as_json)
            return
    if state.wait:
        _confirm(mission, state, code)
    _wipe(mission, state, as_json)


def _confirm(mission: Path, state: Sealing, code: str | None) -> None:
    from truceline.mission.sealing import confirm
    from truceline.model.errors import UsageError

    if code is None:
        raise UsageError(
            "the copy was verified here, and nobody has confirmed it",
            advice=f"truceline seal {mission} --confirm CODE, or --give-up.",
        )
    confirm(state, code)


def _begin(
    folder: Mission, to: Path, recipients: tuple[str, ...], statement: Path | None, who: str | None, wait: bool
) -> Sealing:
    from truceline.mission.asking import asker
    from truceline.mission.opened import opened
    from truceline.mission.sealing import begin
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import read_bytes

    signed = None if statement is None else read_bytes(statement)
    with opened(folder) as record:
        asks = asker(folder, record, who)
        return begin(folder, record, asks, to, recipients, SystemClock(), signed, wait=wait)


def _copy(folder: Mission, state: Sealing) -> Sealing:
    from truceline.mission.opened import opened
    from truceline.mission.sealing import copy, enter
    from truceline.stores.lock import mission_lock

    folder = _at_home(folder)
    with opened(folder, while_sealing=True) as record:
        state = enter(folder, record, state)
        record.settle()
    with mission_lock(folder.folder):
        return copy(folder, state)


def _at_home(folder: Mission) -> Mission:
    """The mission with everything in its folder: what a database holds is brought there, and taken out of it."""
    from truceline.cli.progress import progress
    from truceline.mission.folder import open_mission
    from truceline.mission.migrating import to_folder

    if not folder.store.url:
        return folder
    with progress() as bar:
        to_folder(folder, bar, while_sealing=True)
    return open_mission(folder.folder)


def _give_up(folder: Mission, state: Sealing | None, who: str | None, as_json: bool) -> None:
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.opened import opened
    from truceline.mission.sealing import give_up
    from truceline.model.errors import UsageError
    from truceline.stores.clock import SystemClock

    if state is None:
        raise UsageError("this mission is not being sealed", advice="There is nothing to give up.")
    with opened(folder, while_sealing=True) as record:
        give_up(folder, record, state, asker(folder, record, who), SystemClock())
    left = f"A copy may lie in {state.to}: only its recipients can read it."
    answer(as_json, {"given_up": True, "copy": state.to}, ("The sealing was given up; the record says so.", left))


def _dry_run(folder: Mission, recipients: tuple[str, ...], statement: Path | None, as_json: bool) -> None:
    from truceline.cli.answers import answer
    from truceline.mission.locks import is_locked, keyring_of
    from truceline.mission.opened import opened
    from truceline.mission.sealing import plan, waits_for_signatures
    from truceline.stores.age import recipient_key
    from truceline.stores.files import read_bytes
    from truceline.stores.keyring import folder_name

    for text in recipients:
        recipient_key(text)
    with opened(folder, while_sealing=True) as record:
        keys = keyring_of(folder) / folder_name(record.origin)
        waits = waits_for_signatures(record, recipients, None if statement is None else read_bytes(statement))
    found = plan(folder, keys)
    locked = is_locked(folder)
    elsewhere = (
        [f"Record and evidence would be brought home first, from {folder.store.url}."] if folder.store.url else []
    )
    summary: dict[str, object] = {
        "files": len(found.files),
        "keys": [str(path) for path in found.keys],
        "bytes": found.size_bytes,
        "recipients": list(recipients),
        "locked": locked,
        "waits_for_signatures": waits,
    }
    refused = (
        "As it stands it would be refused: two people of different offices sign for it first. "
        f"truceline access seal {folder.folder} {' '.join(recipients) or 'age1…'} -o seal.note, "
        "then --statement seal.note."
    )
    answer(
        as_json,
        summary,
        (
            *elsewhere,
            *([refused] if waits else []),
            f"{len(found.files)} files and {len(found.keys)} keys, {found.size_bytes:,} bytes, would be copied.",
            f"{len(recipients)} recipients could open the copy: {', '.join(recipients) or 'nobody'}.",
            f"Then these keys would be wiped: {', '.join(path.name for path in found.keys) or 'none'}; "
            f"and all files in {folder.folder}.",
            "The mission is locked: without its keys, what a disk keeps of it is noise."
            if locked
            else "The mission is not locked: a flash disk may keep bytes of it that no program can overwrite.",
            "Nothing was touched.",
        ),
    )


def _waiting(folder: Mission, state: Sealing, as_json: bool) -> None:
    from truceline.cli.answers import answer

    answer(
        as_json,
        {"copy": state.to, "sha256": state.copy_sha256, "waiting": True},
        (
            f"{state.to} holds {state.files} files and was read back from the disk. SHA-256 {state.copy_sha256}",
            "Nothing was wiped. A recipient opens it and tells the code: truceline seal open FILE --as NAME --check",
            f"Then: truceline seal {folder.folder} --confirm CODE",
        ),
    )


def _wipe(folder: Path, state: Sealing, as_json: bool) -> None:
    from truceline.cli.answers import answer
    from truceline.mission.folder import SEALED
    from truceline.mission.sealing import wipe
    from truceline.stores.lock import mission_lock

    with mission_lock(folder):
        done = wipe(folder, state)
    answer(
        as_json,
        {"copy": state.to, "sha256": state.copy_sha256, "wiped": done, "recipients": list(state.recipients)},
        (
            f"{state.to} holds everything, for {len(state.recipients)} recipients. SHA-256 {state.copy_sha256}",
            f"{done} files were overwritten and taken away, keys first. {folder / SEALED} says where the copy is.",
            "Overwriting cannot reach what a flash disk, a snapshot or a backup keeps.",
        ),
    )


@command.command("open")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "who", required=True, help="Whose opening key: truceline keys make NAME --opening")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="A new folder for the mission.")
@click.option("--check", is_flag=True, help="Read everything, write nothing; print the code that confirms the copy.")
@_JSON
def open_file(file: Path, who: str, into: Path | None, check: bool, as_json: bool) -> None:
    """Open a copy that was sealed to you. Its keys go into your folder of keys, the mission into a new folder.

    \b
    Examples:
      truceline seal open north.age --as zoe --check
      truceline seal open north.age --as zoe --into north
    """
    import os

    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.sealing import note_opened, open_copy
    from truceline.model.errors import MissionError, UsageError
    from truceline.stores.clock import SystemClock
    from truceline.stores.key_file import read_key
    from truceline.stores.keyring import key_file, keys_folder
    from truceline.stores.passphrase import passphrase_for

    if (into is None) != check:
        raise UsageError("nobody said what to do with it", advice="--check, or --into FOLDER.")
    folder = keys_folder(os.environ)
    key = read_key(key_file(folder, who, "opening"), "opening", who, passphrase_for)
    if key is None:
        raise MissionError(
            f"the opening key of {who} is not on this machine", where=str(folder), advice="Bring it, or ask another."
        )
    code, files = open_copy(file, key.secret, into, folder)
    if into is not None:
        with opened(open_mission(into)) as record:
            note_opened(record, who, SystemClock())
    answer(
        as_json,
        {"code": code, "files": files, "mission": None if into is None else str(into)},
        (
            f"{files} files, all as they were. The code of the copy: {code}",
            f"Next: truceline verify {into}" if into else f"Tell it to whoever holds the mission. {file} is whole.",
        ),
    )
