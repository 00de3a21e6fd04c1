"""The server keeps the contract that it publishes: schemathesis makes requests of its OpenAPI description, right ones
and wrong ones, holds every answer against it, and finds nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.errors import FailureGroup
from tests.serving import Client, house_of, lower_river

from truceline.record.access import Role
from truceline.service.house import House

#: a stream does not end
LEFT_OUT = "^/v1/events$"
#: the long form asks in every role (TRUCELINE_CONTRACT=all), or in those that are named (analyst,auditor): minutes each
ASKED = os.environ.get("TRUCELINE_CONTRACT", "public")
ROLES = get_args(Role) if ASKED == "all" else tuple(ASKED.split(","))
#: 422: well written, and about what is not there, or has not come; 413: each word is short enough, all of them are not
TAKEN = ["2xx", "3xx", "401", "403", "404", "409", "413", "422", "429", "5xx"]
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": TAKEN},
        "negative_data_rejection": {"expected-statuses": REFUSED},
    }
}
RULES = settings(
    max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(lower_river(tmp_path_factory.mktemp("contract") / "mission")) as opened:
        yield opened


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_found(house: House, role: Role) -> None:
    config = SchemathesisConfig.from_dict(CONFIG)
    asked = schemathesis.openapi.from_asgi("/openapi.json", Client(house, role).app, config=config, timeout=300)
    schema = asked.exclude(path_regex=LEFT_OUT)
    tried, found = 0, []
    for operation in (one.ok() for one in schema.get_all_operations()):
        for mode in GenerationMode:
            try:
                tried += _try_out(operation, mode)
            except FailureGroup as failures:  # all of them at once, not the first alone
                found += [f"{operation.label} ({mode.value}): {one}" for one in failures.exceptions]
    assert tried > 200
    assert not found, "\n\n".join(found)


def _upside_down(case: schemathesis.Case) -> bool:
    """Whether it asks for a box whose south lies north of its north, which no description can tell."""
    box = str(case.query.get("bbox", "")).split(",")
    return len(box) in (4, 6) and float(box[1]) > float(box[-2 if len(box) == 6 else -1])


def test_what_a_report_may_hold_is_described_to_its_last_part(house: House) -> None:
    described = Client(house, "observer").get("/openapi.json").json()["components"]["schemas"]
    assert described["Report"]["properties"]["observations"]["items"] == {"$ref": "#/components/schemas/Seen"}
    assert "pattern" in described["Seen"]["properties"]["photos"]["items"]
    assert all(described[name]["additionalProperties"] is False for name in ("Report", "Seen", "Kept"))


def _try_out(operation: schemathesis.APIOperation, mode: GenerationMode) -> int:  # type: ignore[type-arg]
    tried = 0

    @RULES
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: schemathesis.Case) -> None:
        nonlocal tried
        assume(mode.is_negative or not _upside_down(case))
        tried += 1
        case.call_and_validate(timeout=300)  # of the test, not of the server: machines differ

    try:
        one()
    except Unsatisfiable:  # nothing about it can be wrong
        return 0
    return tried
