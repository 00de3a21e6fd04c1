"""An agreement as code: parties, zones, provisions, and when it is in force *according to* each party.

The language has a closed set of primitives and no arithmetic. Conditions are a small closed tree; the loader in
`assess.language` turns TOML and GeoJSON into these types and refuses what contradicts itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Effect = Literal["none", "counted", "undetermined", "breach"]


class Party(msgspec.Struct, frozen=True):
    """A party and the names under which evidence speaks of it."""

    party_id: str
    name: str
    aliases: tuple[str, ...] = ()
    home_lat_e6: int | None = None  # a place surely on its own side of its lines: tells "behind" from "before"
    home_lon_e6: int | None = None


class InForce(msgspec.Struct, frozen=True):
    """One reading of when the agreement (or a provision) is in force, `[from_s, until_s)`; null is open.

    A reading under which it never is in force has an empty interval.
    """

    according_to: str  # a party id, "all", or a name of the reading
    from_s: int | None
    until_s: int | None
    words: str = ""
    from_event: str = ""  # the kind of register entry that began it, or would
    until_event: str = ""

    @property
    def never(self) -> bool:
        return self.from_s is not None and self.from_s == self.until_s


class Zone(msgspec.Struct, frozen=True):
    """A named geometry in WGS 84 degrees, as GeoJSON text. `line` zones serve `not_behind_km`."""

    zone_id: str
    kind: Literal["zone", "line"]
    geometry: str  # GeoJSON geometry, canonical text
    label: str = ""
    buffer_km: float | None = None  # of a belt: how far it reaches …
    around: tuple[str, ...] = ()  # … around which features, by their names for a reader


class Window(msgspec.Struct, frozen=True, omit_defaults=True):
    """A span of time that a condition names, `[from_s, until_s)`; null is open."""

    from_s: int | None = None
    until_s: int | None = None


class Daily(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hours that recur, by the wall clock of a zone: `[from_s, until_s)` in seconds after midnight.

    Where `until_s` is no later than `from_s` they pass midnight, and belong to the day on which they begin.
    """

    from_s: int
    until_s: int
    time_zone: str
    weekdays: tuple[int, ...] = ()  # 0 is Monday; empty: every day


class MovingZone(msgspec.Struct, frozen=True):
    """An area that moves by date: in each window it is another zone. Conditions on it are written out when read."""

    zone_id: str
    label: str
    phases: tuple[tuple[Window, str], ...]


class Condition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One node of a condition. Exactly one of the primitives or connectives is set."""

    act: str | None = None  # event type or a parent of it
    attr: str | None = None  # calibre_mm, weapon, target, assessment, heavy, actor …
    min: int | None = None
    below: int | None = None
    equals: str | None = None
    unstated: Literal["silent", "open"] | None = None  # of a target that no report states; null: open
    unstated_zones: tuple[str, ...] | None = None  # where a silent one is open after all: in the clause's own zones
    in_zone: str | None = None
    during: Window | None = None
    daily: Daily | None = None
    not_behind_km: int | None = None
    zone_width_km: int | None = None  # as the text gives it: the width of the zone, half of it on each side
    of_line: dict[str, str] | None = None  # party id -> line zone id
    event: str | None = None  # a kind in the register
    by: Literal["self", "other", "any"] | None = None
    before_h: int | None = None
    within_km: int | None = None
    to: str | None = None  # whom the entry must have told: a party's id, "other", or words
    covers: bool | None = None  # the entry speaks of acts at this time; `elapsed_h` runs to the first of them
    clock: str | None = None
    elapsed_h: int | None = None
    count_of: str | None = None
    at_least: int | None = None
    within_h: int | None = None
    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    not_: Condition | None = msgspec.field(default=None, name="not")

    @property
    def children(self) -> tuple[Condition, ...]:
        """The conditions that this one joins or denies, in the order of the file."""
        return (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ is not None else ()))


class Unless(msgspec.Struct, frozen=True, kw_only=True):
    """What takes the act out of the prohibition, who must plead it, and what follows if it is not known."""

    when: Condition
    effect: Effect = "counted"
    if_unknown: Effect = "undetermined"
    plea: Literal["none", "bearer", "other"] = "none"
    words: str = ""


class Stage(msgspec.Struct, frozen=True):
    """Until this moment the effect is this one; the last stage has no end."""

    effect: Effect
    until_s: int | None = None


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A duty to tell of acts ahead of them. Its clause is broken by an act that was not told of in time."""

    notice: str  # the kind of the register entries that give notice
    to: str  # a party's id, "other", or words; empty where the text names nobody
    ahead_h: int
    within_km: int | None = None
    excepts: tuple[str, ...] = ()  # clauses that an act told of in time does not break


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One clause: its words, when it applies, and what an act under it is."""

    provision_id: str
    words: str
    citation: str
    when: Condition
    effect: Effect = "breach"
    bearers: tuple[str, ...] = ()  # parties bound; empty means all
    readings: tuple[InForce, ...] = ()  # empty means those of the agreement
    stages: tuple[Stage, ...] = ()
    unless: tuple[Unless, ...] = ()
    kept_needs: Literal["", "coverage"] = ""
    consequence: str = ""  # what the agreement says follows from a breach, in its words
    duty: Duty | None = None  # set where the clause is a duty to notify


class LeftClause(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that no incident decides: it stands in the agreement, and the program leaves it to others."""

    provision_id: str
    words: str
    citation: str
    left_to: str  # who decides it, and why the program does not
    consequence: str = ""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """A time of silence that restarts: complete once `hours` pass in `zone` without `silence_of`."""

    clock_id: str
    zone: str
    silence_of: str
    hours: int
    start_s: int


Standing = Literal["established", "asserted", "refuted"]


class RegisterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that a provision may ask for: an exercise announced, an order given, a breach decided."""

    kind: str
    party: str
    at_s: int
    standing: Standing
    lat_e6: int | None = None
    lon_e6: int | None = None
    source: str = ""
    until_s: int | None = None  # end of the acts that a plea (`plea:<provision id>`) speaks of
    incident_id: str | None = None  # the one incident that a plea speaks of
    from_s: int | None = None  # beginning of the acts that a notice tells of; their end is `until_s`
    to: str = ""  # whom the entry told: a party's id, or words


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement, ready to be applied. `register_complete` lists kinds for which absence is evidence."""

    agreement_id: str
    name: str
    version: str
    parties: tuple[Party, ...]
    readings: tuple[InForce, ...]
    zones: tuple[Zone, ...]
    provisions: tuple[Provision, ...]
    left: tuple[LeftClause, ...] = ()
    moving: tuple[MovingZone, ...] = ()
    clocks: tuple[Clock, ...] = ()
    register: tuple[RegisterEntry, ...] = ()
    register_complete: tuple[str, ...] = ()
    threshold_ppm: int = 950_000  # belief needed for a finding
    time_zone: str = "UTC"
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # what a reader must know of this encoding: what is drawn by whom, what is ours

    def readings_of(self, provision: Provision) -> tuple[InForce, ...]:
        """The clause's own readings, or else those of the agreement."""
        return provision.readings or self.readings

    def party_of(self, words: str | None) -> str | None:
        """The party that these words name, or null. Names are compared without case and surrounding blanks."""
        if words is None:
            return None
        wanted = words.strip().casefold()
        for party in self.parties:
            if wanted in {name.casefold() for name in (party.party_id, party.name, *party.aliases)}:
                return party.party_id
        return None

    def party_name(self, party_id: str) -> str:
        """The party's name; what was given where it is the id of none."""
        return next((party.name for party in self.parties if party.party_id == party_id), party_id)
