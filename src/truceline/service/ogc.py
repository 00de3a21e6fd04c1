"""Incidents for geographic information systems: OGC API - Features 1.0 (OGC 17-069r4), core and GeoJSON.

`released` holds what the newest bulletin holds, as cells; `exact` holds points, for those who may read exact rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get
from litestar.params import Parameter

from truceline.mission.asking import Asker
from truceline.model.bulletin import Ring
from truceline.model.units import E6
from truceline.model.view import ShownIncident
from truceline.service.asked import Asked
from truceline.service.grants import may_read, need, told
from truceline.service.house import House
from truceline.service.ogc_asked import AskedBox, AskedLimit, AskedMoment, flat_box, most, only
from truceline.service.ogc_time import interval_of
from truceline.service.paging import Cursor, following
from truceline.service.problems import AnyRequest, MissingError
from truceline.service.public import PublicRow, chosen, page_of

_JSON = "application/json"
_GEOJSON = "application/geo+json"
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_CONFORMS = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)

Collection = Literal["released", "exact"]
_TITLES: dict[Collection, str] = {
    "released": "Incidents as the newest bulletin tells them: cells and days",
    "exact": "Incidents, exact: internal",
}

AskedCollection = Annotated[
    str, Parameter(max_length=40, description="`released`, or `exact` for those who may read exact rows.")
]


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    href: str
    rel: str
    type: str = ""
    title: str = ""


class Landing(msgspec.Struct, frozen=True):
    title: str
    description: str
    links: tuple[Link, ...]


class Conformance(msgspec.Struct, frozen=True):
    conformsTo: tuple[str, ...]  # noqa: N815  the standard's name


class CollectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A collection, as the standard describes one."""

    id: str
    title: str
    extent: dict[str, Any]
    itemType: str = "feature"  # noqa: N815  the standard's name
    crs: tuple[str, ...] = (_CRS84,)
    links: tuple[Link, ...]


class Collections(msgspec.Struct, frozen=True):
    links: tuple[Link, ...]
    collections: tuple[CollectionRow, ...]


class Geometry(msgspec.Struct, frozen=True):
    """A GeoJSON geometry: a point of degrees, or the ring of a cell."""

    type: Literal["Point", "Polygon"]
    coordinates: Any


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """An incident. No property is nested, so that a table can be made of them."""

    id: str
    geometry: Geometry | None
    properties: dict[str, str | int | bool | None]
    type: Literal["Feature"] = "Feature"
    links: tuple[Link, ...] = ()


class Features(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    features: tuple[Feature, ...]
    links: tuple[Link, ...]
    numberReturned: int  # noqa: N815  the standard's name
    type: Literal["FeatureCollection"] = "FeatureCollection"


@get("/ogc", summary="OGC API Features: where everything is", guards=[only()])
async def landing(request: AnyRequest, house: House) -> Landing:
    base = _base(request)
    return Landing(
        house.mission.settings.name,
        "Incidents of a ceasefire monitoring mission",
        (
            Link(f"{base}/ogc", "self", _JSON),
            Link(f"{base}/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.1"),
            Link(f"{base}/ogc/conformance", "conformance", _JSON),
            Link(f"{base}/ogc/collections", "data", _JSON),
        ),
    )


@get("/ogc/conformance", summary="OGC API Features: what of the standard is kept", guards=[only()])
async def conformance() -> Conformance:
    return Conformance(_CONFORMS)


@get("/ogc/collections", summary="OGC API Features: what may be read", guards=[only()], sync_to_thread=True)
def collections(request: AnyRequest, house: House, asker: Asker) -> Collections:
    base = _base(request)
    rows = tuple(_collection(base, house, name) for name in _open_to(asker))
    return Collections((Link(f"{base}/ogc/collections", "self", _JSON),), rows)


@get(
    "/ogc/collections/{collection:str}",
    summary="OGC API Features: one collection",
    guards=[only()],
    sync_to_thread=True,
)
def collection(request: AnyRequest, house: House, asker: Asker, collection: AskedCollection) -> CollectionRow:
    return _collection(_base(request), house, _admitted(house, asker, collection))


@get(
    "/ogc/collections/{collection:str}/items",
    summary="OGC API Features: incidents as GeoJSON",
    guards=[only("bbox", "datetime", "limit", "cursor")],
    media_type=_GEOJSON,
    sync_to_thread=True,
)
def items(
    request: AnyRequest,
    house: House,
    asker: Asker,
    collection: AskedCollection,
    bbox: AskedBox = None,
    moment: AskedMoment = None,
    limit: AskedLimit = 100,
    cursor: Cursor = None,
) -> Response[Features]:
    name = _admitted(house, asker, collection)
    from_s, until_s = interval_of(moment)
    asked, limit = Asked(bbox=flat_box(bbox), from_s=from_s, until_s=until_s), most(limit)
    base = _base(request)
    features: Iterable[Feature]
    if name == "exact":
        page = house.filled_view().incidents(asked.query("-start_s", limit, cursor))
        features, after = map(_exact, page.items), page.next
        told(house, asker, "incidents", len(page.items), "GET /ogc/collections/exact/items")
    else:
        rows, after = page_of(tuple(chosen(_released(house), asked)), limit, cursor)
        features = map(_public, rows)
    links = [Link(str(request.url), "self", _GEOJSON)]
    next_page = following(request, after)
    if next_page is not None:
        links.append(Link(f"{base}{next_page}", "next", _GEOJSON))
    made = tuple(features)
    found = Features(features=made, links=tuple(links), numberReturned=len(made))  # no time: the same has the same tag
    return Response(found, media_type=_GEOJSON)


@get(
    "/ogc/collections/{collection:str}/items/{feature:str}",
    summary="OGC API Features: one incident as GeoJSON",
    guards=[only()],
    media_type=_GEOJSON,
    sync_to_thread=True,
)
def item(
    request: AnyRequest, house: House, asker: Asker, collection: AskedCollection, feature: str
) -> Response[Feature]:
    name = _admitted(house, asker, collection)
    found: Feature | None = None
    if name == "exact":
        incident = house.filled_view().incident(feature)
        if incident is not None:
            found = _exact(incident)
            told(house, asker, "incidents", 1, f"GET /ogc/collections/exact/items/{feature}")
    else:
        found = next((_public(row) for row in _released(house) if row.incident.incident_id == feature), None)
    if found is None:
        raise MissingError(f"there is no feature {feature!r} in this collection")
    base = f"{_base(request)}/ogc/collections/{name}"
    links = (Link(f"{base}/items/{found.id}", "self", _GEOJSON), Link(base, "collection", _JSON))
    return Response(msgspec.structs.replace(found, links=links), media_type=_GEOJSON)


def _open_to(asker: Asker) -> tuple[Collection, ...]:
    return ("released", "exact") if may_read(asker, "observation") else ("released",)


def _admitted(house: House, asker: Asker, name: str) -> Collection:
    """The collection of this name. Raises MissingError where there is none, and what the table of access says."""
    if name == "exact":
        need(house, asker, "read", "observation")
        return "exact"
    if name != "released":
        raise MissingError(f"there is no collection {name!r}", advice="They are listed at /ogc/collections.")
    return "released"


def _released(house: House) -> tuple[PublicRow, ...]:
    """Nothing, where nothing was released: a collection may be empty."""
    released = house.released.newest()
    return () if released is None else released.rows


def _collection(base: str, house: House, name: Collection) -> CollectionRow:
    here = f"{base}/ogc/collections/{name}"
    area = house.mission.settings.area
    box = [-180.0, -90.0, 180.0, 90.0] if area is None else list(area)
    return CollectionRow(
        id=name,
        title=_TITLES[name],
        extent={"spatial": {"bbox": [box], "crs": _CRS84}},
        links=(Link(here, "self", _JSON), Link(f"{here}/items", "items", _GEOJSON)),
    )


def _exact(one: ShownIncident) -> Feature:
    named = msgspec.structs.asdict(one)
    lat_e6, lon_e6 = named.pop("lat_e6"), named.pop("lon_e6")
    place = None if lat_e6 is None else Geometry("Point", (lon_e6 / E6, lat_e6 / E6))
    return Feature(id=named["incident_id"], geometry=place, properties=_flat(named) | _times(one))


def _public(row: PublicRow) -> Feature:
    named = {name: value for name, value in msgspec.structs.asdict(row.incident).items() if name != "cell_outline"}
    properties = {**_flat(named), "status": row.status, "provisions": "; ".join(f.provision_id for f in row.findings)}
    return Feature(id=row.incident.incident_id, geometry=_cell(row.incident.cell_outline), properties=properties)


def _cell(ring: Ring | None) -> Geometry | None:
    if ring is None:
        return None
    points = [(lon / E6, lat / E6) for lon, lat in ring.lon_lat_e6]
    return Geometry("Polygon", (tuple(points if points[0] == points[-1] else [*points, points[0]]),))


def _flat(named: dict[str, Any]) -> dict[str, str | int | bool | None]:
    return {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in named.items()}


def _times(one: ShownIncident) -> dict[str, str | int | bool | None]:
    return {
        name: datetime.fromtimestamp(at, UTC).isoformat() for name, at in (("start", one.start_s), ("end", one.end_s))
    }


def _base(request: AnyRequest) -> str:
    return str(request.base_url).rstrip("/")


HANDLERS = (landing, conformance, collections, collection, items, item)
