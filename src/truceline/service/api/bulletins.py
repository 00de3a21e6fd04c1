"""Released bulletins: the newest at /, the files of each day, and the proof to which a page's figures lead."""

from __future__ import annotations

from litestar import Response, get

from truceline.mission.proofs import PROOF_NAME
from truceline.service import assets, typed
from truceline.service.house import House
from truceline.service.problems import AnyRequest
from truceline.service.published import answer, files_by_day, newest_page, published_file


@get(
    "/",
    summary="The pages of the headquarters, else the newest bulletin",
    sync_to_thread=True,
    responses=typed.file("A page."),
)
def front(request: AnyRequest, house: House) -> Response[bytes]:
    return assets.index(request) if assets.built() else answer(newest_page(house.mission))


@get(
    "/newest",
    summary="The newest bulletin, for whoever runs no script",
    sync_to_thread=True,
    responses=typed.file("A page."),
)
def newest(house: House) -> Response[bytes]:
    return answer(newest_page(house.mission))


@get(
    f"/{PROOF_NAME}",
    summary="The proof of the newest bulletin, to which the page's figures lead",
    sync_to_thread=True,
    responses=typed.file("A proof file, in JSON."),
)
def proof(house: House) -> Response[bytes]:
    return answer(published_file(house.mission, newest_page(house.mission).parent.name, PROOF_NAME))


@get("/bulletins", summary="Days with a bulletin, and the files of each", sync_to_thread=True)
def days(house: House) -> dict[str, list[str]]:
    return files_by_day(house.mission)


@get(
    "/bulletins/{day:str}/{name:str}",
    summary="One file of a bulletin",
    sync_to_thread=True,
    responses=typed.file("The file."),
)
def file(house: House, day: str, name: str) -> Response[bytes]:
    return answer(published_file(house.mission, day, name))


HANDLERS = (front, newest, proof, days, file)
