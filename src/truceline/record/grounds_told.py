"""Why a finding is what it is, in one public sentence: the clause, what is met, what is not settled.

Nothing is told that the status of the finding and its public row do not imply. Where the mission has anybody who could
be found, a place, an hour or an exception is named only where the clause hangs on nothing else that the row does not
tell (`record.circumstances`); and what the mission alone knows has no place and no hour, so that it is only said that
they may be the reason. Who acted is never a ground that is told: a clause that binds one side would name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from truceline.model.bulletin import PublicIncident
from truceline.model.finding import Status
from truceline.model.grounds import Ground, Grounds, State
from truceline.model.phrase import Code, Name, Phrase, Several, say
from truceline.record.circumstances import PUBLIC_ATTRIBUTES


def told(
    grounds: Grounds,
    status: Status,
    counted: bool,
    incident: PublicIncident,
    clause: str,
    name_of: Callable[[str], str],
    *,
    guarded: bool,
    hidden: bool,
    circumstances: int,
    in_force: State,
) -> Phrase | None:
    """The sentence; null where the grounds give none.

    Args:
        clause: the citation of the clause.
        name_of: the name of a party by its id.
        guarded: the mission has anybody who could be found.
        hidden: the mission alone knows of the incident.
        circumstances: on how many things the status hangs that the public row does not tell.
        in_force: whether the clause was in force, as the incident's day says.
    """
    name = Name(clause)
    if grounds.by_reading:
        return say("why_contested", clause=name, by=Several(tuple(_by(*one, name_of) for one in grounds.by_reading)))
    sides = {side: [one for one in grounds.grounds if one.speaks == side] for side in ("yes", "open", "no")}
    if status == "breach":
        return _breach(sides["yes"], incident, name, guarded=guarded)
    key = "why_open" if status == "undetermined" else "why_counted" if counted else "why_not_met"
    against = sides["open"] if status == "undetermined" else sides["no"] or sides["open"]
    if guarded:
        shown = _guarded(against, incident, circumstances, in_force, counted=counted, hidden=hidden)
    else:
        shown = _items(against, incident)
    return say(key, clause=name, grounds=Several(shown)) if shown else None


def _breach(met: list[Ground], incident: PublicIncident, clause: Name, *, guarded: bool) -> Phrase | None:
    """All that the clause asks for is met, which the status says too; of several ways to meet it, none is told."""
    shown = _items((one for one in met if not (guarded and one.chosen and not _in_public(one))), incident)
    if not shown:
        return None
    if incident.origins_max > 1:
        return say("why_met", clause=clause, grounds=Several(shown))
    return say("why_met_open", clause=clause, grounds=Several(shown), open=Phrase("why_second_origin"))


def _guarded(
    against: list[Ground],
    incident: PublicIncident,
    circumstances: int,
    in_force: State,
    *,
    counted: bool,
    hidden: bool,
) -> tuple[Phrase, ...]:
    """What the day or the public row explains, that alone; else the one thing on which the status hangs, or only that
    it is one of several."""
    force = next((one for one in against if one.kind == "force"), None)
    if force is not None and force.state == in_force == "no":
        return (Phrase("why_force_no"),)
    plain = _items((one for one in against if _in_public(one)), incident)
    if plain or (counted and not against):
        return plain
    if hidden or circumstances + (in_force != "yes" or force is not None) > 1:
        return (Phrase("why_veiled"),)
    # that it has no place in anybody's report says that the mission, too, has none
    return _items((one for one in against if one.kind != "placed"), incident) or _items(against, incident)


def _in_public(one: Ground) -> bool:
    """Whether the public row tells it: of what kind the act was, what was hit, with what, how many."""
    return one.kind == "act" or (one.kind == "attribute" and one.name in PUBLIC_ATTRIBUTES)


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


def _by(according_to: str, status: Status, name_of: Callable[[str], str]) -> Phrase:
    who = Phrase("why_all") if according_to == "all" else Name(name_of(according_to))
    return say("why_by", who=who, status=Code("status", status))
