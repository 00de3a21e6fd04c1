"""An exercise laid out on disk: a mission folder, and beside it the files as they would arrive."""

from __future__ import annotations

from pathlib import Path

from truceline.exercise.generate import Exercise

#: what comes after the bulletin of the evening before the last is out: a register, and the team whose app had no line
LATE = frozenset({"events_relief.csv", "patrol_reports.json"})


def write_mission(exercise: Exercise, folder: Path, incoming: Path) -> tuple[Path, ...]:
    """The mission's own files go into `folder`, the evidence into `incoming`; returns the evidence files, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    incoming.mkdir(parents=True, exist_ok=True)
    for name, data in (
        ("mission.toml", exercise.mission_toml),
        ("agreement.toml", exercise.agreement_toml),
        ("zones.geojson", exercise.zones_geojson),
        ("sectors.geojson", exercise.sectors_geojson),
        ("gazetteer.csv", exercise.gazetteer_csv),
    ):
        (folder / name).write_bytes(data)
    for name, data in exercise.files.items():
        (incoming / name).write_bytes(data)
    return tuple(sorted(incoming / name for name in exercise.files))
