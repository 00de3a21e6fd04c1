"""Global Terrorism Database: types of attack, of target, of weapon; how well a place is known.

Source of the lists: GTD Codebook: Methodology, Inclusion Criteria, and Variables (START, University of Maryland, August
2021), https://www.start.umd.edu/gtd.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

#: attacktype1
ATTACK_TYPE: dict[str, Coded] = {
    "1": Coded("attack_civilians"),  # assassination
    "2": Coded("attack_civilians"),  # armed assault
    "3": Coded("fire.explosion"),  # bombing, explosion
    "4": Coded("abuse.abduction"),  # hijacking
    "5": Coded("abuse.abduction"),  # hostage taking, barricade incident
    "6": Coded("abuse.abduction"),  # hostage taking, kidnapping
    "7": Coded("attack_infrastructure"),  # facility or infrastructure attack
    "8": Coded("attack_civilians"),  # unarmed assault
    "9": Coded("attack_civilians"),  # unknown; every event of the database is an act of violence, or a threat of it
}

#: targtype1 of those who are armed (police, military, militias): an assault on them, or an attack of which it is not
#: known how it was done, is a clash
ARMED_TARGETS = frozenset({"3", "4", "17"})
ASSAULTS = frozenset({"2", "9"})
CLASH = "ground.clash"

#: targtype1 -> class of object, where the type says what kind of object it is
TARGET_TYPE: dict[str, str] = {
    "2": "government",  # general
    "4": "military",
    "6": "transport",  # airports and aircraft
    "7": "government",  # diplomatic
    "8": "school",  # educational institution
    "9": "water",  # food or water supply
    "11": "port",  # maritime
    "12": "aid",  # NGO
    "15": "worship",  # religious figures and institutions
    "16": "communications",
    "19": "transport",
    "21": "energy",  # utilities
}

#: weaptype1 -> class of weapon; the other types name none of ours
WEAPON_TYPE: dict[str, str] = {"5": "small_arms"}

#: specificity -> radius of the 95 % circle, metres. Codebook: 1 the city, village or town itself; 2 and 3 the centre
#: of the smallest region that could be identified; 4 the centre of the first-order region; 5 not known.
SPECIFICITY_RADIUS_M: dict[str, int] = {"1": 5_000, "2": 40_000, "3": 40_000, "4": 100_000}
#: vicinity 1: in the immediate neighbourhood of the place, not in it
VICINITY_RADIUS_M = 15_000
