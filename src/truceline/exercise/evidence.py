"""All evidence of the exercise as files, each with its lines in the truth."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from truceline.exercise.coded import REGISTERS, Register, report, visibility
from truceline.exercise.coded_file import events_csv, native_ids
from truceline.exercise.effort_file import effort_csv
from truceline.exercise.field import FieldRows, detections, patrol_rows
from truceline.exercise.happenings import CODE
from truceline.exercise.ledger import rows_of
from truceline.exercise.patrol_file import native_ids as patrol_ids
from truceline.exercise.patrol_file import patrol_csv, patrol_json
from truceline.exercise.scene import Scene
from truceline.exercise.sensor_file import native_ids as sensor_ids
from truceline.exercise.sensor_file import sensor_jsonl
from truceline.exercise.skies import Sky, alerts, alerts_csv, fires, fires_csv
from truceline.exercise.theatre import Floats
from truceline.exercise.watchers import met_by_patrols, noticed, posts, stations, turn_back

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


def field(scene: Scene, over: Sky) -> Part:
    """Patrols, cameras, acoustic sensors, and the table of effort."""
    plan = posts(scene, 30)
    met = turn_back(plan, scene.truth, scene.theatre.length_km)
    sheet = patrol_rows(scene, met_by_patrols(scene, plan, 31), met, plan, 32)
    other = _second_app(sheet, plan.x.shape[2])
    first, second = sheet.take(np.flatnonzero(~other)), sheet.take(np.flatnonzero(other))
    files = {"patrol.csv": patrol_csv(scene, plan, first), "patrol_reports.json": patrol_json(scene, plan, second)}
    truth = [
        rows_of("patrol.csv", "patrol", first.incident, patrol_ids(first, "uuid:patrol"), _errors(first), first=2),
        rows_of("patrol_reports.json", "patrol_app", second.incident, patrol_ids(second, "report"), _errors(second),
                first=2),
    ]  # fmt: skip
    for part, kind in ((40, "camera"), (44, "acoustic")):
        fixed = stations(scene, kind, part)
        rows = detections(scene, noticed(scene, fixed, part + 1), part + 2)
        name = f"sensors_{kind}.jsonl"
        files[name] = sensor_jsonl(fixed, rows)
        truth.append(rows_of(name, kind, rows.incident, sensor_ids(fixed, rows), _errors(rows), first=1))
        if kind == "acoustic":
            files["effort.csv"] = effort_csv(scene, plan, fixed, over)
    return files, truth


def _second_app(sheet: FieldRows, teams: int) -> np.ndarray:
    """The last team sends its chance events by another app; planted and refused ones stay on the common sheet."""
    plain = (
        (sheet.kind != CODE["restriction"]) & (sheet.kind != CODE["weapon"]) & ~sheet.follow_up & (sheet.target == 0)
    )
    return np.asarray((sheet.watcher % teams == teams - 1) & plain)


def _errors(rows: FieldRows) -> dict[str, np.ndarray]:
    return {"misdeclared": rows.misdeclared, "zone_slip": rows.zone_slip}


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


def gathered(parts: list[Part]) -> Part:
    """All files by name, and the truth of their rows."""
    files: Files = {}
    truth: list[pa.Table] = []
    for some, lines in parts:
        files |= some
        truth += lines
    return dict(sorted(files.items())), truth
