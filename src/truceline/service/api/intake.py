"""What is sent to the mission: evidence of any kind that a source reads, and observations as JSON.

201: it is durable, and the signed receipt says so. 200: these bytes came before; the first receipt again. 422: nothing
of it can be used, and nothing of it was kept. A source with a key of its own needs no session: it signs what it sends.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.mission.deliveries import Signed
from truceline.mission.received import SourceStanding
from truceline.mission.submit import Sent, Submitted
from truceline.model.errors import InputError
from truceline.model.taxonomy import EVIDENCE_VERBS
from truceline.record.note import decoded
from truceline.service.grants import need, needed
from truceline.service.house import House
from truceline.service.language import language_of
from truceline.service.problems import AnyRequest, ProblemError
from truceline.service.refusals import note_told

AskedName = Annotated[str | None, Parameter(max_length=200, pattern=r"^[^\x00-\x1f/\\]+$")]
SignedNote = Annotated[
    str | None,
    Parameter(header="Truceline-Signature", max_length=4_000, description="The source's signed note, in base64."),
]

_VERBS = rf"^({'|'.join(EVIDENCE_VERBS)})$"
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Moment = Annotated[str, msgspec.Meta(max_length=40, examples=["2026-03-01T09:10:00+02:00"])]

PhotoName = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[\w.-]+\.(jpe?g|png|webp)$")]


class Seen(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One observation, in the words of the patrol source; `lat`, `lon` in degrees (WGS 84).

    `photos` are the names of pictures that the same person sends to /v1/evidence?connector=media&filename=NAME.
    """

    type: Text
    at: Moment
    end: Moment | None = None
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    radius_m: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    place: Text | None = None
    verb: Annotated[str, msgspec.Meta(pattern=_VERBS)] | None = None
    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    unit: Text | None = None
    weapon: Text | None = None
    assessment: Text | None = None
    killed: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    wounded: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None
    text: Text | None = None
    photos: Annotated[tuple[PhotoName, ...], msgspec.Meta(max_length=24)] = ()


class Kept(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What kept somebody from watching."""

    type: Text
    start: Moment
    end: Moment
    reason: Text | None = None


class Report(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What somebody saw, what they were kept from, and when they watched: quiet hours count too.

    `report_id` is the sender's own name for it, so that a report that is sent again is the same report.
    """

    patrol: Text | None = None
    report_id: Text | None = None
    start: Moment | None = None
    end: Moment | None = None
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    range_m: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None
    sector: Text | None = None
    text: Text | None = None
    observations: Annotated[tuple[Seen, ...], msgspec.Meta(max_length=1_000)] = ()
    restrictions: Annotated[tuple[Kept, ...], msgspec.Meta(max_length=1_000)] = ()


class Sources(msgspec.Struct, frozen=True):
    items: tuple[SourceStanding, ...]
    next: None
    as_of: int


@post("/v1/evidence", summary="Send evidence: the very bytes")
async def evidence(
    request: AnyRequest,
    house: House,
    asker: Asker,
    body: bytes,
    filename: AskedName = None,
    source: AskedName = None,
    connector: AskedName = None,
    signature: SignedNote = None,
) -> Response[Submitted]:
    signed = None
    if signature is None:
        await needed(house, asker, "add", "evidence")
    else:
        signed = await sync_to_thread(_signed, house, signature, body)
    if not body:
        raise InputError("nothing was sent", where="body", advice="Send the bytes of the file as the body.")
    sent = Sent(body, filename or "evidence", source or asker.name or None, connector, signed)
    return _answer(await house.intake.put(sent), language_of(request))


@post("/v1/observations", summary="Send a report of observations")
async def observations(
    request: AnyRequest, house: House, asker: Asker, data: Report, signature: SignedNote = None
) -> Response[Submitted]:
    if signature is not None:
        raise ProblemError(
            401,
            "a signature is over bytes, and this is JSON that is read first",
            where="Truceline-Signature",
            advice="Send the same JSON to /v1/evidence?connector=patrol.",
        )
    await needed(house, asker, "add", "evidence")
    report = msgspec.structs.replace(data, patrol=data.patrol or asker.name)
    sent = Sent(msgspec.json.encode(report), "report.json", asker.name, "patrol")
    return _answer(await house.intake.put(sent), language_of(request))


@get("/v1/sources", summary="How far each source that signs has come, and what is missing", sync_to_thread=True)
def sources(house: House, asker: Asker) -> Sources:
    need(house, asker, "read", "observation")
    return Sources(house.submissions.standings(), None, house.record.size())


def _answer(kept: Submitted, language: str) -> Response[Submitted]:
    notes = tuple(note_told(note, language) for note in kept.notes)
    told = msgspec.structs.replace(kept, notes=notes)
    return Response(told, status_code=200 if told.again else 201, headers={"Cache-Control": "no-store"})


def _signed(house: House, signature: str, body: bytes) -> Signed:
    """Which source sent these bytes. Raises ProblemError 401 where nothing shows that it did."""
    note = decoded(signature)
    try:
        if note is None:
            raise InputError("it is no base64", advice="Encode the signed note.")
        return house.submissions.signed(note, body)
    except InputError as error:
        raise ProblemError(401, error.found, where="Truceline-Signature", advice=error.advice) from error


HANDLERS: tuple[Any, ...] = (evidence, observations, sources)
