"""The field's words as closed tables: event types with their counting units, evidence verbs, weapon classes,
protected objects, the attribution ladder, restrictions on monitors.

Source of the terms: daily reports of the OSCE SMM (observation classes, evidence verbs, explosion assessment),
UN SAGE and CTSAMVM (acts beyond fire), the Package of Measures of 12 February 2015 (weapon classes). Event types
form a tree by their dots: `fire.explosion` is a `fire`. Unlike units are never added, and neither are a type and its
parent.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Unit = Literal[
    "explosion",
    "projectile",
    "flash",
    "flare",
    "burst",
    "shot",
    "round",
    "attack",  # an attack episode: one shelling, one assault, one strike
    "sortie",
    "strike",
    "trajectory",
    "crossing",
    "weapon",
    "person",
    "household",
    "object",  # a damaged building, a mine, a vehicle
    "detection",  # of a satellite or sensor
    "alert",
    "event",  # one occurrence with no finer unit
]


class EventType(msgspec.Struct, frozen=True):
    """A kind of event: its code, what is counted, and whether it is an act of force that an agreement may prohibit."""

    code: str
    unit: Unit
    label: str
    force: bool  # an act of force; signals and consequences are not
    duration: bool = False  # lasts through its interval, rather than happening somewhere in it


def _types(*rows: tuple[str, Unit, str, bool] | tuple[str, Unit, str, bool, bool]) -> dict[str, EventType]:
    return {row[0]: EventType(*row) for row in rows}


EVENT_TYPES: dict[str, EventType] = _types(
    ("fire", "attack", "Fire, kind not stated", True),
    ("fire.explosion", "explosion", "Explosion", True),
    ("fire.projectile", "projectile", "Projectile in flight", True),
    ("fire.muzzle_flash", "flash", "Muzzle flash", True),
    ("fire.flare", "flare", "Illumination flare", True),
    ("fire.burst", "burst", "Burst", True),
    ("fire.shot", "shot", "Shot", True),
    ("fire.shelling", "attack", "Shelling", True),
    ("fire.sniper", "shot", "Sniper fire", True),
    ("fire.exercise", "event", "Live fire in an exercise", True),
    ("air", "attack", "Act from the air, kind not stated", True),
    ("air.strike", "strike", "Air strike", True),
    ("air.missile", "strike", "Missile strike", True),
    ("air.drone_strike", "strike", "Drone strike", True),
    ("air.drone_sortie", "sortie", "Drone sortie", True),
    ("air.entry", "trajectory", "Entry into airspace", True),
    ("ground", "attack", "Act on the ground, kind not stated", True),
    ("ground.assault", "attack", "Assault", True),
    ("ground.clash", "attack", "Armed clash", True),
    ("ground.raid", "attack", "Reconnaissance or sabotage raid", True),
    ("ground.crossing", "crossing", "Crossing of the line", True),
    ("ground.advance", "event", "Change of control over a place", True),
    ("ground.movement", "event", "Movement of troops or vehicles", False),
    ("ground.works", "object", "Positions or works", False),
    ("crossing_point.closed", "event", "Crossing point closed", False, True),
    ("crossing_point.opened", "event", "Crossing point opened", False),
    ("weapon", "weapon", "Weapon seen", False),
    ("weapon.moved", "weapon", "Weapon on the move", False),
    ("weapon.absent", "weapon", "Weapon absent from storage", False),
    ("weapon.stored", "weapon", "Weapon in its storage site", False),
    ("weapon.storage_visit", "event", "Visit to a storage site", False),
    ("mine", "object", "Mine or unexploded ordnance", False),
    ("mine.explosion", "explosion", "Explosion of a mine or remnant", True),
    ("attack_infrastructure", "attack", "Attack on infrastructure, means not stated", True),
    ("attack_civilians", "attack", "Attack on civilians, means not stated", True),
    ("harm.killed", "person", "Persons killed", False),
    ("harm.wounded", "person", "Persons wounded", False),
    ("harm.damage", "object", "Damage to an object", False),
    ("harm.outage", "household", "Outage of power, heat or water", False, True),
    ("harm.displacement", "person", "Displacement", False, True),
    ("abuse.abduction", "person", "Abduction", False),
    ("abuse.detention", "person", "Arrest or detention", False),
    ("abuse.harassment", "event", "Harassment or looting", False),
    ("abuse.sexual_violence", "event", "Sexual violence", False),
    ("abuse.child_recruitment", "person", "Recruitment of children", False),
    ("abuse.aid_blockage", "event", "Blockage of aid", False),
    ("civil.protest", "event", "Protest", False),
    ("civil.riot", "event", "Riot or mob violence", False),
    ("speech.propaganda", "event", "Hostile propaganda", False),
    ("speech.threat", "event", "Threat", False),
    ("restriction", "event", "Restriction on monitors", False),
    ("politics.agreement", "event", "Agreement or ceasefire announced", False),
    ("politics.talks", "event", "Talks", False),
    ("politics.other", "event", "Political act", False),
    ("force.posture", "event", "Change of posture, mobilisation, sanctions of force", False),
    ("signal.thermal", "detection", "Thermal anomaly seen from space", False),
    ("signal.alert", "alert", "Air-raid alert", False, True),
    ("signal.acoustic", "detection", "Acoustic detection, kind not stated", False),
    ("other", "event", "Other event", False),
)


def is_a(code: str, ancestor: str) -> bool:
    """Whether `code` is `ancestor` or below it in the tree. `is_a("fire.shot", "fire")` is true."""
    return code == ancestor or code.startswith(ancestor + ".")


#: strongest first; "reported" stands for coded data whose means are not known
EVIDENCE_VERBS: tuple[str, ...] = (
    "saw",
    "camera_recorded",
    "imagery_revealed",
    "heard",
    "sensor_detected",
    "corroborated",
    "followed_up",
    "was_told",
    "reported",
)

ASSESSMENTS: tuple[str, ...] = ("impact", "outgoing", "airburst", "undetermined")


class WeaponClass(msgspec.Struct, frozen=True):
    """A class of weapon, with the calibres it spans where an agreement distinguishes them (mm, half-open)."""

    code: str
    label: str
    heavy: bool
    calibre_min_mm: int | None = None
    calibre_max_mm: int | None = None


WEAPON_CLASSES: dict[str, WeaponClass] = {
    code: WeaponClass(code, label, heavy, low, high)
    for code, label, heavy, low, high in (
        ("small_arms", "Small arms and light weapons", False, None, 15),
        ("heavy_machine_gun", "Heavy machine gun", False, 12, 20),
        ("grenade_launcher", "Grenade launcher", False, 30, 60),
        ("anti_tank", "Anti-tank weapon", False, 73, 153),
        ("anti_aircraft_gun", "Anti-aircraft gun", True, 23, 101),
        ("air_defence", "Surface-to-air missile system", True, None, None),
        ("mortar", "Mortar", True, 60, 241),
        ("tank", "Tank", True, 100, 126),
        ("ifv_apc", "Infantry fighting vehicle or carrier", False, None, None),
        ("artillery", "Artillery, calibre not stated", True, None, None),
        ("artillery_below_100", "Artillery below 100 mm", True, 30, 100),
        ("artillery_100", "Artillery of 100 mm or more", True, 100, 410),
        ("mlrs", "Multiple-launch rocket system", True, 107, 302),
        ("mlrs_long_range", "Tornado-S, Uragan, Smerch", True, 220, 302),
        ("tactical_missile", "Tactical missile (Tochka-U, Iskander)", True, None, None),
        ("cruise_missile", "Cruise missile", True, None, None),
        ("ballistic_missile", "Ballistic missile", True, None, None),
        ("guided_bomb", "Guided aerial bomb", True, None, None),
        ("aircraft", "Combat aircraft or helicopter", True, None, None),
        ("fpv_drone", "FPV drone", False, None, None),
        ("attack_drone", "One-way attack drone", True, None, None),
        ("recon_drone", "Reconnaissance drone", False, None, None),
        ("mine", "Mine", False, None, None),
    )
}

#: protected objects of agreements (the energy moratorium of 2025, humanitarian law, repair windows)
OBJECT_CLASSES: tuple[str, ...] = (
    "energy",
    "energy.refinery",
    "energy.pipeline",
    "energy.storage",
    "energy.power_plant",
    "energy.substation",
    "energy.transformer",
    "energy.nuclear",
    "energy.hydro_dam",
    "heating",
    "water",
    "hospital",
    "school",
    "residential",
    "market",
    "transport",
    "railway",
    "port",
    "bridge",
    "communications",
    "worship",
    "industry",
    "agriculture",
    "military",
    "monitors",
    "aid",
    "government",
)

#: rungs, lowest first; the highest needs a signed decision of the commission
ATTRIBUTION_LADDER: tuple[str, ...] = (
    "none_stated",
    "side_of_origin_of_fire",
    "consistent_with_party",
    "attributed_by_decision",
)

RESTRICTIONS: tuple[str, ...] = (
    "denial",
    "delay",
    "conditional_access",
    "partial_access",
    "gunfire_or_threat",
    "checkpoint",
    "storage_site",
    "mines",
    "drone_fired_on",
    "gps_interference",
    "camera_obstruction",
    "information_refused",
    "base_blockade",
)

WEAPON_STATUSES: tuple[str, ...] = ("in_violation", "outside_storage", "absent_from_storage")

#: reliability of a source (A best) and credibility of an item (1 best): the six-by-six
RELIABILITY: tuple[str, ...] = ("A", "B", "C", "D", "E", "F")
CREDIBILITY: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
