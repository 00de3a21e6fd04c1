"""Fusion while reports come in gives what a full run gives, whatever comes, goes or is corrected, in any order."""

from __future__ import annotations

import random
from typing import Any

import pyarrow as pa
import pytest
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse.fuse import Fused, fuse
from truceline.fuse.learn import learn
from truceline.fuse.live import Live
from truceline.fuse.params import DEFAULTS, FuseParams
from truceline.model.observation import Derivation, Origin, PairDecision
from truceline.model.units import HOUR_S

_KINDS = ("fire.shelling", "fire.explosion", "air.strike", "signal.thermal", "fire", "politics.talks")
_CLASSES = ("news", "camera", "patrol", "official", "dataset")
#: middles of the theatres: a front, the antimeridian, a pole
_THEATRES = ((48.3, 37.8), (-16.8, 179.99), (89.8, 10.0))
_ORIGINS = (Origin("o1", ("itm_0", "itm_1")), Origin("o2", ("itm_2", "itm_5", "itm_9")))
_PAIRS = tuple(
    Derivation(a=f"itm_{a}", b=f"itm_{b}", relation="undetermined", score_ppm=0, spans=(), reason="")
    for a, b in ((0, 3), (3, 4), (2, 6), (1, 9))
)
_LANGUAGES = {"itm_0": "en", "itm_1": "uk", "itm_2": "ru", "itm_3": "en", "itm_4": "uk", "itm_5": "ru", "itm_9": "en"}


def reports(draw: random.Random, number: int, spread_km: float, days: float) -> list[dict[str, Any]]:
    """Reports of a few theatres, many close to each other, some without a place, some sent twice."""
    rows: list[dict[str, Any]] = []
    for k in range(number):
        name = f"{draw.randrange(10**6):06}-{k}"
        if rows and draw.random() < 0.06:
            earlier = draw.choice(rows)
            rows.append({**earlier, "observation_id": f"obs_{name}", "reported_s": draw.randrange(10**6)})
            continue
        lat, lon = draw.choices(_THEATRES, (8, 1, 1))[0]
        y = max(-90.0, min(90.0, lat + draw.gauss(0, spread_km / 111)))
        x = (lon + draw.gauss(0, spread_km / 75) + 180.0) % 360.0 - 180.0
        start = NOON_S + round(draw.random() * days * 86_400)
        located = draw.random() < 0.9
        length = draw.choice((1, 600, HOUR_S, 6 * HOUR_S, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400, 400 * 86_400))
        rows.append(
            row(
                name,
                source=f"s{draw.randrange(5)}",
                source_class=draw.choice(_CLASSES),
                item_id=f"itm_{draw.randrange(12)}",
                record=draw.choice((0, 2, 2)),
                event_type=draw.choices(_KINDS, (8, 3, 3, 1, 1, 1))[0],
                start_s=start,
                end_s=start + length,
                lat_e6=round(y * 1e6) if located else None,
                lon_e6=round(x * 1e6) if located else None,
                radius_m=draw.choice((0, 300, 2_000, 6_000, 30_000, 90_000, 700_000)) if located else None,
                alleged_actor=draw.choice((None, "North", "South")),
                claimant=draw.choice((None, None, "North", "South")),
                killed_low=draw.randrange(3),
                killed_high=3,
                weapon=draw.choice((None, "mortar", "mlrs")),
                reported_s=start + draw.randrange(9) * HOUR_S,
            )
        )
    return rows


def assert_same(live: Fused, whole: Fused) -> None:
    assert live.members.equals(whole.members)
    assert live.incidents.equals(whole.incidents)
    assert live.fresh.equals(whole.fresh)
    assert live.unresolved.equals(whole.unresolved)
    assert live.days.equals(whole.days)
    assert live.expected == whole.expected


def by_observation(unresolved: pa.Table) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in unresolved.to_pylist():
        found.setdefault(one["observation_id"], []).append(one)
    return found


def retold(draw: random.Random) -> tuple[tuple[Origin, ...], tuple[Derivation, ...]]:
    """Other origins, and other pairs left open."""
    items = [f"itm_{k}" for k in range(12)]
    draw.shuffle(items)
    groups = [tuple(sorted(items[k : k + 3])) for k in (0, 3, 6)]
    pairs = tuple(one for one in _PAIRS if draw.random() < 0.5)
    return tuple(Origin("o-" + "-".join(group), group) for group in sorted(groups)), pairs


def decisions(draw: random.Random, rows: list[dict[str, Any]]) -> tuple[PairDecision, ...]:
    """Rulings that no other contradicts: some said to be one, others of another half said not to be."""
    ids = [one["observation_id"] for one in rows]
    draw.shuffle(ids)
    same = [PairDecision(a, b, True, "R", "x") for a, b in zip(ids[0:8:2], ids[1:8:2], strict=False)]
    apart = [PairDecision(a, b, False, "R", "x") for a, b in zip(ids[8:16], ids[16:24], strict=False)]
    return (*same, *apart, *(PairDecision(ids[0], b, False, "R", "x") for b in ids[24:25]))


#: reports, kilometres, days
_WORLDS = {"calm": (120, 60.0, 20.0), "dense": (160, 6.0, 1.0), "crowded": (420, 1.0, 0.3)}


@pytest.mark.parametrize("world", _WORLDS)
@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_arrival_gives_what_a_full_run_gives(world: str, seed: int) -> None:
    draw = random.Random(f"{world}-{seed}")
    rows = reports(draw, *_WORLDS[world])
    params: dict[str, Any] = {"origins": _ORIGINS, "pairs": _PAIRS, "languages": _LANGUAGES}
    if seed % 2:
        params["decisions"] = decided = decisions(draw, rows)
    params["params"] = FuseParams(learn_from_least=40) if seed % 3 == 0 else DEFAULTS
    params["learned"] = learn(table(*rows), _ORIGINS, params["params"])
    assert (params["learned"].fields is None) == (seed % 3 > 0)
    known = {one["observation_id"]: one for one in rows[: len(rows) // 2]}
    live = Live.of(table(*known.values()), **params)
    assert_same(live.fused(), fuse(table(*known.values()), **params))
    waiting = rows[len(rows) // 2 :]
    draw.shuffle(waiting)
    incidents = {one["incident_id"]: one for one in live.fused().incidents.to_pylist()}
    rivals = by_observation(live.fused().unresolved)
    for step in range(30):
        what = draw.random()
        if what < 0.1 and "decisions" in params:
            params["decisions"] = tuple(one for one in decided if draw.random() < 0.6)
            changed = live.rule(params["decisions"])
        elif what < 0.2:
            params["origins"], params["pairs"] = retold(draw)
            changed = live.retell(params["origins"], params["pairs"], _LANGUAGES)
        elif what < 0.6 and waiting:
            some = [waiting.pop() for _ in range(min(len(waiting), draw.choice((1, 1, 1, 4))))]
            known |= {one["observation_id"]: one for one in some}
            changed = live.put(table(*some))
        elif what < 0.8:
            other = draw.choice(rows)
            one = {**other, "observation_id": draw.choice(sorted(known))}
            known[one["observation_id"]] = one
            changed = live.put(table(one))
        else:
            name = draw.choice(sorted(known))
            waiting.append(known.pop(name))
            changed = live.withdraw([name])
        for name in changed.gone:
            del incidents[name]
        incidents |= {one["incident_id"]: one for one in changed.incidents.to_pylist()}
        for name in changed.rivals_of:
            rivals.pop(name, None)
        rivals |= by_observation(changed.unresolved)
        if step % 3 == 2 or world != "crowded":
            whole = fuse(table(*known.values()), **params)
            assert_same(live.fused(), whole)
            assert whole.incidents.to_pylist() == [incidents[name] for name in sorted(incidents)]
            assert by_observation(whole.unresolved) == rivals
