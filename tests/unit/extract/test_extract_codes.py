"""Every code that a table of words leads to is a code of the taxonomy."""

from __future__ import annotations

from typing import get_args

from truceline.extract.english.counted import COMPOUND_HEADS, UNIT_OF
from truceline.extract.english.evidence import EVIDENCE
from truceline.extract.english.means import MEANS, WEAPON_OF
from truceline.extract.english.tallies import COUNTED_BY
from truceline.extract.english.targets import TARGET_CODES
from truceline.extract.english.triggers import TRIGGERS
from truceline.model.taxonomy import EVENT_TYPES, EVIDENCE_VERBS, OBJECT_CLASSES, WEAPON_CLASSES, Unit


def test_event_types() -> None:
    plain = {code for code in TRIGGERS.values() if not code.isupper()}
    assert plain <= EVENT_TYPES.keys()
    assert {code for code, _ in MEANS} <= EVENT_TYPES.keys()
    assert COUNTED_BY.keys() <= EVENT_TYPES.keys()


def test_units() -> None:
    units = set(get_args(Unit))
    assert {*UNIT_OF.values(), *COMPOUND_HEADS.values()} <= units
    assert {unit for listed in COUNTED_BY.values() for unit in listed} <= units


def test_objects_weapons_and_verbs() -> None:
    assert set(TARGET_CODES) <= set(OBJECT_CLASSES)
    assert set(WEAPON_OF.values()) <= WEAPON_CLASSES.keys()
    assert [verb for verb, _ in EVIDENCE] == [verb for verb in EVIDENCE_VERBS if verb in dict(EVIDENCE)]
