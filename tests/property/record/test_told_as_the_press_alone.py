"""An incident that anybody published leaves as fusion of the published reports alone would give it, by name and number.

Otherwise whoever fuses the press knows which of its incidents the mission saw too, and so where the mission stands.
"""

from __future__ import annotations

from dataclasses import dataclass
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
from truceline.model.groups import ruled_origins
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.period import Period
from truceline.model.tables import EFFORT
from truceline.record.material import Material, ReleasePolicy
from truceline.record.public_pairs import wanted
from truceline.record.public_texts import public_origins
from truceline.record.redact import redact

POLICY = ReleasePolicy(cell_resolution=5, delay_h=24, min_cell=3)
DAY = Period(NOON_S - 43_200, NOON_S + 43_200, "UTC", "2025-04-19")
WATCHED = rows_of(
    [{"effort_id": "eff_1", "watcher": "post 1", "start_s": NOON_S, "end_s": NOON_S, "status": "on"}], EFFORT
)
CLASSES = ("news", "news", "official", "dataset", "satellite", "patrol", "social", "camera")


@dataclass(frozen=True)
class Told:
    """Reports of one incident, the class of each text, and what is known of how texts relate."""

    rows: tuple[dict[str, Any], ...]
    classes: dict[str, str]
    pairs: tuple[Derivation, ...]
    languages: dict[str, str]

    @property
    def origins(self) -> tuple[Origin, ...]:
        return ruled_origins(self.classes, self.pairs)

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        return tuple(
            EvidenceItem(item, "", "", "text/plain", "wire", source_class, "a.txt", None, 0)  # type: ignore[arg-type]
            for item, source_class in self.classes.items()
        )

    def published(self) -> Told:
        classes = {item: one for item, one in self.classes.items() if one in PUBLISHED}
        rows = tuple(one for one in self.rows if one["source_class"] in PUBLISHED)
        pairs = tuple(pair for pair in self.pairs if {pair.a, pair.b} <= classes.keys())
        return Told(rows, classes, pairs, self.languages)


@st.composite
def reports(draw: st.DrawFn) -> Told:
    """Up to seven reports of one shelling, of texts in two languages, of which some go back to one origin."""
    items = [f"itm_{n}" for n in range(5)]
    classes = {item: draw(st.sampled_from(("news", "news", "official", "patrol", "social"))) for item in items}
    rows = []
    for n in range(draw(st.integers(2, 7))):
        item = draw(st.sampled_from(items)) if draw(st.booleans()) else None
        rows.append(
            row(
                f"{n}", source_class=classes[item] if item else draw(st.sampled_from(CLASSES)),
                record=0 if item else n + 1, source=f"s{draw(st.integers(0, 2))}", item_id=item or f"itm_table_{n % 2}",
                verb=draw(st.sampled_from(("saw", "heard", "was_told", "reported"))),
                confidence_ppm=draw(st.integers(1, 10)) * 100_000, reported_s=NOON_S + draw(st.integers(0, 9)) * 60,
                claimant=draw(st.sampled_from((None, "A", "a resident"))),
            )
        )  # fmt: skip
    relations = ("independent", "undetermined", "partial", "copy", "rewrite", "one_origin", "two_origins")
    pairs = tuple(
        Derivation(a, b, draw(st.sampled_from(relations)), draw(st.integers(1, 9)) * 100_000, (), "")
        for a, b in combinations(items, 2)
        if draw(st.booleans())
    )
    return Told(tuple(rows), classes, pairs, {item: draw(st.sampled_from(("en", "uk", ""))) for item in items})


def known(told: Told) -> Material:
    """What a mission that has somebody who watches knows of it."""
    names = [one["observation_id"] for one in told.rows]
    one = tuple(PairDecision(a, b, True, "Reviewer 1", "one incident") for a, b in combinations(names, 2))
    observations = table(*told.rows)
    found = fuse(observations, told.origins, told.pairs, languages=told.languages, decisions=one)
    documents = tuple(Document(item, "", (), language=told.languages[item.item_id] or None) for item in told.items)
    return material(
        period=DAY, observations=observations, incidents=found.incidents, members=found.members, items=told.items,
        documents=documents, origins=told.origins, pairs=told.pairs, effort=WATCHED,
    )  # fmt: skip


def fused(told: Told) -> tuple[PublicIncident, dict[str, Any]]:
    """What leaves of the incident; and the incident inside."""
    held = known(told)
    (inside,) = held.incidents.to_pylist()
    (public,) = redact(held, POLICY).incidents
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


@given(reports())
def test_groups_of_texts_are_named_and_joined_as_the_published_texts_alone_are(told: Told) -> None:
    together, alone = (
        material(
            items=one.items, documents=tuple(Document(item, "", ()) for item in one.items), origins=one.origins,
            pairs=one.pairs,
        )
        for one in (told, told.published())
    )  # fmt: skip
    assert public_origins(together) == public_origins(alone)
    assert wanted(together) == wanted(alone)
