"""What a view rests on besides the record: the program, the mission's files, and that the machine ran all the while."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from truceline.mission.folder import SETTINGS, Mission, open_mission
from truceline.model.ids import canonical_bytes, sha256_hex
from truceline.pipeline import Places, Rules
from truceline.stores.cache import code_digest
from truceline.stores.files import Stamp, stamp_of

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Basis(msgspec.Struct, frozen=True):
    """The same digest: the same view of the same record."""

    digest: str


def basis_of(rules: Rules, mission: Mission, origin: str) -> Basis:
    """Of the program and the mission as they are now.

    A view is not synced to the disk. It survives the death of every process, and not that of the machine: after that
    it is made again.
    """
    boot = _BOOT.read_text().strip() if _BOOT.exists() else ""
    sources = msgspec.to_builtins(mission.sources)
    places = Places(rules.gazetteer, rules.gazetteer_alone, rules.area).digest
    said = [code_digest(), origin, boot, rules.zone, rules.agreement_digest, places, list(rules.readers)]
    return Basis(sha256_hex(canonical_bytes([*said, mission.settings.zone, repr(mission.settings.area), sources])))


def signature_of(folder: Path) -> tuple[tuple[str, Stamp | None], ...]:
    """The files that a mission is described by, with their stamps: it changes when one of them is written."""
    return tuple((name, stamp_of(folder / name)) for name in open_settings(folder, stamp_of(folder / SETTINGS)))


@lru_cache(maxsize=4)
def open_settings(folder: Path, _stamp: Stamp | None) -> tuple[str, ...]:
    """Names of these files; the settings are read only when they were written since."""
    mission = open_mission(folder)
    given = mission.settings.gazetteer or ()
    gazetteers = (given,) if isinstance(given, str) else given
    agreement = () if mission.settings.agreement is None else (mission.settings.agreement,)
    maps = tuple(rule.options["map"] for rule in mission.sources if rule.options.get("map", "").endswith(".toml"))
    return (SETTINGS, *agreement, mission.settings.zones, *gazetteers, *maps)
