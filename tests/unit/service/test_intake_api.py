"""Evidence over HTTP: bytes, JSON, forms from the field, sources that sign; and what is refused."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from litestar import Litestar
from litestar.testing import TestClient

import truceline.service.app
from truceline.mission.asking import Asker
from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.model.ids import sha256_hex
from truceline.record.delivery import Delivery, sign_delivery
from truceline.record.note import key_of
from truceline.service.house import House, open_house
from truceline.service.openrosa.form import FORM_ID
from truceline.service.problems import AnyRequest
from truceline.stores.keyring import KeySigner, load_or_make

REPORT = {
    "patrol": "P-3",
    "start": "2026-03-01T06:00:00Z",
    "end": "2026-03-01T14:00:00Z",
    "observations": [{"type": "explosion", "at": "2026-03-01T09:10:00Z", "lat": 48.57, "lon": 37.98, "verb": "heard"}],
    "restrictions": [{"type": "denial", "start": "2026-03-01T11:00:00Z", "end": "2026-03-01T11:30:00Z"}],
}
INSTANCE = b"""<data id="truceline_observation" version="1"><patrol>P-3</patrol><observations><type>explosion</type>
<at>2026-03-01T09:10:00Z</at><event_location>48.57 37.98 0 5</event_location></observations>
<meta><instanceID>uuid:7d2c</instanceID></meta></data>"""
PICTURE = b"\xff\xd8\xff\xe0" + b"jpeg" * 50


class Field:
    def __init__(self, house: House, client: TestClient[Litestar], signer: KeySigner) -> None:
        self.house, self.client, self.signer = house, client, signer

    def send(self, role: str, path: str, **body: Any) -> Any:
        headers = {"X-As": role, **body.pop("headers", {})}
        return self.client.post(path, headers=headers, **body)

    def kept(self) -> int:
        return len(receipts(self.house.record))


def _asker(request: AnyRequest, house: House) -> Asker:
    role: Any = request.headers.get("X-As", "public")
    return Asker("" if role == "public" else "olena", role)


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    signer = load_or_make(tmp_path / "keys", "post-7")
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text(
        f'[mission]\nname = "North"\n[[device]]\nname = "post-7"\nkey = "{key_of(signer).text}"\nconnector = "sensor"\n'
    )
    with open_house(open_mission(folder)) as house, TestClient(truceline.service.app.app(house, _asker)) as client:
        yield Field(house, client, signer)


def test_a_report_is_taken_once_with_a_receipt(field: Field) -> None:
    first, again = (field.send("observer", "/v1/observations", json=REPORT) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert told["observations"] == 2 and "truceline receipt/v1" in told["receipt"]
    assert again.json()["receipt"] == told["receipt"] and field.kept() == 1
    assert receipts(field.house.record)[0].source == "olena"


def test_a_report_names_its_pictures_and_nothing_is_remarked_of_that(field: Field) -> None:
    named = {**REPORT, "observations": [{**REPORT["observations"][0], "photos": ["5f0c.jpg", "5f0d.png"]}]}  # type: ignore[dict-item]
    answer = field.send("observer", "/v1/observations", json=named)
    assert answer.status_code == 201 and "photo" not in str(answer.json()["notes"])
    named["observations"][0]["photos"] = ["../5f0c.jpg"]  # type: ignore[index]
    assert field.send("observer", "/v1/observations", json=named).status_code == 400


@pytest.mark.parametrize("role", ["side_a", "side_b", "chair", "auditor", "operator", "public"])
def test_who_brings_no_evidence_is_refused(field: Field, role: str) -> None:
    assert field.send(role, "/v1/observations", json=REPORT).status_code == 403
    assert field.send(role, "/v1/evidence", content=b"x").status_code == 403
    assert field.kept() == 0


@pytest.mark.parametrize(
    ("report", "status"),
    [
        ({"observations": [{"type": "no such thing", "at": "2026-03-01T09:10:00Z"}]}, 422),
        ({"observations": [{"type": "explosion", "at": "half past nine"}]}, 422),
        ({"observations": [{"type": "explosion"}]}, 400),
        ({"observations": [{"type": "explosion", "at": "2026-03-01T09:10:00Z", "lat": 91.0}]}, 400),
        ({"observations": [{"type": "explosion", "at": "x", "colour": "red"}]}, 400),
        ({}, 422),
        ([], 400),
    ],
)
def test_what_cannot_be_used_is_said_and_not_kept(field: Field, report: object, status: int) -> None:
    answer = field.send("observer", "/v1/observations", json=report)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert field.kept() == 0


def test_a_bad_row_among_good_ones_is_named(field: Field) -> None:
    head = "event_id,source,start,end,lat,lon,radius_m,type\n"
    good = f"{head}e1,x,2026-03-05T10:00:00Z,2026-03-05T10:05:00Z,48,37,200,fire.shelling\n"
    answer = field.send("analyst", "/v1/evidence?filename=events.csv", content=f"{good}e2,x,yesterday,,48,37,1,fire\n")
    assert answer.status_code == 201
    (note, *_) = answer.json()["notes"]
    assert (note["line"], note["severity"]) == (3, "rejected")
    assert field.send("analyst", "/v1/evidence", content=b"").status_code == 422


def test_a_source_that_signs_needs_no_session(field: Field) -> None:
    data = b'{"kind":"detection","sensor":"post-7","at":"2026-03-01T10:00:00Z","lat":48.5,"lon":37.9}\n'

    def sent(seq: int, data: bytes, over: bytes) -> Any:
        delivery = Delivery(field.house.record.origin, "post-7", seq, sha256_hex(over))
        note = base64.b64encode(sign_delivery(delivery, field.signer)).decode()
        return field.send("public", "/v1/evidence", content=data, headers={"Truceline-Signature": note})

    assert sent(2, data, data).status_code == 201
    assert sent(2, data, data).status_code == 200
    assert sent(3, data + b" ", data).status_code == 401
    assert sent(2, data + b"\n", data + b"\n").status_code == 409
    bad = field.send("public", "/v1/evidence", content=data, headers={"Truceline-Signature": "%%%"})
    assert bad.status_code == 401
    listed = field.client.get("/v1/sources", headers={"X-As": "analyst"}).json()["items"]
    assert listed == [{"source": "post-7", "came": 1, "last": 2, "missing": [[1, 1]]}]


def test_a_device_fetches_the_form_and_sends_it_with_a_picture(field: Field) -> None:
    listing = field.client.get("/openrosa/formList", headers={"X-As": "observer"})
    assert listing.headers["x-openrosa-version"] == "1.0"
    assert listing.headers["content-type"] == "text/xml; charset=utf-8"
    assert "date" not in listing.headers, "the server sets it, once"
    names = {e.tag.rpartition("}")[2]: e.text for e in ElementTree.fromstring(listing.content).iter()}
    assert names["formID"] == FORM_ID and names["hash"].startswith("md5:")
    form = field.client.get(f"/openrosa/forms/{FORM_ID}", headers={"X-As": "observer"})
    assert "Патруль або пост" in form.text and "fire.shelling" in form.text
    head = field.client.head("/openrosa/submission", headers={"X-As": "observer"})
    assert head.status_code == 204 and int(head.headers["x-openrosa-accept-content-length"]) > 0
    files = {"xml_submission_file": ("s.xml", INSTANCE, "text/xml"), "p.jpg": ("p.jpg", PICTURE, "image/jpeg")}
    for _ in range(2):
        sent = field.send("observer", "/openrosa/submission?deviceID=imei:123", files=files)
        assert sent.status_code == 201 and "OpenRosaResponse" in sent.text
    kept = receipts(field.house.record)
    assert [receipt.connector for receipt in kept] == ["patrol", "media"]
    assert not any("imei" in str(receipt) for receipt in kept), "names of devices are never kept"


def test_a_submission_that_is_none(field: Field) -> None:
    assert field.client.get("/openrosa/formList").status_code == 401
    for files, status in (
        ({"other": ("s.xml", INSTANCE)}, 422),
        ({"xml_submission_file": ("s.xml", b"<data/>")}, 422),
        ({"xml_submission_file": ("s.xml", b"not xml")}, 422),
        (
            {
                "xml_submission_file": (
                    "s.xml",
                    b'<!DOCTYPE a [<!ENTITY b "c">]><data><instanceID>&b;</instanceID></data>',
                )
            },
            422,
        ),
    ):
        assert field.send("observer", "/openrosa/submission", files=files).status_code == status
    assert field.kept() == 0


@pytest.mark.parametrize(("language", "words"), [("en", "is no XML"), ("uk", "це не XML"), ("ru", "это не XML")])
def test_a_device_shows_why_it_is_refused_in_the_language_of_whoever_holds_it(
    field: Field, language: str, words: str
) -> None:
    headers = {"X-OpenRosa-Version": "1.0", "Accept-Language": language}
    files = {"xml_submission_file": ("s.xml", b"not xml", "text/xml")}
    answer = field.send("observer", "/openrosa/submission", files=files, headers=headers)
    assert (answer.status_code, answer.headers["x-openrosa-version"]) == (422, "1.0")
    message = ElementTree.fromstring(answer.content).findtext("{http://openrosa.org/http/response}message")
    assert message is not None and words in message and message.endswith(".")
    stranger = field.client.get("/openrosa/formList", headers=headers)
    assert stranger.status_code == 401 and stranger.headers["www-authenticate"].startswith("Basic ")
    assert stranger.headers["content-type"].startswith("text/xml")


def test_pictures_under_one_name_come_in_and_a_bad_one_costs_no_other(field: Field) -> None:
    bad, other = b"GIF89a nothing that is known", PICTURE + b"2"
    files = [("xml_submission_file", ("s.xml", INSTANCE, "text/xml"))]
    files += [("media", (f"{n}.jpg", data, "image/jpeg")) for n, data in enumerate((bad, PICTURE, other))]
    assert field.send("observer", "/openrosa/submission", files=files).status_code == 422
    assert [receipt.connector for receipt in receipts(field.house.record)] == ["patrol", "media", "media"]


def test_an_instance_that_comes_as_a_plain_part_is_one(field: Field) -> None:
    files = [("xml_submission_file", (None, INSTANCE, "text/xml")), ("*isIncomplete*", (None, "yes"))]
    assert field.send("observer", "/openrosa/submission", files=files).status_code == 201
