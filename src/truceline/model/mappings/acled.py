"""ACLED event types and sub-event types.

Source of the list: ACLED Codebook (6 event types, 25 sub-event types, edition of 2019 and later),
https://acleddata.com/knowledge-base/codebook/. An older spelling is kept for archives.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

#: event type -> its sub-event types, as published
CODEBOOK: dict[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}

EVENT_TYPES: dict[str, Coded] = {
    "Battles": Coded("ground.clash"),
    "Protests": Coded("civil.protest"),
    "Riots": Coded("civil.riot"),
    "Explosions/Remote violence": Coded("fire"),
    "Violence against civilians": Coded("attack_civilians"),
    "Strategic developments": Coded("politics.other"),
}

SUB_EVENT_TYPES: dict[str, Coded] = {
    "Armed clash": Coded("ground.clash"),
    "Government regains territory": Coded("ground.advance"),
    "Non-state actor overtakes territory": Coded("ground.advance"),
    "Excessive force against protesters": Coded("attack_civilians"),
    "Protest with intervention": Coded("civil.protest"),
    "Peaceful protest": Coded("civil.protest"),
    "Violent demonstration": Coded("civil.riot"),
    "Mob violence": Coded("civil.riot"),
    "Chemical weapon": Coded("fire"),
    # "Air/drone strike" does not tell aircraft from drones, so neither does the type above both.
    "Air/drone strike": Coded("air"),
    "Suicide bomb": Coded("fire.explosion"),
    "Shelling/artillery/missile attack": Coded("fire.shelling"),
    "Remote explosive/landmine/IED": Coded("mine.explosion", weapon="mine"),
    "Grenade": Coded("fire.explosion"),
    "Sexual violence": Coded("abuse.sexual_violence"),
    "Attack": Coded("attack_civilians"),
    "Abduction/forced disappearance": Coded("abuse.abduction"),
    "Agreement": Coded("politics.agreement"),
    "Arrests": Coded("abuse.detention"),
    "Change to group/activity": Coded("force.posture"),
    "Disrupted weapons use": Coded("other"),
    "Headquarters or base established": Coded("ground.works"),
    "Looting/property destruction": Coded("abuse.harassment"),
    "Non-violent transfer of territory": Coded("ground.advance"),
    "Other": Coded("other"),
    # the spelling of older editions
    "Excessive force against protestors": Coded("attack_civilians"),
}

#: geo_precision -> radius of the 95 % circle, metres. Codebook: 1 the town itself, 2 part of a region near the
#: town named, 3 a larger region (a province capital stands for it). The circle is that of a town, of a
#: district, of a province.
GEO_PRECISION_RADIUS_M: dict[str, int] = {"1": 5_000, "2": 25_000, "3": 75_000}

#: time_precision -> days before and after the date. Codebook: 1 the day, 2 the week, 3 the month.
TIME_PRECISION_DAYS: dict[str, int] = {"1": 0, "2": 3, "3": 15}
