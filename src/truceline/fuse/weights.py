"""Parameters in the units of the kernels."""

from __future__ import annotations

import numpy as np

from truceline.fuse.layout import Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.relations import relation_nats, relation_table
from truceline.model.units import HOUR_S, PPM


def weights_of(params: FuseParams, kinds: tuple[str, ...]) -> Weights:
    """The priors for these event types, in the order of `layout`."""
    milli = (
        params.weapon_same_mn,
        params.weapon_differ_mn,
        params.target_same_mn,
        params.target_kin_mn,
        params.target_differ_mn,
        params.actor_same_mn,
        params.actor_differ_mn,
        params.toll_agrees_mn,
        params.toll_none_mn,
        params.toll_differs_mn,
        params.source_same_mn,
        params.dataset_same_mn,
        params.source_other_mn,
        params.origin_same_mn,
        params.item_same_mn,
    )
    nats = (
        float(np.log(params.co_reports_milli / 1000)),
        *(value / 1000 for value in milli),
        params.place_core_ppm / PPM,
        params.place_neighbour_ppm / PPM,
        (params.neighbour_sigma_m / 1000) ** 2,
        params.wrong_place_per_million_km2 / PPM / 1e6,
        params.slip_zone_ppm / PPM,
        params.slip_day_ppm / PPM,
        params.zone_s / HOUR_S,
        params.day_s / HOUR_S,
        float(np.exp(params.hopeless_below_mn / 1000)) / (params.co_reports_milli / 1000),
        float(params.apart_s),
    )
    return Weights(
        nats=np.array(nats, dtype=np.float64),
        kinds=relation_nats(params)[relation_table(kinds)],
        signal=np.array([float(name.startswith("signal.")) for name in kinds]),
    )
