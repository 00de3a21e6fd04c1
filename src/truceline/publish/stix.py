"""A bulletin as a STIX 2.1 bundle (OASIS): a report of incidents, each with the place in which it lies.

`incident` of the standard is a stub with a name and a description; what else a bulletin says of an incident stands in a
property extension, as section 7.3 asks. The draft core extension for incidents is not used: it must say that an attempt
succeeded or was blocked, which is more than a report of an explosion tells. Nobody is named as a threat actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha1
from math import asin, cos, radians, sin, sqrt
from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin, Ring
from truceline.model.units import E6
from truceline.publish.flat import Row, flat_incidents
from truceline.publish.safe import visible
from truceline.publish.words import words

#: the standard takes an address or words
_SCHEMA = (
    "Each property is a field of an incident in the bulletin's data annex (bulletin.json), under the same name, with "
    "the same meaning; finding is its worst finding (breach, undetermined, no_breach), provisions lists all of them."
)
#: of our own: the standard keeps its namespace for cyber-observables
_NAMESPACE = sha1(b"urn:truceline:stix").digest()[:16]
#: TLP:WHITE as STIX 2.1 defines it: a bulletin is for everybody
_FOR_EVERYBODY = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"
#: when this form of the bundle began: missions, places and the extension do not change from bulletin to bulletin
_FIRST = "2026-11-22T00:00:00.000Z"
_EARTH_M = 6_371_009
_PPM_IN_PERCENT = 10_000

Thing = dict[str, Any]


def render_stix(bulletin: Bulletin) -> bytes:
    """The bundle as JSON in UTF-8. Ids come from content (UUID version 5): equal bulletins give equal bytes."""
    objects = _objects(bulletin)
    bundle = {"type": "bundle", "id": _id("bundle", bulletin.bulletin_id), "objects": objects}
    return msgspec.json.encode(bundle) + b"\n"


def _objects(bulletin: Bulletin) -> list[Thing]:
    mission = _id("identity", bulletin.mission)
    said: Thing = {"created_by_ref": mission, "object_marking_refs": [_FOR_EVERYBODY]}
    if bulletin.invented:
        said["labels"] = ["exercise", "invented"]
    now = _moment(bulletin.period_end)
    extension = _extension(mission)
    identity = {
        "type": "identity",
        "id": mission,
        **_times(_FIRST),
        "name": visible(bulletin.mission),
        "identity_class": "organization",
    }
    told = [t for row, ring in flat_incidents(bulletin) for t in _incident(row, ring, said, extension["id"], now)]
    unique = list({thing["id"]: thing for thing in told}.values())
    report = {
        "type": "report",
        "id": _id("report", bulletin.bulletin_id),
        **_times(now),
        **said,
        "name": f"{visible(bulletin.mission)} {bulletin.number}",
        "description": visible(" ".join((bulletin.headline, *bulletin.summary))),
        "published": now,
        "object_refs": [identity["id"], *(thing["id"] for thing in unique)],
    }
    return [identity, extension, *unique, report]


def _incident(row: Row, ring: Ring | None, said: Thing, extension: str, now: str) -> Iterator[Thing]:
    """The incident; where its place was published, the place and how the two are related.

    An incident is created as its day begins anywhere, and modified by each bulletin that tells of it.
    """
    day = _moment(f"{row['day']}T00:00:00+14:00")
    incident = {
        "type": "incident",
        "id": _id("incident", row["incident_id"]),
        **_times(day, now),
        **said,
        "confidence": row["existence_ppm"] // _PPM_IN_PERCENT,
        "name": f"{words('en').term('event_type', row['event_type'])}, {row['day']}",
        "external_references": [{"source_name": "truceline", "external_id": row["incident_id"]}],
        "extensions": {extension: {"extension_type": "property-extension", **_known(row)}},
    }
    yield incident
    if ring is None or row["cell"] is None:
        return
    place = _place(row, ring, said)
    yield place
    yield {
        "type": "relationship",
        "id": _id("relationship", f"{incident['id']} located-at {place['id']}"),
        **_times(day),
        **said,
        "relationship_type": "located-at",
        "source_ref": incident["id"],
        "target_ref": place["id"],
    }


def _place(row: Row, ring: Ring, said: Thing) -> Thing:
    """STIX knows points with a precision: the middle of the cell, and a distance beyond which the incident is not."""
    corners = [(lon / E6, lat / E6) for lon, lat in ring.lon_lat_e6[:-1]]
    lon0 = corners[0][0]  # longitudes are taken from the first corner on: a cell may lie across 180°
    mid_lon = lon0 + sum((lon - lon0 + 180) % 360 - 180 for lon, _ in corners) / len(corners)
    mid_lat = sum(lat for _, lat in corners) / len(corners)
    widest_m = max(_distance_m(mid_lon, mid_lat, lon, lat) for lon, lat in corners)
    precision_m = round(widest_m) + 1_000 * (row["radius_km"] or 0)
    return {
        "type": "location",
        "id": _id("location", f"{row['cell']} {precision_m}"),
        **_times(_FIRST),
        **said,
        "name": visible(row["area"] or f"H3 cell {row['cell']}"),
        "latitude": round(mid_lat, 4),
        "longitude": round((mid_lon + 180) % 360 - 180, 4),
        "precision": float(precision_m),
    }


def _extension(mission: str) -> Thing:
    return {
        "type": "extension-definition",
        "id": _id("extension-definition", "published incident 1"),
        **_times(_FIRST),
        "created_by_ref": mission,
        "name": "Published incident of a ceasefire monitoring mission",
        "description": "A day, counts with units, independent origins, and what was found under the agreement.",
        "schema": _SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _known(row: Row) -> Row:
    """What the bulletin says of the incident; STIX leaves out what is not known."""
    return {name: value for name, value in row.items() if value not in (None, "")}


def _times(created: str, modified: str = "") -> Thing:
    return {"spec_version": "2.1", "created": created, "modified": modified or created}


def _id(kind: str, words_: str) -> str:
    """A UUID of version 5 (RFC 9562): SHA-1 over a namespace and a name."""
    digest = bytearray(sha1(_NAMESPACE + f"{kind} {words_}".encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{kind}--{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _moment(words_: str) -> str:
    return datetime.fromisoformat(words_).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    a, b = radians(lat_a), radians(lat_b)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(half)))
