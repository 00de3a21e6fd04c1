"""The reports of an incident as the evidence view shows them, and what ties them together. Internal and exact."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pyarrow.compute as pc

from truceline.mission.case import Case, local_iso
from truceline.mission.why_bonds import bonds_of, rulings_on
from truceline.model.observation import Observation
from truceline.model.shown import EvidenceView, ShownBond, ShownReport, ShownRuling
from truceline.model.units import E6

#: reports of one view; the bonds are among these
MOST_REPORTS = 24


def with_reports(view: EvidenceView, case: Case, members: tuple[Observation, ...]) -> EvidenceView:
    """The view with the reports of an incident, their bonds, and the rulings on them."""
    shown = sorted(members, key=lambda o: (o.start_s, o.observation_id))[:MOST_REPORTS]
    ids = tuple(o.observation_id for o in shown)
    bonds = bonds_of(case, ids) if len(ids) > 1 else ()
    return msgspec.structs.replace(
        view,
        reports=tuple(_reports(case, shown)),
        reports_left_out=len(members) - len(shown),
        bonds=tuple(ShownBond(bond.observation_id, bond.other_id, bond.terms) for bond in bonds),
        rulings=tuple(
            ShownRuling(one.a, one.b, one.same, one.who, one.why) for one in rulings_on(case, frozenset(ids))
        ),
    )


def _reports(case: Case, shown: Iterable[Observation]) -> Iterable[ShownReport]:
    members = case.outcome.members
    for o in shown:
        (member,) = members.filter(pc.equal(members["observation_id"], o.observation_id)).to_pylist()
        placed = o.lat_e6 is not None and o.lon_e6 is not None
        yield ShownReport(
            observation_id=o.observation_id,
            source=o.source,
            source_class=o.source_class,
            event_type=o.event_type,
            interval=f"{local_iso(case, o.start_s)}/{local_iso(case, o.end_s)}",
            place=f"{(o.lat_e6 or 0) / E6:.4f}, {(o.lon_e6 or 0) / E6:.4f}" if placed else "",
            radius_m=o.radius_m,
            words=o.text or o.place_words or "",
            p_same_ppm=member["p_same_ppm"],
        )
