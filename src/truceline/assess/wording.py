"""Conditions in sentences, with the numbers a delegate would ask for: distances, hours, limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from zoneinfo import ZoneInfo

from truceline.assess.phrases import ENGLISH, Group, Phrases, Terms, english
from truceline.model.agreement import (
    Agreement,
    Condition,
    Daily,
    Effect,
    InForce,
    Provision,
    RegisterEntry,
    Unless,
    Window,
    Zone,
)

#: moments told before: each clause tells those of the same acts
_MOMENTS = 65_536


class Wording:
    """The names of one agreement, and how conditions on them are told."""

    def __init__(
        self,
        agreement: Agreement,
        phrases: Phrases = ENGLISH,
        terms: Terms = english,
        decimal: Callable[[str], str] = str,
    ) -> None:
        self._agreement = agreement
        self._zones = {zone.zone_id: zone.label or zone.zone_id for zone in agreement.zones}
        self._clocks = {clock.clock_id: clock for clock in agreement.clocks}
        self._zone = ZoneInfo(agreement.time_zone)
        self.phrases, self._terms, self._decimal = phrases, terms, decimal
        self.moment = lru_cache(maxsize=_MOMENTS)(self._moment)

    def say(self, key: str, **values: object) -> str:
        return self.phrases[key].format(**values)

    def number(self, value: float, digits: int) -> str:
        """A number with so many decimal places, with the language's own mark."""
        return self._decimal(f"{value:.{digits}f}")

    def _moment(self, at_s: int) -> str:
        """Local time of the agreement, with its offset: 2031-03-02 00:01 +02:00."""
        local = dt.datetime.fromtimestamp(at_s, self._zone)
        told = local.isoformat(" ", "seconds" if local.second else "minutes")
        end = 19 if local.second else 16
        return f"{told[:end]} {told[end : end + 6]}"

    def party(self, party_id: str) -> str:
        return self._agreement.party_name(party_id)

    def belt(self, zone: Zone) -> str:
        """How a belt is drawn, so that it can be held against the text; empty for what the file draws itself."""
        if zone.buffer_km is None:
            return ""
        return self.say("belt", km=self._decimal(f"{zone.buffer_km:g}"), names=", ".join(zone.around))

    def zone(self, zone_id: str) -> str:
        return self._zones.get(zone_id, zone_id)

    def act(self, code: str) -> str:
        return self._terms("event_type", code)

    def code(self, group: Group, code: str) -> str:
        """A code of a report: in English as it stands there, else by its name."""
        return code if self.phrases is ENGLISH else self._terms(group, code)

    def effect(self, effect: Effect) -> str:
        return self.say(f"effect_{effect}")

    def pleader(self, exception: Unless) -> str:
        """Who must plead and show an exception."""
        return self.say(f"plea_{exception.plea}")

    def reading(self, reading: InForce) -> str:
        """When the clause is in force under a reading."""
        who = self.say("everybody") if reading.according_to == "all" else self.party(reading.according_to)
        if reading.never:
            return self.say("never_waits" if reading.from_event else "never", who=who, event=reading.from_event)
        start = self._edge("start", reading.from_s, reading.from_event)
        end = self._edge("end", reading.until_s, reading.until_event)
        return self.say("force", who=who, start=start, end=end)

    def _edge(self, which: str, at_s: int | None, event: str) -> str:
        key = which + ("_open" if at_s is None else "") + ("_event" if event else "")
        return self.say(key, at="" if at_s is None else self.moment(at_s), event=event)

    def window(self, window: Window) -> str:
        """A span of time: from 2031-03-02 00:01 +02:00 until 2031-04-01 00:00 +03:00."""
        edges = (("start", window.from_s), ("end", window.until_s))
        told = [self.say(key, at=self.moment(at_s)) for key, at_s in edges if at_s is not None]
        return " ".join(told) or self.say("any_time")

    def hours(self, daily: Daily) -> str:
        """Hours that recur: every day from 10:00 until 14:00, local time (Europe/Kyiv)."""
        start, end = (_clock_time(at_s) for at_s in (daily.from_s, daily.until_s))
        when = self._days(daily)
        key = "hours_overnight" if daily.until_s <= daily.from_s else "hours"
        return self.say(key, when=when, start=start, end=end, zone=daily.time_zone)

    def hours_in_short(self, daily: Daily) -> str:
        """The same for a row of a calendar: every day, 10:00–14:00."""
        return f"{self._days(daily)}, {_clock_time(daily.from_s)}–{_clock_time(daily.until_s)}"

    def _days(self, daily: Daily) -> str:
        days = ", ".join(self.say(f"weekday_{day}") for day in daily.weekdays)
        return self.say("on_days", days=days) if days else self.say("every_day")

    def tells(self, entry: RegisterEntry) -> str:
        """Whom an entry told, and of acts from when until when; empty where it says neither."""
        to = self.say("told_to", who=self.party(entry.to)) if entry.to else ""
        times = self.window(Window(entry.from_s, entry.until_s)) if entry.from_s is not None else ""
        return "; ".join(part for part in (to, times) if part)

    def outcomes(self, provision: Provision) -> tuple[str, ...]:
        """What an act under the clause is, stage by stage."""
        if not provision.stages:
            return (self.say("such_act", effect=self.effect(provision.effect)),)
        return tuple(
            self.say("such_act_after", effect=self.effect(stage.effect))
            if stage.until_s is None
            else self.say("such_act_until", at=self.moment(stage.until_s), effect=self.effect(stage.effect))
            for stage in provision.stages
        )

    def consequences(self, exception: Unless) -> tuple[str, ...]:
        """What an act under an exception is, and who must plead it."""
        then = self.say("then", effect=self.effect(exception.effect), unknown=self.effect(exception.if_unknown))
        if exception.plea == "none":
            return (then,)
        return (then, self.say("plead", who=self.pleader(exception)))

    def condition(self, node: Condition) -> str:
        """What a condition asks, as a clause of a sentence."""
        for key in ("all", "any", "not_"):
            if getattr(node, key) is not None:
                return self.say(key.rstrip("_"))
        if node.act is not None:
            return self.say("act", act=self.act(node.act))
        if node.attr is not None:
            return self._attribute(node)
        if node.in_zone is not None:
            return self.say("in_zone", zone=self.zone(node.in_zone))
        if node.of_line is not None:
            return self._lines(node.of_line, node)
        if node.during is not None:
            return self.say("during", window=self.window(node.during))
        if node.daily is not None:
            return self.say("daily", hours=self.hours(node.daily))
        if node.event is not None:
            return self._event(node)
        return self._clock(node) if node.clock is not None else self._count(node)

    def _lines(self, of_line: dict[str, str], node: Condition) -> str:
        lines = "; ".join(f"{self.party(party)}: {self.zone(line)}" for party, line in of_line.items())
        key = "not_behind" if node.not_behind_km else "not_behind_line"
        if node.zone_width_km is not None:
            key = "zone_width"
        return self.say(key, km=node.not_behind_km, width=node.zone_width_km, lines=lines)

    def _event(self, node: Condition) -> str:
        return self.say(
            "event",
            event=node.event,
            by=self.say(f"by_{node.by}") if node.by in {"self", "other"} else "",
            when=self.say("before") if node.before_h is None else self.say("before_h", hours=node.before_h),
            ahead=self.say("ahead", hours=node.elapsed_h) if node.elapsed_h else "",
            to=self.say("told", who=self._addressee(node.to)) if node.to else "",
            near=self.say("near", km=node.within_km) if node.within_km is not None else "",
            covers=self.say("covers") if node.covers else "",
        )

    def _addressee(self, to: str) -> str:
        return self.say("other_side") if to == "other" else self.party(to)

    def duty(self, provision: Provision) -> tuple[str, ...]:
        """Who tells whom how long ahead, and what an act told of in time is excepted from; nothing of other clauses."""
        duty = provision.duty
        if duty is None:
            return ()
        key = ("duty" if duty.ahead_h else "duty_at_all") + ("" if duty.to else "_plain")
        who = ", ".join(self.party(party) for party in provision.bearers) or self.say("every_party")
        to = self._addressee(duty.to) if duty.to else ""
        told = self.say(key, who=who, to=to, hours=duty.ahead_h, notice=duty.notice)
        return (told, self.say("duty_excepts", clauses=", ".join(duty.excepts))) if duty.excepts else (told,)

    def _clock(self, node: Condition) -> str:
        clock = self._clocks[node.clock or ""]
        return self.say(
            "clock_wait" if node.elapsed_h else "clock",
            hours=clock.hours,
            act=self.act(clock.silence_of),
            zone=self.zone(clock.zone),
            start=self.moment(clock.start_s),
            wait=node.elapsed_h,
        )

    def _count(self, node: Condition) -> str:
        return self.say(
            "count_near" if node.within_km is not None else "count",
            least=node.at_least,
            act=self.act(node.count_of or ""),
            hours=node.within_h,
            km=node.within_km,
        )

    def _attribute(self, node: Condition) -> str:
        name = self.say(f"attr_{node.attr}")
        key = "attribute_open" if node.unstated == "open" and node.equals is not None else "attribute"
        return self.say(key, name=name, value=self._limits(node) if node.equals is None else self._word(node))

    def _word(self, node: Condition) -> str:
        value = node.equals or ""
        if node.attr == "actor":
            return self.party(value)
        if node.attr == "heavy":
            return self.say(value)
        return self._terms("target" if node.attr == "target" else "weapon", value)

    def _limits(self, node: Condition) -> str:
        low, high = (self._size(node, limit) if limit is not None else "" for limit in (node.min, node.below))
        if low and high:
            return self.say("at_least_and_below", low=low, high=high)
        return self.say("at_least", n=low) if low else self.say("below", n=high)

    def _size(self, node: Condition, limit: int) -> str:
        return self.say("mm", n=limit) if node.attr == "calibre_mm" else str(limit)


def _clock_time(at_s: int) -> str:
    return f"{at_s // 3600:02}:{at_s % 3600 // 60:02}"
