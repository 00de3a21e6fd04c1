"""A picture from the field: with its report, behind its incident, to who may see it, and nothing of its camera."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.serving import SECRETS, Client, house_of, lower_river

from truceline.mission.folder import open_mission
from truceline.mission.opened import opened
from truceline.mission.submit import Submissions
from truceline.mission.work import work
from truceline.model.ids import sha256_hex
from truceline.record.access import Role
from truceline.service.house import House
from truceline.service.limits import Limits
from truceline.stores.clock import SystemClock
from truceline.stores.silence import SilentProgress

INSTANCE = b"""<data id="truceline_observation" version="1"><patrol>P-3</patrol><observations><type>fire.shelling</type>
<at>2026-03-03T14:40:00Z</at><event_location>49.9935 36.2304 0 800</event_location><photo>1772549000.jpg</photo>
</observations><meta><instanceID>uuid:7d2c</instanceID></meta></data>"""
OWNER = "Camera of Olena"


def _photo(colour: tuple[int, int, int]) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = OWNER
    exif.get_ifd(0x8825)[2] = (49.0, 59.0, 36.0)
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "JPEG", exif=exif)
    return made.getvalue()


PHOTO, OTHERS = _photo((200, 30, 30)), _photo((30, 30, 200))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = lower_river(tmp_path_factory.mktemp("pictures") / "river", release=False)
    mission = open_mission(folder)
    with opened(mission) as record:
        submissions = Submissions(mission, record, SystemClock())
        submissions.submit(INSTANCE, "submission.xml", source="odk olena", connector="patrol")
        submissions.submit(PHOTO, "1772549000.jpg", source="odk olena", connector="media")
        # of the same name, from somebody else
        submissions.submit(OTHERS, "1772549000.jpg", source="odk dan", connector="media")
        work(mission, record, None, SilentProgress())
    with house_of(folder, limits=Limits(seconds=600)) as house:  # a busy machine explains slowly
        yield house


PICTURE = f"/v1/evidence/{sha256_hex(PHOTO)}/picture"


def test_an_incident_has_the_pictures_that_its_reports_name(house: House) -> None:
    analyst = Client(house, "analyst")
    ids = [row["incident_id"] for row in analyst.get("/v1/incidents").json()["items"]]
    shown = [picture for one in ids for picture in analyst.get(f"/v1/incidents/{one}").json()["pictures"]]
    assert [picture["sha256"] for picture in shown] == [sha256_hex(PHOTO)]
    (picture,) = shown
    assert picture["source_class"] and picture["observations"][0].startswith("obs_")
    assert not any(secret in str(shown) for secret in (*SECRETS, "olena"))


def test_it_is_muted_until_it_is_asked_for_and_has_nothing_of_its_camera(house: House) -> None:
    analyst = Client(house, "analyst")
    muted = analyst.get(PICTURE)
    assert (muted.status_code, muted.headers["content-type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(muted.content)).mode == "L"
    revealed = analyst.get(PICTURE, params={"revealed": "true"})
    assert Image.open(io.BytesIO(revealed.content)).size == (40, 30)
    assert OWNER.encode() in PHOTO and OWNER.encode() not in revealed.content and b"Exif" not in revealed.content
    assert "no-store" in revealed.headers["cache-control"] and "sandbox" in revealed.headers["content-security-policy"]


@pytest.mark.parametrize("role", ["observer", "side_a", "side_b", "operator", "public"])
def test_who_may_not_read_evidence_sees_no_picture(house: House, role: Role) -> None:
    answer = Client(house, role).get(PICTURE)
    assert answer.status_code in (401, 403)


def test_what_is_no_picture_is_said_to_be_none(house: House) -> None:
    analyst = Client(house, "analyst")
    assert analyst.get(f"/v1/evidence/{'0' * 64}/picture").status_code == 404
    assert analyst.get(f"/v1/evidence/{sha256_hex(INSTANCE)}/picture").status_code == 422
