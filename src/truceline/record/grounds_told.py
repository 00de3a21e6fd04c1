"""Why a finding is what it is, in one public sentence: the clause, what is met, what is not settled.

Nothing is told that the status of the finding and its public row do not imply. Where the mission has anybody who could
be found, a place or a time is named only where nothing else explains the status; and what the mission alone knows has
no place and no hour, so that it is only said that these are the reason. Who acted is never a ground that is told: a
clause that binds one side would name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from truceline.model.bulletin import PublicIncident
from truceline.model.finding import Status
from truceline.model.grounds import Ground, Grounds
from truceline.model.phrase import Code, Name, Phrase, Several, say

#: what points to a place or to an hour
_WHERE_OR_WHEN = frozenset({"force", "zone", "line", "time", "event"})


def told(
    grounds: Grounds,
    status: Status,
    counted: bool,
    incident: PublicIncident,
    clause: str,
    parties: Mapping[str, str],
    *,
    guarded: bool,
    hidden: bool,
) -> Phrase | None:
    """The sentence; null where the grounds give none.

    Args:
        clause: the citation of the clause.
        parties: names by id.
        guarded: the mission has anybody who could be found.
        hidden: the mission alone knows of the incident.
    """
    name = Name(clause)
    if grounds.by_reading:
        return say("why_contested", clause=name, by=Several(tuple(_by(*one, parties) for one in grounds.by_reading)))
    sides = {side: [one for one in grounds.grounds if one.speaks == side] for side in ("yes", "open", "no")}
    if status == "breach":
        return _breach(sides["yes"], incident, name, guarded=guarded)
    key = "why_open" if status == "undetermined" else "why_counted" if counted else "why_not_met"
    against = sides["open"] if status == "undetermined" else sides["no"] or sides["open"]
    shown = _items(_public(against, guarded=guarded), incident) if not hidden else _veiled(against, incident)
    return say(key, clause=name, grounds=Several(shown)) if shown else None


def _breach(met: list[Ground], incident: PublicIncident, clause: Name, *, guarded: bool) -> Phrase | None:
    """All that the clause asks for is met, which the status says too; of several ways to meet it, none is told."""
    shown = _items((one for one in met if not (guarded and one.chosen and one.kind in _WHERE_OR_WHEN)), incident)
    if not shown:
        return None
    if incident.origins_max > 1:
        return say("why_met", clause=clause, grounds=Several(shown))
    return say("why_met_open", clause=clause, grounds=Several(shown), open=Phrase("why_second_origin"))


def _public(against: list[Ground], *, guarded: bool) -> list[Ground]:
    """Where something that stands in the public row explains the status, that alone."""
    plain = [one for one in against if one.kind not in _WHERE_OR_WHEN and one.kind != "actor"]
    return plain if guarded and plain else against


def _veiled(against: list[Ground], incident: PublicIncident) -> tuple[Phrase, ...]:
    """The same of an incident that has no place and no hour in public."""
    plain = [one for one in against if one.kind not in _WHERE_OR_WHEN]
    shown = _items(plain, incident)
    return shown if shown or not against else (Phrase("why_veiled"),)


def _items(grounds: Iterable[Ground], incident: PublicIncident) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(said for one in grounds if (said := _item(one, incident)) is not None))


def _item(one: Ground, incident: PublicIncident) -> Phrase | None:
    """A ground in words: a fact, a question, or a fact that is not so."""
    key = f"why_{one.kind}_{one.state}"
    if one.kind == "actor":
        return Phrase("why_actor_open") if one.state == "open" else None
    if one.kind in ("act", "attribute") and not one.asked and one.state != "open":
        if one.state == "no":  # a kind that the clause leaves out: that it is another one says nothing
            return None
        key = f"why_{one.kind}_excepted"
    if one.kind == "act":
        return Phrase(key) if one.state == "open" else say(key, act=Code("event_type", incident.event_type))
    if one.kind == "attribute":
        return say("why_unstated" if _unstated(one, incident) else key, name=Phrase(f"why_of_{one.name}"))
    if one.kind == "zone":
        return say(key, zone=Name(one.name))
    if one.kind == "exception":
        return say(key, name=Name(one.name)) if one.name else Phrase(key + "_plain")
    return Phrase(key)


def _unstated(one: Ground, incident: PublicIncident) -> bool:
    """Not as the clause asks because no report says what it is."""
    stated = {"target": incident.target, "weapon": incident.weapon, "heavy": incident.weapon}
    return one.state == "no" and one.name in stated and stated[one.name] is None


def _by(according_to: str, status: Status, parties: Mapping[str, str]) -> Phrase:
    who = Phrase("why_all") if according_to == "all" else Name(parties.get(according_to, according_to))
    return say("why_by", who=who, status=Code("status", status))
