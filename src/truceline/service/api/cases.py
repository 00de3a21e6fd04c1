"""/v1/cases: the commission's room. What is said in it is entered in the record before it is answered."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.params import Parameter

from truceline.mission import commission
from truceline.mission.asking import Asker
from truceline.mission.case_sheet import CaseSheet, sheet
from truceline.mission.case_subject import named_after
from truceline.mission.commission import Ruled, readable
from truceline.mission.docket import Docket, hear
from truceline.mission.sides import sides_of
from truceline.model.agreement import Agreement
from truceline.model.case import Case, CaseStage, Ruling
from truceline.model.errors import UsageError
from truceline.model.view import FindingQuery
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.problems import MissingError, signed_by_others


class Cases(msgspec.Struct, frozen=True):
    items: tuple[CaseSheet, ...]
    next: str | None
    as_of: int


class Brought(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The finding that a case is about, whatever its status, and why it is brought."""

    finding_id: str
    why: str


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stage: CaseStage
    why: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str


class Ballot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vote, or a decision to be signed; `attributed_to` is a party of the agreement."""

    outcome: Ruling
    grounds: str
    attributed_to: str | None = None


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signed note over the exact statement of the proposal."""

    note: str


class Disagreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    decision_id: str
    words: str


class Undertaking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    party: str
    words: str
    due_s: int | None = None


class Became(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: Literal["open", "done"]
    words: str


@get("/v1/cases", summary="Cases that you may read, newest first", sync_to_thread=True)
def cases(
    house: House,
    asker: Asker,
    stage: CaseStage | None = None,
    limit: Annotated[int, Parameter(ge=1, le=500)] = 100,
    cursor: str | None = None,
) -> Cases:
    need(house, asker, "read", "case", "proposed")
    known = sorted(readable(hear(house.record).cases.values(), asker), key=lambda c: (-c.opened_s, c.case_id))
    wanted = [case for case in known if stage is None or case.stage == stage]
    first = _after(wanted, cursor)
    page = wanted[first : first + limit]
    more = f"/v1/cases?cursor={page[-1].case_id}&limit={limit}" if first + limit < len(wanted) else None
    if page:
        house.filled_view()  # or of a case it could not be told what it is about
    agreement = _agreement(house)
    sheets = tuple(sheet(case, asker, house.mission, agreement, house.view, house.record) for case in page)
    return Cases(sheets, more, house.record.size())


@get("/v1/cases/{case_id:str}", summary="One case, with all that was said in it", sync_to_thread=True)
def one_case(house: House, asker: Asker, case_id: str) -> CaseSheet:
    found = _case(house, asker, case_id)[1]
    house.filled_view()  # or it could not be told what it is about
    return _sheet(house, asker, found)


@post("/v1/cases", summary="Bring the incident of a finding before the commission", sync_to_thread=True)
def bring(house: House, asker: Asker, data: Brought) -> CaseSheet:
    need(house, asker, "read", "case", "proposed")
    found = house.filled_view().findings(FindingQuery(ids=(data.finding_id,))).items
    if not found:
        raise MissingError(f"there is no finding {data.finding_id!r}", advice="Findings are listed at /v1/findings.")
    incident = found[0].incident_id
    first = named_after(incident, house.view)
    case = commission.bring(Docket(house.record), asker, incident, (data.finding_id,), data.why, house.clock, first)
    return _sheet(house, asker, case)


@post("/v1/cases/{case_id:str}/stage", summary="Move a case to its next stage", sync_to_thread=True)
def move(house: House, asker: Asker, case_id: str, data: Move) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    return _sheet(house, asker, commission.move(docket, asker, case, data.stage, data.why, house.clock))


@post("/v1/cases/{case_id:str}/reply", summary="A party's reply, by the member of its side", sync_to_thread=True)
def reply(house: House, asker: Asker, case_id: str, data: Words) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    party = sides_of(house.mission, _agreement(house)).of(asker) or asker.role
    return _sheet(house, asker, commission.answer(docket, asker, case, party, data.words, house.clock))


@post("/v1/cases/{case_id:str}/vote", summary="What the holder of a seat would decide", sync_to_thread=True)
def vote(house: House, asker: Asker, case_id: str, data: Ballot) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    return _sheet(house, asker, commission.cast(docket, asker, case, _ruled(house, data), house.clock))


@post("/v1/cases/{case_id:str}/decision", summary="Put a decision into the words to be signed", sync_to_thread=True)
def propose(house: House, asker: Asker, case_id: str, data: Ballot) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    return _sheet(house, asker, commission.propose(docket, asker, case, _ruled(house, data), house.clock))


@post(
    "/v1/cases/{case_id:str}/decision/{number:int}/signatures",
    summary="Sign a proposed decision; with the second office's signature it is decided",
    sync_to_thread=True,
)
def sign(house: House, asker: Asker, case_id: str, number: int, data: Signature) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    with signed_by_others():
        decided = commission.sign(docket, asker, case, number, data.note, house.clock)
    return _sheet(house, asker, decided)


@post("/v1/cases/{case_id:str}/dissent", summary="Hold otherwise than a decision", sync_to_thread=True)
def dissent(house: House, asker: Asker, case_id: str, data: Disagreement) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    said = commission.disagree(docket, asker, case, data.decision_id, data.words, house.clock)
    return _sheet(house, asker, said)


@post("/v1/cases/{case_id:str}/remedy", summary="What a party is to do after a decision", sync_to_thread=True)
def remedy(house: House, asker: Asker, case_id: str, data: Undertaking) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    _check_party(house, data.party)
    said = commission.undertake(docket, asker, case, data.party, data.words, data.due_s, house.clock)
    return _sheet(house, asker, said)


@post("/v1/cases/{case_id:str}/remedy/{remedy_id:str}", summary="What became of a remedy", sync_to_thread=True)
def follow_up(house: House, asker: Asker, case_id: str, remedy_id: str, data: Became) -> CaseSheet:
    docket, case = _case(house, asker, case_id)
    said = commission.follow(docket, asker, case, remedy_id, data.status, data.words, house.clock)
    return _sheet(house, asker, said)


def _case(house: House, asker: Asker, name: str) -> tuple[Docket, Case]:
    """A case that somebody may read, on the docket that has it. One that they may not read is not there for them."""
    need(house, asker, "read", "case", "proposed")
    docket = Docket(house.record)
    try:
        (case,) = readable((docket.case(name, house.clock.now_s()),), asker)
    except (UsageError, ValueError) as error:
        raise MissingError(f"there is no case {name!r}", advice="Cases are listed at /v1/cases.") from error
    return docket, case


def _after(wanted: list[Case], cursor: str | None) -> int:
    return 1 + next((n for n, case in enumerate(wanted) if case.case_id == cursor), -1)


def _sheet(house: House, asker: Asker, case: Case) -> CaseSheet:
    return sheet(case, asker, house.mission, _agreement(house), house.view, house.record)


def _ruled(house: House, ballot: Ballot) -> Ruled:
    if ballot.attributed_to is not None:
        _check_party(house, ballot.attributed_to)
    return Ruled(ballot.outcome, ballot.grounds, ballot.attributed_to)


def _check_party(house: House, party: str) -> None:
    agreement = _agreement(house)
    known = [one.party_id for one in agreement.parties] if agreement else []
    if party not in known:
        raise UsageError(
            f"{party!r} is no party of the agreement", advice=f"Parties: {', '.join(known) or 'there is no agreement'}."
        )


def _agreement(house: House) -> Agreement | None:
    from truceline.mission.agreed import agreement_if_sound  # a server starts without the stages

    return agreement_if_sound(house.mission)


HANDLERS = (cases, one_case, bring, move, reply, vote, propose, sign, dissent, remedy, follow_up)
