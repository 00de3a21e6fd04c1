"""From an incident or an origin to the place on the page that shows the texts behind it."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicIncident
from truceline.publish import pairs, readings


def origin_links(bulletin: Bulletin, texts: int) -> dict[str, str]:
    """Anchor for each origin of which two texts stand side by side."""
    shown = [(frozenset((pair.a, pair.b)), pairs.anchor(n)) for n, pair in enumerate(bulletin.pairs[:texts])]
    found = (
        (origin.origin_id, next((anchor for items, anchor in shown if items <= set(origin.items)), ""))
        for origin in bulletin.origins
    )
    return {origin_id: anchor for origin_id, anchor in found if anchor}


def incident_links(bulletin: Bulletin, limit: int, texts: int) -> dict[str, str]:
    """Anchor for each incident with published texts behind it: a pair of them, their origin, or one of them."""
    by_pair = [(frozenset((pair.a, pair.b)), pairs.anchor(n)) for n, pair in enumerate(bulletin.pairs[:texts])]
    by_origin = [(frozenset(origin.items), origin.origin_id) for origin in bulletin.origins[:limit]]
    by_text = {text.item_id: readings.anchor(n) for n, text in enumerate(bulletin.readings[:texts])}
    found = ((incident, _link(incident, by_pair, by_origin, by_text)) for incident in bulletin.incidents)
    return {incident.incident_id: anchor for incident, anchor in found if anchor}


def _link(
    incident: PublicIncident,
    by_pair: list[tuple[frozenset[str], str]],
    by_origin: list[tuple[frozenset[str], str]],
    by_text: dict[str, str],
) -> str:
    behind = frozenset(incident.texts)
    if not behind:
        return ""
    whole = (anchor for items, anchor in by_pair if items <= behind)
    shared = (anchor for items, anchor in by_origin if len(items & behind) > 1)
    single = (by_text[item] for item in sorted(behind) if item in by_text)
    return next((anchor for group in (whole, shared, single) for anchor in group), "")
