"""How a bulletin came about, for programs: an RO-Crate 1.1 whose actions and entities are those of W3C PROV as well.

Each part of the data annex (`bulletin.json#/counts`, …) is an entity; so the provenance of a figure is that of the part
with which its JSON Pointer begins. Evidence is named by one digest over all of it: nothing in a crate tells what
came in or from whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from truceline.model.bulletin import Bulletin
from truceline.publish.safe import visible

CRATE_NAME = "ro-crate-metadata.json"
ANNEX_NAME = "bulletin.json"

Thing = dict[str, Any]

_MEDIA_TYPES = {
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "pmtiles": "application/vnd.pmtiles",
    "xml": "application/cap+xml",
}


class Stage(msgspec.Struct, frozen=True):
    """What a stage does, from what, and what comes of it."""

    name: str
    does: str
    used: tuple[str, ...]
    made: str


#: what passes from stage to stage
MATERIAL: dict[str, str] = {
    "evidence": "All evidence of the mission, under one digest over the sorted hashes of its files.",
    "agreement": "The agreement in force, as text for machines: provisions, zones, intervals.",
    "gazetteer": "Names of settlements that are open to everybody.",
    "items": "Items of evidence with their rows and texts.",
    "mentions": "What was found in texts: quotations, statements, quantities, places and times, each with its span.",
    "observations": "What somebody reported: what, when, where, with a radius.",
    "origins": "Which items go back to one origin.",
    "incidents": "What several observations are held to be about.",
    "findings": "Incidents held against the provisions of the agreement.",
    "measures": "Counts, rates, effects, and whether the ceasefire is holding.",
    "cases": "What the commission of the parties was asked and decided.",
    "record": "The record of the mission: every entry under one hash.",
}

STAGES: tuple[Stage, ...] = (
    Stage("ingest", "Takes evidence in, every byte kept and hashed.", ("evidence",), "items"),
    Stage("extract", "Finds what texts say, with spans.", ("items",), "mentions"),
    Stage(
        "locate", "Gives words for places and times a geometry with an honest radius.", ("mentions",), "observations"
    ),
    Stage("derive", "Tells which items come from one origin.", ("items", "mentions"), "origins"),
    Stage("fuse", "Joins observations into incidents, with probabilities.", ("observations", "origins"), "incidents"),
    Stage("assess", "Holds incidents against the agreement.", ("incidents", "agreement"), "findings"),
    Stage("measure", "Counts, and measures change.", ("incidents", "findings", "agreement"), "measures"),
    Stage("adjudicate", "Keeps what people decided, with their signatures.", ("findings",), "cases"),
)

#: part of the data annex -> what it was made from
PARTS: dict[str, tuple[str, ...]] = {
    "verdict": ("measures",),
    "headline": ("measures",),
    "summary": ("measures",),
    "counts": ("measures",),
    "days": ("measures",),
    "rates": ("measures",),
    "provisions": ("findings", "agreement", "cases"),
    "incidents": ("incidents", "origins"),
    "findings": ("findings", "cases"),
    "statements": ("mentions",),
    "elements": ("mentions",),
    "quantities": ("mentions",),
    "origins": ("origins",),
    "audits": ("measures",),
    "restrictions": ("measures",),
    "areas": ("agreement",),
    "cannot_conclude": ("measures",),
    "scores": ("measures",),
    "pairs": ("origins", "mentions"),
    "readings": ("mentions",),
    "late": ("measures",),
    "hot_spots": ("incidents",),
    "cases": ("cases",),
    "seats": ("agreement",),
    "escalation": ("measures",),
    "recovery": ("measures",),
    "trends": ("measures",),
    "places": ("incidents",),
    "before": ("measures",),
    "harm": ("incidents", "origins"),
    "objects": ("incidents", "origins", "findings"),
    "windows": ("findings", "agreement"),
    "by_part": ("incidents", "findings"),
    "corrections": ("measures", "record"),
    "kinds": ("incidents", "origins", "findings"),
    "by_kind": ("incidents", "findings"),
    "weapons": ("incidents", "origins", "findings", "agreement"),
    "force_readings": ("agreement",),
    "settlements": ("gazetteer", "agreement", "incidents"),
    "checkpoint": ("record",),
}


def render_crate(bulletin: Bulletin, files: Mapping[str, bytes]) -> bytes:
    """`ro-crate-metadata.json` for these files of a bulletin, by name. Equal bulletins give equal bytes."""
    graph = list(_graph(bulletin, files))
    context = ["https://w3id.org/ro/crate/1.1/context", _OWN_TERMS]
    return msgspec.json.format(msgspec.json.encode({"@context": context, "@graph": graph}), indent=1) + b"\n"


#: terms that the context of RO-Crate 1.1 does not have
_OWN_TERMS = {
    "prov": "http://www.w3.org/ns/prov#",
    "sha256": "https://schema.org/sha256",
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in ("wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith", "wasAttributedTo", "used")
    },
}


def _graph(bulletin: Bulletin, files: Mapping[str, bytes]) -> Iterator[Thing]:
    yield {
        "@id": CRATE_NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    yield _root(bulletin, files)
    yield _licence(bulletin)
    yield {"@id": "#mission", "@type": ["Organization", "prov:Agent"], "name": visible(bulletin.mission)}
    yield from _material(bulletin)
    version = bulletin.software.rpartition(" ")[2] or "unknown"
    for stage in STAGES:
        yield _program(stage.name, stage.does, version)
        yield _action(stage.name, stage.does, stage.used, f"#{stage.made}")
    redacts = "Lets out what may leave: coarse cells, days, no watcher and no witness."
    parts = [f"{ANNEX_NAME}#/{name}" for name in PARTS] if ANNEX_NAME in files else []
    made = [*parts, *(name for name in sorted(files) if name == ANNEX_NAME)]
    yield _program("redact", redacts, version)
    yield _action("redact", redacts, tuple(sorted({source for used in PARTS.values() for source in used})), *made)
    publishes = "Writes the bulletin's files from the data annex alone."
    yield _program("publish", publishes, version)
    yield _action("publish", publishes, (), *(name for name in sorted(files) if name != ANNEX_NAME))
    for name in sorted(files):
        yield _file(name, files[name])
    if parts:
        yield from (_part(name, used) for name, used in PARTS.items())


def _licence(bulletin: Bulletin) -> Thing:
    if bulletin.licence:
        return {"@id": "#licence", "@type": "CreativeWork", "name": visible(bulletin.licence)}
    asked = "Ask the mission before you publish the files again."
    return {"@id": "#licence", "@type": "CreativeWork", "name": "No licence is stated", "description": asked}


def _root(bulletin: Bulletin, files: Mapping[str, bytes]) -> Thing:
    invented = "INVENTED EXERCISE. Nothing here happened. " if bulletin.invented else ""
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{visible(bulletin.mission)}, bulletin {bulletin.number}",
        "description": invented + visible(bulletin.headline),
        "identifier": bulletin.bulletin_id,
        "datePublished": bulletin.period_end,
        "temporalCoverage": f"{bulletin.period_start}/{bulletin.period_end}",
        "license": {"@id": "#licence"},
        "publisher": {"@id": "#mission"},
        "hasPart": [{"@id": name} for name in sorted(files)],
        "mentions": [{"@id": f"#{name}"} for name in (*(stage.name for stage in STAGES), "redact", "publish")],
    }


def _material(bulletin: Bulletin) -> Iterator[Thing]:
    digests = {"evidence": bulletin.evidence_digest, "record": bulletin.record_head}
    made_by = {stage.made: stage.name for stage in STAGES}
    for name, about in MATERIAL.items():
        # contextual: described, not enclosed
        thing: Thing = {"@id": f"#{name}", "@type": ["CreativeWork", "prov:Entity"], "name": name, "description": about}
        if digests.get(name):
            thing["identifier"] = digests[name]
        if name in made_by:
            thing["wasGeneratedBy"] = {"@id": f"#{made_by[name]}"}
        yield thing


def _program(stage: str, does: str, version: str) -> Thing:
    return {
        "@id": f"#program-{stage}",
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": f"truceline {stage}",
        "description": does,
        "softwareVersion": version,
    }


def _action(stage: str, does: str, used: tuple[str, ...], *made: str) -> Thing:
    """An activity: what it used, with which program, for whom, and what came of it."""
    objects = [{"@id": f"#{name}"} for name in used] or [{"@id": ANNEX_NAME}]
    return {
        "@id": f"#{stage}",
        "@type": ["CreateAction", "prov:Activity"],
        "name": stage,
        "description": does,
        "instrument": {"@id": f"#program-{stage}"},
        "agent": {"@id": "#mission"},
        "object": objects,
        "result": [{"@id": name} for name in made],
        "used": objects,
        "wasAssociatedWith": [{"@id": "#mission"}, {"@id": f"#program-{stage}"}],
    }


def _file(name: str, data: bytes) -> Thing:
    thing: Thing = {
        "@id": name,
        "@type": ["File", "prov:Entity"],
        "name": name,
        "encodingFormat": _MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream"),
        "contentSize": str(len(data)),
        "sha256": sha256(data).hexdigest(),
        "wasGeneratedBy": {"@id": "#redact" if name == ANNEX_NAME else "#publish"},
        "wasAttributedTo": {"@id": "#mission"},
    }
    if name == ANNEX_NAME:
        thing["hasPart"] = [{"@id": f"{ANNEX_NAME}#/{part}"} for part in PARTS]
    else:
        thing["wasDerivedFrom"] = {"@id": ANNEX_NAME}
    return thing


def _part(name: str, used: tuple[str, ...]) -> Thing:
    return {
        "@id": f"{ANNEX_NAME}#/{name}",
        "@type": ["CreativeWork", "prov:Entity"],
        "name": name,
        "description": f"Every figure whose JSON Pointer begins with /{name}.",
        "isPartOf": {"@id": ANNEX_NAME},
        "wasGeneratedBy": {"@id": "#redact"},
        "wasDerivedFrom": [{"@id": f"#{source}"} for source in used],
    }
