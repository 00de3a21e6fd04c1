"""What fusion assumes, in one place. All evidence is in nats of log-odds, written as thousandths (milli-nats)."""

from __future__ import annotations

import msgspec


class FuseParams(msgspec.Struct, frozen=True, kw_only=True):
    """Priors and bounds of fusion; integers, so that a parameter file has one canonical form.

    Names end in their unit: `_mn` milli-nats of log-odds, `_ppm`, `_m`, `_s`, `_milli` thousandths.
    Defaults are judgements of how sources report, not a fit to one data set: what is learnt from the data at hand
    starts from them. What takes evidence to published probabilities was read off several invented worlds.
    """

    # how much one report leads one to expect others of the same incident
    co_reports_milli: int = 1500  # expected further reports of an incident that has one

    # place
    floor_sigma_m: int = 200  # no report places an event better than this when two are compared
    floor_radius_m: int = 50  # the 95 % circle of an incident is never drawn smaller
    coarsest_sigma_m: int = 80_000  # vaguer than a region: no evidence of place, linked through its origin only
    coarsest_coded_sigma_m: int = 500_000  # the same of rows of coded event data, each of which stands for one event
    place_core_ppm: int = 870_000  # the stated place is right
    place_wide_ppm: int = 30_000  # it is less sure than stated
    wider_milli: int = 3_000  # by this factor
    place_neighbour_ppm: int = 85_000  # a neighbouring town was named
    neighbour_sigma_m: int = 8_000
    place_flat_ppm: int = 850_000  # of a vague place: anywhere within it alike, rather than near its middle
    flat_from_sigma_m: int = 10_000  # from here on a place is vague: a district, a region
    point_differ_mn: int = 0  # two towns by name that are not one; learnt, since towns may also be points of a map
    wrong_place_per_million_km2: int = 10_000  # density (ppm per million km²) of a place that is simply wrong

    # time
    pad_instant_s: int = 430  # a stated minute is good to this
    pad_hour_s: int = 2_160  # a stated hour
    longest_s: int = 8_192 * 86_400  # longer intervals carry no evidence of time, linked through their origin only
    slip_zone_ppm: int = 30_000  # of two reports good to hours, one is off by a time zone
    slip_day_ppm: int = 70_000  # of two others, one carries the date of publication
    zone_s: int = 3 * 3_600
    day_s: int = 86_400

    # the clock: brief reports of one source, or of sources that keep a clock of their own, that lie this far apart are
    # not one incident, whatever else speaks for it
    clocked_s: int = 2 * 3_600  # a stated time is brief up to this length
    apart_s: int = 3_600  # least gap between the two stated times
    own_clock: tuple[str, ...] = ("patrol", "camera", "acoustic", "uav", "satellite")  # classes of sources

    # what happened: relation of two types in the taxonomy
    type_same_mn: int = 1_700
    type_kin_mn: int = 1_000  # one is the other's parent
    type_branch_mn: int = 400  # the same branch
    type_open_mn: int = 0  # one leaves open what happened, or by what means, and may be the other
    type_force_mn: int = -700  # both acts of force, of different branches
    type_support_mn: int = -2_000  # a signal beside an act it could come from: must be earned by place and time

    # other fields, where both reports have them
    weapon_same_mn: int = 800
    weapon_differ_mn: int = -700
    target_same_mn: int = 1_500
    target_kin_mn: int = 500  # one branch: a substation and a power plant
    target_differ_mn: int = -1_000
    actor_same_mn: int = 200
    actor_differ_mn: int = -400  # between reports that no party claims; parties accuse each other of one act
    actor_same_claim_mn: int = 200  # one of the two is a party's claim
    actor_differ_claim_mn: int = 0
    actor_same_claims_mn: int = 200  # both are
    actor_differ_claims_mn: int = 0
    toll_agrees_mn: int = 700  # killed, wounded: ranges meet above zero
    toll_none_mn: int = 200  # both say nobody
    toll_near_mn: int = 0  # off by one or by a third
    toll_differs_mn: int = -500
    span_alike_mn: int = 0  # two coded rows that lasted days: equally long, as far as days tell
    span_differs_mn: int = -500  # one half as long again as the other, or longer
    source_same_mn: int = -1_000
    dataset_same_mn: int = -1_500  # coded data sets mean their rows as distinct events
    source_other_mn: int = 100
    origin_same_mn: int = 2_000  # two items of one origin, same type
    item_same_mn: int = -500  # two mentions in one text

    # learning from the reports at hand
    learn_from_least: int = 500  # compared reports; of fewer, the priors say more
    learn_from_most: int = 30_000

    # linkage
    merge_above_mn: int = 0  # where nothing was learnt: more probable than not
    merge_learnt_above_mn: int = -1_900  # where it was, no lower than this: how low depends on how well pairs fit
    candidate_slack_mn: int = 2_000  # pairs this far below may still join when their clusters are better placed
    hopeless_below_mn: int = -9_000  # place and time alone; fields cannot rescue it
    gain_milli: int = 250  # more pairs of members agreeing is more evidence, far from independent
    size_penalty_mn: int = 100
    largest_incident: int = 60
    # bounds that keep dense data linear: rows looked at in a cell (nearest in time), edges kept for a report (best)
    look_at_most: int = 256
    edges_at_most: int = 32

    # probabilities that are published
    calibration_shift_mn: int = 0
    calibration_milli: int = 500  # slope that takes raw log-odds to calibrated ones (raw ones are over-confident)
    missed_milli: int = (
        1_000  # partners that are not where they are looked for, beside those in invented worlds; learnt
    )
    rival_least_ppm: int = 50_000  # rivals of an unresolved report that are told
    family_p_ppm: int = 800_000  # linked through one origin without a place


DEFAULTS = FuseParams()
