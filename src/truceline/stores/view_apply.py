"""Changes on their way into a view: rows, the tree, the words and the list of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import apsw
import msgspec
import pyarrow as pa

from truceline.model.view import STATUS_ORDER, ViewChanges
from truceline.stores.view_tables import INDEXES, TABLES, columns, place_of, rows, upsert

#: so many changes are remembered, for whoever asks what changed
REMEMBERED = 200_000

#: the status of a finding as a number, and that of an incident from its findings
_CODE = "CASE status " + " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(STATUS_ORDER)) + " END"
_STATUS = (
    f"ifnull((SELECT min({_CODE}) FROM findings WHERE findings.incident_id = incidents.incident_id),"
    f" {len(STATUS_ORDER)})"
)

#: a place in the tree, unless it stands there just so: to write one costs much more than to look
_PLACE = (
    "INSERT OR REPLACE INTO places SELECT n, ?1, ?2, ?3, ?4, ?5, ?6 FROM incidents WHERE incident_id = ?7"
    " AND NOT EXISTS (SELECT 1 FROM places AS held WHERE held.n = incidents.n"
    " AND (west, east, south, north, first, last) = (?1, ?2, ?3, ?4, ?5, ?6))"
)
#: the newest state among the first of what is remembered; its maximum would be looked for among all of them
_LAST_OF = "SELECT as_of FROM changed WHERE n <= ? ORDER BY n DESC LIMIT 1"
#: columns that incidents are filed by: written where they differ, for each time they are the index is sorted anew
_FILED_BY = ("start_s", "existence_ppm", "radius_m")
#: a member, written where it is new or in another incident: another probability leaves its place in the index
_MEMBER = (
    "INSERT INTO members (observation_id, incident_id, p_same_ppm) VALUES (?1, ?2, ?3) ON CONFLICT (observation_id)"
    " DO UPDATE SET incident_id = excluded.incident_id WHERE incident_id <> excluded.incident_id"
)
_P_SAME = "UPDATE members SET p_same_ppm = ?2 WHERE observation_id = ?1 AND p_same_ppm <> ?2"


def take_over(db: apsw.Connection, changes: ViewChanges, as_of: int) -> None:
    """Write all of it; the caller has a transaction open."""
    if changes.whole:
        _empty(db)
    changes = _only_different_findings(db, changes)
    touched = _touched(db, changes)
    _remove(db, changes)
    _put_observations(db, changes)
    _put_incidents(db, changes, as_of)
    db.executemany(upsert("findings"), rows("findings", changes.findings))
    db.executemany(upsert("effort"), rows("effort", changes.effort))
    _put_rivals(db, changes)
    if changes.whole:
        db.execute(INDEXES)
        db.execute(
            f"UPDATE incidents SET status = f.status FROM (SELECT incident_id, min({_CODE}) AS status FROM findings"
            " GROUP BY incident_id) AS f WHERE f.incident_id = incidents.incident_id"
        )
    else:
        db.executemany(
            f"UPDATE incidents SET status = {_STATUS}, changed = ? WHERE incident_id = ?",
            [(as_of, incident) for incident in sorted(touched)],
        )
    _remember(db, changes, as_of, touched)
    about = {**changes.notes, "as_of": str(as_of)}
    db.executemany("INSERT INTO about VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", sorted(about.items()))


def _empty(db: apsw.Connection) -> None:
    for line in INDEXES.strip().splitlines():
        db.execute(f"DROP INDEX {line.split()[2]}")
    for name in (*TABLES, "changed"):
        db.execute(f"DELETE FROM {name}")
    db.execute("DELETE FROM places")
    db.execute("INSERT INTO words(words) VALUES ('delete-all')")


def _only_different_findings(db: apsw.Connection, changes: ViewChanges) -> ViewChanges:
    """Findings that replace all of their incidents': those that are new or differ, and those that are no more."""
    if not changes.findings_of or changes.whole:
        return changes
    wanted = ", ".join(columns("findings"))
    return only_different(
        changes, _each(db, f"SELECT {wanted} FROM findings WHERE incident_id = ?", changes.findings_of)
    )


def only_different(changes: ViewChanges, held: Iterable[Any]) -> ViewChanges:
    """As `changes`, given the rows of the findings that are held of these incidents."""
    before = {str(row[0]): tuple(row) for row in held}
    after = {str(row[0]): row for row in rows("findings", changes.findings)}
    at = {name: n for n, name in enumerate(after)}
    differ = [at[name] for name, row in after.items() if before.get(name) != row]
    gone = (*changes.gone_findings, *sorted(before.keys() - after.keys()))
    return msgspec.structs.replace(
        changes, findings=changes.findings.take(pa.array(differ, pa.int64())), gone_findings=gone
    )


def _touched(db: apsw.Connection, changes: ViewChanges) -> set[str]:
    """Incidents that may look otherwise now: their own rows, or findings of theirs."""
    found = set(changes.incidents["incident_id"].to_pylist()) | set(changes.findings["incident_id"].to_pylist())
    if changes.gone_findings:
        found.update(
            str(one)
            for (one,) in _each(db, "SELECT incident_id FROM findings WHERE finding_id = ?", changes.gone_findings)
        )
    return found - set(changes.gone_incidents)


def _remove(db: apsw.Connection, changes: ViewChanges) -> None:
    for incident in changes.gone_incidents:
        db.execute("DELETE FROM places WHERE n = (SELECT n FROM incidents WHERE incident_id = ?)", (incident,))
    for table, key, ids in (
        ("incidents", "incident_id", changes.gone_incidents),
        ("findings", "finding_id", changes.gone_findings),
        ("effort", "effort_id", changes.gone_effort),
        ("unresolved", "observation_id", (*changes.gone_observations, *changes.rivals_of)),
    ):
        db.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(one,) for one in ids])
    for name in changes.gone_observations:
        db.execute("DELETE FROM words WHERE rowid = (SELECT n FROM members WHERE observation_id = ?)", (name,))
    for table in ("observations", "members"):
        db.executemany(f"DELETE FROM {table} WHERE observation_id = ?", [(one,) for one in changes.gone_observations])


def _put_observations(db: apsw.Connection, changes: ViewChanges) -> None:
    """Observations and memberships. Words stand under the number of the membership, which leads to the incident."""
    db.executemany(upsert("observations"), rows("observations", changes.observations))
    members = list(rows("members", changes.members))
    db.executemany(_MEMBER, members)
    db.executemany(_P_SAME, ((name, p) for name, _, p in members))
    said = changes.observations.select(["observation_id", "text", "place_words"]).to_pylist()
    spoken = [(row["text"], row["place_words"], row["observation_id"]) for row in said]
    if not changes.whole:
        db.executemany(
            "DELETE FROM words WHERE rowid = (SELECT n FROM members WHERE observation_id = ?)",
            [(name,) for _, _, name in spoken],
        )
    db.executemany(
        "INSERT INTO words(rowid, text, place_words) SELECT n, ?1, ?2 FROM members WHERE observation_id = ?3",
        [one for one in spoken if one[0] or one[1]],
    )


def _put_incidents(db: apsw.Connection, changes: ViewChanges, as_of: int) -> None:
    table = changes.incidents
    ids = table["incident_id"].to_pylist()
    sectors = [msgspec.json.encode(changes.sectors.get(one, ())).decode() for one in ids]
    more = zip(rows("incidents", table), sectors, strict=True)
    filed_by = () if changes.whole else _FILED_BY
    statement = upsert("incidents", ("sectors", "changed"), filed_by)
    db.executemany(statement, ((*row, places, as_of) for row, places in more))
    for column in filed_by:
        sql = f"UPDATE incidents SET {column} = ?2 WHERE incident_id = ?1 AND {column} IS NOT ?2"
        db.executemany(sql, zip(ids, table[column].to_pylist(), strict=True))
    where = table.select(["lon_e6", "lat_e6", "start_s", "end_s"])
    places = zip(*(where.column(k).to_pylist() for k in range(4)), strict=True)
    db.executemany(_PLACE, ((*place_of(place), one) for place, one in zip(places, ids, strict=True)))


def _put_rivals(db: apsw.Connection, changes: ViewChanges) -> None:
    db.executemany(upsert("unresolved"), rows("unresolved", changes.unresolved))


def _remember(db: apsw.Connection, changes: ViewChanges, as_of: int, touched: set[str]) -> None:
    known: Any = db.execute("SELECT value FROM about WHERE name = 'since'").get
    if changes.whole or known is None:
        db.execute("INSERT OR REPLACE INTO about VALUES ('since', ?)", (str(as_of),))
        return
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("incident", sorted(touched)),
        ("-incident", changes.gone_incidents),
        ("finding", changes.findings["finding_id"].to_pylist()),
        ("-finding", changes.gone_findings),
        ("effort", [""] if changes.effort.num_rows or changes.gone_effort else []),
    )
    db.executemany(
        "INSERT INTO changed (as_of, kind, id) VALUES (?, ?, ?)",
        [(as_of, kind, one) for kind, ids in kinds for one in ids],
    )
    oldest: Any = db.execute("SELECT max(n) FROM changed").get
    lost: Any = db.execute(_LAST_OF, ((oldest or 0) - REMEMBERED,)).get
    if lost is not None:
        db.execute("DELETE FROM changed WHERE as_of <= ?", (lost,))
        db.execute("UPDATE about SET value = ? WHERE name = 'since'", (str(lost),))


def _each(db: apsw.Connection, sql: str, ids: Sequence[str]) -> list[Any]:
    return [row for one in ids for row in db.execute(sql, (one,))]
