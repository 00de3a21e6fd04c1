"""The data annex: the whole bulletin as canonical JSON, and the schema that it follows.

Keys are sorted and nothing is spaced out, so that equal bulletins are equal bytes; a bulletin holds no floats, and its
keys are ASCII, so the bytes are those of RFC 8785 too. Words are as they came: a reader of data escapes for itself.
"""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin

#: of JSON Schema, for validators
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_json(bulletin: Bulletin) -> bytes:
    """The bulletin as canonical JSON in UTF-8, without a final line feed."""
    return msgspec.json.encode(bulletin, order="sorted")


def render_schema() -> bytes:
    """The JSON Schema of the data annex."""
    schema: dict[str, Any] = {"$schema": _DIALECT, "title": "Truceline bulletin", **msgspec.json.schema(Bulletin)}
    return msgspec.json.encode(schema, order="sorted")
