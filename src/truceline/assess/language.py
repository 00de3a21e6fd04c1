"""The agreement language: `agreement.toml` and `zones.geojson` into an `Agreement`, or every problem in them."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from truceline.assess.check import consistency
from truceline.assess.clauses import read_provision
from truceline.assess.derived import derive_zones
from truceline.assess.duties import excepted, read_duty
from truceline.assess.fields import Fields, Notes
from truceline.assess.geography import Geography, as_zone
from truceline.assess.names import Names, addressee, known_zone
from truceline.assess.positions import Positions
from truceline.assess.problems import MOST_LISTED, FaultyAgreementError, Problem, TooManyErrorsError, near_miss
from truceline.assess.readings import Firsts, first_of_each, read_readings
from truceline.assess.times import NoMomentError, moment, zone_named
from truceline.model.agreement import (
    Agreement,
    Clock,
    InForce,
    LeftClause,
    MovingZone,
    Party,
    Provision,
    RegisterEntry,
)
from truceline.model.taxonomy import EVENT_TYPES
from truceline.toml_text import TomlError, read_toml, text_of

#: clauses, parties, clocks and belts each; entries of the register; pairs of zones that must not overlap. An agreement
#: of as many clauses as may be costs some ten milliseconds an incident
MOST_TABLES = 1_000
MOST_ENTRIES = 20_000
MOST_PAIRS = 20_000
#: words by which conditions, readings and pleas name parties as seen from an act
_OF_CONDITIONS = frozenset({"all", "any", "other", "self", "none", "bearer"})
_STANDINGS = ("established", "asserted", "refuted")


def load(toml: bytes, zones: bytes | None, where: str, zones_where: str = "zones.geojson") -> Agreement:
    """An agreement, ready to be applied.

    Args:
        toml: the agreement file (docs/agreement-language.md).
        zones: GeoJSON in WGS 84 degrees, or null where the agreement names no place.
        where: name of the agreement file, for messages.
        zones_where: name of the zones file, for messages.

    Raises:
        FaultyAgreementError: with every error found, not only the first.
    """
    agreement, problems = examine(toml, zones, where, zones_where)
    if agreement is None:
        raise FaultyAgreementError([p for p in problems if p.severity == "error"], where)
    return agreement


def examine(
    toml: bytes, zones: bytes | None, where: str, zones_where: str = "zones.geojson"
) -> tuple[Agreement | None, tuple[Problem, ...]]:
    """The agreement (null where it cannot be applied) and every problem, errors first, in the order of the file."""
    try:
        text = text_of(toml, where)
        data = read_toml(text, where)
    except TomlError as error:
        return None, (Problem(where, error.line, "file", error.found, error.advice),)
    notes, geography = Notes(where, Positions(text)), Geography(zones_where)
    agreement: Agreement | None = None
    more: list[Problem] = []
    try:
        if zones is not None:
            geography.read(zones)
        reader = _Reader(Fields(data, (), "file", notes), geography)
        agreement = reader.read()
        if not notes.problems.errors and not geography.problems.errors:
            consistency(agreement, reader.disjoint, geography, frozenset(reader.drawn), notes)
    except TooManyErrorsError:
        found = f"there are more than {MOST_LISTED} errors: what follows the last of them was not read"
        more.append(Problem(where, 0, "file", found, "Correct these first, and check again."))
    if left_out := notes.problems.left_out + geography.problems.left_out:
        found = f"{left_out} further warnings are not listed"
        more.append(Problem(where, 0, "file", found, "Look into these first, and check again.", "warning"))
    problems = sorted(
        (*notes.problems, *geography.problems, *more), key=lambda p: (p.severity != "error", p.file != where, p)
    )
    broken = any(p.severity == "error" for p in problems)
    return (None if broken else agreement), tuple(problems)


def _meant(word: str, parties: tuple[Party, ...]) -> str:
    """Advice for a party that is called by its name, or by one that is nobody's."""
    named = [p.party_id for p in parties if word.casefold() in {w.casefold() for w in (p.name, *p.aliases)}]
    return f"Write its id: {named[0]!r}." if named else near_miss(word, (p.party_id for p in parties))


class _Reader:
    """Reads the tables in the order in which they name each other: parties, zones, clocks, provisions, register."""

    def __init__(self, fields: Fields, geography: Geography) -> None:
        self.fields = fields
        self.geography = geography
        self.zone: ZoneInfo = ZoneInfo("UTC")
        self.signed: dt.datetime | None = None
        self.disjoint: tuple[tuple[str, str], ...] = ()
        self.drawn = set(geography.named)

    def read(self) -> Agreement:
        head = self._head()
        parties = self._parties()
        moving = derive_zones(self._named("zone"), self.geography, self._moment)
        names = self._names(parties, moving)
        clocks = self._clocks(names)
        names.clocks = {c.clock_id for c in clocks}
        register = self._register(names, parties)
        first = first_of_each(register)
        readings = read_readings(self.fields, first, self._moment)
        clauses = self._clauses(names, first)
        self.fields.finish()
        return Agreement(
            **head,
            parties=parties,
            readings=readings,
            zones=tuple(z for _, f in sorted(self.geography.features.items()) if (z := as_zone(f)) is not None),
            provisions=tuple(clause for clause in clauses if isinstance(clause, Provision)),
            left=tuple(clause for clause in clauses if isinstance(clause, LeftClause)),
            moving=moving,
            clocks=clocks,
            register=register,
        )

    def _names(self, parties: tuple[Party, ...], moving: tuple[MovingZone, ...]) -> Names:
        features = self.geography.features
        broken = {i for i in self.geography.named if i not in features}  # reported once, at the drawing
        return Names(
            tuple(p.party_id for p in parties),
            {f.zone_id for f in features.values() if f.kind == "zone"} | broken,
            {f.zone_id for f in features.values() if f.kind == "line"} | broken,
            moving,
            self._moment,
            self.zone.key,
            self.geography.unread,
        )

    def _head(self) -> dict[str, Any]:
        head = self.fields.table("agreement")
        if head is None:
            if self.fields.raw("agreement") is None:
                self.fields.problem("[agreement] is missing", 'Begin with [agreement], id = "…" and name = "…".')
            head = Fields({"id": "-", "name": "-"}, (), "agreement", self.fields.notes)
        head.clause = "agreement"
        self.zone = self._zone_of(head, "time_zone") or self.zone
        if head.has("signed"):
            signed_s = self._moment(head, "signed")
            self.signed = None if signed_s is None else dt.datetime.fromtimestamp(signed_s, dt.UTC)
        threshold = head.number("threshold", 0.95)
        if threshold is None or not 0.5 < threshold <= 1:
            head.problem(f"`threshold` is {threshold}", "It must be above 0.5 and at most 1.", "threshold")
            threshold = 0.95
        values = {
            "agreement_id": head.text("id", required=True),
            "name": head.text("name", required=True),
            "version": head.text("version", default="1"),
            "threshold_ppm": round(threshold * 1_000_000),
            "time_zone": self.zone.key,
            "register_complete": tuple(sorted(head.texts("register_complete"))),
            "sources": head.texts("sources"),
            "notes": head.texts("notes"),
        }
        self.disjoint = tuple(self._pairs(head, "disjoint"))
        head.finish()
        return values

    def _pairs(self, fields: Fields, key: str) -> Iterator[tuple[str, str]]:
        """Every two of each list of zones that must not overlap."""
        groups = fields.raw(key)
        room = MOST_PAIRS
        for group in groups if isinstance(groups, list) else ([] if groups is None else [groups]):
            if isinstance(group, list) and len(group) > 1 and all(isinstance(name, str) for name in group):
                room -= math.comb(len(group), 2)
                if room < 0:
                    found = f"`{key}` names more than {MOST_PAIRS:,} pairs of zones"
                    fields.problem(found, "Name those that are at issue.", key)
                    return
                yield from itertools.combinations(group, 2)
            else:
                fields.problem(f"`{key}` holds {group!r}", f'Write lists of zones: {key} = [["a", "b"]].', key)

    def _named(self, *keys: str) -> list[tuple[str, Fields]]:
        """The tables `[[key]]` with their ids; an id that is missing or taken is a problem."""
        found: list[tuple[str, Fields]] = []
        taken: set[str] = set()
        tables = " or ".join(f"[[{one}]]" for one in keys)
        for key in keys:
            for fields in self.fields.tables(key):
                fields.clause = key
                name = fields.text("id", required=True)
                fields.clause = f"{key} {name!r}" if name else key
                if name in taken:
                    fields.problem(f"two tables {tables} have this id", "Give each an id of its own.", "id")
                if len(found) == MOST_TABLES:
                    found_here = f"there are more than {MOST_TABLES:,} tables {tables}"
                    fields.problem(found_here, "Split the agreement: those after this one were not read.")
                    return found
                taken |= {name} if name else set()
                found.append((name, fields))
        return found

    def _parties(self) -> tuple[Party, ...]:
        parties: list[Party] = []
        taken: dict[str, str] = {}
        for party_id, fields in self._named("party"):
            name, aliases = fields.text("name", required=True), fields.texts("aliases")
            home = fields.place("home")
            fields.finish()
            if party_id in _OF_CONDITIONS:
                found = f"no party can be called {party_id!r}: conditions and readings mean something else by it"
                fields.problem(found, "Give it another id.", "id")
            for word in {w.strip().casefold() for w in (party_id, name, *aliases)}:
                if taken.setdefault(word, party_id) != party_id:
                    fields.problem(f"{word!r} also names party {taken[word]!r}", "A name must name one party.")
            lat, lon = home or (None, None)
            parties.append(Party(party_id, name, aliases, lat, lon))
        if not parties:
            self.fields.problem("no [[party]] is given", "Name at least the parties bound.")
        return tuple(parties)

    def _clocks(self, names: Names) -> tuple[Clock, ...]:
        clocks: list[Clock] = []
        for clock_id, fields in self._named("clock"):
            zone, act = fields.text("zone", required=True), fields.text("silence_of", required=True)
            hours, start = fields.whole("hours", least=1, required=True), self._moment(fields, "start", required=True)
            fields.finish()
            if zone:
                known_zone(fields, "zone", zone, names)
            if act and act not in EVENT_TYPES:
                fields.problem(f"no event type is called {act!r}", near_miss(act, EVENT_TYPES), "silence_of")
            clocks.append(Clock(clock_id=clock_id, zone=zone, silence_of=act, hours=hours or 1, start_s=start or 0))
        return tuple(clocks)

    def _clauses(self, names: Names, first: Firsts) -> tuple[Provision | LeftClause, ...]:
        def readings(fields: Fields) -> tuple[InForce, ...]:
            return read_readings(fields, first, self._moment)

        tables = self._named("provision", "duty")
        for name, fields in tables:
            fields.notes.clauses[name] = fields.path
        duties = [
            (fields, duty)
            for name, fields in tables
            if fields.path[0] == "duty" and (duty := read_duty(fields, name, names, readings)) is not None
        ]
        clauses = [
            clause
            for name, fields in tables
            if fields.path[0] == "provision" and (clause := read_provision(fields, name, names, readings)) is not None
        ]
        return (*excepted(clauses, duties), *(duty.clause for _, duty in duties))

    def _register(self, names: Names, parties: tuple[Party, ...]) -> tuple[RegisterEntry, ...]:
        entries: list[RegisterEntry] = []
        for number, fields in enumerate(self.fields.tables("register"), 1):
            fields.clause = f"register entry {number}"
            if number > MOST_ENTRIES:
                found = f"the register has more than {MOST_ENTRIES:,} entries"
                fields.problem(found, "Keep those for which a clause asks: those after this one were not read.")
                break
            kind, party = fields.text("kind", required=True), fields.text("party", required=True)
            standing: Any = fields.word("standing", _STANDINGS, "asserted")
            if not fields.has("standing"):
                fields.problem("`standing` is missing", f"Write one of {', '.join(_STANDINGS)}.")
            at, until = self._moment(fields, "at", required=True), self._moment(fields, "until")
            start, to = self._moment(fields, "from"), addressee(fields, names)
            place = fields.place("place")
            source, incident = fields.text("source"), fields.text("incident")
            fields.finish()
            if party and party not in names.parties:
                fields.problem(f"no party is called {party!r}", _meant(party, parties), "party")
            if at is not None and until is not None and until <= (at if start is None else start):
                fields.problem("it ends before it begins", "Check `at`, `from` and `until`.", "until")
            lat, lon = place or (None, None)
            entries.append(
                RegisterEntry(
                    kind=kind,
                    party=party,
                    at_s=at or 0,
                    standing=standing,
                    lat_e6=lat,
                    lon_e6=lon,
                    source=source,
                    until_s=until,
                    incident_id=incident or None,
                    from_s=start,
                    to=to,
                )
            )
        return tuple(entries)

    def _zone_of(self, fields: Fields, key: str) -> ZoneInfo | None:
        name = fields.text(key)
        if not name:
            return None
        try:
            return zone_named(name)
        except NoMomentError as problem:
            fields.problem(problem.found, problem.advice, key)
            return None

    def _moment(self, fields: Fields, key: str, required: bool = False) -> int | None:
        """UTC seconds of a time, or null: it is open, missing or wrong (then a problem has been noted)."""
        zone = self._zone_of(fields, "time_zone") or self.zone
        fold = fields.word("fold", ("", "first", "second"), "")
        value = fields.raw(key)
        if value is None:
            if required:
                fields.problem(f"`{key}` is missing", f'Write `{key} = "2031-03-02T00:01"`, local time in {zone.key}.')
            return None
        if value == "open" and key in {"from", "until"}:
            return None
        try:
            return moment(value, zone, fold, self.signed)
        except NoMomentError as problem:
            fields.problem(f"`{key}`: {problem.found}", problem.advice, key)
            return None
