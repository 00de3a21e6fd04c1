"""The exercise on one page: theatre, agreement, what happened, who saw it, what was written, what is true."""

from __future__ import annotations

import msgspec
import numpy as np
import pyarrow as pa

from truceline.exercise.coded import REGISTERS, report, visibility
from truceline.exercise.coded_file import events_csv, native_ids
from truceline.exercise.gazetteer import gazetteer_csv
from truceline.exercise.happenings import TYPES, Happenings, happen, strike_waves
from truceline.exercise.mission import mission_toml
from truceline.exercise.params import START_S, ExerciseParams
from truceline.exercise.text_columns import words
from truceline.exercise.theatre import Theatre, build, to_degrees_e6
from truceline.exercise.treaty import agreement_toml, terms, zones_geojson
from truceline.exercise.truth import INCIDENTS_TRUE, REPORTS_TRUE, Truth


class Exercise(msgspec.Struct, frozen=True):
    """A mission folder in memory: what goes in it, and the truth, which stays outside."""

    params: ExerciseParams
    files: dict[str, bytes]  # evidence, by file name
    mission_toml: bytes
    agreement_toml: bytes
    zones_geojson: bytes
    gazetteer_csv: bytes
    truth: Truth


def generate(params: ExerciseParams) -> Exercise:
    """Invent the whole exercise. Equal parameters give equal bytes."""
    theatre = build(params)
    agreed = terms(params, theatre)
    truth = Happenings.joined((happen(params, theatre), strike_waves(params, theatre)))
    heard = visibility(theatre, truth)
    files: dict[str, bytes] = {}
    reports: list[pa.Table] = []
    for part, register in enumerate(REGISTERS):
        rows = report(params, theatre, truth, register, 20 + part, heard)
        name = f"events_{register.name}.csv"
        files[name] = events_csv(theatre, register, rows)
        total = len(rows.incident)
        reports.append(
            pa.table(
                {
                    "file": pa.array([name] * total, pa.string()),
                    "source": pa.array([register.name] * total, pa.string()),
                    "line": np.arange(2, total + 2),
                    "native_id": native_ids(register, total),
                    "incident": rows.incident,
                    "errors": pa.array([""] * total, pa.string()),
                },
                schema=REPORTS_TRUE,
            )
        )
    return Exercise(
        params=params,
        files=files,
        mission_toml=mission_toml(theatre),
        agreement_toml=agreement_toml(theatre, agreed, ()),
        zones_geojson=zones_geojson(theatre, agreed),
        gazetteer_csv=gazetteer_csv(theatre),
        truth=Truth(
            incidents=_incidents(theatre, truth),
            reports=pa.concat_tables(reports),
            items=(),
            expected=(),
            labels=pa.table({"incident": pa.array([], pa.int64())}),
            exaggerated=(),
            truce_s=params.truce_s,
            collapse_s=START_S + params.collapse_day * 86_400,
        ),
    )


def _incidents(theatre: Theatre, truth: Happenings) -> pa.Table:
    lat, lon = to_degrees_e6(truth.x, truth.y)
    return pa.table(
        {
            "incident": np.arange(len(truth)),
            "event_type": words(TYPES, truth.kind),
            "start_s": truth.start_s,
            "lat_e6": lat,
            "lon_e6": lon,
            "actor": words(tuple(side.party_id for side in theatre.sides), truth.actor),
            "planted": pa.nulls(len(truth), pa.string()),
        },
        schema=INCIDENTS_TRUE,
    )
