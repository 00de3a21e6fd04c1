"""The shape of an agreement file as a JSON Schema, for editors that complete and check while one writes.

It knows names, kinds and closed tables. What only the whole file shows (zones that exist, times that follow each other,
clauses that contradict) is told by `examine`.
"""

from __future__ import annotations

from typing import Any

from truceline.assess.clauses import EFFECTS
from truceline.assess.nodes import NUMBERS, PRIMITIVES, WORDS
from truceline.assess.windows import WEEKDAYS
from truceline.model.taxonomy import EVENT_TYPES, OBJECT_CLASSES, WEAPON_CLASSES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_POSITIVE: Schema = {"type": "integer", "minimum": 1}
_MOMENT: Schema = {"type": ["string", "object"], "description": 'ISO 8601, "D+15", or a date of TOML'}
_LINES: Schema = {"type": "object", "additionalProperties": _NAME, "minProperties": 1}
_PLACE: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_ACTS: Schema = {"enum": [code for code in EVENT_TYPES if not code.startswith("signal")]}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_CLOCK_KEYS: Schema = {"time_zone": _NAME, "fold": {"enum": ["first", "second"]}}


def schema() -> Schema:
    """JSON Schema (2020-12) of agreement.toml, its dates as text."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An agreement as code",
        **_table(
            {
                "agreement": _head(),
                "party": _tables(_party(), least=1),
                "reading": _tables(_reading()),
                "zone": _tables(_zone()),
                "clock": _tables(_clock()),
                "provision": _tables(_provision()),
                "duty": _tables(_duty()),
                "register": _tables(_entry()),
            },
            required=("agreement", "party"),
        ),
        "$defs": {"condition": _condition()},
    }


def _table(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _tables(item: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": item, "minItems": least}


def _head() -> Schema:
    pairs = {"type": "array", "items": {"type": "array", "items": _NAME, "minItems": 2}}
    share = {"type": "number", "exclusiveMinimum": 0.5, "maximum": 1}
    return _table(
        {"id": _NAME, "name": _NAME, "version": _TEXT, "time_zone": _NAME, "signed": _MOMENT, "threshold": share}
        | {"register_complete": _TEXTS, "sources": _TEXTS, "notes": _TEXTS, "disjoint": pairs, "fold": _TEXT},
        required=("id", "name"),
    )


def _party() -> Schema:
    return _table({"id": _NAME, "name": _NAME, "aliases": _TEXTS, "home": _PLACE}, required=("id", "name"))


def _reading() -> Schema:
    events = {"from_event": _NAME, "until_event": _NAME, "never": {"const": True}}
    spans = {"according_to": _NAME, "from": _MOMENT, "until": _MOMENT, "words": _TEXT}
    one_of = [{"required": [key]} for key in ("from", "from_event", "never")]
    return _table(spans | events | _CLOCK_KEYS, required=("according_to",)) | {"oneOf": one_of}


def _zone() -> Schema:
    phase = _table({"from": _MOMENT, "until": _MOMENT, "of": _NAME} | _CLOCK_KEYS, required=("of",))
    of = {"type": ["string", "array"], "items": _NAME, "minLength": 1, "minItems": 1}
    width = {"type": "number", "exclusiveMinimum": 0}
    one_of = [{"required": ["buffer_km", "of"]}, {"required": ["phase"]}]
    properties = {"id": _NAME, "label": _TEXT, "buffer_km": width, "of": of, "phase": _tables(phase, least=1)}
    return _table(properties, required=("id",)) | {"oneOf": one_of}


def _clock() -> Schema:
    return _table(
        {"id": _NAME, "zone": _NAME, "silence_of": {"enum": list(EVENT_TYPES)}, "hours": _POSITIVE, "start": _MOMENT}
        | _CLOCK_KEYS,
        required=("id", "zone", "silence_of", "hours", "start"),
    )


def _provision() -> Schema:
    effect = {"enum": list(EFFECTS)}
    stage = _table({"effect": effect, "until": _MOMENT} | _CLOCK_KEYS, required=("effect",))
    unless = _table(
        {"when": _CONDITION, "effect": effect, "if_unknown": effect, "words": _TEXT}
        | {"plea": {"enum": ["none", "bearer", "other"]}},
        required=("when",),
    )
    return _table(
        {"id": _NAME, "words": _NAME, "citation": _TEXT, "when": _CONDITION, "effect": effect, "bearers": _TEXTS}
        | {"reading": _tables(_reading()), "stage": _tables(stage), "unless": _tables(unless)}
        | {"kept_needs": {"enum": ["", "coverage"]}, "consequence": _TEXT, "left_to": _NAME},
        required=("id", "words"),
    ) | {"oneOf": [{"required": ["when"]}, {"required": ["left_to"]}]}


def _duty() -> Schema:
    of_the_clause = ("id", "words", "citation", "effect", "bearers", "reading", "stage", "consequence")
    shared = {key: value for key, value in _provision()["properties"].items() if key in of_the_clause}
    return _table(
        shared
        | {"of": _CONDITION, "notice": _NAME, "to": _NAME, "ahead_h": _WHOLE, "within_km": _POSITIVE}
        | {"excepts": _TEXTS, "excepted": {"enum": ["none", "counted"]}},
        required=("id", "words", "of", "notice", "ahead_h"),
    )


def _entry() -> Schema:
    standing = {"enum": ["established", "asserted", "refuted"]}
    return _table(
        {"kind": _NAME, "party": _NAME, "at": _MOMENT, "from": _MOMENT, "until": _MOMENT, "standing": standing}
        | {"place": _PLACE, "source": _TEXT, "incident": _NAME, "to": _NAME}
        | _CLOCK_KEYS,
        required=("kind", "party", "at", "standing"),
    )


def _condition() -> Schema:
    """Exactly one primitive, with the keys that go with it."""
    children = {"type": "array", "items": _CONDITION, "minItems": 1}
    window = _table({"from": _MOMENT, "until": _MOMENT} | _CLOCK_KEYS) | {
        "anyOf": [{"required": ["from"]}, {"required": ["until"]}]
    }
    hour = {"type": "string", "pattern": r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"}
    days = {"type": "array", "items": {"enum": list(WEEKDAYS)}, "minItems": 1}
    daily = _table({"from": hour, "until": hour, "on": days}, required=("from", "until"))
    marks: Schema = {
        "act": _ACTS,
        "attr": {"enum": [*NUMBERS, *WORDS]},
        "in_zone": _NAME,
        "during": window,
        "daily": daily,
        "not_behind_km": _WHOLE,
        "zone_width_km": {"type": "integer", "minimum": 2, "multipleOf": 2},
        "event": _NAME,
        "clock": _NAME,
        "count_of": _ACTS,
        "all": children,
        "any": children,
        "not": _CONDITION,
    }
    beside: Schema = {
        "min": _WHOLE,
        "below": _WHOLE,
        "equals": {"type": "string", "examples": [*WEAPON_CLASSES, *OBJECT_CLASSES, "yes", "no"]},
        "unstated": {"enum": ["silent", "open"]},
        "of_line": _LINES,
        "by": {"enum": ["self", "other", "any"]},
        "before_h": _POSITIVE,
        "elapsed_h": _WHOLE,
        "within_km": _POSITIVE,
        "to": _NAME,
        "covers": {"type": "boolean"},
        "at_least": _POSITIVE,
        "within_h": _POSITIVE,
    }
    needed = {
        "not_behind_km": ("of_line",),
        "zone_width_km": ("of_line",),
        "count_of": ("at_least", "within_h"),
    }
    return {
        "oneOf": [
            _table({mark: marks[mark], **{key: beside[key] for key in keys}}, (mark, *needed.get(mark, ())))
            for mark, keys in PRIMITIVES.items()
        ]
    }
