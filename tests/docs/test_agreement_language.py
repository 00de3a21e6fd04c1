"""Every example of docs/agreement-language.md is an agreement without a problem; its table names every primitive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline.assess.language import examine
from truceline.assess.nodes import NUMBERS, PRIMITIVES, WORDS
from truceline.assess.portrait import portrait

_TEXT = (Path(__file__).parents[2] / "docs" / "agreement-language.md").read_text(encoding="utf-8")
_TOML = re.findall(r"```toml\n(.*?)```", _TEXT, re.DOTALL)
_PARTS = re.findall(r"```toml part\n(.*?)```", _TEXT, re.DOTALL)
_GEOJSON = re.findall(r"```json\n(.*?)```", _TEXT, re.DOTALL)

#: an example need not hold an entry for each of its exceptions
_WAITS = "of which the register has no entry"


def test_each_example_has_its_zones() -> None:
    assert len(_TOML) == len(_GEOJSON) == 2
    assert len(_PARTS) == 5


@pytest.mark.parametrize(("toml", "zones"), list(zip(_TOML, _GEOJSON, strict=True)))
def test_examples_can_be_applied(toml: str, zones: str) -> None:
    agreement, problems = examine(toml.encode(), zones.encode(), "agreement.toml")
    assert [problem for problem in problems if _WAITS not in problem.found] == []
    assert agreement is not None
    shown = portrait(agreement)
    for provision in agreement.provisions:
        assert provision.citation in shown
        assert provision.words in " ".join(shown.split())


@pytest.mark.parametrize("part", _PARTS)
def test_parts_can_be_added_to_the_first_example(part: str) -> None:
    before, _ = examine(_TOML[0].encode(), _GEOJSON[0].encode(), "agreement.toml")
    after, problems = examine((_TOML[0] + part).encode(), _GEOJSON[0].encode(), "agreement.toml")
    assert [problem for problem in problems if _WAITS not in problem.found] == []
    assert before is not None and after is not None
    assert portrait(after) != portrait(before)


def test_every_primitive_and_attribute_is_described() -> None:
    described = _TEXT[_TEXT.index("## Conditions") : _TEXT.index("## Times")]
    assert all(f"{name} =" in described for name in PRIMITIVES)
    assert all(f"`{name}`" in described for name in (*NUMBERS, *WORDS))
