"""What OGC API - Features 1.0 (17-069r4) asks of a server, besides what GDAL shows (tests/e2e/test_headquarters.py)."""

from __future__ import annotations

import pytest
from tests.serving import Client

from truceline.service.house import House

ITEMS = "/ogc/collections/released/items"


@pytest.fixture(scope="module")
def client(house: House) -> Client:
    return Client(house)


def test_from_the_landing_page_everything_is_reached(client: Client) -> None:
    links = {link["rel"]: link for link in client.get("/ogc").json()["links"]}
    assert {"self", "service-desc", "conformance", "data"} <= links.keys()
    for link in links.values():
        assert client.get(link["href"]).status_code == 200, link
    declared = client.get(links["conformance"]["href"]).json()["conformsTo"]
    assert [name.rpartition("/")[2] for name in declared] == ["core", "geojson"], "no more than what is kept"
    (row,) = client.get(links["data"]["href"]).json()["collections"]
    own, items = ({link["rel"]: link["href"] for link in row["links"]}[rel] for rel in ("self", "items"))
    assert client.get(own).json() == row
    found = client.get(items).json()
    assert found["type"] == "FeatureCollection" and found["numberReturned"] == len(found["features"]) > 0


def test_one_feature_leads_back_to_its_collection(client: Client) -> None:
    first = client.get(ITEMS).json()["features"][0]
    answer = client.get(f"{ITEMS}/{first['id']}")
    assert answer.headers["content-type"].startswith("application/geo+json")
    links = {link["rel"]: link["href"] for link in answer.json()["links"]}
    assert links["self"].endswith(f"{ITEMS}/{first['id']}") and links["collection"].endswith("/collections/released")


def test_the_same_list_has_the_same_tag(client: Client) -> None:
    for path in ("/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/released", ITEMS):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304, path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bbox=36,49,37,51", True),
        ("bbox=36,49,0,37,51,1000", True),  # heights are not looked at
        ("bbox=170,-10,-170,10", False),  # over the date line
        ("bbox=37,49,36,51", False),  # all the way round, but for where they are
        ("datetime=2026-03-03T00:00:00Z/..", True),
        ("datetime=../2026-03-04T00:00:00Z", True),
        ("datetime=/2026-03-01T00:00:00Z", False),
        ("datetime=2026-03-05T12:00:00Z", False),
        ("datetime=../..", True),
        ("limit=1000000000000", True),  # more than there may be is no error
    ],
)
def test_boxes_and_times(client: Client, asked: str, found: bool) -> None:
    answer = client.get(f"{ITEMS}?{asked}")
    assert answer.status_code == 200, answer.text
    assert bool([one for one in answer.json()["features"] if one["geometry"] or "bbox" not in asked]) is found


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "bbox=1,2,3",
            "bbox=1,2,3,4,5",
            "bbox=a,b,c,d",
            "bbox=",
            "bbox=1,2,3,NaN",
            "bbox=36,51,37,49",
            "bbox=36,51,0,37,49,1000",
            "limit=0",
            "limit=-1",
            "limit=ten",
        ),
        *("datetime=yesterday", "datetime=2026-02-29T00:00:00Z", "datetime=2026-03-03/..", "stats=breach", "crs=x"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_400(client: Client, asked: str) -> None:
    answer = client.get(f"{ITEMS}?{asked}")
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("path", ["/ogc", "/ogc/conformance", "/ogc/collections", ITEMS])
def test_a_form_may_be_asked_for_and_there_is_one(client: Client, path: str) -> None:
    assert client.get(f"{path}?f=json").status_code == 200
    refused = client.get(f"{path}?f=html", headers={"Accept-Language": "ru"})
    assert (refused.status_code, refused.json()["detail"]) == (406, "объектов в форме 'html' здесь нет")


def test_pages_end(client: Client) -> None:
    ids, path = [], f"{ITEMS}?limit=1"
    while path:
        page = client.get(path).json()
        assert len(page["features"]) == 1
        ids.append(page["features"][0]["id"])
        path = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert sorted(ids) == sorted(one["id"] for one in client.get(ITEMS).json()["features"])
    beyond = client.get(f"{ITEMS}?cursor=99999")
    assert (beyond.status_code, beyond.json()["features"]) == (200, [])


@pytest.mark.parametrize("path", ["/ogc/collections/no-such", "/ogc/collections/no-such/items", f"{ITEMS}/inc_00"])
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_refusals_are_told_in_the_readers_language(client: Client) -> None:
    for language, words in (("uk", "параметра 'crs' тут немає"), ("ru", "параметра 'crs' здесь нет")):
        answer = client.get(f"{ITEMS}?crs=x", headers={"Accept-Language": language})
        assert (answer.json()["detail"], answer.headers["content-language"]) == (words, language)
