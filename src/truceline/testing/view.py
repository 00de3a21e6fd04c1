"""check_view: what a view promises, on rows whose answers are worked out one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from truceline.model.errors import InputError, TrucelineError
from truceline.model.tables import EFFORT, FINDINGS, INCIDENTS, MEMBERS, OBSERVATIONS, UNRESOLVED
from truceline.model.view import (
    EffortQuery,
    FindingQuery,
    IncidentQuery,
    ObservationQuery,
    Page,
    Rival,
    ViewChange,
    ViewChanges,
)
from truceline.ports import View
from truceline.testing.rules import NotConformantError, demand
from truceline.testing.view_rows import Rows, plain, table

_SPAN = 1_700_000_000, 1_700_600_000
_QUERIES: tuple[dict[str, Any], ...] = (
    {},
    {"bbox": (-20_000_000, -30_000_000, 60_000_000, 40_000_000)},
    {"bbox": (170_000_000, -90_000_000, -150_000_000, 90_000_000)},
    {"bbox": (0, 0, 10, 10)},
    {"from_s": _SPAN[0] + 200_000, "until_s": _SPAN[0] + 200_060},
    {"from_s": _SPAN[1]},
    {"until_s": _SPAN[0] + 50_000},
    {"types": ("fire",)},
    {"types": ("movement", "fire.shelling")},
    {"types": ("fire*",)},
    {"statuses": ("breach",)},
    {"statuses": ("none", "no_breach")},
    {"statuses": ("strange",)},
    {"provisions": ("withdraw",)},
    {"provisions": ("withdraw",), "statuses": ("breach",)},
    {"sectors": ("north",)},
    {"sectors": ("bridge", "north-east")},
    {"words": "mortar BRIDGE"},
    {"words": "лиман"},
    {"words": '"stop" NOT twice'},
    {"words": 'stop" OR *'},
    {"words": "mortar-bridge"},
    {"words": "—, '"},
    {"bbox": (-180_000_000, -90_000_000, 180_000_000, 0), "from_s": _SPAN[0] + 100_000, "statuses": ("undetermined",)},
)
_SORTS = ("start_s", "-start_s", "existence_ppm", "-existence_ppm", "radius_m", "-radius_m")


def check_view(factory: Callable[[], View]) -> None:
    """Raises NotConformantError for the first broken promise of `ports.View`.

    Args:
        factory: opens the view; called several times, and each finds what the others have written. Empty at first.
    """
    view = factory()
    demand(view.as_of() == 0, "empty", f"a new view is as of {view.as_of()}", "it holds nothing yet")
    rows = Rows(1, 400)
    view.apply(rows.changes(whole=True), 10)
    _holds(view, rows, 10)
    again = factory()
    _holds(again, rows, 10)
    demand(again.changed_since(10) == ViewChange(as_of=10), "changes", "something changed since now", "nothing did")
    old = again.changed_since(3)
    demand(old.everything, "changes", f"since before the first: {old}", "who missed changes must read all anew")
    _check_questions(again, rows)
    _check_cursors(again)
    _check_changes(view, again, rows)
    _check_all_or_nothing(view, rows)
    _check_replaced_findings(view, again, rows)
    _check_revised(view, again, rows)
    fewer = Rows(2, 30)
    view.apply(fewer.changes(whole=True), 40)
    _holds(again, fewer, 40)
    demand(again.changed_since(20).everything, "whole", "a whole filling names single changes", "all may differ")
    _check_questions(again, fewer)
    for one in (view, again):
        one.close()


def _holds(view: View, rows: Rows, as_of: int) -> None:
    """Every row, and nothing else."""
    demand(view.as_of() == as_of, "as_of", f"{view.as_of()} after {as_of} was applied", "readers trust it")
    wanted = {
        "incidents": table(INCIDENTS, rows.incidents),
        "members": table(MEMBERS, rows.members),
        "observations": table(OBSERVATIONS, rows.observations),
        "findings": table(FINDINGS, rows.findings),
        "effort": table(EFFORT, rows.effort),
        "unresolved": table(UNRESOLVED, rows.unresolved),
    }
    for name, rows_wanted in wanted.items():
        found = view.table(name)
        demand(found.equals(rows_wanted), "table", f"{name} is not what was applied", "a view adds and loses nothing")
    counted = view.totals()
    sizes = (len(rows.observations), len(rows.incidents), len(rows.findings), len(rows.effort))
    seen = (counted.observations, counted.incidents, counted.findings, counted.effort)
    demand(seen == sizes, "totals", f"{seen}, where {sizes} were applied", "totals count rows")


def _check_questions(view: View, rows: Rows) -> None:
    for asked in (*_QUERIES, *_edges(rows)):
        for sort in _SORTS:
            query = IncidentQuery(**asked, sort=sort, limit=37)  # type: ignore[arg-type]
            found = list(_all_pages(lambda cursor, q=query: view.incidents(_with(q, cursor))))  # type: ignore[misc]
            ids = [one.incident_id for one in found]
            demand(ids == rows.wanted(query), "incidents", f"{asked} by {sort} gives {ids[:5]}…", "questions are exact")
        every = list(rows.wanted(IncidentQuery(**asked)))
        columns = view.map(IncidentQuery(**asked, limit=10_000))
        demand(columns.incident_id == every and columns.complete, "map", f"{asked}", "the map shows what the list has")
        lying = [rows.incidents[one]["lat_e6"] for one in every]
        demand(columns.lat_e6 == lying, "map", f"{asked}: {columns.lat_e6[:5]}…", "what has no place says so")
        few = view.map(IncidentQuery(**asked, limit=3))
        demand(few.incident_id == every[:3], "map", f"{asked}: not the newest", "a full map shows the newest")
        demand(few.complete == (len(every) <= 3), "map", f"{asked}: complete is {few.complete}", "cuts are told")
    _check_rows(view, rows)
    for box, from_s in ((None, None), ((0, 0, 180_000_000, 90_000_000), None), (None, _SPAN[0] + 300_000)):
        query_ = EffortQuery(bbox=box, from_s=from_s, limit=7)
        stretches = _all_pages(lambda cursor, q=query_: view.effort(_with(q, cursor)))  # type: ignore[misc]
        demand([e.effort_id for e in stretches] == rows.wanted_effort(query_), "effort", f"{box} {from_s}", "exact")


def _edges(rows: Rows) -> Iterator[dict[str, Any]]:
    """Times and boxes that end where a row begins, or just beside."""
    row = next(row for row in rows.incidents.values() if row["lat_e6"] is not None)
    for off in (-1, 0, 1):
        yield {"from_s": row["end_s"] + off}
        yield {"until_s": row["start_s"] + off}
        minute = row["start_s"] // 60 * 60
        yield {"from_s": minute + off, "until_s": minute + 60 + off}
        yield {"bbox": (row["lon_e6"] + off, row["lat_e6"], row["lon_e6"] + 5, row["lat_e6"])}
        yield {"bbox": (-180_000_000, row["lat_e6"] + off, row["lon_e6"], 90_000_000)}


def _check_rows(view: View, rows: Rows) -> None:
    """Rows come back as they went in, with what belongs to them."""
    columns = view.map(IncidentQuery(limit=10_000))
    shown = zip(columns.incident_id, columns.event_type, columns.status, columns.lon_e6, strict=True)
    for name, kind, status, lon in shown:
        row = rows.incidents[name]
        said = (columns.types[kind], columns.statuses[status], lon)
        demand(
            said == (row["event_type"], rows.status(name), row["lon_e6"]), "map", f"{name}: {said}", "codes lead back"
        )
    for name in list(rows.incidents)[:20]:
        one = view.incident(name)
        demand(one is not None, "incident", f"{name} is not found", "it was applied")
        found = plain(one)  # type: ignore[arg-type]
        row = {**rows.incidents[name], "status": rows.status(name), "sectors": list(rows.sectors[name])}
        found.pop("changed")
        demand(found == row, "incident", f"{found}", "rows come back as they are")
        _check_parts(view, rows, name)
    demand(view.incident("inc_missing") is None, "incident", "an unknown id is found", "absence must be seen")


def _check_parts(view: View, rows: Rows, incident: str) -> None:
    members = {name: row for name, row in rows.members.items() if row["incident_id"] == incident}
    seen = view.observations(ObservationQuery(incidents=(incident,)))
    wanted = [{**rows.observations[name], **members[name]} for name in sorted(members)]
    demand([plain(one) for one in seen.items] == wanted, "observations", f"of {incident}", "with their membership")
    ids = sorted(name for name, row in rows.findings.items() if row["incident_id"] == incident)
    found = [one.finding_id for one in view.findings(FindingQuery(incidents=(incident,))).items]
    demand(found == ids, "findings", f"of {incident}: {found}", "an incident shows its findings")
    near = [
        Rival(**row)
        for (observation, rival), row in sorted(rows.unresolved.items())
        if rival == incident or observation in members
    ]
    demand(list(view.rivals(incident)) == near, "rivals", f"of {incident}", "what stays open is shown on both sides")


def _check_cursors(view: View) -> None:
    for cursor in ("", "x", "W10", "!!!", "A" * 500):
        try:
            view.incidents(IncidentQuery(cursor=cursor))
        except InputError:
            continue
        except TrucelineError as error:
            raise NotConformantError(f"rule “cursor”: {cursor!r} raised {type(error).__name__}") from error
        raise NotConformantError(f"rule “cursor”: {cursor!r} was taken. Why: a wrong page is worse than none.")


def _check_changes(view: View, reader: View, rows: Rows) -> None:
    """A new incident, one that is no more, one whose finding changed, an observation that moved."""
    names = sorted(rows.incidents)
    gone, moved_to = names[0], names[1]
    lost = sorted(name for name, row in rows.findings.items() if row["incident_id"] == gone)
    parts = sorted(name for name, row in rows.members.items() if row["incident_id"] == gone)
    other = next(n for n, row in sorted(rows.findings.items()) if row["incident_id"] not in (gone, moved_to))
    earlier_effort = sorted(rows.effort)[0]
    before = set(rows.incidents)
    new = rows.add(900)
    for name in lost:
        del rows.findings[name]
    del rows.incidents[gone]
    for name in parts[1:]:
        del rows.observations[name], rows.members[name]
    for key in [key for key in rows.unresolved if key[0] in parts]:
        del rows.unresolved[key]
    for key in [key for key in rows.unresolved if key[1] == gone]:
        rows.unresolved[key]["p_ppm"] = 1
    rows.members[parts[0]]["incident_id"] = moved_to
    rows.observations[parts[0]]["text"] = "Retold: quiet"
    of_other = rows.findings.pop(other)["incident_id"]
    rows.effort.pop(earlier_effort)
    added = set(rows.incidents) - before
    in_new = {name for name, row in rows.members.items() if row["incident_id"] == new}
    again = {key[0] for key in rows.unresolved if key[1] == gone} | in_new
    settled = next(key[0] for key in sorted(rows.unresolved) if key[0] not in again)
    for key in [key for key in rows.unresolved if key[0] == settled]:
        del rows.unresolved[key]
    changes = ViewChanges(
        incidents=table(INCIDENTS, {name: rows.incidents[name] for name in added}),
        gone_incidents=(gone,),
        sectors={name: rows.sectors[name] for name in added},
        findings=table(FINDINGS, {n: row for n, row in rows.findings.items() if row["incident_id"] in added}),
        gone_findings=(*lost, other),
        observations=table(OBSERVATIONS, {n: rows.observations[n] for n in {*in_new, parts[0]}}),
        gone_observations=tuple(parts[1:]),
        members=table(MEMBERS, {n: rows.members[n] for n in {*in_new, parts[0]}}),
        unresolved=table(UNRESOLVED, {k: row for k, row in rows.unresolved.items() if k[0] in again}),
        rivals_of=(*sorted(again), parts[0], settled),
        effort=table(EFFORT, {n: row for n, row in rows.effort.items() if n.endswith("900")}),
        gone_effort=(earlier_effort,),
        notes={"program": "one"},
    )
    view.apply(changes, 20)
    _holds(reader, rows, 20)
    _check_questions(reader, rows)
    demand(reader.note("program") == "one", "notes", f"{reader.note('program')!r}", "what was noted is read back")
    told = reader.changed_since(10)
    demand(of_other in told.incidents, "changes", f"{told.incidents}", "a finding that goes changes its incident")
    demand(told.gone_incidents == (gone,), "changes", f"{told.gone_incidents}", "what is no more is told")
    demand(set(told.gone_findings) == {*lost, other}, "changes", f"{told.gone_findings}", "what is no more is told")
    demand(told.effort, "changes", "effort did not change", "a stretch went")
    one = reader.incident(new)
    demand(one is not None and one.changed == 20, "changed", f"{one and one.changed}", "it says since when it is so")


def _check_replaced_findings(view: View, reader: View, rows: Rows) -> None:
    """All findings of some incidents given anew: those left out go, and those that are as they were do not change."""
    several = [name for name in sorted(rows.incidents) if len(_findings_of(rows, name)) == 2]
    same, other = several[0], several[1]
    kept = {name: rows.findings[name] for name in _findings_of(rows, same)}
    lost, left = _findings_of(rows, other)
    del rows.findings[lost]
    changed = rows.findings[left] = {**rows.findings[left], "summary": "said otherwise"}
    findings = table(FINDINGS, {**kept, left: changed})
    view.apply(ViewChanges(findings=findings, findings_of=(same, other)), 21)
    _holds(reader, rows, 21)
    told = reader.changed_since(20)
    seen = (told.findings, told.gone_findings, told.incidents)
    demand(seen == ((left,), (lost,), (other,)), "changes", f"{seen}", "what is as it was is not told")


def _check_revised(view: View, reader: View, rows: Rows) -> None:
    """Incidents that are revised, each in one respect; a member with another probability, and one that moved."""
    placed = [name for name in sorted(rows.incidents) if rows.incidents[name]["lat_e6"] is not None]
    revisions: tuple[dict[str, Any], ...] = (
        {"lat_e6": 12_345_678, "lon_e6": -98_765_432},
        {"start_s": _SPAN[0] + 60_000, "end_s": _SPAN[0] + 60_600},
        {"existence_ppm": 123_456},
        {"radius_m": 77},
        {"lat_e6": None, "lon_e6": None, "radius_m": None},
        {"verb": "heard"},
    )
    revised = dict(zip(placed, revisions, strict=False))
    for name, what in revised.items():
        rows.incidents[name] |= what
    likelier, moved = sorted(rows.members)[:2]
    rows.members[likelier]["p_same_ppm"] = 765_432
    rows.members[moved]["incident_id"] = placed[-1]
    changes = ViewChanges(
        incidents=table(INCIDENTS, {name: rows.incidents[name] for name in revised}),
        sectors={name: rows.sectors[name] for name in revised},
        members=table(MEMBERS, {name: rows.members[name] for name in (likelier, moved)}),
    )
    view.apply(changes, 22)
    _holds(reader, rows, 22)
    _check_questions(reader, rows)


def _findings_of(rows: Rows, incident: str) -> list[str]:
    return sorted(name for name, row in rows.findings.items() if row["incident_id"] == incident)


def _check_all_or_nothing(view: View, rows: Rows) -> None:
    broken = table(INCIDENTS, {"x": {**next(iter(rows.incidents.values())), "incident_id": "inc_new"}})
    try:
        view.apply(ViewChanges(incidents=broken, notes={"program": None}), 30)  # type: ignore[dict-item]
    except TrucelineError:
        _holds(view, rows, 20)
        return
    raise NotConformantError("rule “all or nothing”: a note that is no text was taken. Why: it stands for any failure.")


def _all_pages(ask: Callable[[str | None], Page[Any]]) -> Iterator[Any]:
    cursor: str | None = None
    while True:
        page = ask(cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _with(query: Any, cursor: str | None) -> Any:
    return msgspec.structs.replace(query, cursor=cursor)
