"""Which pictures were sent with the reports behind an incident: those that a report names, from the one who sent it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from truceline.mission.case import Case
from truceline.model.detail import EvidencePicture
from truceline.model.evidence import EvidenceItem
from truceline.model.view import ShownObservation

#: pictures of one incident
_MOST = 24
_SHOWN = ("image/jpeg", "image/png", "image/webp")
#: a form names a picture by its file
_NAME = re.compile(rb"""[^\s<>"'/\\]+\.(?:jpe?g|png|webp)""", re.IGNORECASE)


def pictures_of(case: Case, observations: Iterable[ShownObservation]) -> tuple[EvidencePicture, ...]:
    """The pictures in the order in which they were received. What was destroyed by order is not among them."""
    items = {item.item_id: item for item in case.outcome.items}
    told: dict[str, list[str]] = defaultdict(list)
    for one in observations:
        if one.item_id in items:
            told[one.item_id].append(one.observation_id)
    sent = _by_sender(items.values())
    found: dict[str, EvidencePicture] = {}
    for item_id in sorted(told, key=lambda one: (items[one].received_s, one)):
        report = items[item_id]
        for picture in _named(case, report, sent):
            shown = EvidencePicture(
                sha256=picture.sha256,
                source_class=report.source_class,
                received_s=picture.received_s,
                observations=tuple(sorted(told[item_id])),
            )
            found.setdefault(picture.sha256, shown)
    return tuple(found.values())[:_MOST]


def _by_sender(items: Iterable[EvidenceItem]) -> dict[tuple[str, str], list[EvidenceItem]]:
    sent: dict[tuple[str, str], list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.media_type in _SHOWN:
            sent[item.source, item.filename].append(item)
    return sent


def _named(case: Case, report: EvidenceItem, sent: dict[tuple[str, str], list[EvidenceItem]]) -> Iterable[EvidenceItem]:
    """The pictures that a report names; of several of one name, that which came nearest to it."""
    if not any(source == report.source for source, _ in sent) or not case.vault.has(report.sha256):
        return
    names = dict.fromkeys(name.decode("utf-8", "replace") for name in _NAME.findall(case.vault.get(report.sha256)))
    for name in names:
        near = sorted(
            sent.get((report.source, name), ()), key=lambda one: (abs(one.received_s - report.received_s), one.item_id)
        )
        if near and case.vault.has(near[0].sha256):
            yield near[0]
