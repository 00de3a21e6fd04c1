"""VIINA event classes (BERT in 2.0, LSTM in 1.0), several of which one report may have.

Source of the list: VIINA 2.0 README, https://github.com/zhukovyuri/VIINA, "Event classification". Monthly extracts
write three classes with the suffix of their column (`arresb`, `retreab`, `firefighb`, `airalerb`).
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

EVENT_CLASSES: dict[str, Coded] = {
    "artillery": Coded("fire.shelling"),
    "airstrike": Coded("air.strike"),
    "uav": Coded("air", weapon=None),
    "armor": Coded("ground.assault", weapon="tank"),
    "firefight": Coded("ground.clash", weapon="small_arms"),
    "raid": Coded("ground.raid"),
    "ied": Coded("mine.explosion"),
    "aad": Coded("fire.projectile", weapon="air_defence"),
    "airalert": Coded("signal.alert"),
    "control": Coded("ground.advance"),
    "occupy": Coded("ground.advance"),
    "retreat": Coded("ground.movement"),
    "arrest": Coded("abuse.detention"),
    "hospital": Coded("attack_civilians", target="hospital"),
    "property": Coded("harm.damage"),
    "civcas": Coded("attack_civilians"),
    "milcas": Coded("ground.clash"),
    "killing": Coded("attack_civilians"),
    "cyber": Coded("other"),
    "san": Coded("force.posture"),
    # about the report, not about an act
    "mil": Coded("other"),
    "nmil": Coded("other"),
    "loc": Coded("other"),
    "": Coded("other"),
}

#: how a class is written in one file or the other -> its name above
SPELLINGS: dict[str, str] = {
    "arresb": "arrest",
    "retreab": "retreat",
    "firefighb": "firefight",
    "airalerb": "airalert",
    "airalert": "airalert",
    "air_alert": "airalert",
    "hospitals": "hospital",
}

#: which class names the act when a report has several: means of force first, then ground, then consequences
PRIORITY: tuple[str, ...] = (
    "artillery",
    "airstrike",
    "uav",
    "armor",
    "firefight",
    "raid",
    "aad",
    "ied",
    "hospital",
    "airalert",
    "control",
    "occupy",
    "retreat",
    "civcas",
    "killing",
    "milcas",
    "property",
    "arrest",
    "cyber",
    "san",
    "mil",
    "nmil",
    "loc",
    "",
)

#: GEO_PRECISION -> radius of the 95 % circle, metres. Geocoding is by machine from place names; a named street or
#: town may still be the wrong one of its name, which no radius can say.
GEO_PRECISION_RADIUS_M: dict[str, int] = {
    "STREET": 1_000,
    "ADM4": 5_000,
    "PPL": 5_000,
    "PPLA": 7_000,
    "ADM3": 15_000,
    "ADM2": 40_000,
    "ADM1": 100_000,
    "ADM0": 500_000,
}
#: where the file does not say: a town, the level most rows have
DEFAULT_RADIUS_M = 7_000

#: side of the a_* columns -> the actor as the codebook names it
ACTORS: dict[str, str] = {
    "a_rus": "Russian or Russian-aligned armed forces",
    "a_ukr": "Ukrainian or Ukrainian-aligned armed forces",
    "a_civ": "civilians",
    "a_other": "a third party",
}
