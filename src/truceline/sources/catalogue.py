"""Which connectors there are, and which one a file is for. Each is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module

from truceline.model.errors import UsageError
from truceline.ports import Source

#: name -> module with a `SOURCE` object, in the order in which bytes are offered to them: formats with a
#: signature of their own first, the general table next, plain text (which takes anything readable) last.
_MODULES: dict[str, str] = {
    name: f"truceline.sources.{name}"
    for name in (
        "media",
        "acled",
        "ucdp_ged",
        "gtd",
        "scad",
        "ucdp_agreements",
        "viina",
        "firms",
        "alerts",
        "claims",
        "smm_counts",
        "war_fires",
        "casualties",
        "effort",
        "patrol",
        "sensor",
        "gdelt_events",
        "gdelt_mentions",
        "decisions",
        "generic",
        "items",
        "feed",
        "html",
        "text",
    )
}

HEAD_BYTES = 65_536


def names() -> tuple[str, ...]:
    """Every connector, in the order of recognition."""
    return tuple(_MODULES)


def module_of(name: str) -> str | None:
    """The module that holds the connector of this name; None when there is none."""
    return _MODULES.get(name)


def by_name(name: str) -> Source:
    """The connector of this name. Raises UsageError that lists what there is."""
    module = _MODULES.get(name)
    if module is None:
        raise UsageError(f"there is no source format {name!r}", advice=f"Known formats: {', '.join(_MODULES)}.")
    source = import_module(module).SOURCE
    assert isinstance(source, Source), f"{module}.SOURCE does not have name, recognises and read"
    return source


def recognise(head: bytes, filename: str) -> Source | None:
    """The first connector that knows a file beginning with `head` (up to 64 KiB); None when none does."""
    for name in _MODULES:
        source = by_name(name)
        if source.recognises(head[:HEAD_BYTES], filename):
            return source
    return None
