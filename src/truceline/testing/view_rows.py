"""Invented rows for a view, and what each question about them must answer, worked out one row at a time."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
import pyarrow as pa

from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, UNRESOLVED
from truceline.model.view import STATUS_ORDER, EffortQuery, IncidentQuery, ViewChanges

_TYPES = ("fire.shelling", "fire.small_arms", "movement", "fire", "firework")
_WORDS = ("Mortar fire at the bridge", "Черга з кулемета біля Лимана", 'He said "stop" twice', None, "")
_SECTORS: tuple[tuple[str, ...], ...] = ((), ("north",), ("north", "bridge"), ("north-east",))

Row = dict[str, Any]


class Rows:
    """What a view is to hold."""

    def __init__(self, seed: int, n: int) -> None:
        self._chance = Random(seed)
        self.incidents: dict[str, Row] = {}
        self.sectors: dict[str, tuple[str, ...]] = {}
        self.observations: dict[str, Row] = {}
        self.members: dict[str, Row] = {}
        self.findings: dict[str, Row] = {}
        self.effort: dict[str, Row] = {}
        self.unresolved: dict[tuple[str, str], Row] = {}
        for number in range(n):
            self.add(number)

    def add(self, number: int) -> str:
        """An incident of one to three observations, with its findings."""
        chance, name = self._chance, f"inc_{number:06d}"
        start, placed = chance.randrange(1_700_000_000, 1_700_600_000), chance.random() < 0.8
        lon, lat = chance.randrange(-180_000_000, 180_000_001), chance.randrange(-90_000_000, 90_000_001)
        self.incidents[name] = _of(
            INCIDENTS,
            incident_id=name,
            event_type=chance.choice(_TYPES),
            start_s=start,
            end_s=start + chance.choice((60, 3_600, 500_000)),
            lat_e6=lat if placed else None,
            lon_e6=lon if placed else None,
            radius_m=chance.randrange(0, 50_000) if placed else None,
            claimants=chance.choice(([], ["A"], ["A", "Ü"])),
            existence_ppm=chance.randrange(0, 10) * 100_000,
        )
        self.sectors[name] = chance.choice(_SECTORS)
        for k in range(chance.randrange(1, 4)):
            self.observe(f"obs_{number:06d}{k}", name)
        for provision in ("fire", "withdraw"):
            if chance.random() < 0.5:
                self.find(f"fnd_{number:06d}{provision}", name, provision)
        if chance.random() < 0.3:
            status = chance.choice(("on", "outage"))
            self.effort[f"eff_{number:06d}"] = _of(
                EFFORT,
                effort_id=f"eff_{number:06d}",
                start_s=start,
                end_s=start + 7_200,
                lat_e6=lat if placed else None,
                lon_e6=lon if placed else None,
                status=status,
                daylight=chance.choice((True, False, None)),
            )
        return name

    def observe(self, name: str, incident: str) -> None:
        chance = self._chance
        self.observations[name] = _of(
            OBSERVATIONS, observation_id=name, source=chance.choice(("patrol", "wire")), text=chance.choice(_WORDS)
        )
        self.members[name] = _of(MEMBERS, observation_id=name, incident_id=incident, p_same_ppm=chance.randrange(10**6))
        if self.incidents and chance.random() < 0.2:
            rival = chance.choice(sorted(self.incidents))
            row = _of(UNRESOLVED, observation_id=name, rival_incident_id=rival, p_ppm=chance.randrange(10**6))
            self.unresolved[name, rival] = row

    def find(self, name: str, incident: str, provision: str) -> None:
        status = self._chance.choice(STATUS_ORDER)
        self.findings[name] = _of(
            FINDINGS,
            finding_id=name,
            incident_id=incident,
            provision_id=provision,
            status=status,
            counted=self._chance.random() < 0.5,
        )

    def changes(self, *, whole: bool = False) -> ViewChanges:
        """All of it."""
        return ViewChanges(
            incidents=table(INCIDENTS, self.incidents),
            sectors=self.sectors,
            findings=table(FINDINGS, self.findings),
            observations=table(OBSERVATIONS, self.observations),
            members=table(MEMBERS, self.members),
            unresolved=table(UNRESOLVED, self.unresolved),
            effort=table(EFFORT, self.effort),
            whole=whole,
        )

    def status(self, incident: str) -> str:
        return _status([row for row in self.findings.values() if row["incident_id"] == incident])

    def wanted(self, query: IncidentQuery) -> list[str]:
        """Ids of every incident that answers, in order."""
        findings, members = _grouped(self.findings), _grouped(self.members)
        found = [
            row
            for name, row in self.incidents.items()
            if self._fits(row, query, findings.get(name, []), members.get(name, []))
        ]
        column = query.sort.removeprefix("-")

        def rank(row: Row) -> tuple[int, str]:
            return -1 if row[column] is None else row[column], row["incident_id"]

        return [row["incident_id"] for row in sorted(found, key=rank, reverse=query.sort.startswith("-"))]

    def wanted_effort(self, query: EffortQuery) -> list[str]:
        found = [
            row
            for row in self.effort.values()
            if _in_box(row, query.bbox) and _in_time(row, query.from_s, query.until_s)
        ]
        return [row["effort_id"] for row in sorted(found, key=lambda row: (row["start_s"], row["effort_id"]))]

    def _fits(self, row: Row, query: IncidentQuery, findings: list[Row], members: list[Row]) -> bool:
        name = row["incident_id"]
        of_clause = [one["status"] for one in findings if one["provision_id"] in query.provisions]
        tests: list[Callable[[], bool]] = [
            lambda: _in_box(row, query.bbox),
            lambda: _in_time(row, query.from_s, query.until_s),
            lambda: not query.types or any(_is_a(row["event_type"], kind) for kind in query.types),
            lambda: not query.sectors or bool({*self.sectors[name]} & {*query.sectors}),
            lambda: not query.provisions or any(not query.statuses or s in query.statuses for s in of_clause),
            lambda: not query.statuses or bool(query.provisions) or _status(findings) in query.statuses,
            lambda: query.words is None or any(self._says(one, _words(query.words or "")) for one in members),
        ]
        return all(test() for test in tests)

    def _says(self, member: Row, words: list[str]) -> bool:
        said = _said(self.observations[member["observation_id"]])
        return all(any(one.startswith(word) for one in said) for word in words)


def table(schema: pa.Schema, rows: dict[Any, Row]) -> pa.Table:
    return pa.Table.from_pylist([rows[key] for key in sorted(rows)], schema)


def _status(findings: list[Row]) -> str:
    found = {row["status"] for row in findings}
    return next((name for name in STATUS_ORDER if name in found), "none")


def _grouped(rows: dict[str, Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.values():
        found.setdefault(row["incident_id"], []).append(row)
    return found


def _of(schema: pa.Schema, **values: object) -> Row:
    """A row with something in each column that must have it."""
    spare: Row = {}
    for field in schema:
        empty: object = None
        if not field.nullable:
            empty = [] if pa.types.is_list(field.type) else "" if pa.types.is_string(field.type) else 0
            empty = False if pa.types.is_boolean(field.type) else empty
        spare[field.name] = empty
    return {**spare, **values}


def _in_box(row: Row, box: tuple[int, int, int, int] | None) -> bool:
    if box is None:
        return True
    west, south, east, north = box
    if row["lat_e6"] is None or not south <= row["lat_e6"] <= north:
        return False
    lon = row["lon_e6"]
    return bool(west <= lon <= east if west <= east else lon >= west or lon <= east)


def _in_time(row: Row, from_s: int | None, until_s: int | None) -> bool:
    return (from_s is None or row["end_s"] > from_s) and (until_s is None or row["start_s"] < until_s)


def _is_a(kind: str, wanted: str) -> bool:
    return kind == wanted or kind.startswith(f"{wanted}.")


def _said(row: Row) -> list[str]:
    return _words(f"{row['text'] or ''} {row['place_words'] or ''}")


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


def plain(value: msgspec.Struct) -> Row:
    """A struct as a row: tuples as lists."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in msgspec.structs.asdict(value).items()}
