"""An incident that anybody published leaves as fusion of the published reports alone would give it, by name and number.

Otherwise whoever fuses the press knows which of its incidents the mission saw too, and so where the mission stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.fuse_rows import NOON_S, row, table
from tests.record_material import material
from tests.record_material import table as rows_of

from truceline.fuse.fuse import fuse
from truceline.model.bulletin import PublicIncident
from truceline.model.evidence import PUBLISHED, Document, EvidenceItem
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.period import Period
from truceline.model.tables import EFFORT
from truceline.record.material import ReleasePolicy
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
DAY = Period(NOON_S - 43_200, NOON_S + 43_200, "UTC", "2025-04-19")
WATCHED = rows_of(
    [{"effort_id": "eff_1", "watcher": "post 1", "start_s": NOON_S, "end_s": NOON_S, "status": "on"}], EFFORT
)
CLASSES = ("news", "news", "official", "dataset", "satellite", "patrol", "social", "camera")
#: which of them stand in texts: the others are rows of tables
TEXTS = frozenset({"news", "official", "patrol", "social"})


@dataclass(frozen=True)
class Told:
    """Reports of one incident, and what is known of their texts."""

    rows: tuple[dict[str, Any], ...]
    origins: tuple[Origin, ...]
    pairs: tuple[Derivation, ...]
    languages: dict[str, str]

    def published(self) -> Told:
        return replace(self, rows=tuple(one for one in self.rows if one["source_class"] in PUBLISHED))


@st.composite
def reports(draw: st.DrawFn) -> Told:
    """Up to seven reports of one shelling, of texts in two languages, of which some go back to one origin."""
    rows = []
    for n in range(draw(st.integers(2, 7))):
        source_class = draw(st.sampled_from(CLASSES))
        in_text = source_class in TEXTS and draw(st.booleans())
        rows.append(
            row(
                f"{n}", source_class=source_class, record=0 if in_text else n + 1, source=f"s{draw(st.integers(0, 2))}",
                item_id=f"itm_{draw(st.integers(0, 4))}" if in_text else f"itm_table_{n % 2}",
                verb=draw(st.sampled_from(("saw", "heard", "was_told", "reported"))),
                confidence_ppm=draw(st.integers(1, 10)) * 100_000, reported_s=NOON_S + draw(st.integers(0, 9)) * 60,
                claimant=draw(st.sampled_from((None, "A", "a resident"))),
            )
        )  # fmt: skip
    items = [f"itm_{n}" for n in range(5)]
    cut = draw(st.integers(0, 5))
    origins = tuple(Origin(f"org_{n}", tuple(some)) for n, some in enumerate((items[:cut], items[cut:])) if some)
    relations = ("independent", "undetermined", "partial", "two_origins")
    pairs = tuple(
        Derivation(a, b, draw(st.sampled_from(relations)), 500_000, (), "")
        for a, b in combinations(items, 2)
        if draw(st.booleans())
    )
    languages = {item: draw(st.sampled_from(("en", "uk", ""))) for item in items}
    return Told(tuple(rows), origins if draw(st.booleans()) else (), pairs, languages)


def fused(told: Told) -> tuple[PublicIncident, dict[str, Any]]:
    """What leaves of it, in a mission that has somebody who watches; and the incident inside."""
    names = [one["observation_id"] for one in told.rows]
    one = tuple(PairDecision(a, b, True, "Reviewer 1", "one incident") for a, b in combinations(names, 2))
    observations = table(*told.rows)
    found = fuse(observations, told.origins, told.pairs, languages=told.languages, decisions=one)
    (inside,) = found.incidents.to_pylist()
    texts = {
        item: (next((r["source_class"] for r in told.rows if r["item_id"] == item), "news")) for item in told.languages
    }
    documents = tuple(
        Document(
            EvidenceItem(item, "", "", "text/plain", "wire", kind, "a.txt", None, 0),
            "",
            (),
            language=told.languages[item] or None,
        )  # type: ignore[arg-type]
        for item, kind in texts.items()
    )
    known = material(
        period=DAY, observations=observations, incidents=found.incidents, members=found.members, documents=documents,
        origins=told.origins, pairs=told.pairs, effort=WATCHED,
    )  # fmt: skip
    (public,) = redact(known, POLICY).incidents
    return public, inside


@settings(max_examples=40)
@given(reports())
def test_what_leaves_is_what_the_published_reports_alone_give(told: Told) -> None:
    press = told.published()
    assume(press.rows)
    public, _ = fused(told)
    alone, inside = fused(press)
    assert public.incident_id == alone.incident_id == inside["incident_id"]
    assert (public.origins_min, public.origins_max) == (inside["origins_min"], inside["origins_max"])
    assert abs(public.existence_ppm - inside["existence_ppm"]) <= 1  # the last digit is a matter of rounding
    assert (public.n_reports, list(public.claimants)) == (inside["n_observations"], inside["claimants"])
    assert public.existence_ppm == alone.existence_ppm
    assert (public.cell, public.radius_km, public.part_of_day) == (alone.cell, alone.radius_km, alone.part_of_day)
    assert (public.source_classes, public.texts) == (alone.source_classes, alone.texts)
