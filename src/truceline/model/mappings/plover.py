"""PLOVER event categories, of the manuals of 2016 (draft 0.5) and 2021 (draft 0.8).

Source: Open Event Data Alliance, PLOVER manual, https://github.com/openeventdata/PLOVER. A category is a root; the
mode, where one is coded, is finer than its category and goes first.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

#: category -> our type; names of both manuals
CATEGORIES: dict[str, Coded] = {
    "AGREE": Coded("politics.agreement"),
    "CONSULT": Coded("politics.talks"),
    "SUPPORT": Coded("politics.other"),
    "COOPERATE": Coded("politics.other"),
    "AID": Coded("politics.other"),
    "YIELD": Coded("politics.other"),  # 2016
    "CONCEDE": Coded("politics.other"),  # 2021
    "RETREAT": Coded("ground.movement"),  # 2021
    "INVESTIGATE": Coded("politics.other"),  # 2016
    "DEMAND": Coded("politics.other"),  # 2016
    "REQUEST": Coded("politics.other"),  # 2021
    "DISAPPROVE": Coded("politics.other"),  # 2016
    "ACCUSE": Coded("politics.other"),  # 2021
    "REJECT": Coded("politics.other"),
    "THREATEN": Coded("speech.threat"),
    "PROTEST": Coded("civil.protest"),
    "MOBILIZE": Coded("force.posture"),
    "SANCTION": Coded("force.posture"),
    "COERCE": Coded("abuse.harassment"),
    "ASSAULT": Coded("attack_civilians"),
    "FIGHT": Coded("ground.clash"),  # 2016; part of ASSAULT in 2021
    "CRIME": Coded("other"),  # 2016
    "DOCUMENT": Coded("other"),  # records about the file itself
}

#: (category, mode) of 2021 -> our type where the mode is finer
MODES: dict[tuple[str, str], Coded] = {
    ("RETREAT", "release"): Coded("politics.other"),
    ("RETREAT", "return"): Coded("politics.other"),
    ("RETREAT", "ease"): Coded("politics.other"),
    ("RETREAT", "access"): Coded("politics.other"),
    ("RETREAT", "disarm"): Coded("force.posture"),
    ("RETREAT", "ceasefire"): Coded("politics.agreement"),
    ("RETREAT", "withdraw"): Coded("ground.movement"),
    ("PROTEST", "riot"): Coded("civil.riot"),
    ("COERCE", "seize"): Coded("abuse.harassment"),
    ("COERCE", "arrest"): Coded("abuse.detention"),
    ("COERCE", "deport"): Coded("harm.displacement"),
    ("COERCE", "curfew"): Coded("politics.other"),
    ("COERCE", "martial-law"): Coded("politics.other"),
    ("COERCE", "ban"): Coded("politics.other"),
    ("COERCE", "restrict"): Coded("abuse.harassment"),
    ("ASSAULT", "abduct"): Coded("abuse.abduction"),
    ("ASSAULT", "beat"): Coded("attack_civilians"),
    ("ASSAULT", "sexual"): Coded("abuse.sexual_violence"),
    ("ASSAULT", "torture"): Coded("attack_civilians"),
    ("ASSAULT", "suicide-attack"): Coded("fire.explosion"),
    ("ASSAULT", "explosives"): Coded("fire.explosion"),
    ("ASSAULT", "assassinate"): Coded("attack_civilians"),
    ("ASSAULT", "firearms"): Coded("ground.clash", weapon="small_arms"),
    ("ASSAULT", "heavy-weapons"): Coded("fire.shelling"),
    ("ASSAULT", "massacre"): Coded("attack_civilians"),
    ("ASSAULT", "cleansing"): Coded("attack_civilians"),
    ("ASSAULT", "unconventional"): Coded("fire"),
    ("ASSAULT", "seize"): Coded("harm.damage"),
    ("THREATEN", "territory"): Coded("speech.threat"),
    ("MOBILIZE", "troops"): Coded("force.posture"),
    ("MOBILIZE", "police"): Coded("force.posture"),
}


def coded(category: str, mode: str | None = None) -> Coded | None:
    """Our type of a PLOVER record; None for a name that is in neither manual."""
    name = category.strip().upper()
    finer = MODES.get((name, (mode or "").strip().lower()))
    return finer or CATEGORIES.get(name)
