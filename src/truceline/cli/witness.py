"""`truceline witness`: signing other people's records, and asking others to sign one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truceline.cli.witness_asking import ask, key, take

if TYPE_CHECKING:
    from truceline.stores.witness import WitnessStore
    from truceline.stores.witness_folder import WitnessFolder

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")


@click.group("witness")
def command() -> None:
    """A witness signs that a record only ever grew. Each side runs one, and a neutral body one.

    \b
    Who runs a witness:
      truceline witness init north-witness --name witness.north.example
      truceline witness watch north-witness LOGKEY      the key that the operator of the record hands over
      truceline witness serve north-witness             over HTTP
      truceline witness sign north-witness REQUEST      by files, without a network
    Who runs a mission:
      truceline witness key MISSION                     the key to hand to witnesses
      truceline witness ask MISSION                     ask those that mission.toml names to sign
    """


command.add_command(key)
command.add_command(ask)
command.add_command(take)


@command.command("init")
@_FOLDER
@click.option("--name", required=True, help="Under which it signs, like an address: witness.example.org")
@_JSON
def init(folder: Path, name: str, as_json: bool) -> None:
    """Make a witness: a folder, and a key apart from it. Prints the key to hand to those who verify.

    \b
    Example:
      truceline witness init north-witness --name witness.north.example
    """
    from truceline.cli.answers import answer
    from truceline.model.errors import UsageError
    from truceline.stores.keyring import key_file
    from truceline.stores.witness_folder import make_witness

    if key_file(_keys(), name).exists():
        raise UsageError(
            f"there is a key of {name} already, and nobody can tell what it has signed",
            where=str(key_file(_keys(), name)),
            advice="A new memory needs a new key: take another name.",
        )
    made = make_witness(folder, name)
    store = _new_store(made)
    try:
        key = store.key.text
    finally:
        store.close()
    answer(
        as_json,
        {"name": name, "key": key},
        (
            f"The key of this witness, for the operators of records and for all who verify: {key}",
            f"Its private half is in {_keys()}: keep a backup of that folder, and never of {made.store_path.name}.",
            f"Next: truceline witness watch {folder} LOGKEY",
        ),
    )


@command.command("watch")
@_FOLDER
@click.argument("keys", nargs=-1, required=True, metavar="LOGKEY...")
@_JSON
def watch(folder: Path, keys: tuple[str, ...], as_json: bool) -> None:
    """Watch the records with these keys.

    \b
    Example:
      truceline witness watch north-witness LOGKEY
    """
    from truceline.cli.answers import answer
    from truceline.stores.witness_folder import open_witness
    from truceline.stores.witness_folder import watch as watch_logs

    watched = watch_logs(open_witness(folder), keys)
    answer(as_json, {"logs": sorted(watched.logs)}, [f"watches {origin}" for origin in sorted(watched.logs)])


@command.command("serve")
@_FOLDER
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8760, show_default=True, type=click.IntRange(0, 65_535), help="0: any that is free.")
@click.option("--json", "as_json", is_flag=True, help='Print {"url", "port", "key"} once it answers.')
def serve(folder: Path, host: str, port: int, as_json: bool) -> None:
    """Sign over HTTP (c2sp.org/tlog-witness). Tells each decision on standard error. Ctrl-C ends it.

    It answers at POST /add-checkpoint and GET /ORIGINHASH/checkpoint. Put a web server with TLS in front of it when
    it is to be reached from other machines.

    \b
    Example:
      truceline witness serve north-witness --port 8760
    """
    import uvicorn

    from truceline.cli.answers import answer
    from truceline.cli.listening import listening
    from truceline.service.witness import BriefConnection, app
    from truceline.stores.clock import SystemClock
    from truceline.stores.witness_folder import open_witness

    witness = open_witness(folder)
    store = _store(witness)
    try:
        application = app(witness, store, SystemClock(), _tell)
        with listening(host, port) as listener:
            port = listener.getsockname()[1]
            url = f"http://{host}:{port}"
            answer(as_json, {"url": url, "port": port, "key": store.key.text}, [url, store.key.text])
            config = uvicorn.Config(
                application, http=BriefConnection, log_level="warning", limit_concurrency=256, ws="none", lifespan="off"
            )
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        store.close()


@command.command("sign")
@_FOLDER
@click.argument("request_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="REQUEST")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the answer goes [REQUEST.answer].")
@_JSON
def sign(folder: Path, request_file: Path, output: Path | None, as_json: bool) -> None:
    """Answer a request that came as a file. The answer file goes back to whoever sent the request.

    The answer is a cosignature, or the size this witness has seen when the request began elsewhere.

    \b
    Example:
      truceline witness sign north-witness /media/stick/witness.north.example.request
    """
    from truceline.cli.answers import answer
    from truceline.model.errors import RecordError
    from truceline.record.witness_request import MAX_REQUEST_BYTES, parse_request
    from truceline.record.witnessing import Refusal
    from truceline.stores.clock import SystemClock
    from truceline.stores.files import write_atomic
    from truceline.stores.witness_folder import open_witness

    with request_file.open("rb") as file:
        asked = parse_request(file.read(MAX_REQUEST_BYTES + 1))
    witness = open_witness(folder)
    store = _store(witness)
    try:
        said = store.answer(asked, witness.logs, SystemClock().now_s())
    finally:
        store.close()
    if isinstance(said, Refusal) and said.size is None:
        advice = "Nothing was signed. Ask the operator why" + (
            f", and keep this request: truceline witness status {folder}" if said.is_evidence else "."
        )
        raise RecordError(said.found, where=str(request_file), advice=advice)
    target = output or request_file.with_name(f"{request_file.name}.answer")
    write_atomic(target, (f"{said.size}\n" if isinstance(said, Refusal) else said.text).encode())
    words = f"Not signed: {said.found}." if isinstance(said, Refusal) else f"Signed {asked.checkpoint.size} entries."
    summary = {"signed": not isinstance(said, Refusal), "origin": asked.checkpoint.origin, "file": str(target)}
    answer(as_json, summary | {"size": asked.checkpoint.size}, (words, f"Send back {target}"))


@command.command("status")
@_FOLDER
@_JSON
def status(folder: Path, as_json: bool) -> None:
    """What this witness has signed, and what it refused because a log signed two histories.

    \b
    Example:
      truceline witness status north-witness
    """
    from datetime import UTC, datetime

    from truceline.cli.answers import answer
    from truceline.cli.printable import printable
    from truceline.stores.witness_folder import open_witness

    witness = open_witness(folder)
    store = _store(witness)
    try:
        seen, refused = store.seen(), store.refused()
    finally:
        store.close()

    def at(time_s: int) -> str:
        return datetime.fromtimestamp(time_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    lines = [f"{witness.name} watches {len(witness.logs)} logs. Its key: {store.key.text}"]
    lines += [f"  {one.origin}: {one.size} entries, signed {at(one.time_s)}" for one in seen]
    lines += [
        f"  {origin}: nothing signed yet" for origin in sorted(witness.logs.keys() - {one.origin for one in seen})
    ]
    for one in refused:
        lines += [
            f"Refused at {at(one.time_s)}: {one.found}. What {one.origin} signed:",
            *one.note.decode().splitlines(),
        ]
    summary: dict[str, object] = {
        "name": witness.name,
        "key": store.key.text,
        "signed": [{"origin": one.origin, "size": one.size, "time": at(one.time_s)} for one in seen],
        "refused": [
            {
                "origin": one.origin,
                "size": one.size,
                "time": at(one.time_s),
                "found": one.found,
                "note": one.note.decode(),
            }
            for one in refused
        ],
    }
    answer(as_json, summary, [printable(line) for line in lines])


def _keys() -> Path:
    import os

    from truceline.stores.keyring import keys_folder

    return keys_folder(os.environ)


def _new_store(witness: WitnessFolder) -> WitnessStore:
    """The memory of a witness that has never signed, and its new key."""
    from truceline.stores.keyring import load_or_make
    from truceline.stores.witness import WitnessStore

    return WitnessStore(witness.store_path, load_or_make(_keys(), witness.name))


def _store(witness: WitnessFolder) -> WitnessStore:
    from truceline.model.errors import MissionError
    from truceline.stores.keyring import key_file, load
    from truceline.stores.witness import WitnessStore

    if not witness.store_path.exists():
        raise MissionError(
            "the memory of this witness is gone",
            where=str(witness.store_path),
            advice="It must not sign with this key again. Make a new one: truceline witness init FOLDER --name NEW",
        )
    signer = load(_keys(), witness.name)
    if signer is None:
        raise MissionError(
            f"the key of {witness.name} is not here",
            where=str(key_file(_keys(), witness.name)),
            advice="Point TRUCELINE_KEYS at the folder with your keys, or put the key back from your backup.",
        )
    return WitnessStore(witness.store_path, signer)


def _tell(line: str) -> None:
    from truceline.cli.printable import printable

    click.echo(printable(line), err=True)
