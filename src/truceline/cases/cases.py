"""The real cases that come with the package, as files of a mission folder."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from truceline.model.errors import UsageError

_FOLDERS = {"easter-2025": "easter_2025"}


def names() -> tuple[str, ...]:
    """Names of the cases, sorted."""
    return tuple(sorted(_FOLDERS))


def case_files(name: str) -> dict[str, bytes]:
    """The files of a case, relative path to bytes: a mission folder, with `claims.csv` to be ingested.

    Raises:
        UsageError: there is no case of this name.
    """
    if name not in _FOLDERS:
        raise UsageError(f"there is no case {name!r}", advice=f"Cases: {', '.join(names())}.")
    return dict(sorted(_walk(files("truceline.cases") / _FOLDERS[name], "")))


def agreements() -> dict[str, dict[str, bytes]]:
    """The real agreements that come as code: folder name to its files, sorted."""
    root = files("truceline.cases") / "agreements"
    folders = sorted(entry.name for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    return {name: dict(sorted(_walk(root / name, ""))) for name in folders}


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif not entry.name.endswith((".py", ".pyc")):
            found.append((f"{prefix}{entry.name}", entry.read_bytes()))
    return found
