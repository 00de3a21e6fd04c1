"""The words for the columns of what the stages made of it: incidents, findings, and what people ruled."""

from __future__ import annotations

from truceline.model.columns import Column, Described
from truceline.model.shared_columns import NO_PLACE, PPM, table

_NOT_AT_HAND = "ruled on the other kind, or not at hand: the ruling waits for it"

FINDINGS: dict[str, Described] = {
    "incidents": table(
        "incidents",
        "What several observations are held to be about, with the place and the interval that they leave possible.",
        ("incident_id",),
        {
            "type_share_ppm": Column("Weight of `event_type` among the observations.", 529412, unit=PPM),
            "n_observations": Column("Observations behind it.", 2, hxl="#indicator+reports+num"),
            "n_sources": Column("Sources behind it.", 2, hxl="#indicator+sources+num"),
            "origins_min": Column(
                "Independent origins, at least: an undetermined relation adds none.",
                2,
                unit="origins",
                hxl="#indicator+origins+min+num",
            ),
            "origins_max": Column(
                "Independent origins, at most: an undetermined relation may add one.",
                2,
                unit="origins",
                hxl="#indicator+origins+max+num",
            ),
            "claimants": Column(
                "Parties whose word it is, apart from origins.", ("side_a",), hxl="#group+claimant+list"
            ),
            "actor_disputed": Column("Whether the observations name different actors.", False),
            "existence_ppm": Column("Probability that something of this kind happened at all.", 933960, unit=PPM),
            "verb": Column("The strongest way in which anybody perceived it.", "camera_recorded", hxl="#meta+method"),
            "major_m": Column(
                "Longer half axis of the ellipse that holds the true place with probability 0.95.",
                228,
                unit="m",
                null=NO_PLACE,
            ),
            "minor_m": Column("Shorter half axis of that ellipse.", 228, unit="m", null=NO_PLACE),
            "bearing_deg": Column(
                "Bearing of the longer axis from north, clockwise, 0 to 179.", 0, unit="degrees", null=NO_PLACE
            ),
        },
    ),
    "members": table(
        "members",
        "An observation and the incident to which it belongs.",
        ("observation_id",),
        {"p_same_ppm": Column("Probability that it belongs there; 1,000,000 when it stands alone.", 947615, unit=PPM)},
    ),
    "unresolved": table(
        "unresolved",
        "An observation that fits several incidents and none alone, and an incident that it fits: it stays alone.",
        ("observation_id", "rival_incident_id"),
        {
            "rival_incident_id": Column("An incident that it fits.", "inc_018194a3a223e9f9f831fa15"),
            "p_ppm": Column("Probability that it belongs to that incident.", 149015, unit=PPM),
        },
    ),
    "rulings": table(
        "rulings",
        "What a reviewer ruled on two reports or two texts, and the incidents or origins in which they now are.",
        ("a", "b"),
        {
            "a": Column("One observation, or one text.", "obs_000b51397f5bc06b4421523b"),
            "b": Column("The other.", "obs_0046ff7ceea949be8ca930d2"),
            "same": Column(
                "Whether they were ruled to be one incident, or one origin.", True, null="ruled that nobody can tell"
            ),
            "who": Column("Reviewer.", "dan"),
            "why": Column("The reviewer's reason.", "same crater, two patrols"),
            "a_incident_id": Column("Incident of `a`.", "inc_001424cdebb7f44ac2190455", null=_NOT_AT_HAND),
            "b_incident_id": Column("Incident of `b`.", "inc_001424cdebb7f44ac2190455", null=_NOT_AT_HAND),
            "about": Column("What was ruled on: reports or texts.", "reports"),
            "a_origin_id": Column("Origin of `a`.", "org_acbd9a2934546bb9c0fea0b8", null=_NOT_AT_HAND),
            "b_origin_id": Column("Origin of `b`.", "org_acbd9a2934546bb9c0fea0b8", null=_NOT_AT_HAND),
        },
    ),
    "history": table(
        "history",
        "What became of an incident of an earlier run.",
        ("entry", "incident_id"),
        {
            "entry": Column("Number of the entry in the record.", 214),
            "incident_id": Column("Incident as it was called.", "inc_001424cdebb7f44ac2190455"),
            "what": Column("merged, split, renamed or gone.", "merged"),
            "became": Column(
                "Incidents in which its observations are now; none for one that is gone.",
                ("inc_018194a3a223e9f9f831fa15",),
            ),
        },
    ),
    "learned": table(
        "learned",
        "A figure that was learnt from the mission's own reports, and by which they were joined.",
        ("what", "of", "beside"),
        {
            "what": Column(
                "Kind of figure. `_mn`: evidence in milli-nats; `_milli`: a factor in thousandths of what is declared.",
                "again_mn",
            ),
            "of": Column("Of which parameter, source, type or weapon.", "registry"),
            "beside": Column("Beside which other one; empty text where there is none.", "level 1"),
            "value": Column("The figure, in the unit that `what` names.", -105, unit="milli-nats or thousandths"),
        },
    ),
    "counts": table(
        "counts",
        "Incidents and counted units of a day (UTC), kind of event and unit.",
        ("day", "event_type", "count_unit"),
        {
            "day": Column("Day in UTC.", "2025-06-01", hxl="#date+occurred"),
            "n_rows": Column("Incidents.", 1, hxl="#indicator+incidents+num"),
            "count_low": Column(
                "Units counted in them together, at least.", 1, unit="count_unit", hxl="#indicator+count+min+num"
            ),
            "count_high": Column(
                "Units counted in them together, at most.", 1, unit="count_unit", hxl="#indicator+count+max+num"
            ),
        },
    ),
    "findings": table(
        "findings",
        "An incident held against a provision: an assessment by the program, not a decision.",
        ("finding_id",),
        {
            "status": Column("breach, no_breach or undetermined.", "breach", hxl="#indicator+finding+code"),
            "counted": Column("Whether the provision says that events of this kind are counted, breach or not.", True),
            "belief_ppm": Column("How far the evidence proves a breach.", 1000000, unit=PPM),
            "plausibility_ppm": Column("How far the evidence does not rule a breach out.", 1000000, unit=PPM),
            "contested": Column("Whether the readings of the parties disagree.", False),
            "attribution": Column(
                "Rung: none_stated, side_of_origin_of_fire, consistent_with_party, attributed_by_decision.",
                "none_stated",
            ),
            "attributed_to": Column(
                "Party of whom the evidence speaks; a decision's only on the highest rung.",
                "side_a",
                null="the evidence names none",
            ),
            "summary": Column(
                "The finding in a sentence.", "Article 1: what is reported is a breach in 128 of 128 possible worlds."
            ),
        },
    ),
    "cases": table(
        "cases",
        "A case before the commission, or one that a finding of a breach would open.",
        ("case_id",),
        {
            "case_id": Column("Id of the case.", "cas_004eadc841612ecb9a475bd9"),
            "stage": Column("monitoring, verification, investigation, dispute_resolution or closed.", "monitoring"),
            "outcome": Column("violation, no_violation, pending or unable_to_rule.", "pending"),
            "findings": Column("Findings that it is about.", ("fnd_d359759c6913b8c53e8452af",)),
            "brought_by": Column("Office that brought it.", "side_a", null="nobody has taken it up"),
        },
    ),
}
