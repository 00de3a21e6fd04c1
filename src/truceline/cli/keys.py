"""`truceline keys`: secret keys, in a folder apart from every mission."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.stores.key_file import KeyKind

_MISSION = click.argument("mission", type=click.Path(path_type=Path))
_AS = click.option("--as", "who", help="Who you are, in a mission with roles: the name of your key. Else TRUCELINE_AS.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")
_PROTECT = click.option("--protect", is_flag=True, help="Ask for a passphrase that locks the file of the key.")


@click.group("keys", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Secret keys lie in TRUCELINE_KEYS, else in truceline/keys of your data folder: never in a mission.

    A passphrase is asked for at the terminal, or read from the file that TRUCELINE_PASSPHRASE_FILE names.

    \b
    Examples:
      truceline keys make anna                  a key that signs; prints its public half
      truceline keys make anna --opening        a key that opens what is sealed to anna; prints age1…
      truceline keys list
      truceline keys rotate north content       wrap the mission's data keys again; nothing sealed is touched
      truceline keys reseal north               seal again what older data keys sealed, and what lies in the clear
    """


@command.command("make")
@click.argument("name")
@click.option("--opening", is_flag=True, help="A key to open what is sealed to you (X25519), not to sign (Ed25519).")
@_PROTECT
@_JSON
def make(name: str, opening: bool, protect: bool, as_json: bool) -> None:
    """Make a key and print its public half. A key that is there already is not replaced.

    \b
    Examples:
      truceline keys make anna
      truceline keys make anna --opening --protect
    """
    import os

    from truceline.cli.answers import answer
    from truceline.model.errors import UsageError
    from truceline.record.note import good_name
    from truceline.stores.key_file import SecretKey, fresh_secret, make_key
    from truceline.stores.keyring import key_file, keys_folder

    if not good_name(name) or not name.isascii():
        raise UsageError(
            f"{name!r} is no name of a key", advice="Letters, digits, dots and dashes; no blanks, no plus."
        )
    kind: KeyKind = "opening" if opening else "signing"
    path = key_file(keys_folder(os.environ), name, kind)
    words = _new_passphrase(path) if protect else None
    key = SecretKey(kind, name, fresh_secret())
    if not make_key(path, key, words):
        raise UsageError(
            f"{name} has such a key already", where=str(path), advice="Take another name, or use that key."
        )
    public = _public(key)
    answer(
        as_json,
        {"name": name, "kind": kind, "public": public, "file": str(path)},
        (public, f"The secret half is in {path}. Keep a backup of it on a medium of its own."),
    )


@command.command("public")
@click.argument("name")
@_JSON
def public(name: str, as_json: bool) -> None:
    """Print the public halves of the keys of NAME.

    \b
    Example:
      truceline keys public anna
    """
    import os

    from truceline.cli.answers import answer
    from truceline.model.errors import MissionError
    from truceline.stores.key_file import read_key
    from truceline.stores.keyring import key_file, keys_folder
    from truceline.stores.passphrase import passphrase_for

    folder = keys_folder(os.environ)
    kinds: tuple[KeyKind, ...] = ("signing", "opening")
    found = [key for kind in kinds if (key := read_key(key_file(folder, name, kind), kind, name, passphrase_for))]
    if not found:
        raise MissionError(f"there is no key of {name}", where=str(folder), advice=f"truceline keys make {name}")
    answer(as_json, {key.kind: _public(key) for key in found}, [f"{key.kind}: {_public(key)}" for key in found])


@command.command("list")
@_JSON
def list_keys(as_json: bool) -> None:
    """List the keys of this machine. No secret is read.

    \b
    Example:
      truceline keys list
    """
    import os

    import msgspec

    from truceline.cli.answers import answer
    from truceline.stores.keyring import keys_folder, keys_on_disk

    folder = keys_folder(os.environ)
    found = keys_on_disk(folder)
    lines = [f"{k.name}: {k.file}{' (passphrase)' if k.protected else ''}" for k in found]
    answer(as_json, {"folder": str(folder), "keys": [msgspec.to_builtins(k) for k in found]}, [str(folder), *lines])


@command.command("protect")
@click.argument("name")
@click.option("--opening", is_flag=True, help="The key that opens, not the one that signs.")
@_JSON
def protect(name: str, opening: bool, as_json: bool) -> None:
    """Lock the file of a key with a new passphrase. The key stays the same.

    \b
    Example:
      truceline keys protect anna
    """
    import os

    from truceline.cli.answers import answer
    from truceline.model.errors import MissionError
    from truceline.stores.key_file import read_key, replace_key
    from truceline.stores.keyring import key_file, keys_folder
    from truceline.stores.passphrase import passphrase_for

    kind: KeyKind = "opening" if opening else "signing"
    path = key_file(keys_folder(os.environ), name, kind)
    key = read_key(path, kind, name, passphrase_for)
    if key is None:
        raise MissionError(f"there is no such key of {name}", where=str(path), advice=f"truceline keys make {name}")
    replace_key(path, key, _new_passphrase(path))
    answer(as_json, {"file": str(path), "protected": True}, (f"{path} opens with its passphrase only.",))


@command.command("rotate")
@_MISSION
@click.argument("purpose", type=click.Choice(["content", "positions", "identity", "canaries", "accounts"]))
@click.option("--statement", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Signed by two people.")
@click.option("--destroy-old", is_flag=True, help="Destroy earlier keys: backups made before open no longer.")
@_PROTECT
@_AS
@_JSON
def rotate(
    mission: Path,
    purpose: str,
    statement: Path | None,
    destroy_old: bool,
    protect: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """A new key for a purpose: data keys are wrapped again. Neither what is sealed nor the record's proofs change.

    \b
    Example:
      truceline keys rotate north content --destroy-old
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.locks import note_key
    from truceline.mission.opened import opened
    from truceline.mission.turning import destroy_old as destroy
    from truceline.mission.turning import rotate as turn
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import read_bytes

    folder, clock = open_mission(mission), SystemClock()
    words = _new_passphrase(folder.folder / purpose) if protect else None
    with opened(folder) as record:
        signed = None if statement is None else read_bytes(statement)
        event = turn(folder, record, asker(folder, record, who), purpose, clock, signed, words)
        gone = destroy(folder, record, clock) if destroy_old else ()
        for one in gone:
            note_key(record, one, clock)
    answer(
        as_json,
        {"purpose": purpose, "generation": event.generation, "key_id": event.key_id, "destroyed": len(gone)},
        (
            f"Key {event.generation} of {purpose} ({event.key_id}) wraps the data keys.",
            f"Old keys destroyed: {len(gone)}.",
            f"To seal again what older data keys sealed: truceline keys reseal {mission}",
        ),
    )


@command.command("share")
@_MISSION
@click.argument("purpose", type=click.Choice(["content", "positions", "identity", "canaries", "accounts"]))
@click.option("--to", "recipient", required=True, help="age1… of whoever is to have it.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="New file.")
@click.option("--statement", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Signed by two people.")
@_AS
@_JSON
def share(
    mission: Path,
    purpose: str,
    recipient: str,
    output: Path,
    statement: Path | None,
    who: str | None,
    as_json: bool,
) -> None:
    """Seal a key of the mission to one person, so that each role has the keys of what it may read and no others.

    \b
    Example:
      truceline keys share north positions --to age1… --statement turn.note -o positions.key
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.turning import share as share_key
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import read_bytes, write_atomic

    folder = open_mission(mission)
    with opened(folder) as record:
        asks, signed = asker(folder, record, who), None if statement is None else read_bytes(statement)
        data = share_key(folder, record, asks, purpose, recipient, SystemClock(), signed)
    write_atomic(output, data)
    answer(
        as_json,
        {"purpose": purpose, "to": recipient, "file": str(output)},
        (f"{output} opens for {recipient} only: truceline keys take {output} --as NAME",),
    )


@command.command("take")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "who", required=True, help="Whose opening key: truceline keys make NAME --opening")
@_JSON
def take(file: Path, who: str, as_json: bool) -> None:
    """Put a key that was sealed to you into your folder of keys.

    \b
    Example:
      truceline keys take positions.key --as anna
    """
    import os

    from truceline.cli.answers import answer
    from truceline.mission.turning import take as take_key
    from truceline.stores.keyring import keys_folder

    path = take_key(file, who, keys_folder(os.environ))
    answer(as_json, {"file": str(path)}, (f"{path}", f"{file} is needed no more: destroy it."))


@command.command("reseal")
@_MISSION
@_AS
@_JSON
def reseal(mission: Path, who: str | None, as_json: bool) -> None:
    """Seal again what older data keys sealed, and what lies in the clear since before the mission was locked.

    \b
    Example:
      truceline keys reseal north
    """
    from truceline.cli.answers import answer
    from truceline.mission.asking import asker, require
    from truceline.mission.folder import open_mission
    from truceline.mission.opened import opened
    from truceline.mission.turning import reseal as seal_again
    from truceline.stores.clock import SystemClock

    folder, clock = open_mission(mission), SystemClock()
    with opened(folder) as record:
        require(record, asker(folder, record, who), "keep", "key", "held", clock)
        done = seal_again(folder, record, clock)
    answer(as_json, {"resealed": done}, (f"{done} objects sealed again; older data keys are gone.",))


def _new_passphrase(path: Path) -> bytes:
    """A passphrase typed twice, or the one in the file that is named."""
    import os

    from truceline.model.errors import UsageError
    from truceline.stores.passphrase import FILE_VARIABLE, passphrase_for

    words = passphrase_for(path)
    if os.environ.get(FILE_VARIABLE) is None and passphrase_for(path) != words:
        raise UsageError("the two passphrases differ", advice="Type the same words twice.")
    if len(words) < 12:
        raise UsageError("the passphrase is short", advice="Take at least twelve letters; four random words are good.")
    return words


def _public(key: object) -> str:
    from truceline.record.note import key_of
    from truceline.stores.age import recipient_of
    from truceline.stores.key_file import SecretKey
    from truceline.stores.keyring import KeySigner

    assert isinstance(key, SecretKey)
    return recipient_of(key.secret) if key.kind == "opening" else key_of(KeySigner(key.name, key.secret)).text
