"""What each route is: open to all, for whoever is signed in, or a question to the table of access.

Nothing is left open by being forgotten: a route that does not stand here refuses everybody.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from truceline.record.access import Action, Class, State


class Access(msgspec.Struct, frozen=True):
    """Who may call a route. `table`: whoever the table grants the action in one of the states, and nobody else.

    `open`: anybody, who is shown what was released; the route itself asks the table before it shows more. `person`:
    whoever is signed in, about themselves.
    """

    kind: Literal["open", "person", "table"]
    action: Action = "read"
    what: Class = "bulletin"
    states: tuple[State, ...] = ("released",)
    cached: bool = False  # the same for everybody: a browser may keep it and ask whether it still holds


def _needs(action: Action, what: Class, *states: State) -> Access:
    return Access("table", action, what, states)


_SAME: Final = Access("open", cached=True)
_OPEN: Final = Access("open")
_PERSON: Final = Access("person")
_CASES: Final = _needs("read", "case", "proposed")
_DRAFTS: Final = _needs("read", "bulletin", "proposed")

#: method and path -> who may
ROUTES: Final[dict[tuple[str, str], Access]] = {
    # what was released, and what has to be known before anybody signs in
    ("GET", "/"): _SAME,
    ("GET", "/newest"): _SAME,
    ("GET", "/bulletin.proof.json"): _SAME,
    ("GET", "/bulletins"): _SAME,
    ("GET", "/bulletins/{day}/{name}"): _SAME,
    ("GET", "/feeds/bulletins.atom"): _SAME,
    ("GET", "/feeds/bulletins.rss"): _SAME,
    ("GET", "/v1/bulletins"): _SAME,
    ("GET", "/v1/mission"): _SAME,
    ("GET", "/v1/mission/settlements"): _SAME,
    ("GET", "/enter"): _SAME,
    ("GET", "/app"): _SAME,
    ("GET", "/app/{rest}"): _SAME,
    ("GET", "/pages/{name}"): _SAME,
    ("GET", "/openapi.json"): _SAME,
    ("GET", "/health"): _SAME,
    ("GET", "/ready"): _OPEN,  # the figures are for this machine, or who may read the log
    ("GET", "/metrics"): _OPEN,  # this machine, or who may read the log
    ("POST", "/v1/verify"): _OPEN,  # a proof file is checked: nothing of the mission is shown
    # who asks
    ("GET", "/v1/session"): _OPEN,
    ("POST", "/v1/session"): _OPEN,
    ("POST", "/v1/session/token"): _OPEN,
    ("POST", "/v1/session/provider"): _OPEN,
    ("POST", "/v1/session/provider/return"): _OPEN,
    ("POST", "/v1/session/password"): _PERSON,
    ("DELETE", "/v1/session"): _PERSON,
    # exact to whoever may, released to everybody else
    ("GET", "/v1/incidents"): _OPEN,
    ("GET", "/v1/incidents/map"): _OPEN,
    ("GET", "/v1/incidents/{incident_id}"): _OPEN,
    ("GET", "/v1/findings"): _OPEN,
    ("GET", "/v1/findings/{finding_id}"): _OPEN,
    ("GET", "/v1/effort"): _OPEN,
    ("GET", "/v1/effort/coverage"): _OPEN,
    ("GET", "/v1/holding"): _OPEN,
    ("GET", "/v1/claims"): _OPEN,
    ("GET", "/v1/events"): _OPEN,
    ("GET", "/v1/verify"): _OPEN,
    ("GET", "/ogc"): _OPEN,
    ("GET", "/ogc/conformance"): _OPEN,
    ("GET", "/ogc/collections"): _OPEN,
    ("GET", "/ogc/collections/{collection}"): _OPEN,
    ("GET", "/ogc/collections/{collection}/items"): _OPEN,
    ("GET", "/ogc/collections/{collection}/items/{feature}"): _OPEN,
    # what observers bring: a delivery may be signed by a device in place of a person, which its route checks
    ("POST", "/v1/evidence"): _OPEN,
    ("POST", "/v1/observations"): _needs("add", "evidence", "held"),
    ("GET", "/openrosa/formList"): _OPEN,  # these ask for a name and a word in their own way
    ("GET", "/openrosa/forms/{form_id}"): _OPEN,
    ("HEAD", "/openrosa/submission"): _OPEN,
    ("POST", "/openrosa/submission"): _OPEN,
    # the monitoring cell
    ("GET", "/v1/observations"): _needs("read", "observation", "held"),
    ("GET", "/v1/sources"): _needs("read", "observation", "held"),
    ("GET", "/v1/evidence/{sha256}"): _needs("read", "evidence", "held"),
    ("GET", "/v1/evidence/{sha256}/picture"): _needs("read", "evidence", "held"),
    ("GET", "/v1/review"): _needs("read", "observation", "held"),
    ("POST", "/v1/review/rulings"): _needs("add", "case", "held"),
    ("GET", "/v1/proofs/{index}"): _needs("read", "record", "held"),
    # who looks after the house
    ("GET", "/v1/log"): _needs("read", "log", "held"),
    ("GET", "/v1/people"): _needs("read", "role", "held"),
    # the commission
    ("GET", "/v1/cases"): _CASES,
    ("GET", "/v1/cases/{case_id}"): _CASES,
    ("POST", "/v1/cases"): _CASES,
    ("POST", "/v1/cases/{case_id}/stage"): _CASES,
    ("POST", "/v1/cases/{case_id}/reply"): _CASES,
    ("POST", "/v1/cases/{case_id}/vote"): _CASES,
    ("POST", "/v1/cases/{case_id}/decision"): _CASES,
    ("POST", "/v1/cases/{case_id}/decision/{number}/signatures"): _CASES,
    ("POST", "/v1/cases/{case_id}/dissent"): _CASES,
    ("POST", "/v1/cases/{case_id}/remedy"): _CASES,
    ("POST", "/v1/cases/{case_id}/remedy/{remedy_id}"): _CASES,
    ("GET", "/v1/releases"): _DRAFTS,
    ("GET", "/v1/releases/asked/{asked_id}"): _DRAFTS,
    ("GET", "/v1/releases/{day}/files/{name}"): _DRAFTS,
    ("POST", "/v1/releases"): _needs("add", "bulletin", "proposed"),
    ("POST", "/v1/releases/{day}/again"): _needs("add", "bulletin", "proposed"),
    ("POST", "/v1/releases/{day}/signatures"): _DRAFTS,
}


def access_of(scope: Any) -> Access | None:
    """Who may use the route of this request; null for one that does not stand here."""
    if scope["method"] == "OPTIONS":
        return _SAME  # which methods there are is in the published description
    method = "GET" if scope["method"] == "HEAD" and ("HEAD", scope["path_template"]) not in ROUTES else scope["method"]
    return ROUTES.get((method, scope["path_template"]))
