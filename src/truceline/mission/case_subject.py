"""What a case is about now: an incident loses its name when an earlier report or another incident comes to it.

The case keeps the observation that its incident was called after; the incident is wherever that one is now. What was
decided stays with the name under which it was decided: reports that nobody had seen then are not covered by it.
"""

from __future__ import annotations

from truceline.mission.docket import first_report_of
from truceline.model.case import Case
from truceline.model.incident import first_report
from truceline.model.view import ObservationQuery
from truceline.ports import View
from truceline.stores.record import Record

_PAGE = 1_000


def named_after(incident_id: str, view: View) -> str:
    """The observation that an incident of the view is called after; empty where it is not at hand."""
    cursor: str | None = None
    while True:
        page = view.observations(ObservationQuery(incidents=(incident_id,), limit=_PAGE, cursor=cursor))
        found = first_report(incident_id, (one.observation_id for one in page.items))
        if found is not None or page.next is None:
            return found or ""
        cursor = page.next


def incident_now(case: Case, view: View, record: Record) -> str:
    """The incident that the case is about, under the name that it has now; its old one where nothing leads on."""
    if view.incident(case.incident_id) is not None:
        return case.incident_id
    first = first_report_of(record, case.case_id)
    held = view.observations(ObservationQuery(ids=(first,))).items if first else ()
    return held[0].incident_id if held else case.incident_id
