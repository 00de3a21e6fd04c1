"""Words for types of event as people write them in tables: our codes, their last part, labels, and published lists."""

from __future__ import annotations

from functools import cache
from typing import get_args

from truceline.model.evidence import SourceClass
from truceline.model.mappings import acled, smm
from truceline.model.taxonomy import (
    ASSESSMENTS,
    EVENT_TYPES,
    EVIDENCE_VERBS,
    OBJECT_CLASSES,
    RESTRICTIONS,
    WEAPON_CLASSES,
    Unit,
)

SOURCE_CLASSES: frozenset[str] = frozenset(get_args(SourceClass))
UNITS: frozenset[str] = frozenset(get_args(Unit))
VERBS: frozenset[str] = frozenset(EVIDENCE_VERBS)
WEAPONS: frozenset[str] = frozenset(WEAPON_CLASSES)
TARGETS: frozenset[str] = frozenset(OBJECT_CLASSES)
ASSESSED: frozenset[str] = frozenset(ASSESSMENTS)
RESTRICTED: frozenset[str] = frozenset(RESTRICTIONS)


def plain(words: str) -> str:
    """Words as they are compared: lower case, with `_` and `-` as blanks."""
    return " ".join(words.lower().replace("_", " ").replace("-", " ").split())


@cache
def _types() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, coded in {**smm.CLASSES, **acled.SUB_EVENT_TYPES}.items():
        table[plain(name)] = coded.event_type
    for code in reversed(EVENT_TYPES):
        table[plain(code.rpartition(".")[2])] = code
    for code, kind in EVENT_TYPES.items():
        table[plain(kind.label)] = code
        table[plain(code)] = code
    table["other"] = "other"
    return table


def event_type(words: str) -> str | None:
    """Our event type for these words ("fire.shelling", "shelling", "Armed clash"); None when they are unknown."""
    return words if words in EVENT_TYPES else _types().get(plain(words))
