"""/openrosa: the list of forms, each form, and submissions from the field.

The address that a device is given is `…/openrosa`. Source: https://docs.getodk.org/openrosa/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from xml.sax.saxutils import escape

from litestar import Response, get, head, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body

from truceline.ingest.ahead import tells_of_a_clock
from truceline.mission.asking import Asker
from truceline.mission.submit import Sent
from truceline.model.errors import InputError, TrucelineError
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.language import language_of
from truceline.service.openrosa.answers import VERSION, XML, answer
from truceline.service.openrosa.form import Form, forms_of
from truceline.service.problems import AnyRequest, MissingError, ProblemError
from truceline.service.refusals import note_told, said
from truceline.sources.patrol_xml import instance_id

_INSTANCE = "xml_submission_file"


@get("/openrosa/formList", summary="Forms for devices in the field", media_type=XML, sync_to_thread=True)
def form_list(request: AnyRequest, house: House, asker: Asker) -> Response[bytes]:
    _admit(house, asker)
    base = str(request.base_url).rstrip("/")
    rows = "".join(_listed(form, base) for form in forms_of(house.mission.folder))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<xforms xmlns="http://openrosa.org/xforms/xformsList">{rows}</xforms>\n'
    return _answer(house, body.encode())


@get("/openrosa/forms/{form_id:str}", summary="One form, as an XForm", media_type=XML, sync_to_thread=True)
def form(house: House, asker: Asker, form_id: str) -> Response[bytes]:
    _admit(house, asker)
    for one in forms_of(house.mission.folder):
        if one.form_id == form_id:
            return _answer(house, one.xform)
    raise MissingError(f"there is no form {form_id!r}", advice="Forms are listed at /openrosa/formList.")


@head("/openrosa/submission", summary="Whether submissions are taken, and how large", status_code=204)
async def submission_head(house: House, asker: Asker) -> Response[None]:
    _admit(house, asker)
    return Response(None, status_code=204, headers=_headers(house))


@post("/openrosa/submission", summary="A form filled in, with its pictures", status_code=201, sync_to_thread=True)
def submission(
    request: AnyRequest,
    house: House,
    asker: Asker,
    data: Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[bytes]:
    """The instance first: pictures without a report would be witnesses of nothing."""
    _admit(house, asker)
    report = _instance(data.pop(_INSTANCE, None))
    name = instance_id(report, _INSTANCE)
    if name is None:
        raise InputError(
            "the submission has no instanceID", where=_INSTANCE, advice="Send the form as the device made it."
        )
    source = f"odk {asker.name}"
    told = house.submissions.submit(report, "submission.xml", source=source, connector="patrol")
    pictures = [Sent(part.file.read(), part.filename, source, "media") for part in _files(data.values())]
    outcomes = house.submissions.take(pictures) if pictures else []
    refused = [one for one in outcomes if isinstance(one, TrucelineError)]
    if refused:  # the others are kept
        raise refused[0]
    came = "Received before" if told.again else "Kept"
    language = language_of(request)
    words = said(f"{came} as entry {told.index}. Observations: {told.observations}.", language)
    clock = [note_told(note, language) for note in told.notes if tells_of_a_clock(note)]
    return answer(" ".join([words, *(f"{note.found}. {note.advice}" for note in clock)]), 201, _headers(house))


def _instance(part: object) -> bytes:
    """The form as it was filled in: as a file, as devices send it, or as plain words."""
    if isinstance(part, UploadFile):
        return part.file.read()
    if isinstance(part, str):
        return part.encode()
    raise InputError(f"there is no part {_INSTANCE!r}", where="submission", advice="Send the form as it was filled in.")


def _files(parts: Iterable[object]) -> Iterator[UploadFile]:
    """The files among the parts, also where several have one name."""
    for part in parts:
        if isinstance(part, UploadFile):
            yield part
        elif isinstance(part, list):
            yield from _files(part)


def _admit(house: House, asker: Asker) -> None:
    """Raises ProblemError 401 for who has not signed in, RefusedError for who may not bring evidence."""
    if asker.role == "public":
        raise ProblemError(
            401,
            "who sends this?",
            advice="Give the device its name and token: truceline accounts token.",
            headers={"WWW-Authenticate": 'Basic realm="Truceline", charset="UTF-8"'},
        )
    need(house, asker, "add", "evidence")


def _listed(form: Form, base: str) -> str:
    # the protocol asks for MD5, to tell a changed form; nothing is protected by it
    digest = hashlib.md5(form.xform, usedforsecurity=False).hexdigest()
    return (
        f"<xform><formID>{escape(form.form_id)}</formID><name>{escape(form.name)}</name>"
        f"<version>{escape(form.version)}</version><hash>md5:{digest}</hash>"
        f"<downloadUrl>{escape(base)}/openrosa/forms/{escape(form.form_id)}</downloadUrl></xform>"
    )


def _headers(house: House) -> dict[str, str]:
    return {
        VERSION: "1.0",
        "X-OpenRosa-Accept-Content-Length": str(house.limits.body_bytes),
    }


def _answer(house: House, body: bytes) -> Response[bytes]:
    return Response(body, status_code=200, media_type=XML, headers=_headers(house))


HANDLERS = (form_list, form, submission_head, submission)
