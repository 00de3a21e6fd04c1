"""The JSON Schema takes what the loader takes, and refuses what is of the wrong shape."""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from truceline.assess.nodes import PRIMITIVES
from truceline.assess.schema import schema

_VALIDATOR = Draft202012Validator(schema())
_GUIDE = (Path(__file__).parents[3] / "docs" / "agreement-language.md").read_text(encoding="utf-8")
_CASES = sorted(
    str(entry / "agreement.toml")
    for entry in (files("truceline.cases") / "agreements").iterdir()
    if entry.is_dir() and not entry.name.startswith("_")
)
_TEXTS = [*re.findall(r"```toml\n(.*?)```", _GUIDE, re.DOTALL), *(Path(name).read_text("utf-8") for name in _CASES)]


def plain(value: Any) -> Any:
    """TOML as JSON: its dates as text."""
    return json.loads(json.dumps(value, default=lambda one: one.isoformat() if isinstance(one, dt.date) else str(one)))


FIRST = plain(tomllib.loads(_TEXTS[0]))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert len(schema()["$defs"]["condition"]["oneOf"]) == len(PRIMITIVES)


@pytest.mark.parametrize("text", _TEXTS)
def test_it_takes_every_example_and_every_real_agreement(text: str) -> None:
    assert [error.message for error in _VALIDATOR.iter_errors(plain(tomllib.loads(text)))] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda a: a.pop("party"),
        lambda a: a["agreement"].pop("id"),
        lambda a: a["provision"][0].update(efect="breach"),
        lambda a: a["provision"][0].update(effect="breech"),
        lambda a: a["provision"][0].pop("when"),
        lambda a: a["provision"][0].update(left_to="somebody"),
        lambda a: a["provision"][0].update(when={"act": "fier"}),
        lambda a: a["provision"][0].update(when={"act": "fire", "in_zone": "x"}),
        lambda a: a["provision"][0].update(when={"all": []}),
        lambda a: a["provision"][0].update(when={"zone_width_km": 51, "of_line": {"A": "x"}}),
        lambda a: a["provision"][0].update(when={"not_behind_km": 25}),
        lambda a: a["provision"][0].update(when={"during": {}}),
        lambda a: a["reading"][0].pop("from"),
        lambda a: a["reading"][0].update(never=True),
        lambda a: a["register"][0].update(standing="sure"),
        lambda a: a["zone"][0].update(phase=[{"of": "x"}]),
        lambda a: a.update(provisions=[]),
    ],
)
def test_it_refuses_the_wrong_shape(spoil: Any) -> None:
    spoiled = copy.deepcopy(FIRST)
    spoil(spoiled)
    assert list(_VALIDATOR.iter_errors(spoiled))
