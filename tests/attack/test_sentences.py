"""Whoever reads why a finding is so learns nothing of an incident that its status and its public row do not say.

Two hundred incidents, of which the press says the same to the letter, and monitors know where, when, by whom and with
what: over all of them a clause has one sentence for each status, though its zones are smaller than the press's cell.
"""

from __future__ import annotations

from itertools import product

import msgspec
import pytest
from tests.record_material import material
from tests.record_material import table as rows_of
from tests.unit.assess.scenes import DAY_S, HOUR_S, LINES, START_S, clause, feature, incident, table, toml, zones

from truceline.assess.assess import assess
from truceline.assess.grounds import grounds
from truceline.assess.language import load
from truceline.model.bulletin import Bulletin
from truceline.model.incident import Incident
from truceline.model.period import Period
from truceline.model.tables import MEMBERS, OBSERVATIONS
from truceline.record.material import Material, ReleasePolicy
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)


def small(name: str, east: float) -> dict[str, object]:
    """Three kilometres wide: a cell of the press has room for thirty of them."""
    ring = [[east, 47.98], [east + 0.04, 47.98], [east + 0.04, 48.02], [east, 48.02], [east, 47.98]]
    return feature(name, "zone", [ring])


CLAUSES = "".join(
    clause(when, rest, name)
    for name, when, rest in (
        ("one", '{ all = [{ act = "fire" }, { in_zone = "west" }] }', ""),
        ("either", '{ any = [{ in_zone = "west" }, { in_zone = "east" }] }', ""),
        ("calibre", '{ all = [{ in_zone = "west" }, { attr = "calibre_mm", min = 100 }] }', ""),
        ("bound", '{ in_zone = "west" }', 'bearers = ["B"]'),
        (
            "excepted",
            '{ act = "fire" }',
            '[[provision.unless]]\nwhen = { in_zone = "west" }\nwords = "Range"\n'
            '[[provision.unless]]\nwhen = { in_zone = "east" }\nwords = "Yard"',
        ),
    )
)
AGREEMENT = load(toml(CLAUSES), zones(*LINES, small("west", 35.96), small("east", 36.02)), "agreement.toml")


def happened(at_s: int) -> list[Incident]:
    return [
        incident(
            number, east_km, radius_m, start_s=at_s + hour * HOUR_S, calibre_mm=calibre, alleged_actor=actor,
        )
        for number, (east_km, radius_m, hour, calibre, actor) in enumerate(
            product((-5.0, -3.0, -1.5, 0.0, 1.5, 3.0), (50, 1_500), (-1, 1), (None, 82, 120), ("Alder", "Birch", None))
        )
    ]  # fmt: skip


def known(at_s: int, press: bool) -> Material:
    """What the mission knows; the press has the day and a circle of nine kilometres."""
    incidents = happened(at_s)
    findings = assess(table(*incidents), AGREEMENT)
    wanted: dict[str, set[str]] = {}
    for name, one in zip(findings["provision_id"].to_pylist(), findings["incident_id"].to_pylist(), strict=True):
        wanted.setdefault(name, set()).add(one)
    observations, members = [], []
    for number, one in enumerate(incidents):
        patrol = {
            "observation_id": f"obs_p{number}", "item_id": "itm_p", "record": number + 1, "source_class": "patrol",
            "source": "post", "start_s": one.start_s, "end_s": one.end_s, "lat_e6": one.lat_e6, "lon_e6": one.lon_e6,
            "radius_m": one.radius_m, "event_type": one.event_type,
        }  # fmt: skip
        news = patrol | {
            "observation_id": f"obs_n{number}", "item_id": "itm_n", "source_class": "news", "source": "wire",
            "start_s": at_s - 12 * HOUR_S, "end_s": at_s + 12 * HOUR_S, "lat_e6": 48_000_000, "lon_e6": 36_000_000,
            "radius_m": 9_000,
        }  # fmt: skip
        for row in (patrol, news)[: 1 + press]:
            observations.append(row)
            members.append({"observation_id": row["observation_id"], "incident_id": one.incident_id})
    return material(
        period=Period(at_s - 12 * HOUR_S, at_s + 12 * HOUR_S, "UTC", "2031-03-02"), agreement=AGREEMENT,
        observations=rows_of(observations, OBSERVATIONS), members=rows_of(members, MEMBERS),
        incidents=table(*incidents), findings=findings,
        grounds=grounds(table(*incidents), AGREEMENT, {name: frozenset(some) for name, some in wanted.items()}),
    )  # fmt: skip


def sentences(bulletin: Bulletin) -> dict[tuple[str, ...], set[str]]:
    """The sentences of each clause and status, over incidents whose rows are alike but for their names."""
    rows = {
        one.incident_id: msgspec.json.encode(msgspec.structs.replace(one, incident_id="")).decode()
        for one in bulletin.incidents
    }
    found: dict[tuple[str, ...], set[str]] = {}
    for one in bulletin.findings:
        key = (one.provision_id, one.status, str(one.counted), rows[one.incident_id])
        found.setdefault(key, set()).add(one.summary)
    return found


@pytest.mark.parametrize("press", [True, False])
@pytest.mark.parametrize("at_s", [START_S, START_S + 10 * DAY_S], ids=["the day it came into force", "later"])
def test_a_sentence_tells_no_two_incidents_apart_that_rows_and_statuses_do_not(at_s: int, press: bool) -> None:
    bulletin = redact(known(at_s, press), POLICY)
    found = sentences(bulletin)
    # the press says the same of all of them; only their day is told beside
    assert len({row for *_, row in found}) <= len({one.day for one in bulletin.incidents})
    assert {name for name, *_ in found} == {one.provision_id for one in AGREEMENT.provisions}
    assert {status for _, status, *_ in found} >= {"undetermined", "no_breach"}
    assert {key[:3]: told for key, told in found.items() if len(told) > 1} == {}
