"""check_vault: what a store of blobs promises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from truceline.model.errors import TrucelineError
from truceline.model.ids import sha256_hex
from truceline.ports import Vault
from truceline.testing.rules import NotConformantError, demand

_BLOBS = (b"", b"a", b"\x00\xff" * 1000, "Лиман".encode(), bytes(range(256)) * 4096)


def check_vault(factory: Callable[[], Vault], folder: Path | None = None, *, sealed: bool = False) -> None:
    """Raises NotConformantError for the first broken promise of `ports.Vault`.

    Args:
        factory: opens the vault; called twice, and the second must find what the first has put. Empty at first.
        folder: where its files lie, if it keeps files: then a changed byte in any of them must be detected.
        sealed: whether it promises that no file holds a blob, or a blob's name, in the clear.
    """
    vault = factory()
    demand(list(vault.names()) == [], "empty", "a new vault has names", "it begins with nothing")
    for data in _BLOBS:
        name = vault.put(data)
        demand(name == sha256_hex(data), "address", f"put answers {name}", "a blob's name is the SHA-256 of its bytes")
        demand(vault.put(data) == name, "idempotent", "a second put answers otherwise", "ingest may run twice")
        demand(vault.has(name) and vault.get(name) == data, "get", f"{name} does not come back", "evidence is kept")
    several = [*_BLOBS, b"put with others", b"and another"]
    vault.put_all(several)
    vault.put_all([])
    wanted = sorted(map(sha256_hex, several))
    demand(
        list(vault.names()) == wanted, "names", "names() is not the sorted list of what was put", "answers are ordered"
    )
    again = factory()
    demand(list(again.names()) == wanted, "durable", "a second opening does not find all", "what was put stays")
    dropped = again.put(b"to be destroyed")
    again.drop(dropped)
    demand(not again.has(dropped), "drop", "what was dropped is still there", "an erasure destroys")
    demand(list(factory().names()) == wanted, "drop", "names() is not what was left", "an erasure takes nothing else")
    missing = sha256_hex(b"never put")
    demand(not again.has(missing), "has", "has() knows what was never put", "absence must be seen")
    _refuses(lambda: again.get(missing), "get of what was never put")
    for strange in ("", "../../etc/passwd", "A" * 64, "0" * 63, "g" * 64):
        _no_way_out(again, strange)
    if folder is not None:
        if sealed:
            _check_seals(again, folder)
        else:
            _check_corruption(again, folder)


def _no_way_out(vault: Vault, name: str) -> None:
    demand(not vault.has(name), "names", f"has({name!r}) is true", "a name is 64 hex digits and nothing else")
    _refuses(lambda: vault.get(name), f"get({name!r})")


def _check_corruption(vault: Vault, folder: Path) -> None:
    data = _BLOBS[2]
    name = sha256_hex(data)
    files = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes() == data]
    demand(files, "files", f"no file below {folder} holds the blob as it is", "evidence can be read without Truceline")
    for path in files:
        path.chmod(0o644)
        path.write_bytes(data[:-1] + b"!")
    _refuses(lambda: vault.get(name), "get of a blob whose bytes were changed")
    for path in files:
        path.write_bytes(data)


def _check_seals(vault: Vault, folder: Path) -> None:
    data = _BLOBS[4]
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        shown = sha256_hex(data) in path.name or data[:64] in path.read_bytes()
        demand(not shown, "sealed", f"{path} tells of a blob in the clear", "whoever takes the disk must learn nothing")
    whole = {path: path.read_bytes() for path in files}
    for path, kept in whole.items():
        path.write_bytes(kept[:-1] + bytes((kept[-1] ^ 1,)))
    _refuses(lambda: vault.get(sha256_hex(data)), "get of a blob whose sealed bytes were changed")
    for path, kept in whole.items():
        path.write_bytes(kept)


def _refuses(attempt: Callable[[], object], what: str) -> None:
    try:
        attempt()
    except TrucelineError:
        return
    except Exception as error:
        raise NotConformantError(f"rule “errors”: {what} raised {type(error).__name__}: {error}") from error
    raise NotConformantError(f"rule “errors”: {what} raised nothing. Why: a wrong answer is worse than none.")
