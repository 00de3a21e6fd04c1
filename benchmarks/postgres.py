"""Appends and questions in PostgreSQL beside SQLite, on one disk, in turns, so that both meet the same noise.

    uv run python benchmarks/postgres.py                       starts a PostgreSQL in a temporary folder
    uv run python benchmarks/postgres.py --url postgresql://…  on a database of yours, which must be empty
    uv run python benchmarks/postgres.py --incidents 100000    the view at that size

An entry is a receipt of six fields. A client is a thread of one process. Each figure is the median of three rounds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyarrow as pa
from tests.postgres_server import server

from truceline.mission.intake import Receipt
from truceline.model.tables import INCIDENTS, MEMBERS, OBSERVATIONS
from truceline.model.view import IncidentQuery, ViewChanges
from truceline.ports import View
from truceline.stores.postgres.links import Links
from truceline.stores.postgres.record import PostgresRecord
from truceline.stores.postgres.view import PostgresView
from truceline.stores.record import Record
from truceline.stores.sqlite import SqliteRecord
from truceline.stores.view import SqliteView

_ROUNDS = 3
_BATCH = 1_000
_DEGREE = 1_000_000
_START_S = 1_700_000_000
_BOX = (30 * _DEGREE, 48 * _DEGREE, 31 * _DEGREE, 49 * _DEGREE)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url")
    options.add_argument("--incidents", type=int, default=20_000)
    args = options.parse_args()
    with _database(args.url) as url, tempfile.TemporaryDirectory() as room:
        stores: dict[str, Record] = {
            "SQLite": SqliteRecord(Path(room) / "truceline.db"),
            "PostgreSQL": PostgresRecord(url),
        }
        _told("appends a second", _appends(stores))
        for record in stores.values():
            record.close()
        links = Links(url)
        views: dict[str, View] = {"SQLite": SqliteView(Path(room) / "view.db"), "PostgreSQL": PostgresView(links)}
        _told(f"the view of {args.incidents:,} incidents, ms", _questions(views, args.incidents))
        links.close()
    return 0


@contextmanager
def _database(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    with server() as running:
        yield running.fresh()


def _told(title: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{title:<44}" + "".join(f"{name:>14}" for name in next(iter(figures.values()))))
    for what, row in figures.items():
        print(f"  {what:<42}" + "".join(f"{value:>14,.1f}" for value in row.values()), flush=True)


def _appends(stores: dict[str, Record]) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for clients, batch, times in ((1, 1, 400), (8, 1, 1_600), (128, 1, 3_200), (1, _BATCH, 30), (3, _BATCH, 30)):
        who = f"{clients} clients" if clients > 1 else "1 client"
        what = who if batch == 1 else f"{who}, batches of {batch:,}"
        found: dict[str, list[float]] = {name: [] for name in stores}
        for _ in range(_ROUNDS):
            for name, record in stores.items():
                found[name].append(_rate(record, clients, batch, times))
        rows[what] = {name: statistics.median(rates) for name, rates in found.items()}
    return rows


def _rate(record: Record, clients: int, batch: int, times: int) -> float:
    lines = [("receipt", Receipt(f"{n:064x}", f"patrol_{n}.csv", 1_000 + n, "text/csv", n)) for n in range(batch)]

    def client() -> None:
        for _ in range(times // clients):
            record.append(lines)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    taken = _seconds(lambda: ([thread.start() for thread in threads], [thread.join() for thread in threads]))
    return batch * (times // clients) * clients / taken


def _questions(views: dict[str, View], size: int) -> dict[str, dict[str, float]]:
    changes = _incidents(size)
    small = _incidents(50)
    questions: dict[str, Callable[[View], object]] = {
        "fill, whole": lambda view: view.apply(changes, 1),
        "50 incidents that change": lambda view: view.apply(small, view.as_of() + 1),
        "the newest 100": lambda view: view.incidents(IncidentQuery()),
        "100 in a small box and a month": lambda view: view.incidents(
            IncidentQuery(bbox=_BOX, from_s=_START_S, until_s=_START_S + 2_592_000)
        ),
        "100 by a word": lambda view: view.incidents(IncidentQuery(words="mortar-77")),
        "the map, all": lambda view: view.map(IncidentQuery(limit=size)),
    }
    rows: dict[str, dict[str, float]] = {}
    for what, ask in questions.items():
        found: dict[str, list[float]] = {name: [] for name in views}
        for _ in range(1 if what.startswith("fill") else 15):
            for name, view in views.items():
                found[name].append(1e3 * _seconds(partial(ask, view)))
        rows[what] = {name: statistics.median(taken) for name, taken in found.items()}
    return rows


def _incidents(size: int) -> ViewChanges:
    """Incidents over ten degrees and a year, each of one observation."""

    def value(field: pa.Field, n: int) -> object:
        at = {
            "incident_id": f"inc_{n:024x}",
            "observation_id": f"obs_{n:024x}",
            "lon_e6": 25 * _DEGREE + n * 7_919 % (10 * _DEGREE),
            "lat_e6": 45 * _DEGREE + n * 104_729 % (10 * _DEGREE),
            "start_s": _START_S + n * 613 % 31_536_000,
            "end_s": _START_S + n * 613 % 31_536_000 + 600,
            "radius_m": 500,
            "text": f"mortar fire heard mortar-{n % 400}",
        }
        if field.name in at:
            return at[field.name]
        if field.nullable:
            return None
        if pa.types.is_list(field.type):
            return []
        if pa.types.is_boolean(field.type):
            return False
        return 0 if pa.types.is_integer(field.type) else "x"

    def made(schema: pa.Schema) -> pa.Table:
        return pa.table({f.name: pa.array([value(f, n) for n in range(size)], f.type) for f in schema}, schema=schema)

    whole = size > 50
    return ViewChanges(incidents=made(INCIDENTS), members=made(MEMBERS), observations=made(OBSERVATIONS), whole=whole)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
