"""Peers that draw one window about every report: the key rule, DBSCAN in two forms, HDBSCAN."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from benchmarks.fusing.peers.frame import Floats, Frame, Ints, alone, frame_of

TOO_MANY = 60_000_000


class TooManyError(RuntimeError):
    """The peer would need more memory than the machine has."""


def key_rule(observations: pa.Table) -> Ints:
    """Same cell of 4 km and same day: what many analysts do by hand, in DuckDB."""
    import duckdb

    connection = duckdb.connect()
    connection.register("observations", observations)
    return (
        connection.execute(
            """SELECT dense_rank() OVER (ORDER BY floor(lat_e6 / 35972.0),
                  floor(lon_e6 * cos(radians(lat_e6 / 1e6)) / 35972.0), (start_s + end_s) // 172800) AS g
           FROM (SELECT *, row_number() OVER () AS r FROM observations) ORDER BY r"""
        )
        .fetchnumpy()["g"]
        .astype(np.int64)
    )


def dbscan(observations: pa.Table) -> Ints:
    """DBSCAN in scaled space-time, two reports make a group. The window is the best on tuning seeds of the default."""
    from sklearn.cluster import DBSCAN

    points = _scaled(frame_of(observations), 4.0, 2.0)
    return alone(DBSCAN(eps=1.0, min_samples=2).fit_predict(points).astype(np.int64))


def st_dbscan(observations: pa.Table) -> Ints:
    """ST-DBSCAN with 2 km and 4 h. With two reports making a group it is the components of the graph of neighbours.

    Source: Birant and Kut 2007.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    frame = frame_of(observations)
    tree = cKDTree(_scaled(frame, 2.0, 4.0))
    if tree.count_neighbors(tree, 1.0, p=np.inf) > 2 * TOO_MANY:
        raise TooManyError("more pairs within the window than fit into memory")
    pairs = tree.query_pairs(1.0, p=np.inf, output_type="ndarray")
    near = np.hypot(*(v[pairs[:, 0]] - v[pairs[:, 1]] for v in (frame.x, frame.y))) <= 2.0
    pairs = pairs[near]
    n = len(frame)
    graph = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def hdbscan(observations: pa.Table) -> Ints:
    """HDBSCAN, leaves, with the kind of event as another direction."""
    from sklearn.cluster import HDBSCAN

    frame = frame_of(observations)
    kinds = np.eye(int(frame.kind.max()) + 1)[frame.kind] * 0.5
    points = np.hstack([_scaled(frame, 3.0, 6.0), kinds])
    found = HDBSCAN(min_cluster_size=2, cluster_selection_method="leaf", copy=True).fit_predict(points)
    return alone(found.astype(np.int64))


def fast_hdbscan(observations: pa.Table) -> Ints:
    """The same by fast_hdbscan, which takes larger data."""
    from fast_hdbscan import HDBSCAN

    frame = frame_of(observations)
    kinds = np.eye(int(frame.kind.max()) + 1)[frame.kind] * 0.5
    points = np.hstack([_scaled(frame, 3.0, 6.0), kinds]).astype(np.float32)
    found = HDBSCAN(min_cluster_size=2, min_samples=2, cluster_selection_method="leaf").fit_predict(points)
    return alone(np.asarray(found, np.int64))


def _scaled(frame: Frame, km: float, hours: float) -> Floats:
    return np.stack([frame.x / km, frame.y / km, frame.middle / hours], axis=1)
