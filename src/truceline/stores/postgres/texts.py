"""Characters that PostgreSQL takes in no text, and other stores do: kept as an escape, and read back as they were."""

from __future__ import annotations

import re
from typing import Any, Final

#: NUL, halves of surrogate pairs, and the character that begins an escape
_REFUSED: Final = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPE: Final = re.compile("\x1a([0-9a-f]{4})")


def kept(value: Any) -> Any:
    """A value as it is given to the database: texts in it with escapes."""
    if isinstance(value, str):
        return _REFUSED.sub(lambda found: f"\x1a{ord(found[0]):04x}", value)
    if isinstance(value, list):
        return [kept(one) for one in value]
    return value


def told(value: Any) -> Any:
    """A value as it was before `kept`."""
    if isinstance(value, str) and "\x1a" in value:
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    return value
