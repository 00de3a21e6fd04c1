"""Changes on their way into a view in PostgreSQL: rows, words and the list of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from truceline.model.view import STATUS_ORDER, ViewChanges
from truceline.stores.postgres.links import Link, rows, run
from truceline.stores.postgres.texts import kept, told
from truceline.stores.postgres.view_tables import PREFIX, upsert, words_of
from truceline.stores.view_apply import REMEMBERED, only_different
from truceline.stores.view_tables import TABLES, columns
from truceline.stores.view_tables import rows as rows_of

#: the status of an incident from its findings, as a number
_STATUS = (
    "coalesce((SELECT min(CASE f.status "
    + " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(STATUS_ORDER))
    + f" END) FROM view_findings AS f WHERE f.incident_id = view_incidents.incident_id), {len(STATUS_ORDER)})"
)

#: the newest state among the first of what is remembered; its maximum would be looked for among all of them
_LAST_OF = "SELECT as_of FROM view_changed WHERE n <= %s ORDER BY n DESC LIMIT 1"

#: the question for how many entries of the record a view holds the consequences of
AS_OF: Final = "SELECT value FROM view_about WHERE name = 'as_of'"


def take_over(link: Link, changes: ViewChanges, as_of: int) -> None:
    """Write all of it; the caller has a transaction open, in which nobody else writes the view."""
    if changes.whole:
        for name in (*TABLES, "changed"):  # emptied so that whoever reads meanwhile reads on
            link.execute(f"DELETE FROM {PREFIX}{name}")
    if changes.findings_of and not changes.whole:
        query = f"SELECT {', '.join(columns('findings'))} FROM view_findings WHERE incident_id = ANY(%s)"
        held = rows(link, query, (list(changes.findings_of),))
        changes = only_different(changes, ([told(cell) for cell in row] for row in held))
    touched = _touched(link, changes)
    _remove(link, changes)
    _put_observations(link, changes)
    _put_incidents(link, changes, as_of)
    for name in ("members", "findings", "effort", "unresolved"):
        _put(link, changes, name, (), rows_of(name, getattr(changes, name)))
    if changes.whole:
        link.execute("ANALYZE " + ", ".join(f"{PREFIX}{name}" for name in TABLES))
    else:
        link.execute(
            f"UPDATE view_incidents SET status = {_STATUS}, changed = %s WHERE incident_id = ANY(%s)",
            (as_of, sorted(touched)),
        )
    _remember(link, changes, as_of, touched)
    for name, value in sorted({**changes.notes, "as_of": str(as_of)}.items()):
        _say(link, name, value)


def about(link: Link, name: str) -> str | None:
    """What is written down about the view."""
    found = rows(link, "SELECT value FROM view_about WHERE name = %s", (name,))
    return str(told(found[0][0])) if found else None


def as_of_of(link: Link) -> int:
    return int(about(link, "as_of") or 0)


def _say(link: Link, name: str, value: str) -> None:
    query = "INSERT INTO view_about VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    run(link, query, (name, value))


def _touched(link: Link, changes: ViewChanges) -> set[str]:
    """Incidents that may look otherwise now: their own rows, or findings of theirs."""
    found = set(_ids(changes.incidents)) | set(changes.findings["incident_id"].to_pylist())
    if changes.gone_findings:
        query = "SELECT incident_id FROM view_findings WHERE finding_id = ANY(%s)"
        found.update(str(one) for (one,) in rows(link, query, (list(changes.gone_findings),)))
    return found - set(changes.gone_incidents)


def _remove(link: Link, changes: ViewChanges) -> None:
    gone: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("incidents", "incident_id", changes.gone_incidents),
        ("findings", "finding_id", changes.gone_findings),
        ("effort", "effort_id", changes.gone_effort),
        ("unresolved", "observation_id", (*changes.gone_observations, *changes.rivals_of)),
        ("observations", "observation_id", changes.gone_observations),
        ("members", "observation_id", changes.gone_observations),
    )
    for name, key, ids in gone:
        if ids:
            run(link, f"DELETE FROM {PREFIX}{name} WHERE {key} = ANY(%s)", (list(ids),))


def _put_incidents(link: Link, changes: ViewChanges, as_of: int) -> None:
    """Incidents with their sectors, and with the status that their findings give them where all of these are here."""
    ids = _ids(changes.incidents)
    sectors = (msgspec.json.encode(changes.sectors.get(one, ())).decode() for one in ids)
    status = dict.fromkeys(ids, len(STATUS_ORDER))
    of, said = (changes.findings[name].to_pylist() for name in ("incident_id", "status"))
    for incident, word in zip(of, said, strict=True):
        if word in STATUS_ORDER and incident in status:
            status[incident] = min(status[incident], STATUS_ORDER.index(word))
    put = zip(rows_of("incidents", changes.incidents), sectors, ids, strict=True)
    values = ((*row, places, as_of, status[one]) for row, places, one in put)
    _put(link, changes, "incidents", ("sectors", "changed", "status"), values)


def _put_observations(link: Link, changes: ViewChanges) -> None:
    said = changes.observations.select(["text", "place_words"]).to_pylist()
    words = (words_of(row["text"], row["place_words"]) for row in said)
    put = zip(rows_of("observations", changes.observations), words, strict=True)
    _put(link, changes, "observations", ("words",), ((*row, said_words) for row, said_words in put))


def _remember(link: Link, changes: ViewChanges, as_of: int, touched: set[str]) -> None:
    if changes.whole or about(link, "since") is None:
        _say(link, "since", str(as_of))
        return
    kinds: tuple[tuple[str, Iterable[str]], ...] = (
        ("incident", sorted(touched)),
        ("-incident", changes.gone_incidents),
        ("finding", changes.findings["finding_id"].to_pylist()),
        ("-finding", changes.gone_findings),
        ("effort", [""] if changes.effort.num_rows or changes.gone_effort else []),
    )
    _many(
        link,
        "INSERT INTO view_changed (as_of, kind, id) VALUES (%s, %s, %s)",
        ((as_of, kind, one) for kind, ids in kinds for one in ids),
    )
    ((newest,),) = rows(link, "SELECT coalesce(max(n), 0) FROM view_changed")
    ((lost,),) = rows(link, f"SELECT ({_LAST_OF})", (newest - REMEMBERED,))
    if lost is not None:
        link.execute("DELETE FROM view_changed WHERE as_of <= %s", (lost,))
        _say(link, "since", str(lost))


def _ids(incidents: Any) -> list[str]:
    ids: list[str] = incidents["incident_id"].to_pylist()
    return ids


def _put(link: Link, changes: ViewChanges, name: str, more: tuple[str, ...], values: Iterable[tuple[Any, ...]]) -> None:
    """Rows into a table: into one that was emptied as one stream, else each in the place of the one of its key."""
    if not changes.whole:
        _many(link, upsert(name, more), values)
        return
    names = ", ".join([*columns(name), *more])
    with link.cursor() as cursor, cursor.copy(f"COPY {PREFIX}{name} ({names}) FROM STDIN") as stream:
        for row in values:
            stream.write_row([kept(cell) for cell in row])


def _many(link: Link, query: str, values: Iterable[tuple[Any, ...]]) -> None:
    with link.cursor() as cursor:
        cursor.executemany(query, ([kept(value) for value in row] for row in values))
