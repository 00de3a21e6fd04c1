"""A small mission that evidence comes into, and what a full run makes of it under what was learnt before."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa

from truceline.assess.assess import assess
from truceline.fuse.fuse import fuse
from truceline.fuse.learned import Learned
from truceline.mission.destroyed import destructions
from truceline.mission.folder import Mission, open_mission
from truceline.mission.intake import receipts
from truceline.mission.locks import cache_of, vault_of
from truceline.mission.ruling_lines import ruling_lines
from truceline.mission.submissions import submissions_of
from truceline.mission.work import ruled_by, rules_of
from truceline.model.tables import FINDINGS, empty
from truceline.pipeline import Gathering, derived_from, languages_of
from truceline.ports import View
from truceline.stores.record import Record
from truceline.stores.silence import SilentProgress
from truceline.stores.steps import Steps

NOON_S = 1_772_539_200  # 2026-03-03T12:00Z

AGREEMENT = """
[agreement]
id = "river"
name = "River ceasefire"
version = "1"
time_zone = "UTC"
[[party]]
id = "A"
name = "Alder"
[[party]]
id = "B"
name = "Birch"
[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
[[clock]]
id = "quiet"
zone = "bridge"
silence_of = "fire"
hours = 12
start = "2026-03-01T00:00"
[[provision]]
id = "fire"
words = "No fire near the bridge."
when = { all = [{ act = "fire" }, { in_zone = "bridge" }] }
[[provision]]
id = "salvo"
words = "No three acts of fire within six hours and five kilometres."
when = { count_of = "fire", at_least = 3, within_h = 6, within_km = 5 }
[[provision]]
id = "moves"
words = "Once it was quiet for twelve hours nothing moves near the bridge."
when = { all = [{ act = "ground.movement" }, { in_zone = "bridge" }, { clock = "quiet", elapsed_h = 1 }] }
"""
_SQUARE = [[36.1, 49.9], [36.4, 49.9], [36.4, 50.1], [36.1, 50.1], [36.1, 49.9]]
ZONES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"id": "bridge", "kind": "zone", "label": "The bridge"},
            "geometry": {"type": "Polygon", "coordinates": [_SQUARE]},
        }
    ],
}
TEXT = """Shelling near {town}

By Reuters | March {day}, 2026

Mortar fire hit {town} on March {day}, killing {n} people, the regional governor said. "{quote}," said Olena Marchuk.
"""


def made(folder: Path, *, policy: str = "") -> Mission:
    folder.mkdir()
    (folder / "mission.toml").write_text(f'[mission]\nname = "River"\nagreement = "agreement.toml"\n{policy}')
    (folder / "agreement.toml").write_text(AGREEMENT)
    (folder / "zones.geojson").write_text(json.dumps(ZONES))
    return open_mission(folder)


def report(draw: random.Random, number: int) -> bytes:
    """A patrol's report of one to three acts, some of them sent by others too."""
    rows = []
    for _ in range(draw.choice((1, 1, 2, 3))):
        at = NOON_S + draw.randrange(0, 3 * 86_400, 60)
        row: dict[str, Any] = {
            "type": draw.choice(("fire.shelling", "fire.shelling", "fire.explosion", "ground.movement", "fire")),
            "at": moment(at),
            "lat": round(50.0 + draw.gauss(0, 0.05), 4),
            "lon": round(36.25 + draw.gauss(0, 0.08), 4),
            "radius_m": draw.choice((100, 800, 3_000)),
        }
        if draw.random() < 0.3:
            row |= {"actor": draw.choice(("Alder", "Birch")), "count": draw.randrange(1, 5)}
        rows.append(row)
    body: dict[str, Any] = {"patrol": f"p-{draw.randrange(3)}", "observations": rows}
    if draw.random() < 0.5:
        start = NOON_S + draw.randrange(0, 3 * 86_400, 3_600)
        body |= {"start": moment(start), "end": moment(start + 6 * 3_600), "range_m": 9_000, "lat": 50.0, "lon": 36.25}
    return json.dumps(body | {"report_id": f"r{number}"}).encode()


def text(draw: random.Random) -> bytes:
    """A report of the news, or a retelling of one."""
    quote = draw.choice(("We heard four explosions", "The house shook twice and then it was dark"))
    town, day = draw.choice(("Kharkiv", "Sumy")), draw.choice((3, 4))
    return TEXT.format(town=town, day=day, n=draw.randrange(1, 4), quote=quote).encode()


def moment(at_s: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(at_s, UTC).isoformat()


def full(mission: Mission, record: Record, learned: Learned) -> dict[str, pa.Table]:
    """The tables of a full run over all that the record holds, judged by what was learnt."""
    rules = ruled_by(rules_of(mission, None), ruling_lines(record))
    vault, gone = vault_of(mission), destructions(record)
    step = Steps(cache_of(mission), SilentProgress())
    held = (one for one in receipts(record) if one.sha256 not in gone)
    known = Gathering(rules).known(
        submissions_of(mission, held, rules.agreement), lambda one: vault.get(one.sha256), step
    )
    derived = derived_from(known.documents, rules, step)
    fused = fuse(
        known.observations,
        derived.origins,
        derived.pairs,
        languages=languages_of(known.documents),
        learned=learned,
        decisions=rules.rulings,
    )
    agreement = rules.agreement
    findings = empty(FINDINGS) if agreement is None else assess(fused.incidents, agreement, known.effort)
    return {
        "incidents": fused.incidents,
        "members": fused.members,
        "unresolved": fused.unresolved.sort_by([("observation_id", "ascending"), ("rival_incident_id", "ascending")]),
        "observations": known.observations,
        "effort": known.effort,
        "findings": findings,
    }


def assert_shown(view: View, wanted: dict[str, pa.Table]) -> None:
    for name, rows in wanted.items():
        assert view.table(name).to_pylist() == rows.to_pylist(), name
