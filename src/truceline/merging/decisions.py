"""Reviewers' rulings on pairs of rows: a CSV with the columns a, b, same, who, why.

`a` and `b` name rows by the `observation_id` of the merged table, or by their own id: `NOR101`, or `acled:NOR101` where
two sources use one id. `same` is yes or no. `who` and `why` are kept with the ruling and are never blank.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa

from truceline.confined.reading import read_rows
from truceline.model.errors import InputError
from truceline.model.evidence import Blob
from truceline.model.observation import PairDecision

_COLUMNS = ("a", "b", "same", "who", "why")
_YES, _NO = frozenset({"yes", "true", "1", "same"}), frozenset({"no", "false", "0", "apart"})


def decisions_of(blob: Blob, observations: pa.Table) -> tuple[PairDecision, ...]:
    """The rulings in a file. Raises InputError with the line of the first that cannot be followed."""
    table = read_rows(blob)
    for note in table.notes:
        if note.severity == "rejected":  # a ruling that cannot be read must not be lost among those that can
            where = f"{note.file}:{note.line}" if note.line else note.file
            raise InputError(note.found, where=where, advice=note.advice)
    missing = [name for name in _COLUMNS if name not in table.columns]
    if missing:
        raise InputError(
            f"there is no column {', '.join(missing)}",
            where=blob.filename,
            advice=f"A file of decisions has the columns {', '.join(_COLUMNS)}.",
        )
    named = _named(observations)
    cells = [table.columns[name].to_pylist() for name in _COLUMNS]
    made = []
    for line, (a, b, same, who, why) in zip(table.lines.tolist(), zip(*cells, strict=True), strict=True):
        where = f"{blob.filename}:{line}"
        if not who or not why:
            raise InputError("nobody stands behind this ruling", where=where, advice="Fill in who and why.")
        verdict = _verdict(same, where)
        made.append(PairDecision(_row(a, named, where), _row(b, named, where), verdict, who, why))
    return tuple(made)


def _named(observations: pa.Table) -> dict[str, set[str]]:
    """Observation ids by every name that a row goes by."""
    named: dict[str, set[str]] = defaultdict(set)
    columns = (observations.column(name).to_pylist() for name in ("observation_id", "native_id", "source"))
    for observation_id, native_id, source in zip(*columns, strict=True):
        named[observation_id].add(observation_id)
        if native_id:
            named[native_id].add(observation_id)
            named[f"{source}:{native_id}"].add(observation_id)
    return named


def _row(name: str, named: dict[str, set[str]], where: str) -> str:
    found = named.get(name, set())
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise InputError(f"no row is called {name!r}", where=where, advice="Use observation_id of the merged table.")
    advice = "Write source:id, or the observation_id of the merged table."
    raise InputError(f"{len(found)} rows are called {name!r}", where=where, advice=advice)


def _verdict(words: str, where: str) -> bool:
    if words.lower() in _YES:
        return True
    if words.lower() in _NO:
        return False
    raise InputError(f"same is {words!r}", where=where, advice="Write yes or no.")
