"""A witness is a folder: `witness.toml` says its name and the logs it watches, `witness.db` is its memory.

Its private key is elsewhere, with the other keys of whoever runs it (`stores.keyring`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from truceline.model.errors import MissionError, UsageError
from truceline.record.note import SIGNATURE, VerifierKey, good_name
from truceline.stores.files import make_folder, read_bytes, write_atomic
from truceline.stores.named_keys import named_key
from truceline.toml_text import TomlError, read_toml, text_of

SETTINGS = "witness.toml"

_HEADER = """\
# A witness of other people's records. Name: under which it signs; it cannot be changed later.
# Each [[log]] is a record it watches: the key that its operator handed over (truceline witness key MISSION).
[witness]
name = "{name}"
"""


class WatchedLog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A log and the key it signs with. The origin is the key's name unless it is given."""

    key: str
    origin: str = ""


class _Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    witness: _Identity
    log: tuple[WatchedLog, ...] = ()


class WitnessFolder(msgspec.Struct, frozen=True):
    """A witness's folder with its settings read and checked."""

    folder: Path
    name: str
    logs: dict[str, tuple[VerifierKey, ...]]  # by origin; several while a log changes its key

    @property
    def store_path(self) -> Path:
        return self.folder / "witness.db"


def open_witness(folder: Path) -> WitnessFolder:
    """Read a witness's folder. Raises MissionError naming the file and what to do."""
    path = folder / SETTINGS
    if not path.is_file():
        raise MissionError(
            "this is not the folder of a witness: it has no witness.toml",
            where=str(folder),
            advice=f"Make one with: truceline witness init {folder} --name NAME",
        )
    try:
        kept = msgspec.convert(read_toml(text_of(read_bytes(path), str(path)), str(path)), _File)
    except TomlError as error:
        raise MissionError(error.found, where=error.where, advice=error.advice) from error
    except msgspec.ValidationError as error:
        raise MissionError(str(error), where=str(path), advice="Mend that line; see docs/witness.md.") from error
    _check_name(kept.witness.name, str(path))
    logs: dict[str, tuple[VerifierKey, ...]] = {}
    for log in kept.log:
        key = named_key(log.key.strip(), SIGNATURE, str(path))
        origin = log.origin or key.name
        logs[origin] = (*logs.get(origin, ()), key)
    return WitnessFolder(folder, kept.witness.name, logs)


def make_witness(folder: Path, name: str) -> WitnessFolder:
    """Make the folder of a new witness. Raises UsageError when there is one."""
    _check_name(name, "--name")
    make_folder(folder)
    if (folder / SETTINGS).exists():
        raise UsageError("there is a witness already", where=str(folder), advice="Choose another folder.")
    write_atomic(folder / SETTINGS, _HEADER.format(name=name).encode())
    return open_witness(folder)


def watch(witness: WitnessFolder, keys: Iterable[str]) -> WitnessFolder:
    """Add logs to those that are watched; one that is watched already stays as it is."""
    path = witness.folder / SETTINGS
    known = {key for held in witness.logs.values() for key in held}
    new = [
        key for key in dict.fromkeys(named_key(text.strip(), SIGNATURE, "log key") for text in keys) if key not in known
    ]
    if new:
        blocks = "".join(f'\n[[log]]\nkey = "{key.text}"\n' for key in new)
        write_atomic(path, read_bytes(path).rstrip() + b"\n" + blocks.encode())
    return open_witness(witness.folder)


def _check_name(name: str, where: str) -> None:
    if not good_name(name) or not name.isascii() or any(c in name for c in '"\\'):
        raise MissionError(
            f"{name!r} is no name of a witness",
            where=where,
            advice="Write it like an address, in ASCII without spaces, plus or quotation marks: example.org/witness",
        )
