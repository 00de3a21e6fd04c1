"""Reading one TOML table key by key. What is wrong is noted, and reading goes on, so that all of it is reported."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

from truceline.assess.positions import Path, Positions
from truceline.assess.problems import Listed, Problem, Severity, near_miss
from truceline.model.agreement import Provision

#: letters of what was found; a value may have millions
_MOST_TOLD = 500
#: of hours, kilometres and people; all that is reckoned from them stays within 64 bits and this Earth's ages
_MOST_WHOLE = 1_000_000


class Notes:
    """Collects the problems of one agreement."""

    def __init__(self, file: str, positions: Positions) -> None:
        self.file = file
        self.positions = positions
        self.problems = Listed()
        self.clauses: dict[str, Path] = {}  # every clause and where it stands in the file

    def add(
        self,
        path: Path,
        clause: str,
        found: str,
        advice: str,
        *,
        key: str | None = None,
        severity: Severity = "error",
    ) -> None:
        if severity == "warning" and self.problems.full_of_warnings:
            self.problems.left_out += 1
            return
        if len(found) > _MOST_TOLD:
            found = f"{found[:_MOST_TOLD]}…"
        self.problems.add(Problem(self.file, self.positions.line(path, key), clause, found, advice, severity))

    def of_clause(
        self, provision: Provision, found: str, advice: str, key: str | None = None, warn: bool = False
    ) -> None:
        """Note a problem of a clause that was read; a duty says `of` where other clauses say `when`."""
        clause = f"{'duty' if provision.duty else 'provision'} {provision.provision_id!r}"
        key = "of" if key == "when" and provision.duty else key
        path = self.clauses.get(provision.provision_id, ())
        self.add(path, clause, found, advice, key=key, severity="warning" if warn else "error")


class Fields:
    """One table: `path` is where it stands in the file, `clause` what a reader calls it."""

    def __init__(self, data: Mapping[str, object], path: Path, clause: str, notes: Notes) -> None:
        self._data = data
        self.path = path
        self.clause = clause
        self.notes = notes
        self._asked: set[str] = set()

    def problem(self, found: str, advice: str, key: str | None = None, severity: Severity = "error") -> None:
        self.notes.add(self.path, self.clause, found, advice, key=key, severity=severity)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def raw(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        value = self.raw(key)
        if value is None:
            if required:
                self.problem(f"`{key}` is missing", f'Write `{key} = "…"`.')
            return default
        if not isinstance(value, str) or (required and not value.strip()):
            self.problem(f"`{key}` is {value!r}", "It must be text in quotation marks.", key)
            return default
        return value

    def word(self, key: str, allowed: Collection[str], default: str) -> str:
        value = self.text(key, default=default)
        if value not in allowed:
            self.problem(f"`{key}` is {value!r}", near_miss(value, allowed), key)
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(f"`{key}` is {value!r}", 'It must be a list of texts: ["…", "…"].', key)
            return ()
        return tuple(value)

    def whole(self, key: str, *, least: int = 0, required: bool = False) -> int | None:
        value = self.raw(key)
        if value is None:
            if required:
                self.problem(f"`{key}` is missing", f"Write `{key} = ` and a whole number.")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.problem(f"`{key}` is {value!r}", f"It must be a whole number, {least} or more.", key)
            return None
        if value > _MOST_WHOLE:
            self.problem(f"`{key}` is {value}", f"It must be at most {_MOST_WHOLE:,}.", key)
            return None
        return value

    def number(self, key: str, default: float | None = None) -> float | None:
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.problem(f"`{key}` is {value!r}", "It must be a number.", key)
            return default
        return float(value)

    def place(self, key: str) -> tuple[int, int] | None:
        """`[lon, lat]` in degrees as (lat_e6, lon_e6)."""
        value = self.raw(key)
        if value is None:
            return None
        numbers = isinstance(value, list) and len(value) == 2
        if not numbers or not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value):  # type: ignore[attr-defined]
            self.problem(f"`{key}` is {value!r}", "It must be [longitude, latitude] in degrees.", key)
            return None
        lon, lat = (float(v) for v in value)  # type: ignore[attr-defined]
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            hint = " It looks swapped." if -180 <= lat <= 180 and -90 <= lon <= 90 else ""
            self.problem(f"`{key}` is [{lon}, {lat}], outside the Earth", f"Write [longitude, latitude].{hint}", key)
            return None
        return round(lat * 1_000_000), round(lon * 1_000_000)

    def table(self, key: str) -> Fields | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problem(f"`{key}` is {value!r}", f"It must be a table: `{key} = {{ … }}`.", key)
            return None
        return Fields(value, (*self.path, key), self.clause, self.notes)

    def tables(self, key: str) -> Iterator[Fields]:
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problem(f"`{key}` is no list of tables", f"Write each as a table `[[{key}]]`.", key)
            return
        for number, one in enumerate(value):
            yield Fields(one, (*self.path, key, number), self.clause, self.notes)

    def finish(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                self.problem(f"`{key}` is no key here", near_miss(key, self._asked), key)
