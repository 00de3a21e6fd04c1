"""The sentences in which conditions are told, in English. Another language has the same keys with the same blanks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from truceline.model.taxonomy import EVENT_TYPES, WEAPON_CLASSES

#: which closed table a code belongs to
Group = Literal["event_type", "weapon", "target"]
#: the name of a code of a closed table
Terms = Callable[[Group, str], str]
Phrases = Mapping[str, str]

ENGLISH: Phrases = {
    "force": "in force according to {who}: {start}, {end}",
    "never": "never in force according to {who}",
    "never_waits": "never in force according to {who}: “{event}” is not established",
    "everybody": "all",
    "start_open": "without a beginning",
    "start": "from {at}",
    "start_event": "from {at}, with “{event}”",
    "end_open": "with no end stated",
    "end_open_event": "with no end stated, or until “{event}”",
    "end": "until {at}",
    "end_event": "until {at}, with “{event}”",
    "any_time": "at any time",
    "all": "all of these hold",
    "any": "at least one of these holds",
    "not": "this does not hold",
    "act": "the act is {act}",
    "in_zone": "the place lies in {zone}",
    "not_behind": "the place is not more than {km} km behind the actor's own line ({lines})",
    "not_behind_line": "the place is not behind the actor's own line ({lines})",
    "zone_width": (
        "the place is not more than {km} km, half of the zone of {width} km, behind the actor's own line ({lines})"
    ),
    "during": "the act is {window}",
    "clock": "the silence ({hours} h without {act} in {zone}, counted from {start}) was complete",
    "clock_wait": (
        "the silence ({hours} h without {act} in {zone}, counted from {start}) was complete at least {wait} h before"
    ),
    "count": "at least {least} incidents of {act} in the {hours} h up to it, itself included",
    "count_near": "at least {least} incidents of {act} in the {hours} h up to it within {km} km, itself included",
    "event": "the register holds “{event}”{by}{when}{ahead}{to}{near}{covers}",
    "told": ", told to {who}",
    "told_to": "told {who}",
    "covers": ", of acts at this time",
    "other_side": "the other side",
    "duty": "A duty to notify: {who} tells {to} of such an act at least {hours} h ahead (“{notice}”).",
    "duty_plain": "A duty to notify: {who} tells of such an act at least {hours} h ahead (“{notice}”).",
    "duty_at_all": "A duty to notify: {who} tells {to} of such an act before it (“{notice}”).",
    "duty_at_all_plain": "A duty to notify: {who} tells of such an act before it (“{notice}”).",
    "every_party": "each party",
    "duty_excepts": "An act told of in time is excepted from: {clauses}.",
    "by_self": " by the actor's side",
    "by_other": " by the other side",
    "before": " before",
    "before_h": " in the {hours} h before",
    "ahead": ", at least {hours} h ahead",
    "near": ", within {km} km",
    "attribute": "{name} is {value}",
    "attribute_open": "{name} is {value}, a question left open where no report states one",
    "at_least": "at least {n}",
    "below": "below {n}",
    "at_least_and_below": "at least {low} and below {high}",
    "yes": "yes",
    "no": "no",
    "attr_calibre_mm": "calibre",
    "attr_count": "count",
    "attr_killed": "killed",
    "attr_wounded": "wounded",
    "attr_weapon": "weapon",
    "attr_heavy": "heavy",
    "attr_target": "target",
    "attr_actor": "actor",
    "mm": "{n} mm",
    "effect_none": "is nothing under the clause",
    "effect_counted": "is counted and is no breach",
    "effect_undetermined": "stays undetermined",
    "effect_breach": "is a breach",
    "such_act": "Such an act {effect}.",
    "such_act_until": "Such an act until {at} {effect}.",
    "such_act_after": "Such an act after that {effect}.",
    "then": "then it {effect}; where that is not known, it {unknown}.",
    "plead": "To be pleaded and shown by {who}.",
    "plea_bearer": "the party that acted",
    "plea_other": "the other party",
    "binds": "Binds {who}.",
    "own": "Of its own, {reading}",
}


def english(group: Group, code: str) -> str:
    """The taxonomy's own label with its code: shelling (fire.shelling)."""
    if group == "event_type" and code in EVENT_TYPES:
        return f"{EVENT_TYPES[code].label.lower().removesuffix(', kind not stated')} ({code})"
    if group == "weapon" and code in WEAPON_CLASSES:
        return f"{WEAPON_CLASSES[code].label} ({code})"
    return code
