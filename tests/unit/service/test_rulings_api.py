"""Rulings over HTTP: what two reviewers say at once, and that neither loses what they said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serving import Client, house_of, lower_river

from truceline.mission.asking import Asker
from truceline.mission.ruling_lines import ruling_lines
from truceline.service.app import served
from truceline.service.house import House
from truceline.service.problems import AnyRequest


class Reviewer(Client):
    def __init__(self, house: House, name: str) -> None:
        def who(request: AnyRequest, house: House) -> Asker:
            return Asker(name, "analyst")

        self.app = served(house, who)

    def rule(self, pair: tuple[str, str], verdict: str, **more: Any) -> Any:
        a, b = pair
        return self(
            "POST",
            "/v1/review/rulings",
            json={"a": a, "b": b, "verdict": verdict, "why": f"{verdict}, I think", **more},
        )


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[House]:
    with house_of(lower_river(tmp_path / "mission", release=False)) as opened:
        yield opened


def _pair(client: Client) -> tuple[str, str]:
    rows = client.get("/v1/observations").json()["items"]
    a, b = sorted(row["observation_id"] for row in rows if row["source_class"] != "news")[:2]
    return a, b


def test_of_two_who_rule_at_once_the_later_is_told(own_house: House) -> None:
    anna, bert = Reviewer(own_house, "anna"), Reviewer(own_house, "bert")
    seen = anna.get("/v1/review").json()["as_of"]
    pair = _pair(anna)

    assert anna.rule(pair, "same", seen=seen).json()["entry"] is not None
    late = bert.rule((pair[1], pair[0]), "apart", seen=seen)
    assert late.status_code == 409
    assert "anna" in late.json()["detail"]
    assert [line.who for line in ruling_lines(own_house.record)] == ["anna"]

    knowing = bert.rule(pair, "apart")
    assert knowing.json()["ruling"]["who"] == "bert"
    assert [line.verdict for line in ruling_lines(own_house.record)] == ["same", "apart"]


def test_ones_own_word_and_other_pairs_stand_in_nobodys_way(own_house: House) -> None:
    anna = Reviewer(own_house, "anna")
    seen = anna.get("/v1/review").json()["as_of"]
    pair = _pair(anna)
    for verdict in ("same", "withdrawn", "apart"):
        assert anna.rule(pair, verdict, seen=seen).status_code == 201, verdict
    later = own_house.record.size()
    assert Reviewer(own_house, "bert").rule(pair, "same", seen=later).status_code == 201


def test_texts_are_ruled_on_like_reports(own_house: House) -> None:
    anna, bert = Reviewer(own_house, "anna"), Reviewer(own_house, "bert")
    rows = anna.get("/v1/observations").json()["items"]
    a, b = sorted({row["item_id"] for row in rows if row["source_class"] == "news"})[:2]
    seen = anna.get("/v1/review?kind=origins").json()["as_of"]
    assert anna.rule((a, b), "two_origins", seen=seen).json()["ruling"]["verdict"] == "two_origins"
    late = bert.rule((b, a), "one_origin", seen=seen)
    assert late.status_code == 409
    assert "anna" in late.json()["detail"]
    assert "two origins" in late.json()["detail"]
    assert anna.rule((a, b), "same").status_code == 422  # that is said of reports
    assert anna.rule((a, b), "withdrawn").status_code == 201
