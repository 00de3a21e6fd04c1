"""`truceline witness ask` and `take`: asking others to sign a mission's record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.mission.cosigning import Asked
    from truceline.mission.folder import Mission
    from truceline.stores.record import Record

_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")


@click.command("key")
@click.argument("mission", type=click.Path(path_type=Path))
@_JSON
def key(mission: Path, as_json: bool) -> None:
    """Print the key that signs a mission's record, to hand to witnesses and to all who verify.

    \b
    Example:
      truceline witness key north
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.signing import log_keys
    from truceline.model.errors import MissionError

    folder = open_mission(mission)
    with opened(folder) as record:
        keys, origin = log_keys(record), record.origin
    if not keys:
        raise MissionError(
            "this record has no key yet, and none can be made here",
            where=str(mission),
            advice="Check the folder of keys: TRUCELINE_KEYS, or truceline/keys in your folder for data.",
        )
    answer(as_json, {"origin": origin, "key": keys[0].text}, [keys[0].text])


@click.command("ask")
@click.argument("mission", type=click.Path(path_type=Path))
@click.option(
    "--files",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write requests for the witnesses without an address into this folder.",
)
@click.option("--sign-anyway", is_flag=True, help="Sign although the keys were restored and not every witness answers.")
@_JSON
def ask(mission: Path, files: Path | None, sign_anyway: bool, as_json: bool) -> None:
    """Ask the witnesses that mission.toml names to sign the record. This uses the network.

    Each is asked first what it has seen: after a restore, nothing is signed that does not continue it. A witness that
    is silent stops nothing; verify and the bulletin say since when.

    \b
    Examples:
      truceline witness ask north
      truceline witness ask north --files /media/stick     for witnesses without a network
      truceline witness take north /media/stick/*.answer
    """
    from truceline.cli.answers import answer
    from truceline.mission.agreed import agreement_if_sound
    from truceline.mission.cosigning import ask as ask_witnesses
    from truceline.mission.cosigning import requests
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.released_proofs import renew_proofs
    from truceline.stores.files import make_folder, write_atomic
    from truceline.stores.witness_http import HttpWitness

    folder = open_mission(mission)
    _named(folder)
    agreement = agreement_if_sound(folder)
    written: list[Path] = []
    with opened(folder) as record:
        asked = ask_witnesses(folder, record, agreement, lambda one: HttpWitness(one.url), anyway=sign_anyway)
        renew_proofs(folder, record)
        if files is not None:
            make_folder(files)
            for name, request in requests(folder, record, agreement).items():
                written.append(files / request_name(name))
                write_atomic(written[-1], request)
    import msgspec

    lines = heard_lines(asked)
    lines += [f"Take {path} to its witness, and bring the answer: truceline witness take {mission}" for path in written]
    answer(as_json, {**msgspec.to_builtins(asked), "files": [str(path) for path in written]}, lines)


@click.command("take")
@click.argument("mission", type=click.Path(path_type=Path))
@click.argument("answers", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_JSON
def take(mission: Path, answers: tuple[Path, ...], as_json: bool) -> None:
    """Take the answers that witnesses wrote with `truceline witness sign`.

    \b
    Example:
      truceline witness take north /media/stick/*.answer
    """
    from truceline.cli.answers import answer
    from truceline.mission.agreed import agreement_if_sound
    from truceline.mission.cosigning import take as take_answer
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.released_proofs import renew_proofs
    from truceline.record.note import MAX_NOTE_BYTES
    from truceline.stores.files import write_atomic

    folder = open_mission(mission)
    agreement = agreement_if_sound(folder)
    lines: list[str] = []
    signed: list[str] = []
    with opened(folder) as record:
        for path in answers:
            with path.open("rb") as file:
                said = file.read(MAX_NOTE_BYTES)
            taken = take_answer(folder, record, agreement, said, name_of(path))
            if isinstance(taken, bytes):
                again = path.with_name(request_name(name_of(path)))
                write_atomic(again, taken)
                lines.append(f"This witness has seen another size: take {again} to it.")
            else:
                signed.append(taken.name)
                lines.append(f"{taken.name} signed.")
        renew_proofs(folder, record)
    answer(as_json, {"signed": signed}, lines)


def asked_on_the_way(mission: Mission, record: Record, size: int | None = None) -> list[str]:
    """Ask the witnesses as part of another command, over the network. Lines for whoever ran it."""
    from truceline.mission.agreed import agreement_if_sound
    from truceline.mission.cosigning import ask as ask_witnesses
    from truceline.stores.witness_http import HttpWitness

    _named(mission)
    agreement = agreement_if_sound(mission)
    return heard_lines(ask_witnesses(mission, record, agreement, lambda one: HttpWitness(one.url), size=size))


def heard_lines(asked: Asked) -> list[str]:
    """What the witnesses did, a line for each, and what else there is to say."""
    from truceline.cli.printable import printable

    words = {
        "signed": "signed",
        "answered": "has seen nothing else of this record",
        "silent": "is silent",
        "refused": "did not sign",
        "by_files": "is asked by files (--files FOLDER)",
    }
    lines = [] if asked.size is None else [f"{asked.size} entries are signed by this record's own key."]
    lines += [
        printable(f"  {one.side}: {one.name} {words[one.outcome]}{f': {one.found}' if one.found else ''}")
        for one in asked.heard
    ]
    if asked.withheld is not None:
        lines += [f"Nothing was signed: {asked.withheld.found}.", f"  {asked.withheld.advice}"]
    return lines


def request_name(name: str) -> str:
    """The file of a request to a witness."""
    from urllib.parse import quote

    return f"{quote(name, safe='')}.request"


def name_of(answer: Path) -> str:
    """Whose answer it is, from the name of the file that was asked with."""
    from urllib.parse import unquote

    return unquote(answer.name.removesuffix(".answer").removesuffix(".request"))


def _named(mission: Mission) -> None:
    from truceline.model.errors import UsageError

    if not mission.witnesses:
        raise UsageError(
            "this mission names no witness",
            where=str(mission.folder / "mission.toml"),
            advice='Add one for each side and a neutral one: [[witness]] side = "neutral", key = "…", url = "https://…"',
        )
