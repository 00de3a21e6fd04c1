"""The exercise on one page: theatre, agreement, what happened, who saw it, what was written, what is true."""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa

from truceline.exercise import crossings
from truceline.exercise.claims import claims, claims_csv, true_tables
from truceline.exercise.evidence import above, coded, field, gathered
from truceline.exercise.gazetteer import gazetteer_csv
from truceline.exercise.happenings import TYPES
from truceline.exercise.mission import mission_toml, sectors_geojson
from truceline.exercise.oracle import labels
from truceline.exercise.params import START_S, ZONE, ExerciseParams
from truceline.exercise.press import press
from truceline.exercise.scene import Scene, stage
from truceline.exercise.skies import sky
from truceline.exercise.text_columns import words
from truceline.exercise.theatre import to_degrees_e6
from truceline.exercise.treaty import agreement_toml, zones_geojson
from truceline.exercise.truth import INCIDENTS_TRUE, Expected, Truth


class Exercise(msgspec.Struct, frozen=True):
    """A mission folder in memory: what goes in it, and the truth, which stays outside."""

    params: ExerciseParams
    files: dict[str, bytes]  # evidence, by file name
    mission_toml: bytes
    agreement_toml: bytes
    zones_geojson: bytes
    sectors_geojson: bytes
    gazetteer_csv: bytes
    truth: Truth


def generate(params: ExerciseParams) -> Exercise:
    """Invent the whole exercise. Equal parameters give equal bytes."""
    scene = stage(params)
    articles, items = press(scene)
    over, said = sky(scene), claims(scene)
    spoken = {"claims.csv": claims_csv(said), **articles}
    points, first = crossings.notices(scene), len(scene.truth)
    notices = {crossings.FILE: crossings.crossings_csv(scene, points)}, [crossings.reports(points, first)]
    files, reports = gathered([coded(scene), field(scene, over), above(scene, over), (spoken, []), notices])
    return Exercise(
        params=params,
        files=files,
        mission_toml=mission_toml(scene.theatre),
        agreement_toml=agreement_toml(scene.theatre, scene.agreed, scene.plan.register),
        zones_geojson=zones_geojson(scene.theatre, scene.agreed),
        sectors_geojson=sectors_geojson(scene.theatre),
        gazetteer_csv=gazetteer_csv(scene.theatre),
        truth=Truth(
            incidents=pa.concat_tables([_incidents(scene), crossings.incidents(scene, points, first)]),
            reports=pa.concat_tables(reports),
            items=items,
            expected=tuple(_expected(scene, int(row)) for row in np.flatnonzero(scene.truth.planted >= 0)),
            labels=labels(scene.theatre, scene.agreed, scene.truth, scene.plan),
            claims=true_tables(said),
            zone=ZONE,
            truce_s=params.truce_s,
            collapse_s=START_S + params.collapse_day * 86_400,
        ),
    )


def _expected(scene: Scene, row: int) -> Expected:
    act = scene.plan.acts[int(scene.truth.planted[row])]
    return Expected(act.label, row, act.provision_id, act.status, act.counted, act.role, act.why)


def _incidents(scene: Scene) -> pa.Table:
    theatre, truth = scene.theatre, scene.truth
    lat, lon = to_degrees_e6(truth.x, truth.y)
    names = (*(act.label for act in scene.plan.acts), None)
    return pa.table(
        {
            "incident": np.arange(len(truth)),
            "event_type": words(TYPES, truth.kind),
            "start_s": truth.start_s,
            "lat_e6": lat,
            "lon_e6": lon,
            "actor": words(tuple(side.party_id for side in theatre.sides), truth.actor),
            "planted": pa.array(names, pa.string()).take(
                pa.array(np.where(truth.planted < 0, len(names) - 1, truth.planted))
            ),
        },
        schema=INCIDENTS_TRUE,
    )
