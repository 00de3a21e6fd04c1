"""Conditions in sentences, with the numbers a delegate would ask for: distances, hours, limits."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from truceline.model.agreement import Agreement, Condition, InForce, Window
from truceline.model.taxonomy import EVENT_TYPES

#: who must plead an exception, in words
PLEADERS = {"none": "nobody", "bearer": "the party that acted", "other": "the other party"}


class Wording:
    """The names of one agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._zones = {zone.zone_id: zone.label or zone.zone_id for zone in agreement.zones}
        self._parties = {party.party_id: party.name for party in agreement.parties}
        self._clocks = {clock.clock_id: clock for clock in agreement.clocks}
        self._zone = ZoneInfo(agreement.time_zone)

    def moment(self, at_s: int) -> str:
        """Local time of the agreement, with its offset: 2031-03-02 00:01 +02:00."""
        local = dt.datetime.fromtimestamp(at_s, self._zone)
        pattern = "%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M"
        return f"{local.strftime(pattern)} {local.strftime('%z')[:3]}:{local.strftime('%z')[3:5]}"

    def party(self, party_id: str) -> str:
        return self._parties.get(party_id, party_id)

    def zone(self, zone_id: str) -> str:
        return self._zones.get(zone_id, zone_id)

    def reading(self, reading: InForce) -> str:
        """When the clause is in force under a reading."""
        holder = "all" if reading.according_to == "all" else self.party(reading.according_to)
        if reading.never:
            waits = f": “{reading.from_event}” is not established" if reading.from_event else ""
            return f"never in force according to {holder}{waits}"
        start = "without a beginning" if reading.from_s is None else f"from {self.moment(reading.from_s)}"
        end = "with no end stated" if reading.until_s is None else f"until {self.moment(reading.until_s)}"
        begun = f", with “{reading.from_event}”" if reading.from_event else ""
        ended = f", with “{reading.until_event}”" if reading.until_event and reading.until_s is not None else ""
        waits = f", or until “{reading.until_event}”" if reading.until_event and reading.until_s is None else ""
        return f"in force according to {holder}: {start}{begun}, {end}{ended}{waits}"

    def window(self, window: Window) -> str:
        """A span of time: from 2031-03-02 00:01 +02:00 until 2031-04-01 00:00 +03:00."""
        start = "" if window.from_s is None else f"from {self.moment(window.from_s)}"
        end = "" if window.until_s is None else f"until {self.moment(window.until_s)}"
        return " ".join(part for part in (start, end) if part) or "at any time"

    def condition(self, node: Condition) -> str:
        """What a condition asks, as a clause of a sentence."""
        if node.all is not None:
            return "all of these hold"
        if node.any is not None:
            return "at least one of these holds"
        if node.not_ is not None:
            return "this does not hold"
        if node.act is not None:
            return f"the act is {act_label(node.act)}"
        if node.attr is not None:
            return _attribute(node, self)
        if node.in_zone is not None:
            return f"the place lies in {self.zone(node.in_zone)}"
        if node.of_line is not None:
            lines = "; ".join(f"{self.party(party)}: {self.zone(line)}" for party, line in node.of_line.items())
            width = f", half of the zone of {node.zone_width_km} km," if node.zone_width_km is not None else ""
            return f"the place is not more than {node.not_behind_km} km{width} behind the actor's own line ({lines})"
        if node.during is not None:
            return f"the act is {self.window(node.during)}"
        if node.event is not None:
            return self._event(node)
        if node.clock is not None:
            clock = self._clocks[node.clock]
            wait = f" at least {node.elapsed_h} h before" if node.elapsed_h else ""
            silence = f"{clock.hours} h without {act_label(clock.silence_of)} in {self.zone(clock.zone)}"
            return f"the silence ({silence}, counted from {self.moment(clock.start_s)}) was complete{wait}"
        near = f" within {node.within_km} km" if node.within_km is not None else ""
        label = act_label(node.count_of or "")
        return f"at least {node.at_least} incidents of {label} in the {node.within_h} h up to it{near}, itself included"

    def _event(self, node: Condition) -> str:
        who = {"self": " by the actor's side", "other": " by the other side"}.get(node.by or "", "")
        when = f" in the {node.before_h} h before" if node.before_h is not None else " before"
        ahead = f", at least {node.elapsed_h} h ahead" if node.elapsed_h else ""
        where = f", within {node.within_km} km" if node.within_km is not None else ""
        return f"the register holds “{node.event}”{who}{when}{ahead}{where}"


def act_label(code: str) -> str:
    """The taxonomy's label with its code: Shelling (fire.shelling)."""
    kind = EVENT_TYPES.get(code)
    return f"{kind.label.lower().removesuffix(', kind not stated')} ({code})" if kind else code


def _attribute(node: Condition, wording: Wording) -> str:
    if node.equals is not None:
        value = wording.party(node.equals) if node.attr == "actor" else node.equals
        unstated = ", a question left open where no report states one" if node.unstated == "open" else ""
        return f"{node.attr} is {value}{unstated}"
    unit = " mm" if node.attr == "calibre_mm" else ""
    name = "calibre" if node.attr == "calibre_mm" else node.attr
    limits = [
        f"at least {node.min}{unit}" if node.min is not None else "",
        f"below {node.below}{unit}" if node.below is not None else "",
    ]
    return f"{name} is {' and '.join(one for one in limits if one)}"
