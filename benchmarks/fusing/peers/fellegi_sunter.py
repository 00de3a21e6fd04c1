"""Splink 5: Fellegi-Sunter by EM without labels, the same with labels, and with a better linkage than its own.

Its own linkage is the components of pairs above a probability. Thresholds are chosen on the practice world, where the
truth is known, which flatters the variant without labels.
"""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pyarrow as pa
from benchmarks.fusing.metrics import scores
from benchmarks.fusing.peers.frame import Floats, Ints, frame_of
from benchmarks.fusing.peers.linkage import components, linked
from benchmarks.fusing.worlds.world import World

Pairs = tuple[Ints, Ints, Floats]
_TRIES = (-6.0, -4.0, -2.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)


def splink_em(observations: pa.Table, practice: World) -> Ints:
    """No labels for the model; the threshold of components from the practice world."""
    return _answered(observations, practice, False, False)


def splink_labels(observations: pa.Table, practice: World) -> Ints:
    """The chances of agreement from labels of the practice world."""
    return _answered(observations, practice, True, False)


def splink_linkage(observations: pa.Table, practice: World) -> Ints:
    """With labels, and linkage by mean evidence instead of components."""
    return _answered(observations, practice, True, True)


def _answered(observations: pa.Table, practice: World, labels: bool, better: bool) -> Ints:
    settings = _trained(practice.observations, practice.truth if labels else None)
    n = len(practice.truth)
    i, j, odds = _predicted(practice.observations, settings)
    found = {t: scores(_joined(n, (i, j, odds), t, better), practice.truth)["F1"] for t in _TRIES}
    best = max(found, key=lambda t: found[t])
    if not labels:
        settings = _trained(observations, None)
    return _joined(observations.num_rows, _predicted(observations, settings), best, better)


def _joined(n: int, pairs: Pairs, above: float, better: bool) -> Ints:
    i, j, odds = pairs
    if better:
        return linked(n, i, j, odds - above)
    hit = odds > above
    return components(n, i[hit], j[hit])


def _table(observations: pa.Table, truth: Ints | None) -> pa.Table:
    frame = frame_of(observations)
    half = ((frame.x + 6) // 12).astype(int), ((frame.y + 6) // 12).astype(int)
    columns: dict[str, Any] = {
        "unique_id": np.arange(len(frame)),
        "x": frame.x, "y": frame.y, "radius": frame.radius, "h0": frame.start, "h1": frame.end,
        "cell": (frame.x // 12).astype(int) * 100_000 + (frame.y // 12).astype(int),
        "cell_half": half[0] * 100_000 + half[1],
        "wide": (frame.x // 60).astype(int) * 100_000 + (frame.y // 60).astype(int),
        "day": (frame.middle // 24).astype(int), "day_half": ((frame.middle + 12) // 24).astype(int),
        "kind": observations["event_type"], "family": frame.family, "source": observations["source"],
        "actor": observations["alleged_actor"], "target": observations["target"], "weapon": observations["weapon"],
        "killed": observations["killed_low"], "wounded": observations["wounded_low"],
    }  # fmt: skip
    if truth is not None:
        columns["truth"] = truth
    return pa.table(columns)


def _settings() -> Any:
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    away = "sqrt((x_l-x_r)*(x_l-x_r)+(y_l-y_r)*(y_l-y_r))"
    gap = "greatest(h0_l,h0_r)-least(h1_l,h1_r)"
    rough = "greatest(radius_l,radius_r)"
    width = "greatest(h1_l-h0_l,h1_r-h0_r)"

    def levels(name: str, *tests: str) -> Any:
        made = [cll.CustomLevel(test, label_for_charts=test) for test in tests]
        return cl.CustomComparison(output_column_name=name, comparison_levels=[*made, cll.ElseLevel()])

    def toll(name: str) -> Any:
        return cl.CustomComparison(
            output_column_name=name,
            comparison_levels=[
                cll.NullLevel(name),
                cll.CustomLevel(f"{name}_l = {name}_r and {name}_l > 0", label_for_charts="same, some"),
                cll.CustomLevel(f"{name}_l = {name}_r", label_for_charts="same, none"),
                cll.CustomLevel(f"abs({name}_l - {name}_r) <= 1", label_for_charts="one off"),
                cll.ElseLevel(),
            ],
        )

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
        comparisons=[
            levels(
                "place",
                f"{away} < 0.05 and {rough} < 15", f"{away} < 1.5 and {rough} < 15", f"{away} < 4 and {rough} < 15",
                f"{away} < 9 and {rough} < 15", f"{away} < 0.25 * {rough}", f"{away} < 0.5 * {rough}",
                f"{away} < {rough}",
            ),
            levels(
                "time",
                f"{gap} < 0 and {width} < 2", f"{gap} < 0 and {width} < 25", f"{gap} < 0",
                f"{gap} < 4 and {width} < 2", f"{gap} < 4 and {width} < 25", f"{gap} < 24",
            ),
            levels("what", "kind_l = kind_r", "family_l = family_r"),
            cl.ExactMatch("target"),
            cl.ExactMatch("actor"),
            cl.ExactMatch("weapon"),
            toll("killed"),
            toll("wounded"),
            levels("origin", "source_l = source_r"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("cell", "day"), block_on("cell_half", "day"), block_on("cell", "day_half"),
            block_on("cell_half", "day_half"), block_on("wide", "day", "kind"), block_on("wide", "day", "target"),
        ],
    )  # fmt: skip


def _linker(table: pa.Table, settings: Any) -> Any:
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("observed", table)
    connection.execute("CREATE TABLE reports AS SELECT * FROM observed")
    api = DuckDBAPI(connection)
    return Linker(api.register("reports"), settings)


def _trained(observations: pa.Table, truth: Ints | None) -> dict[str, Any]:
    from splink import block_on

    linker = _linker(_table(observations, truth), _settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    if truth is not None:
        linker.training.estimate_m_from_label_column("truth")
    else:
        exact = "l.kind = r.kind and l.source <> r.source and l.cell = r.cell and abs(l.h0 - r.h0) < 1"
        linker.training.estimate_probability_two_random_records_match([exact], recall=0.1)
        for rule in (block_on("cell", "day"), block_on("wide", "day", "kind", "target"), block_on("target", "day")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)
    return linker.misc.save_model_to_json()


def _predicted(observations: pa.Table, settings: dict[str, Any]) -> Pairs:
    linker = _linker(_table(observations, None), settings)
    predicted = linker.inference.predict(threshold_match_weight=-8)
    found = linker._db_api._con.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {predicted.physical_name}"
    ).fetchnumpy()
    i, j = found["unique_id_l"].astype(np.int64), found["unique_id_r"].astype(np.int64)
    return i, j, found["match_weight"].astype(float) * np.log(2)
