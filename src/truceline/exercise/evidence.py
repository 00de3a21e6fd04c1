"""All evidence of the exercise as files, each with its lines in the truth."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.exercise.claims import claims, claims_csv
from truceline.exercise.coded import REGISTERS, Register, report, visibility
from truceline.exercise.coded_file import events_csv, native_ids
from truceline.exercise.ledger import rows_of
from truceline.exercise.scene import Scene
from truceline.exercise.skies import Sky, alerts, alerts_csv, fires, fires_csv
from truceline.exercise.theatre import Floats

Files = dict[str, bytes]
Part = tuple[Files, list[pa.Table]]


def coded(scene: Scene) -> Part:
    """The six registers."""
    files: Files = {}
    truth: list[pa.Table] = []
    heard: Floats = visibility(scene)
    for number, register in enumerate(REGISTERS):
        _register(scene, register, 20 + number, heard, files, truth)
    return files, truth


def _register(scene: Scene, register: Register, part: int, heard: Floats, files: Files, truth: list[pa.Table]) -> None:
    rows = report(scene, register, heard, scene.params.stream(part))
    name = f"events_{register.name}.csv"
    files[name] = events_csv(scene.theatre, register, rows)
    errors = {
        "misdeclared": rows.misdeclared,
        "wrong_town": rows.wrong_town,
        "zone_slip": rows.zone_slip,
        "next_day": rows.next_day,
        "spurious": rows.incident < 0,
    }
    native = native_ids(register, len(rows.incident))
    truth.append(rows_of(name, register.name, rows.incident, native, errors, first=2))


def above(scene: Scene, over: Sky) -> Part:
    """Satellite fires and alerts."""
    hot, sirens = fires(scene, over), alerts(scene)
    none: dict[str, np.ndarray] = {}
    return (
        {"fires_viirs.csv": fires_csv(hot), "alerts.csv": alerts_csv(sirens)},
        [
            rows_of("fires_viirs.csv", "fires", hot.incident, None, none, first=2),
            rows_of("alerts.csv", "alerts", sirens.incident, None, none, first=2),
        ],
    )


def claimed(scene: Scene) -> Files:
    return {"claims.csv": claims_csv(claims(scene))}


def gathered(parts: list[Part]) -> Part:
    """All files by name, and the truth of their rows."""
    files: Files = {}
    truth: list[pa.Table] = []
    for some, lines in parts:
        files |= some
        truth += lines
    return dict(sorted(files.items())), truth
