"""A notice of a bulletin in the Common Alerting Protocol 1.2 (OASIS, ITU-T X.1303), in three languages.

It tells what was established of a time that is over: urgency is Past, and nothing is foretold or advised. Severity is
Unknown, because a program does not weigh harm; the words are the same whoever is concerned. An exercise is an exercise.
"""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from truceline.model.bulletin import Bulletin
from truceline.model.rings import parts_e6
from truceline.model.units import E6
from truceline.publish.own import own, own_texts
from truceline.publish.safe import visible
from truceline.publish.words import LANGUAGES, Words, words

_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
#: CAP advises headlines that fit a short message
_HEADLINE_LETTERS = 160


def render_cap(bulletin: Bulletin) -> bytes:
    """One alert in UTF-8, with an info block for each language."""
    alert = etree.Element(f"{{{_NAMESPACE}}}alert", nsmap={None: _NAMESPACE})
    _add(alert, "identifier", bulletin.bulletin_id)
    _add(alert, "sender", _sender(bulletin))
    _add(alert, "sent", _moment(bulletin.period_end))
    _add(alert, "status", "Exercise" if bulletin.invented else "Actual")
    _add(alert, "msgType", "Alert")
    _add(alert, "scope", "Public")
    if bulletin.invented:
        _add(alert, "note", words("en").say("invented"))
    for language in LANGUAGES:
        _add_info(alert, bulletin, words(language))
    data: bytes = etree.tostring(alert, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _add_info(alert: etree._Element, bulletin: Bulletin, spoken: Words) -> None:
    info = _add(alert, "info")
    _add(info, "language", spoken.lang)
    _add(info, "category", "Security")
    _add(info, "event", spoken.say("cap_event"))
    _add(info, "urgency", "Past")
    _add(info, "severity", "Unknown")
    _add(info, "certainty", _certainty(bulletin))
    _add(info, "onset", _moment(bulletin.period_start))
    _add(info, "senderName", bulletin.mission)
    headline = own(bulletin.headline, spoken).words
    _add(info, "headline", headline if len(headline) <= _HEADLINE_LETTERS else spoken.say("cap_event"))
    said = (headline, *(text.words for text in own_texts(bulletin.summary, spoken)), spoken.say("cap_past"))
    invented = (spoken.say("invented"),) if bulletin.invented else ()
    _add(info, "description", " ".join((*invented, *said)))
    for name, value in (("bulletin", str(bulletin.number)), ("verdict", bulletin.verdict.verdict)):
        parameter = _add(info, "parameter")
        _add(parameter, "valueName", name)
        _add(parameter, "value", value)
    _add_area(info, bulletin, spoken)


def _add_area(info: etree._Element, bulletin: Bulletin, spoken: Words) -> None:
    """The cells in which published incidents lie; none where no place was published."""
    rings = {one.cell: one.cell_outline for one in bulletin.incidents if one.cell and one.cell_outline}
    outlines = [part for _, ring in sorted(rings.items()) for part in parts_e6(ring.lon_lat_e6)]
    if not outlines:
        return
    area = _add(info, "area")
    _add(area, "areaDesc", spoken.say("cap_area"))
    for outline in outlines:
        _add(area, "polygon", " ".join(f"{lat / E6:.6f},{lon / E6:.6f}" for lon, lat in outline))


def _certainty(bulletin: Bulletin) -> str:
    """How sure it is that anything happened at all, of the surest incident."""
    surest = max((incident.existence_ppm for incident in bulletin.incidents), default=0)
    steps = ((950_000, "Observed"), (500_000, "Likely"), (1, "Possible"))
    return next((word for least, word in steps if surest >= least), "Unknown")


def _sender(bulletin: Bulletin) -> str:
    """The name of the record where it is known: unique, and it says whose signature to look for."""
    name = bulletin.checkpoint.log_key.split("+")[0] if bulletin.checkpoint else bulletin.mission
    return re.sub(r"[\s,<&]+", "_", visible(name)) or "truceline"


def _moment(words_: str) -> str:
    """ISO 8601 with seconds and an offset in figures: CAP allows no Z."""
    return datetime.fromisoformat(words_).isoformat(timespec="seconds")


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if text is not None:
        child.text = visible(text)
    return child
