"""Where an entry stands in the signed record: the proof that a browser checks for itself. It lays no content open."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.mission.proofs import entry_proof
from truceline.mission.signing import log_keys
from truceline.record.note import parse_key
from truceline.record.proof import write_proof
from truceline.service import typed
from truceline.service.grants import need
from truceline.service.house import House
from truceline.service.problems import MissingError

AskedIndex = Annotated[int, Parameter(ge=0, le=2**53 - 1, description="Place of the entry in the record, from 0.")]


@get(
    "/v1/proofs/{index:int}",
    summary="The proof that an entry stands in the signed record, without its content",
    media_type="application/json",
    responses=typed.of(dict[str, object], "The proof, in its one right spelling (docs/verifying.md)."),
    sync_to_thread=True,
)
def proof(house: House, asker: Asker, index: AskedIndex) -> Response[bytes]:
    need(house, asker, "read", "record")
    keys = (*log_keys(house.record), *(parse_key(rule.key) for rule in house.mission.witnesses))
    found = entry_proof(house.record, keys, index, ()) if index < house.record.size() else None
    if found is None:
        raise MissingError(f"no checkpoint covers an entry {index} yet", advice="Entries are signed when work is done.")
    return Response(write_proof(found), media_type="application/json")


HANDLERS = (proof,)
