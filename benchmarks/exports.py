"""How long do exports take, and how much memory, beside geopandas, pandas and GDAL on the same rows in the same run?

    python benchmarks/exports.py [--rows 10000 100000 1000000] [--formats parquet gpkg …] [--out FILE.md]

Incidents are invented from a seed. Each file is written by a process of its own, which tells its CPU and wall time from
the table in memory to the file on the disk and its highest memory; the peer's process does the same with what the peer
offers for that format. Peers write less: no meaning of columns, no safe cells, no order along a curve.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import feather

FORMATS = ("parquet", "gpkg", "csv", "jsonl", "geojson", "xlsx")


def incidents(rows: int) -> pa.Table:
    """Invented incidents over Ukraine and ten years; a tenth without a place, words in two scripts."""
    from truceline.model.tables import INCIDENTS

    chance = np.random.default_rng(7)
    start = chance.integers(1_400_000_000, 1_750_000_000, rows)
    known = chance.random(rows) > 0.1
    counted = chance.integers(1, 9, rows).astype(np.int32)

    def words(*choices: str | None) -> pa.Array:
        return pa.array(np.array(choices, object)[chance.integers(0, len(choices), rows)], pa.string())

    def numbers(low: int, high: int, seen: np.ndarray | None = None) -> pa.Array:
        return pa.array(chance.integers(low, high, rows).astype(np.int32), mask=None if seen is None else ~seen)

    columns = {
        "incident_id": pa.array([f"inc_{n:024x}" for n in chance.permutation(rows)]),
        "event_type": words("fire.shelling", "fire.explosion", "air.drone_strike", "ground.clash"),
        "type_share_ppm": numbers(400_000, 1_000_000),
        "start_s": pa.array(start),
        "end_s": pa.array(start + chance.integers(1, 86_400, rows)),
        "lat_e6": numbers(44_000_000, 52_000_000, known),
        "lon_e6": numbers(22_000_000, 40_000_000, known),
        "radius_m": numbers(20, 30_000, known),
        **{name: numbers(1, 9) for name in ("n_observations", "n_sources", "origins_min", "origins_max")},
        "claimants": pa.array([["Сторона А"] if flag else [] for flag in chance.random(rows) > 0.7]),
        "alleged_actor": words(None, "side_a", "Сторона Б"),
        "actor_disputed": pa.array(chance.random(rows) > 0.9),
        "weapon": words(None, "mortar", "artillery_100", "attack_drone"),
        "calibre_mm": numbers(60, 220, chance.random(rows) > 0.8),
        "target": words(None, None, "school", "energy"),
        "count_low": pa.array(counted),
        "count_high": pa.array(counted + 2),
        "count_unit": words("attack", "explosion"),
        **{
            name: numbers(0, 9, chance.random(rows) > 0.9)
            for name in INCIDENTS.names
            if name[:6] in ("killed", "wounde")
        },
        "verb": words("saw", "heard", "reported"),
        "existence_ppm": numbers(100_000, 1_000_000),
        "major_m": numbers(20, 30_000, known),
        "minor_m": numbers(20, 30_000, known),
        "bearing_deg": numbers(0, 180, known),
    }
    return pa.table([pa.array(columns[f.name]).cast(f.type) for f in INCIDENTS], INCIDENTS)


def ours(table: pa.Table, path: Path) -> None:
    from truceline.mission.formats import write_table
    from truceline.model.column_texts import DESCRIBED

    write_table(table, path, DESCRIBED["incidents"], "incidents")


def peers(table: pa.Table, path: Path) -> None:
    """What geopandas (GDAL under it) and pandas offer, from the same table."""
    import geopandas

    frame = table.to_pandas()
    frame["claimants"] = frame["claimants"].str.join("; ")
    points = geopandas.points_from_xy(frame["lon_e6"] / 1e6, frame["lat_e6"] / 1e6)
    placed = geopandas.GeoDataFrame(frame, geometry=points, crs="OGC:CRS84")
    if path.suffix == ".parquet":
        placed.to_parquet(path, compression="zstd", write_covering_bbox=True)
    elif path.suffix in (".gpkg", ".geojson"):
        placed.to_file(path, layer="incidents", driver="GPKG" if path.suffix == ".gpkg" else "GeoJSON", use_arrow=True)
    elif path.suffix == ".csv":
        frame.to_csv(path, index=False)
    elif path.suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    else:
        frame.to_excel(path, index=False, engine="xlsxwriter")


def once(rows_file: Path, path: Path, who: str) -> None:
    """In a process of its own: write, and print what it took."""
    table = feather.read_table(rows_file)
    began, began_cpu = time.perf_counter(), time.process_time()
    {"truceline": ours, "peer": peers}[who](table, path)
    taken = time.perf_counter() - began, time.process_time() - began_cpu
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall_s": taken[0], "cpu_s": taken[1], "peak_mb": peak_mb, "mb": path.stat().st_size / 1e6}))


def measured(rows: list[int], formats: list[str]) -> list[str]:
    """The table of all runs, line by line, as Markdown."""
    lines = [
        "| rows | format | seconds | CPU s | MB | MB/s | peak MB | peer: seconds | CPU s | MB | peak MB | load |",
        "|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    print(*lines, sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for n in rows:
            source = Path(folder, f"{n}.arrow")
            feather.write_feather(incidents(n), source, compression="uncompressed")
            for form in formats:
                if form == "xlsx" and n > 100_000:
                    continue
                told = [_apart(source, Path(folder, f"{who}.{form}"), who) for who in ("truceline", "peer")]
                lines.append(_line(n, form, *told))
                print(lines[-1], flush=True)
    return lines


def _apart(source: Path, path: Path, who: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--once", str(source), str(path), who]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    path.unlink()
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _line(rows: int, form: str, mine: dict[str, float], peer: dict[str, float]) -> str:
    cells = (f"{mine['wall_s']:.1f}", f"{mine['cpu_s']:.1f}", f"{mine['mb']:.1f}", f"{mine['mb'] / mine['wall_s']:.0f}")
    theirs = (f"{peer['wall_s']:.1f}", f"{peer['cpu_s']:.1f}", f"{peer['mb']:.1f}", f"{peer['peak_mb']:.0f}")
    load = f"{os.getloadavg()[0]:.1f}"
    return f"| {rows:,} | {form} | " + " | ".join((*cells, f"{mine['peak_mb']:.0f}", *theirs, load)) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--out", type=Path, help="Write the table here.")
    parser.add_argument("--once", nargs=3, metavar=("ROWS", "FILE", "WHO"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        once(Path(asked.once[0]), Path(asked.once[1]), asked.once[2])
        return
    lines = measured(asked.rows, asked.formats)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
