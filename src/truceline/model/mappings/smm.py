"""Observation classes of the OSCE SMM's daily reports and their annex tables.

Source: daily reports of the OSCE Special Monitoring Mission to Ukraine, table of ceasefire violations ("Event",
"Weapon"), https://www.osce.org/special-monitoring-mission-to-ukraine/. The published total is the plain sum of classes.
"""

from __future__ import annotations

from truceline.model.mappings.coded import Coded

CLASSES: dict[str, Coded] = {
    "explosion": Coded("fire.explosion"),
    "undetermined explosion": Coded("fire.explosion"),
    "impact": Coded("fire.explosion"),
    "outgoing": Coded("fire.explosion"),
    "airburst": Coded("fire.explosion"),
    "projectile": Coded("fire.projectile"),
    "projectile in flight": Coded("fire.projectile"),
    "tracer": Coded("fire.projectile"),
    "muzzle flash": Coded("fire.muzzle_flash"),
    "flash": Coded("fire.muzzle_flash"),
    "illumination flare": Coded("fire.flare"),
    "flare": Coded("fire.flare"),
    "burst": Coded("fire.burst"),
    "shot": Coded("fire.shot"),
    "small-arms fire": Coded("fire.shot", weapon="small_arms"),
    "multiple shots": Coded("fire.shot"),
}

#: the "Weapon" column of the annex table
WEAPONS: dict[str, str] = {
    "small arms": "small_arms",
    "hmg": "heavy_machine_gun",
    "heavy machine gun": "heavy_machine_gun",
    "agl": "grenade_launcher",
    "automatic grenade launcher": "grenade_launcher",
    "rpg": "anti_tank",
    "spg": "anti_tank",
    "recoilless gun": "anti_tank",
    "anti-tank guided missile": "anti_tank",
    "aa cannon": "anti_aircraft_gun",
    "anti-aircraft gun": "anti_aircraft_gun",
    "mortar": "mortar",
    "tank": "tank",
    "ifv": "ifv_apc",
    "ifv (bmp-1) cannon": "ifv_apc",
    "ifv (bmp-2) cannon": "ifv_apc",
    "apc": "ifv_apc",
    "artillery": "artillery",
    "howitzer": "artillery",
    "mlrs": "mlrs",
}

ASSESSMENTS: dict[str, str] = {
    "impact": "impact",
    "outgoing": "outgoing",
    "airburst": "airburst",
    "undetermined explosion": "undetermined",
}
