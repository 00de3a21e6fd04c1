"""JSON Schema (2020-12) of every type that crosses the edge of the system."""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.model import (
    agreement,
    bulletin,
    case,
    claim,
    effort,
    errors,
    evidence,
    finding,
    incident,
    measures,
    mentions,
    observation,
    public_agreement,
    public_counts,
    public_incident,
    public_words,
)

_MODULES = (
    evidence,
    mentions,
    observation,
    incident,
    agreement,
    finding,
    effort,
    claim,
    case,
    measures,
    public_incident,
    public_counts,
    public_agreement,
    public_words,
    bulletin,
    errors,
)

#: every frozen type of the model, once, in the order of the stages
PUBLIC_TYPES: tuple[type[msgspec.Struct], ...] = tuple(
    kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == module.__name__
)


def schema(name: str | None = None) -> dict[str, Any]:
    """The schema of one type, or of all in one document whose `$defs` are the types."""
    chosen = [kind for kind in PUBLIC_TYPES if name in (None, kind.__name__)]
    _, components = msgspec.json.schema_components(chosen, ref_template="#/$defs/{name}")
    document: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": components}
    if name is not None:
        document["$ref"] = f"#/$defs/{name}"
    return document
