"""Parameters in the units of the kernels."""

from __future__ import annotations

import numpy as np

from truceline.fuse.arrays import Floats
from truceline.fuse.evidence import Weights
from truceline.fuse.params import FuseParams
from truceline.fuse.relations import relation_nats, relation_table
from truceline.model.units import HOUR_S, PPM


def weights_of(params: FuseParams, kinds: tuple[str, ...]) -> Weights:
    """The priors for these event types."""
    return Weights(
        prior=float(np.log(params.co_reports_milli / 1000)),
        kinds=relation_nats(params)[relation_table(kinds)],
        signal=np.array([float(name.startswith("signal.")) for name in kinds]),
        weapon=_nats(params.weapon_same_mn, params.weapon_differ_mn),
        target=_nats(params.target_same_mn, params.target_kin_mn, params.target_differ_mn),
        actor=_nats(params.actor_same_mn, params.actor_differ_mn),
        toll=_nats(params.toll_agrees_mn, params.toll_none_mn, params.toll_differs_mn),
        source=_nats(params.source_same_mn, params.dataset_same_mn, params.source_other_mn),
        family=_nats(params.origin_same_mn, params.item_same_mn),
        place=np.array(
            [
                params.place_core_ppm / PPM,
                params.place_neighbour_ppm / PPM,
                (params.neighbour_sigma_m / 1000) ** 2,
                params.wrong_place_per_million_km2 / PPM / 1e6,
            ]
        ),
        slip=np.array([params.time_slip_ppm / PPM, params.slip_short_s / HOUR_S, params.slip_long_s / HOUR_S]),
        hopeless=params.hopeless_below_mn / 1000,
    )


def _nats(*milli: int) -> Floats:
    return np.array(milli, dtype=np.float64) / 1000
