"""What leaves through the door: nothing that could locate a monitor, name a witness, or attribute."""

from __future__ import annotations

import msgspec
import pyarrow as pa
import pytest

from truceline.model.agreement import Agreement, Condition, InForce, Party, Provision, Zone
from truceline.model.bulletin import Bulletin
from truceline.model.case import Decision
from truceline.model.effort import Effort
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.incident import Incident
from truceline.model.measures import Effect, Further, HotSpot, Verdict
from truceline.model.mentions import Quote
from truceline.model.observation import Observation, Origin
from truceline.model.period import Period
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.record.material import Material, ReleasePolicy
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=2)
PERIOD = Period(1_700_000_000, 1_700_604_800, "UTC", "2023-11-21")
LAT, LON = 47_512_345, 36_598_765

INCIDENT = Incident(
    incident_id="inc_a",
    event_type="fire.shelling",
    type_share_ppm=1_000_000,
    start_s=1_700_100_000,
    end_s=1_700_100_600,
    lat_e6=LAT,
    lon_e6=LON,
    radius_m=350,
    n_observations=1,
    n_sources=1,
    origins_min=1,
    origins_max=1,
    claimants=("a resident, 61, Lisova Street",),
    alleged_actor="A",
    actor_disputed=False,
    weapon=None,
    calibre_mm=None,
    target=None,
    count_low=3,
    count_high=5,
    count_unit="explosion",
    killed_low=None,
    killed_high=None,
    wounded_low=None,
    wounded_high=None,
    verb="saw",
    existence_ppm=950_000,
)

OBSERVATION = Observation(
    observation_id="obs_a",
    item_id="itm_patrol",
    record=2,
    source="patrol North-7",
    source_class="patrol",
    event_type="fire.shelling",
    start_s=1_700_100_000,
    end_s=1_700_100_600,
    lat_e6=LAT,
    lon_e6=LON,
    radius_m=350,
    verb="saw",
    text="seen from the roof of the school, 3 km SE of post North-7",
    method="patrol",
    confidence_ppm=900_000,
)

EFFORT_ROW = Effort(
    effort_id="eff_a",
    item_id="itm_patrol",
    record=2,
    watcher="post North-7",
    source_class="patrol",
    start_s=1_700_090_000,
    end_s=1_700_097_000,
    status="denied",
    reason="link at post North-7 down",
    lat_e6=LAT,
    lon_e6=LON,
)

AGREEMENT = Agreement(
    agreement_id="agr_x",
    name="The accord",
    version="1",
    parties=(Party("A", "Party of the East"), Party("B", "Party of the West")),
    readings=(InForce("all", 1_699_000_000, None),),
    zones=(
        Zone(
            "theatre",
            "zone",
            '{"type":"Polygon","coordinates":[[[36.0,47.0],[37.0,47.0],[37.0,48.0],[36.0,48.0],[36.0,47.0]]]}',
        ),
    ),
    provisions=(Provision(provision_id="F", words="No fire.", citation="Article 1", when=Condition(act="fire")),),
)


def struct_table(rows: list[msgspec.Struct], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([msgspec.to_builtins(row) for row in rows], schema)


def item(item_id: str, source_class: str, filename: str) -> EvidenceItem:
    return EvidenceItem(item_id, "0" * 64, "", "text/plain", filename, source_class, filename, None, 0)  # type: ignore[arg-type]


def finding(incident_id: str = "inc_a") -> dict[str, object]:
    return {
        "finding_id": f"fnd_{incident_id}",
        "incident_id": incident_id,
        "provision_id": "F",
        "status": "breach",
        "counted": False,
        "belief_ppm": 990_000,
        "plausibility_ppm": 1_000_000,
        "contested": False,
        "attribution": "consistent_with_party",
        "attributed_to": "A",
        "summary": "2.31 km inside the zone",
    }


def material(incidents: list[Incident], **changes: object) -> Material:
    base = Material(
        mission="North",
        invented=False,
        period=PERIOD,
        cut_off="00:00",
        agreement=AGREEMENT,
        items=(item("itm_patrol", "patrol", "patrol-north-7.csv"), item("itm_news", "news", "wire.txt")),
        documents=(
            Document(item=item("itm_patrol", "patrol", "patrol-north-7.csv"), text="I saw it.", body=(Span(0, 9),)),
            Document(item=item("itm_news", "news", "wire.txt"), text="It fell.", body=(Span(0, 8),)),
        ),
        mentions=(
            Quote(
                item_id="itm_patrol",
                start=0,
                end=9,
                text="I saw it.",
                method="q",
                confidence_ppm=1,
                speaker="a monitor",
            ),
            Quote(
                item_id="itm_news", start=0, end=8, text="It fell.", method="q", confidence_ppm=1, speaker="The mayor"
            ),
        ),
        observations=struct_table([OBSERVATION], OBSERVATIONS),
        effort=struct_table([EFFORT_ROW], EFFORT),
        origins=(Origin("org_1", ("itm_patrol", "itm_news")),),
        pairs=(),
        incidents=struct_table(list(incidents), INCIDENTS),
        members=pa.Table.from_pylist(
            [{"observation_id": "obs_a", "incident_id": i.incident_id, "p_same_ppm": 1_000_000} for i in incidents],
            MEMBERS,
        ),
        findings=pa.Table.from_pylist([finding(i.incident_id) for i in incidents], FINDINGS),
        counts=(),
        counts_before=(),
        days=(),
        rates=(),
        verdict=Verdict("undetermined", Effect(None, None, None), (), (), ()),
        audits=(),
    )
    return msgspec.structs.replace(base, **changes)


def released(bulletin: Bulletin) -> str:
    return msgspec.json.encode(bulletin).decode()


def test_nothing_locates_a_monitor_or_names_a_witness() -> None:
    incidents = [msgspec.structs.replace(INCIDENT, incident_id=f"inc_{n}") for n in "abc"]
    words = released(redact(material(incidents), POLICY))
    for secret in (
        "North-7",
        "Lisova",
        "resident",
        "roof",
        "I saw it",
        "a monitor",
        "2.31",
        str(LAT),
        str(LON),
        "itm_patrol",
    ):
        assert secret not in words
    assert "The mayor" in words
    assert '"restriction":"denied"' in words


def test_a_breach_counts_for_a_party_only_where_people_decided_so() -> None:
    incidents = [msgspec.structs.replace(INCIDENT, incident_id=f"inc_{n}") for n in "abc"]
    decision = Decision("dec_1", "inc_a", "violation", "north", "…", ("one", "two"), (), 0)
    breaches = pa.Table.from_pylist(
        [finding(i.incident_id) | {"status": "breach", "attributed_to": "north"} for i in incidents], FINDINGS
    )
    (undecided, *_) = redact(material(incidents, findings=breaches), POLICY).provisions
    assert undecided.by_party == () and undecided.unattributed == undecided.breaches == 3
    (decided, *_) = redact(material(incidents, findings=breaches, decisions=(decision,)), POLICY).provisions
    assert [one.breaches for one in decided.by_party] == [1] and decided.unattributed == 2


def test_a_hot_spot_leaves_only_where_an_incident_is_shown_and_without_what_was_expected() -> None:
    incidents = [msgspec.structs.replace(INCIDENT, incident_id=f"inc_{n}") for n in "abc"]
    shown = {i.cell for i in redact(material(incidents), POLICY).incidents} - {None}
    hot = Further(
        hot_spots=tuple(HotSpot(str(c), 9, 11, 1_234, 77) for c in (*sorted(map(str, shown)), "851e2e53fffffff"))
    )
    bulletin = redact(material(incidents, further=hot), POLICY)
    assert {spot.cell for spot in bulletin.hot_spots} == shown and shown
    assert "851e2e53fffffff" not in released(bulletin) and "1234" not in released(bulletin)


def test_a_monitor_is_never_alone_in_a_cell() -> None:
    (alone,) = redact(material([INCIDENT]), POLICY).incidents
    assert alone.cell is None
    assert alone.radius_km is None
    pair = redact(material([INCIDENT, msgspec.structs.replace(INCIDENT, incident_id="inc_b")]), POLICY).incidents
    assert pair[0].cell == pair[1].cell is not None


def test_what_monitors_saw_waits() -> None:
    late = msgspec.structs.replace(INCIDENT, start_s=PERIOD.end_s - 7_200, end_s=PERIOD.end_s - 3_600)
    shown = redact(material([late, msgspec.structs.replace(late, incident_id="inc_b")]), POLICY).incidents
    assert [i.cell for i in shown] == [None, None]


def test_weapons_wait_twice_as_long() -> None:
    seen = msgspec.structs.replace(INCIDENT, end_s=PERIOD.end_s - 30 * 3_600, start_s=PERIOD.end_s - 31 * 3_600)
    weapon = msgspec.structs.replace(seen, event_type="weapon")
    for incident, shown in ((seen, True), (weapon, False)):
        twins = [incident, msgspec.structs.replace(incident, incident_id="inc_b")]
        assert all((i.cell is not None) == shown for i in redact(material(twins), POLICY).incidents)


def test_no_attribution_without_a_signed_decision() -> None:
    bulletin = redact(material([INCIDENT]), POLICY)
    assert [f.attributed_to for f in bulletin.findings] == [None]


def test_outside_force_the_bulletin_says_so() -> None:
    ended = msgspec.structs.replace(AGREEMENT, readings=(InForce("all", 0, PERIOD.start_s),))
    bulletin = redact(material([INCIDENT], agreement=ended), POLICY)
    assert not bulletin.in_force
    assert "No ceasefire is in force" in bulletin.headline


@pytest.mark.parametrize("order", [1, -1])
def test_equal_evidence_gives_equal_bytes(order: int) -> None:
    twins = [INCIDENT, msgspec.structs.replace(INCIDENT, incident_id="inc_b")]
    assert released(redact(material(twins[::order]), POLICY)) == released(redact(material(twins), POLICY))
