"""`[store] url` in mission.toml, changed without touching a letter of what people wrote around it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from truceline.mission.folder import SETTINGS, Mission
from truceline.model.errors import MissionError
from truceline.stores.files import read_bytes, write_atomic
from truceline.toml_text import TomlError, read_toml, text_of

_TABLE = re.compile(r"^\[store\][^\n]*\n(?:(?!\[)[^\n]*\n?)*", re.MULTILINE)


def with_store(text: str, url: str) -> str:
    """The settings with another store; an empty URL is the folder. Raises MissionError where they cannot be changed."""
    line = f"[store]\nurl = {msgspec.json.encode(url).decode()}\n" if url else ""
    without = _TABLE.sub("", text).rstrip("\n") + "\n"
    changed = f"{without}\n{line}" if url else without
    before, after = read_toml(text, SETTINGS), _read(changed)
    store = after.pop("store", {}).get("url", "")
    before.pop("store", None)
    if before != after or store != url:
        raise MissionError(
            "[store] is written in a way that this program does not change",
            where=SETTINGS,
            advice='Write it as a table of its own, two lines: [store] and url = "…"',
        )
    return changed


def _read(text: str) -> dict[str, Any]:
    try:
        return read_toml(text, SETTINGS)
    except TomlError:  # a second table of this name: there is one that was not seen
        return {}


def set_store(mission: Mission, url: str) -> None:
    """Write it, durably and all at once: from then on every command works there."""
    path = mission.folder / SETTINGS
    write_atomic(path, with_store(settings_text(mission), url).encode())


def settings_text(mission: Mission) -> str:
    return text_of(read_bytes(mission.folder / SETTINGS), SETTINGS)
