"""An agreement on one page, for whoever must say "that is what it says": clauses, map, calendar, register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

import shapely
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from truceline.agreements.belts import belts
from truceline.agreements.calendar import draw_calendar
from truceline.agreements.wording import agreement_words, wording_in
from truceline.assess.projection import plane_over
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Condition, InForce, Provision, Unless
from truceline.publish.html import environment, policy_of, style_of
from truceline.publish.map import draw_map
from truceline.publish.words import Words
from truceline.record.public_areas import public_areas


def render_agreement(agreement: Agreement, lang: str) -> bytes:
    """One self-contained HTML page in UTF-8 ("en", "uk" or "ru"): it loads nothing and runs nothing.

    Words of the agreement itself (clauses, names, notes) stand as they were written, in whatever language that was.
    Raises UsageError for another language.
    """
    words = agreement_words(lang)
    wording = wording_in(lang, agreement)
    style = style_of("", texts=False) + "\n" + _part("agreement.css")
    page = _environment().get_template("agreement.html.j2")
    return page.render(
        lang=lang,
        say=words.group("text"),
        style=Markup(style),
        policy=policy_of(style, ""),
        agreement=agreement,
        threshold=words.percent(agreement.threshold_ppm),
        readings=[_reading(reading, wording) for reading in agreement.readings],
        clauses=[
            *(_provision(clause, wording) for clause in agreement.provisions),
            *({"clause": clause, "left_to": clause.left_to} for clause in agreement.left),
        ],
        places=[*_places(agreement, words, wording), *_moving(agreement, wording)],
        register=[
            {
                "entry": entry,
                "at": wording.moment(entry.at_s),
                "party": wording.party(entry.party),
                "tells": wording.tells(entry),
            }
            for entry in agreement.register
        ],
        standings=words.group("standing"),
        map=Markup(draw_map((*public_areas(agreement), *belts(agreement, wording)), (), words)),
        calendar=Markup(draw_calendar(agreement, wording, words)),
    ).encode()


@cache
def _environment() -> Environment:
    return environment().overlay(
        loader=ChoiceLoader(
            [PackageLoader("truceline.agreements", "templates"), PackageLoader("truceline.publish", "templates")]
        )
    )


def _part(name: str) -> str:
    return resources.files("truceline.agreements").joinpath("templates", name).read_text(encoding="utf-8")


def _reading(reading: InForce, wording: Wording) -> dict[str, str]:
    return {"when": wording.reading(reading), "words": reading.words}


def _provision(clause: Provision, wording: Wording) -> dict[str, object]:
    binds = ", ".join(wording.party(party) for party in clause.bearers)
    return {
        "clause": clause,
        "left_to": "",
        "duty": wording.duty(clause),
        "binds": wording.say("binds", who=binds) if binds else "",
        "readings": [_reading(reading, wording) for reading in clause.readings],
        "tree": _tree(clause.when, wording),
        "outcomes": wording.outcomes(clause),
        "exceptions": [_exception(one, wording) for one in clause.unless],
    }


def _exception(exception: Unless, wording: Wording) -> dict[str, object]:
    return {
        "words": exception.words,
        "tree": _tree(exception.when, wording),
        "outcomes": wording.consequences(exception),
    }


def _tree(node: Condition, wording: Wording) -> dict[str, object]:
    return {"words": wording.condition(node), "children": [_tree(child, wording) for child in node.children]}


def _places(agreement: Agreement, words: Words, wording: Wording) -> Iterator[dict[str, str]]:
    """Zones and lines with their size, so that a slip of the pen shows."""
    shapes = {zone.zone_id: shapely.from_geojson(zone.geometry) for zone in agreement.zones}
    if not shapes:
        return
    plane = plane_over(shapes.values())
    for zone in agreement.zones:
        flat = plane.flat(shapes[zone.zone_id])
        size = shapely.length(flat) / 1000 if zone.kind == "line" else shapely.area(flat) / 1e6
        number = words.thousandths(round(size * 1000), 1 if size < 100 else 0)
        key = "size_line" if zone.kind == "line" else "size_zone"
        size_and_belt = "; ".join(filter(None, [words.say(key, n=number), wording.belt(zone)]))
        yield {"id": zone.zone_id, "label": zone.label or zone.zone_id, "size": size_and_belt}


def _moving(agreement: Agreement, wording: Wording) -> Iterator[dict[str, str]]:
    for moving in agreement.moving:
        phases = "; ".join(f"{wording.window(window)}: {wording.zone(of)}" for window, of in moving.phases)
        yield {"id": moving.zone_id, "label": moving.label or moving.zone_id, "size": phases}
