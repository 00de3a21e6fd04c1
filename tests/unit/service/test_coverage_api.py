"""Watched ground over HTTP: for a purpose, entered before; and nothing that places a post for anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.serving import SECRETS, Client, house_of, lower_river

from truceline.mission.asking import access_lines
from truceline.service.house import House

WHY = {"Truceline-Purpose": "relief of post 7 after the shelling"}
HOURS = {"from": "2026-03-03T06:00:00Z", "until": "2026-03-03T20:00:00Z"}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(lower_river(tmp_path_factory.mktemp("watched") / "mission")) as opened:
        yield opened


def test_an_analyst_sees_cells_for_a_purpose_and_the_record_says_so(watched: House) -> None:
    analyst = Client(watched, "analyst")
    before = len(access_lines(watched.record))
    answer = analyst.get("/v1/effort/coverage", headers=WHY, params=HOURS)
    found = answer.json()
    assert answer.status_code == 200, answer.text
    assert found["exact"]
    assert 5 < len(found["cells"]) == len(found["day_ppm"]) == len(found["night_ppm"]) < 40
    assert (found["watched_min"], found["lost_min"]) == (720, 120)
    assert max(found["day_ppm"]) > 900_000
    assert 0 < found["area_day_ppm"] < 1_000_000
    assert all(len(ring) in (5, 6, 7) and max(ring) < len(found["lon_e6"]) for ring in found["cells"])
    (line,) = access_lines(watched.record)[before:]
    assert (line.what, line.table, line.rows, line.purpose) == (
        "position",
        "coverage",
        len(found["cells"]),
        *WHY.values(),
    )


def test_the_same_again_is_not_sent_again(watched: House) -> None:
    analyst = Client(watched, "analyst")
    first = analyst.get("/v1/effort/coverage", headers=WHY, params=HOURS)
    again = analyst.get("/v1/effort/coverage", headers={**WHY, "If-None-Match": first.headers["etag"]}, params=HOURS)
    assert again.status_code == 304
    hour = {"from": "2026-03-03T18:00:00Z", "until": "2026-03-03T19:00:00Z"}
    assert analyst.get("/v1/effort/coverage", headers=WHY, params=hour).json()["cells"] == []


def test_a_purpose_may_be_in_any_language(watched: House) -> None:
    said = {"Truceline-Purpose": f"UTF-8''{quote('зміна на посту 7')}"}
    assert Client(watched, "analyst").get("/v1/effort/coverage", headers=said, params=HOURS).status_code == 200
    assert access_lines(watched.record)[-1].purpose == "зміна на посту 7"


def test_a_purpose_of_a_word_is_none(watched: House) -> None:
    answer = Client(watched, "analyst").get("/v1/effort/coverage", headers={"Truceline-Purpose": "work"}, params=HOURS)
    assert answer.status_code == 403


@pytest.mark.parametrize(("role", "headers"), [("public", {}), ("public", WHY), ("analyst", {})])
def test_nobody_else_is_told_where_one_post_stands(watched: House, role: str, headers: dict[str, str]) -> None:
    answer = Client(watched, role).get("/v1/effort/coverage", headers=headers, params=HOURS)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    assert (answer.json()["exact"], answer.json()["cells"], answer.json()["watched_min"]) == (False, [], None)
    assert not [secret for secret in SECRETS if secret in answer.text]


def test_before_anything_was_released_the_public_is_told_nothing(tmp_path: Path) -> None:
    with house_of(lower_river(tmp_path / "mission", release=False)) as house:
        assert Client(house).get("/v1/effort/coverage").status_code == 403
        assert Client(house, "analyst").get("/v1/effort/coverage").status_code == 200
