"""Many findings explained at once are those explained one by one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

from truceline.assess.explain import Explainer
from truceline.assess.language import load
from truceline.model.incident import Incident
from truceline.model.tables import INCIDENTS

AGREEMENTS = Path(__file__).parents[3] / "src/truceline/cases/agreements"
DAY_S = 86_400


@pytest.mark.parametrize("name", sorted(path.parent.name for path in AGREEMENTS.glob("*/agreement.toml")))
def test_together_as_alone(name: str) -> None:
    folder = AGREEMENTS / name
    zones = folder / "zones.geojson"
    toml = (folder / "agreement.toml").read_bytes()
    agreement = load(toml, zones.read_bytes() if zones.exists() else None, where=name)
    first = next((one.from_s for one in agreement.readings if one.from_s is not None), 0)
    rows = _incidents(first)
    table = pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema=INCIDENTS)
    explainer = Explainer(table, agreement)
    for provision in agreement.provisions:
        together = explainer.told(rows, provision.provision_id)
        assert together == tuple(explainer.explain(row, provision.provision_id) for row in rows)


def _incidents(first_s: int) -> list[Incident]:
    """Acts around the beginning of force, placed and not, of several kinds and means."""
    kinds = ("fire.shelling", "air.drone_strike", "signal.acoustic", "weapon.presence", "fire.explosion")
    return [
        Incident(
            incident_id=f"inc_{number:03d}",
            event_type=kinds[number % len(kinds)],
            type_share_ppm=(1_000_000, 640_000)[number % 2],
            start_s=first_s + (number - 6) * DAY_S // 3,
            end_s=first_s + (number - 6) * DAY_S // 3 + (60, 2 * DAY_S)[number % 3 == 0],
            lat_e6=None if number % 7 == 3 else 48_300_000 + number * 40_000,
            lon_e6=None if number % 7 == 3 else 38_000_000 - number * 50_000,
            radius_m=None if number % 7 == 3 else (300, 9_000, 40_000)[number % 3],
            n_observations=2,
            n_sources=2,
            origins_min=1,
            origins_max=2,
            claimants=(),
            alleged_actor=None,
            actor_disputed=number % 5 == 0,
            weapon=(None, "artillery_100", "mortar")[number % 3],
            calibre_mm=(None, 122)[number % 2],
            target=(None, "energy")[number % 2],
            count_low=number,
            count_high=number + 1,
            count_unit="event",
            killed_low=None,
            killed_high=None,
            wounded_low=1,
            wounded_high=1,
            verb=("saw", "reported")[number % 2],
            existence_ppm=900_000,
        )
        for number in range(24)
    ]
